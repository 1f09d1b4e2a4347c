"""Ways in which a register could be kept wrongly: planted past the software, each with the check that sees it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import time_machine
from django.db.models import F

from audit.models import Event
from bans import keyring
from bans.models import CounterCheck, EntryException, Erasure, Incident, ListUpdate, Person, Sanction
from bans.personal import sealed
from notices.models import Notice, Service
from notices.models.notice import LetterKind
from participants.models import Device, Evaluation, Instruction, Permit, Protocol, Shop, User
from rights.models import Request

from .register import DAY, Register

Plant = Callable[[Register], None]


@dataclass(frozen=True)
class Fault:
    name: str
    rule: str
    found_by: tuple[str, ...]
    plant: Plant


FAULTS: list[Fault] = []


def fault(rule: str, *found_by: str) -> Callable[[Plant], Plant]:
    def add(plant: Plant) -> Plant:
        FAULTS.append(Fault(plant.__name__, rule, found_by, plant))
        return plant

    return add


def change(row: Sanction, **values: object) -> None:
    Sanction.objects.filter(pk=row.pk).update(**values)


@fault("R1", "permit_at_the_beginning", "permit_while_measures_run", "business_in_the_permit")
def permit_that_never_was(register: Register) -> None:
    Permit.objects.all().delete()


@fault("R1", "permit_at_the_beginning")
def permit_granted_later(register: Register) -> None:
    Permit.objects.update(valid_from=register.on - DAY)


@fault("R4", "permit_while_measures_run")
def permit_ran_out(register: Register) -> None:
    Permit.objects.update(valid_until=register.on - DAY)


@fault("R2", "business_in_the_permit", "named_in_the_permit")
def business_left_out_of_the_permit(register: Register) -> None:
    register.area.permits.get().businesses.remove(register.one().shop.business)


@fault("R3", "signed_before_joining")
def signed_after_joining(register: Register) -> None:
    shop = register.area.shops.first()
    Shop.objects.filter(pk=shop.pk).update(declaration_signed_on=shop.joined_on + DAY)


@fault("R3", "shop_took_part")
def proposed_before_joining(register: Register) -> None:
    Shop.objects.filter(pk=register.one().shop_id).update(joined_on=register.on - DAY)


@fault("R5", "left_without_measures")
def left_and_kept_its_measures(register: Register) -> None:
    row = register.one(scope="shop")
    Shop.objects.filter(pk=row.shop_id).update(left_on=register.on - DAY)


@fault("R5", "shop_takes_part")
def asked_after_leaving(register: Register) -> None:
    check = CounterCheck.objects.first()
    Shop.objects.filter(pk=check.shop_id).update(left_on=register.on - 3 * DAY)


@fault("R6", "sectors_are_covered")
def sectors_not_covered(register: Register) -> None:
    type(register.area).objects.update(mixed_sectors_permitted=False)


@fault("R7", "door_was_ready")
def no_sticker(register: Register) -> None:
    Shop.objects.filter(pk=register.one().shop_id).update(sticker_seen_on=None)


@fault("R7", "door_was_ready")
def house_rules_hung_up_later(register: Register) -> None:
    Shop.objects.filter(pk=register.one().shop_id).update(house_rules_seen_on=register.on)


@fault("R9", "incident_is_complete")
def nobody_saw_it(register: Register) -> None:
    Incident.objects.filter(pk=register.one().incident_id).update(observed_by=None)


@fault("R9", "incident_is_complete")
def no_place(register: Register) -> None:
    Incident.objects.filter(pk=register.one().incident_id).update(place=None)


@fault("R9", "incident_is_complete")
def no_story(register: Register) -> None:
    Incident.objects.filter(pk=register.one().incident_id).update(narrative=None)


@fault("R9", "incident_is_complete")
def proposed_before_it_happened(register: Register) -> None:
    row = register.one()
    Incident.objects.filter(pk=row.incident_id).update(happened_at=row.proposed_at + DAY)


@fault("R10", "conduct_is_listed")
def conduct_of_ones_own(register: Register) -> None:
    Incident.objects.filter(pk=register.one().incident_id).update(conduct_code="looks_like_it")


@fault("R11", "step_fits_the_conduct")
def nuisance_punished_as_serious(register: Register) -> None:
    row = register.one(rule="R15")
    Incident.objects.filter(pk=row.incident_id).update(conduct_code="insulting")


@fault("R12", "step_fits_the_conduct")
def ban_by_the_rule_of_warnings(register: Register) -> None:
    change(register.one(rule="R15"), rule="R12")


@fault("R13", "inside_the_warning")
def repeat_before_the_warning(register: Register) -> None:
    row = register.one(rule="R13")
    change(row.builds_on, served_at=F("served_at") + 200 * DAY, last_day=register.on + 300 * DAY)


@fault("R17", "inside_the_warning")
def repeat_after_the_warning(register: Register) -> None:
    row = register.one(rule="R13")
    change(row.builds_on, last_day=row.builds_on.starts_on)


@fault("R57", "inside_the_warning")
def repeat_upon_an_individual_warning(register: Register) -> None:
    change(register.one(rule="R13").builds_on, scope="shop")


@fault("R14", "explained")
def nuisance_without_explanation(register: Register) -> None:
    change(register.one(rule="R13"), rule="R14", reason=None, for_coordinator=True)


@fault("R15", "explained")
def long_ban_without_explanation(register: Register) -> None:
    change(register.area.sanctions.get(months=18), reason=None)


@fault("R16", "repeated_nuisance_is_for_the_coordinator")
def shops_learn_of_repeated_nuisance(register: Register) -> None:
    register.area.sanctions.filter(rule="R16").update(for_coordinator=False)


@fault("R18", "within_the_maximum", "last_day_is_the_rules")
def longer_than_the_protocol(register: Register) -> None:
    change(register.one(rule="R13"), months=18)


@fault("R18", "within_the_maximum")
def protocol_that_was_stricter(register: Register) -> None:
    Protocol.objects.update(values={"col_ban_m": 6, "col_ban_serious_m": 6})


@fault("R19", "looked_at_again")
def rests_on_an_annulled_warning(register: Register) -> None:
    row = register.one(rule="R13")
    change(
        row.builds_on,
        annulled_at=row.builds_on.served_at,
        annulled_by=register.coordinator,
        **sealed(row.builds_on, annul_reason="Zomaar."),
    )


@fault("R27", "decided_by_another")
def approved_for_the_same_business(register: Register) -> None:
    row = register.one()
    line = Event.objects.filter(subject=f"sanction:{row.reference}", action="sanction.approved").last()
    change(row, proposed_for=line.organisation.split())


@fault("R28", "decided_by_another")
def checked_by_the_proposer(register: Register) -> None:
    row = register.one(kind="warning")
    change(row, proposed_by=row.approved_by)


@fault("R28", "checked_in_time")
def checked_too_late(register: Register) -> None:
    row = register.one(kind="warning")
    change(row, approved_at=row.served_at + 30 * DAY)


@fault("R28", "checked_in_time")
def never_checked(register: Register) -> None:
    row = register.one(kind="warning")
    change(row, approved_at=None, approved_by=None)


@fault("R72", "every_deed_has_its_line")
def service_without_a_line(register: Register) -> None:
    row = register.one()
    change(row, reference="2026-ZONDER01")


@fault("R21", "one_collective_ban")
def second_collective_ban(register: Register) -> None:
    one = register.one(rule="R15")
    other = register.area.sanctions.in_force(register.on).filter(kind="ban", scope="area").exclude(pk=one.pk).first()
    change(other, person=one.person)
    Incident.objects.filter(pk=other.incident_id).update(person=one.person)


@fault("R22", "fits_the_age")
def child_in_the_register(register: Register) -> None:
    person = register.one().person
    Person.objects.filter(pk=person.pk).update(**sealed(person, birth_date=register.on - 11 * 365 * DAY))


@fault("R23", "fits_the_age")
def fifteen_and_long_banned(register: Register) -> None:
    person = register.area.sanctions.get(months=18).person
    Person.objects.filter(pk=person.pk).update(**sealed(person, birth_date=register.on - 15 * 365 * DAY))


@fault("R23", "fits_the_age")
def fifteen_banned_for_theft(register: Register) -> None:
    person = register.one(rule="R13").person
    Person.objects.filter(pk=person.pk).update(**sealed(person, birth_date=register.on - 15 * 365 * DAY))


@fault("R24", "fits_the_age")
def seventeen_and_too_long(register: Register) -> None:
    person = register.area.sanctions.get(months=18).person
    Person.objects.filter(pk=person.pk).update(**sealed(person, birth_date=register.on - 17 * 365 * DAY))


@fault("R25", "minor_is_protected")
def minor_without_letter_to_the_parents(register: Register) -> None:
    person = register.one(rule="R15").person
    Person.objects.filter(pk=person.pk).update(**sealed(person, birth_date=register.on - 17 * 365 * DAY))


@fault("R26", "last_day_is_the_rules")
def a_day_longer(register: Register) -> None:
    row = register.one()
    change(row, last_day=row.last_day + DAY)


@fault("R29", "rejected_is_gone")
def rejected_and_kept(register: Register) -> None:
    row = register.area.sanctions.awaiting_approval(register.on).filter(person__rights_requests=None).first()
    change(row, rejected_at=row.proposed_at, rejected_by=register.coordinator, **sealed(row, reject_reason="Zomaar."),
           serve_before=register.on - 5 * DAY)  # fmt: skip


@fault("R29", "drafts_are_gone")
def report_kept_without_measure(register: Register) -> None:
    Incident.objects.filter(sanctions=None, breached=None).update(reported_at=F("reported_at") - 60 * DAY)


@fault("R31", "approved_before_service")
def served_before_approval(register: Register) -> None:
    row = register.one()
    change(row, approved_at=row.served_at + DAY)


@fault("R31", "service_is_proved")
def in_force_without_service(register: Register) -> None:
    Service.objects.filter(sanction=register.one()).delete()


@fault("R32", "served_in_person")
def refused_without_a_witness(register: Register) -> None:
    Service.objects.filter(sanction=register.one()).update(receipt="refused", witness_name=None)


@fault("R32", "served_in_person")
def nobody_handed_it_over(register: Register) -> None:
    Service.objects.filter(sanction=register.one()).update(server_name=None)


@fault("R33", "service_is_proved")
def began_before_the_post_came(register: Register) -> None:
    row = register.one()
    Service.objects.filter(sanction=row).update(
        way="registered", handed_at=None, receipt="", delivery="delivered", delivered_on=row.starts_on + 3 * DAY,
        signature=None,
    )  # fmt: skip


@fault("R33", "service_is_proved")
def letter_that_came_back(register: Register) -> None:
    Service.objects.filter(sanction=register.one()).update(
        way="registered", handed_at=None, receipt="", delivery="returned", signature=None
    )


@fault("R34", "lapsed_is_gone")
def lapsed_and_kept(register: Register) -> None:
    row = register.area.sanctions.awaiting_service(register.on).exclude(approved_at=None).first()
    change(row, approved_at=row.approved_at - 60 * DAY, proposed_at=row.proposed_at - 60 * DAY,
           serve_before=register.on - 30 * DAY)  # fmt: skip


@fault("R34", "served_in_time")
def served_after_the_term(register: Register) -> None:
    row = register.one()
    change(row, approved_at=row.approved_at - 60 * DAY, proposed_at=row.proposed_at - 60 * DAY)


@fault("R35", "frozen_at_service")
def letter_thrown_away(register: Register) -> None:
    row = register.one()
    Service.objects.filter(sanction=row).update(
        notice=row.notices.filter(kind=LetterKind.PROOF_OF_SERVICE).first() or row.notices.last()
    )
    Notice.objects.filter(sanction=row).exclude(services__sanction=row).delete()
    Notice.objects.filter(sanction=row).update(kind=LetterKind.PROOF_OF_SERVICE)


@fault("R35", "frozen_at_service")
def list_was_changed_afterwards(register: Register) -> None:
    row = register.one()
    newer = register.area.participant_lists.create(number=99, made_at=row.served_at, entries=[], boundary_text="x")
    change(row, participant_list=newer)


@fault("R36", "newer_lists_were_served")
def newer_list_before_service(register: Register) -> None:
    row = register.one()
    newer = register.area.participant_lists.create(number=99, made_at=row.served_at, entries=[], boundary_text="x")
    ListUpdate.objects.create(
        area=register.area, sanction=row, participant_list=newer, served_at=row.served_at - DAY,
        served_by=register.coordinator,
    )  # fmt: skip


@fault("R39", "ban_was_running")
def breach_before_service(register: Register) -> None:
    breach = Incident.objects.exclude(breached=None).get()
    Incident.objects.filter(pk=breach.pk).update(happened_at=breach.breached.served_at - DAY)


@fault("R42", "ban_was_running")
def warning_that_was_breached(register: Register) -> None:
    breach = Incident.objects.exclude(breached=None).get()
    change(breach.breached, kind="warning")


@fault("R41", "shop_may_rest_on_it")
def breach_at_a_shop_that_is_not_on_the_list(register: Register) -> None:
    breach = Incident.objects.exclude(breached=None).get()
    empty = register.area.participant_lists.create(number=99, made_at=breach.reported_at, entries=[], boundary_text="x")
    change(breach.breached, participant_list=empty)


@fault("R43", "shop_may_rest_on_it")
def breach_of_anothers_individual_ban(register: Register) -> None:
    change(Incident.objects.exclude(breached=None).get().breached, scope="shop")


@fault("R73", "transfer_was_recorded")
def sheet_without_a_record(register: Register) -> None:
    breach = Incident.objects.exclude(breached=None).get()
    change(breach.breached, reference="2026-ZONDER02")


@fault("R44", "exceptions_fit")
def exception_after_the_ban(register: Register) -> None:
    row = register.one()
    EntryException.objects.create(
        area=register.area, sanction=row, shop=row.shop, for_what="goods", last_day=row.last_day + DAY,
        granted_at=row.served_at, granted_by=register.coordinator,
    )  # fmt: skip


@fault("R47", "within_the_budget")
def asked_all_day(register: Register) -> None:
    check = CounterCheck.objects.first()
    CounterCheck.objects.bulk_create(
        CounterCheck(area=check.area, shop=check.shop, asked_by=check.asked_by, asked_at=check.asked_at,
                     outcome=check.outcome)
        for _each in range(200)
    )  # fmt: skip


@fault("R51", "instructed")
def asked_without_instruction(register: Register) -> None:
    Instruction.objects.filter(user__in=CounterCheck.objects.values("asked_by")).delete()


@fault("R51", "instructed")
def instruction_had_run_out(register: Register) -> None:
    Instruction.objects.update(confirmed_at=F("confirmed_at") - dt.timedelta(days=500))


@fault("R72", "questions_are_on_record")
def questions_without_a_line(register: Register) -> None:
    check = CounterCheck.objects.first()
    CounterCheck.objects.bulk_create(
        CounterCheck(area=check.area, shop=check.shop, asked_by=check.asked_by, asked_at=check.asked_at,
                     outcome=check.outcome)
        for _each in range(3)
    )  # fmt: skip


@fault("R53", "expired_is_gone")
def expired_and_kept(register: Register) -> None:
    row = register.one(rule="R13")
    change(row, starts_on=row.starts_on - 800 * DAY, last_day=register.on - 3 * DAY)


@fault("R54", "held_with_a_reason")
def held_without_a_reason(register: Register) -> None:
    Person.objects.exclude(hold_until=None).update(hold_reason=None)


@fault("R54", "held_with_a_reason", "holds_end")
def held_for_ever(register: Register) -> None:
    Person.objects.exclude(hold_until=None).update(hold_until=register.on + 3000 * DAY)


@fault("R55", "ended_is_gone")
def withdrawn_and_kept(register: Register) -> None:
    row = register.one(rule="R13")
    change(row, lifted_at=row.served_at, lifted_by=register.coordinator, **sealed(row, lift_reason="Zomaar."))


@fault("R55", "told_of_the_end")
def annulled_and_not_told(register: Register) -> None:
    held = register.area.sanctions.exclude(annulled_at=None).get()
    Notice.objects.filter(sanction=held, kind=LetterKind.ANNULMENT).delete()


@fault("R56", "nothing_is_left")
def key_that_still_lives(register: Register) -> None:
    erasure = Erasure.objects.filter(key_destroyed=True).first()
    keyring.make(erasure.person_token, at=erasure.erased_at)


@fault("R56", "nothing_is_left")
def row_that_came_back(register: Register) -> None:
    erasure = Erasure.objects.filter(key_destroyed=True).first()
    Person.objects.bulk_create([Person(area=register.area, token=erasure.person_token)])


@fault("R52", "no_answer_afterwards")
def answer_about_who_was_erased(register: Register) -> None:
    erasure, check = Erasure.objects.filter(key_destroyed=True).first(), CounterCheck.objects.first()
    CounterCheck.objects.filter(pk=check.pk).update(
        person_token=erasure.person_token, outcome="banned", asked_at=erasure.erased_at + DAY
    )


@fault("R53", "certificate_is_complete")
def erased_by_no_rule(register: Register) -> None:
    Erasure.objects.filter(pk=Erasure.objects.first().pk).update(rules=[])


@fault("R58", "answered_in_time")
def answered_too_late(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(received_on=register.on - 60 * DAY)


@fault("R58", "answered_in_time")
def never_answered(register: Register) -> None:
    Request.objects.filter(pk=register.access.pk).update(received_on=register.on - 120 * DAY)


@fault("R59", "extended_in_time")
def extended_too_late(register: Register) -> None:
    Request.objects.filter(pk=register.access.pk).update(
        received_on=register.on - 60 * DAY, extended_on=register.on - 10 * DAY
    )


@fault("R59", "extended_in_time")
def extended_without_a_letter(register: Register) -> None:
    Notice.objects.filter(kind=LetterKind.REQUEST_EXTENDED).delete()


@fault("R60", "answer_is_a_letter")
def answered_without_a_letter(register: Register) -> None:
    Notice.objects.filter(kind=LetterKind.REQUEST_DECIDED).delete()


@fault("R62", "set_aside_decided_in_time")
def set_aside_decided_too_late(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(received_on=register.on - 20 * DAY)


@fault("R63", "dispute_settled_before_the_answer")
def answered_while_in_dispute(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(dispute="fact")


@fault("R66", "heard_and_decided_by_another")
def decided_by_who_approved(register: Register) -> None:
    change(register.objection.sanction, approved_by=register.objection.decided_by)


@fault("R66", "heard_and_decided_by_another")
def never_heard(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(heard_on=None)


@fault("R67", "carried_through")
def upheld_and_nothing_done(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(outcome="granted", cause="wrong_fact")


@fault("R72", "request_has_its_lines")
def request_without_lines(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(number="V99999999")


@fault("R19", "cause_is_known")
def answered_without_a_cause(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(cause="odd")


@fault("R62", "hidden_with_a_reason")
def hidden_by_nobody(register: Register) -> None:
    row = register.one()
    change(row, restricted_at=row.served_at)


@fault("R74", "evaluated_in_time")
def never_evaluated(register: Register) -> None:
    Evaluation.objects.all().delete()


@fault("R74", "evaluated_in_time")
def evaluated_too_late(register: Register) -> None:
    Evaluation.objects.all().delete()
    Protocol.objects.update(valid_from=register.on - 500 * DAY)
    at = register.objection.registered_at
    Evaluation.objects.create(
        area=register.area, held_on=register.on - DAY, recorded_by=register.coordinator, recorded_at=at
    )


@fault("R75", "protocol_of_that_day")
def protocol_of_another_day(register: Register) -> None:
    Protocol.objects.create(
        area=register.area, number=2, adopted_on=register.on, valid_from=register.on + DAY, dpia_version="2"
    )
    change(register.one(), protocol=Protocol.objects.get(number=2))


@fault("R75", "protocols_follow_each_other")
def protocol_version_is_gone(register: Register) -> None:
    Protocol.objects.update(number=2)


@fault("R8", "one_area", "nothing_from_elsewhere")
def person_of_another_area(register: Register) -> None:
    from tests.factories import make_area

    row = register.one()
    Person.objects.filter(pk=row.person_id).update(area=make_area("elders", by=register.coordinator, at=row.served_at))


@fault("R30", "decided_by_those_who_may")
def served_by_the_municipality(register: Register) -> None:
    row = register.one()
    user = User.objects.get(email__startswith="municipality")
    from audit.log import record

    change(row, reference="2026-GEMEENTE1")
    for action in ("sanction.proposed", "sanction.approved", "sanction.served"):
        record(action, subject="sanction:2026-GEMEENTE1", by=user, area=register.area)


# What once passed unseen.


@fault("R75", "protocol_while_shops_take_part")
def shops_without_a_protocol(register: Register) -> None:
    Protocol.objects.update(valid_from=register.on + DAY)


@fault("R12", "step_fits_the_conduct")
def collective_warning_upon_nuisance(register: Register) -> None:
    row = register.area.sanctions.filter(rule="R12", kind="warning", scope="area", imported=False).first()
    Incident.objects.filter(pk=row.incident_id).update(conduct_code="insulting")


@fault("R19", "looked_at_again")
def warning_below_was_annulled_and_erased(register: Register) -> None:
    from audit.log import record

    row = register.one(rule="R13")
    gone = row.builds_on_reference
    change(row, builds_on=None)
    record("sanction.annulled", subject=f"sanction:{gone}", by=register.coordinator, area=register.area)


@fault("R36", "newer_lists_were_served")
def newer_list_without_a_service(register: Register) -> None:
    row = register.one()
    ListUpdate.objects.create(
        area=register.area, sanction=row, participant_list=register.area.participant_lists.exclude(
            pk=row.participant_list_id
        ).latest("number"), served_at=row.served_at + DAY, served_by=register.coordinator,
    )  # fmt: skip


@fault("R44", "exceptions_fit")
def exception_for_a_shop_that_is_on_no_list(register: Register) -> None:
    row = register.one()
    shop = Shop.objects.create(area=register.area, business=row.shop.business, name="Nieuw", address="Plein 1")
    EntryException.objects.create(
        area=register.area, sanction=row, shop=shop, for_what="goods", last_day=row.last_day,
        granted_at=row.served_at, granted_by=register.coordinator,
    )  # fmt: skip


@fault("R60", "answer_is_a_letter")
def two_answers_and_one_letter(register: Register) -> None:
    at = register.objection.decided_at + DAY / 24
    Request.objects.filter(pk=register.access.pk).update(
        decided_at=at, decided_by=register.coordinator, outcome="granted", cause="none"
    )


@fault("R63", "hidden_while_it_is_asked")
def shown_while_in_dispute(register: Register) -> None:
    Request.objects.filter(pk=register.access.pk).update(dispute="fact")


@fault("R62", "set_aside_decided_in_time")
def said_before_and_never_decided(register: Register) -> None:
    Request.objects.filter(pk=register.objection.pk).update(
        decided_at=None, decided_by=None, closed_at=None, closed_by=None, outcome="", cause="", set_aside=None,
        set_aside_decided_at=None, set_aside_decided_by=None, dispute="fact", said_before=True,
        received_on=register.on - 20 * DAY,
    )  # fmt: skip


@fault("R72", "questions_are_on_record")
def no_line_for_any_question_of_a_day(register: Register) -> None:
    check = CounterCheck.objects.first()
    CounterCheck.objects.create(
        area=check.area, shop=check.shop, asked_by=check.asked_by, asked_at=check.asked_at - 2 * DAY, outcome="welcome"
    )


@fault("R72", "questions_are_on_record")
def till_asked_without_a_line(register: Register) -> None:
    check = CounterCheck.objects.first()
    till = Device.objects.create(
        kind="system", shop=check.shop, name="kassa", token_hash="0" * 64, enrolled_by=register.coordinator,
        enrolled_at=check.asked_at,
    )  # fmt: skip
    CounterCheck.objects.create(
        area=check.area, shop=check.shop, device=till, asked_at=check.asked_at, outcome="welcome"
    )


@fault("R72", "questions_are_forgotten")
def question_kept_for_years(register: Register) -> None:
    check = CounterCheck.objects.first()
    CounterCheck.objects.filter(pk=check.pk).update(asked_at=check.asked_at - 900 * DAY)


@fault("R53", "requests_are_forgotten")
def request_kept_for_years(register: Register) -> None:
    row = register.objection
    Request.objects.filter(pk=row.pk).update(closed_at=row.closed_at - 1200 * DAY)


@fault("R72", "log_is_cleared")
def log_kept_for_years(register: Register) -> None:
    from audit.log import record

    with time_machine.travel(register.objection.registered_at - 900 * DAY, tick=False):
        record("log.viewed", subject="area:drempelstraat", by=register.coordinator, area=register.area)


COMBINATIONS = (
    (no_sticker, a_day_longer),
    (answered_too_late, expired_and_kept, asked_without_instruction),
    (second_collective_ban, nobody_saw_it),
)
