"""A small area with one of everything, every field of it marked, and everybody who might look."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import time_machine
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from bans.actions.breaches import report_breach
from bans.actions.decisions import reject
from bans.actions.endings import annul, hold, lift, restrict
from bans.models import CounterCheck, Incident, Person, Photo, Sanction
from bans.models.counter_check import Outcome
from bans.rules.terms import working_days_later
from notices.actions import letters
from notices.models import Notice, RepresentativeLetter, Service
from participants import area_lock
from participants.actions.people import invite
from participants.models import Batch, Device, Membership, User
from participants.protocol import DEFAULTS
from participants.roles import Role
from tests.cast import BEGAN, Cast, build_cast
from tests.factories import JPEG, instruct, make_incident, make_permit, make_sanction, make_shop, make_user
from tests.screens import Screens
from tests.toolbox.measures import measure
from tests.toolbox.plans.making import running_part
from toolbox.legal_test import actions as legal_tests
from toolbox.legal_test.models import LegalTest
from toolbox.models import Certificate, Participant, Training, TrainingSession

from . import corrections_world, oversight_world, rights_world, toolbox_world

ELSEWHERE, RANDOM, ERASED = "elsewhere", "random", "erased"
# How each file came to where it stands; the words for `tests.factories.make_sanction`.
FILES: dict[str, dict[str, Any]] = {
    "individual": {"kind": "ban", "scope": "shop"},
    "collective": {"kind": "ban", "scope": "area"},
    "proposal": {"kind": "ban", "scope": "area", "approved": False, "served": False},
    "unserved": {"kind": "ban", "scope": "shop", "served": False},
    "unchecked": {"kind": "warning", "scope": "area", "approved": False},
    "restricted": {"kind": "ban", "scope": "area"},
    "lifted": {"kind": "ban", "scope": "area"},
    "annulled": {"kind": "ban", "scope": "area"},
    "rejected": {"kind": "ban", "scope": "area", "approved": False, "served": False},
    "expired": {"kind": "ban", "scope": "area", "expired": True},
    "held": {"kind": "ban", "scope": "area", "expired": True},
}
VIEWERS = (
    "counter_a", "manager_a", "counter_b", "manager_b", "coordinator", "approver", "committee",
    "municipality", "stranger", "without_role", "technical", "leaver", "anonymous",
)  # fmt: skip
# Nobody of these has anything to do with the area.
OUTSIDERS = frozenset({"stranger", "without_role", "technical", "leaver", "anonymous"})


@dataclass(frozen=True)
class Mark:
    """A value that is nowhere else: where it shows, this field of this file shows."""

    text: str
    where: str
    file: str


@dataclass
class File:
    """Everything about one person: what an address may name, by kind of thing."""

    sanction: Sanction
    incident: Incident
    things: dict[str, str] = field(default_factory=dict)


class World:
    """Build it inside a transaction; look at it through `client(viewer)`."""

    def __init__(self, *, with_letters: bool = True, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.marks: list[Mark] = []
        self.cast: Cast = build_cast()
        self.files: dict[str, File] = {}
        self.viewers = self._viewers()
        self._mark_participants()
        for name, about in FILES.items():
            self.files[name] = self._file(self.cast, name, about)
        self._endings()
        self.other = other = self._other_cast()
        self.files[ELSEWHERE] = self._file(other, ELSEWHERE, FILES["collective"])
        self._breach()
        self.legal_tests = self._legal_tests(self.cast, other)
        self.certificates = {found.area.pk: self._certificate(found) for found in (self.cast, other)}
        for name, file in self.files.items():
            self._mark_file(name, file)
        if with_letters:
            self._print_letters()
        for name, file in self.files.items():
            file.things.update(self._things(name, file))
        self._plans()
        # All of them now: a session that one test began would be gone with that test.
        self._clients = {name: Screens(self.cast).of(user).client for name, user in self.viewers.items()}
        self.shops_with_files = {self.cast.shop_a.pk, self.cast.shop_b.pk}
        # A reference that nothing ever had, and one of what is gone.
        self.files_of_nobody = {RANDOM: self._nobody(), ERASED: self._erased()}

    # Who looks

    def _viewers(self) -> dict[str, User | None]:
        cast = self.cast
        leaver = invite(
            cast.area, email="leaver@voorbeeld.example", name="leaver", role=Role.SHOP_MANAGER, shop=cast.shop_a,
            by=cast.coordinator, at=BEGAN,
        )  # fmt: skip
        Membership.objects.filter(pk=leaver.pk).update(ended_at=cast.at)
        technical = make_user("technical")
        technical.is_staff = True
        technical.save(update_fields=["is_staff"])
        committee = invite(
            cast.area, email="committee@voorbeeld.example", name="committee", role=Role.COMMITTEE, shop=None,
            by=cast.coordinator, at=BEGAN,
        ).user  # fmt: skip
        extra = {
            "committee": committee,
            "without_role": make_user("without_role"),
            "technical": technical,
            "leaver": leaver.user,
        }
        return {name: None if name == "anonymous" else extra.get(name) or getattr(cast, name) for name in VIEWERS}

    def client(self, viewer: str) -> Client:
        return self._clients[viewer]

    # What there is to see

    def mark(self, where: str, file: str, *, length: int = 12) -> str:
        """A new value of small letters, so that nothing folds, breaks or translates it."""
        text = "q" + "".join(self.dice.choices("bcdfghjklmnpstvwxz", k=min(length, 12) - 1))
        self.marks.append(Mark(text, where, file))
        return text

    def _mark(self, row: models.Model, file: str, *names: str) -> None:
        """Put a mark in each of these columns."""
        for name in names:
            column = row._meta.get_field(name)
            value: Any = self.mark(f"{row._meta.label}.{name}", file, length=column.max_length or 12)
            if isinstance(column, models.EmailField):
                value = f"{value}@voorbeeld.example"
            elif isinstance(column, models.URLField):
                value = f"https://voorbeeld.example/{value}"
            setattr(row, name, value)
        row.save(update_fields=list(names))

    def _mark_participants(self) -> None:
        cast = self.cast
        self._mark(
            cast.area, "", "name", "association", "association_address", "contact_email", "contact_phone",
            "privacy_officer", "public_page", "police_phone", "boundary_text",
        )  # fmt: skip
        for shop in (cast.shop_a, cast.shop_b, cast.shop_c):
            self._mark(shop, "", "name", "address")
            self._mark(shop.business, "", "name")
        for shop, by in ((cast.shop_a, cast.manager_a), (cast.shop_b, cast.manager_b)):
            till = Device(shop=shop, token_hash=f"{shop.pk:064}", enrolled_by=by, enrolled_at=cast.at)
            till.save()
            self._mark(till, "", "name")
        for permit in cast.area.permits.all():
            self._mark(permit, "", "number")
        for protocol in cast.area.protocols.all():
            self._mark(protocol, "", "dpia_version")
        for user in self.viewers.values():
            if user is not None and user not in (cast.stranger,):
                self._mark(user, "", "name", "email")

    def _file(self, cast: Cast, name: str, about: dict[str, Any]) -> File:
        """One person with one sanction, a photo, and a question at the counter that found him."""
        about = dict(about)
        at = cast.at - (31 * 12 + 5) * dt.timedelta(days=1) if about.pop("expired", False) else cast.at
        conduct = {("ban", "area"): "robbery", ("warning", "area"): "theft", ("ban", "shop"): "theft"}
        known = {
            "given_name": self.mark("bans.Person.given_name", name),
            "family_name": self.mark("bans.Person.family_name", name),
            "address": self.mark("bans.Person.address", name),
            "birth_date": self._birth_date(name),
            "appearance": {"hair": "bald"},
        }
        incident = make_incident(cast, conduct[about["kind"], about["scope"]], at=at, **known)
        sanction = make_sanction(cast, incident=incident, at=at, **about)
        Photo.objects.create(area=cast.area, person=incident.person, jpeg=JPEG, taken_at=at)
        return File(sanction, incident)

    def _birth_date(self, name: str) -> dt.date:
        """A day that nobody else was born on, in every form in which a page may write it."""
        day = dt.date(1960, 1, 1) + dt.timedelta(days=37 * (len(self.files) + 1) + 11)
        months = "januari februari maart april mei juni juli augustus september oktober november december".split()
        forms = (
            day.isoformat(),
            f"{day.day} {months[day.month - 1]} {day.year}",
            f"{day:%d-%m-%Y}",
            f"{day:%-d-%-m-%Y}",
        )
        self.marks += [Mark(form, "bans.Person.birth_date", name) for form in dict.fromkeys(forms)]
        return day

    def _endings(self) -> None:
        cast, of = self.cast, {name: file.sanction for name, file in self.files.items()}
        restrict(of["restricted"], by=cast.coordinator, at=cast.at)
        lift(of["lifted"], reason="Afgesproken.", by=cast.coordinator, at=cast.at)
        annul(of["annulled"], reason="Een ander.", by=cast.coordinator, at=cast.at)
        reject(of["rejected"], reason="Te zwaar.", by=cast.approver, at=cast.at)
        until = cast.today + dt.timedelta(days=90)
        hold(of["held"].person, until=until, reason="Rechtszaak.", by=cast.coordinator, at=cast.at)
        for file in self.files.values():
            file.sanction.refresh_from_db()
            file.incident.refresh_from_db()

    def _other_cast(self) -> Cast:
        """The other area, with its own shop; the stranger coordinates it and approves nothing here."""
        cast = self.cast
        shop = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=BEGAN)
        make_permit(cast.elsewhere, businesses=[shop.business], by=cast.stranger, at=BEGAN)
        give = {"area": cast.elsewhere, "by": cast.stranger, "at": BEGAN}
        manager = invite(email="manager@elders.example", name="manager", role=Role.SHOP_MANAGER, shop=shop, **give).user
        approver = invite(email="approver@elders.example", name="approver", role=Role.APPROVER, shop=None, **give).user
        instruct(cast.elsewhere, manager, at=cast.at)
        return Cast(**{
            **vars(cast), "area": cast.elsewhere, "shop_a": shop, "shop_b": shop, "manager_a": manager,
            "manager_b": manager, "coordinator": cast.stranger, "approver": approver,
        })  # fmt: skip

    def _legal_tests(self, *casts: Cast) -> dict[int, LegalTest]:
        """One in each area, with an answer, by the key of the area."""
        tested = measure("individual-shop-ban")
        tested.save()
        made = {}
        for cast in casts:
            by = {"by": cast.coordinator, "at": cast.at}
            test = legal_tests.begin(cast.area, measure_code=tested.code, title="Op de Markt", **by)
            answer = {"question": "problem", "answer": "yes", "reason": "Het staat in het verslag.", "given": {}}
            row = legal_tests.give_answer(test, **answer, **by)
            name = "" if cast is self.cast else ELSEWHERE
            self._mark(test, name, "title")
            self._mark(row, name, "reason")
            made[cast.area.pk] = test
        return made

    def _breach(self) -> None:
        """The counter of shop B saw the person of the collective ban inside."""
        cast = self.cast
        self.breach = report_breach(
            self.files["collective"].sanction,
            shop=cast.shop_b,
            happened_at=cast.at,
            place="bij de kassa",
            observed_by="M. de Wit",
            observer_function="verkoper",
            narrative="Kwam binnen.",
            by=cast.counter_b,
            at=cast.at,
        )
        self._mark(self.breach, "breach", "observed_by", "narrative", "police_report", "place", "observer_function")

    def _certificate(self, cast: Cast) -> Certificate:
        """Of who works at counter A, for a training of this area."""
        told = {"area": cast.area, "measure_code": "resilience-training-retail", "valid_months": 12}
        training = Training.objects.create(
            **told, title="Training", practised="Rustig blijven.", added_by=cast.coordinator, added_at=cast.at
        )
        session = TrainingSession.objects.create(
            area=cast.area, training=training, held_on=cast.today, place="Zaal", trainer="Trainer", seats=9,
            planned_by=cast.coordinator, planned_at=cast.at, presence_marked_by=cast.coordinator,
            presence_marked_at=cast.at,
        )  # fmt: skip
        holder = cast.counter_a if cast is self.cast else cast.manager_a
        participant = Participant.objects.create(
            area=cast.area, session=session, user=holder, signed_up_by=cast.coordinator, signed_up_at=cast.at
        )
        for row, names in ((training, ("title", "practised")), (session, ("place", "trainer"))):
            self._mark(row, "" if cast is self.cast else ELSEWHERE, *names)
        return Certificate.objects.create(
            area=cast.area, participant=participant, valid_until=cast.today + dt.timedelta(days=365),
            made_by=cast.coordinator, made_at=cast.at,
        )  # fmt: skip

    def _mark_file(self, name: str, file: File) -> None:
        facts = ("place", "observed_by", "observer_function", "narrative", "police_report")
        self._mark(file.incident, name, *facts)
        reasons = [n for n in ("reject_reason", "lift_reason", "annul_reason") if getattr(file.sanction, n)]
        self._mark(file.sanction, name, "reason", "door_override_reason", *reasons)
        file.sanction.incident = file.incident
        if file.incident.person.hold_reason:
            self._mark(file.incident.person, name, "hold_reason")
        if name == "individual":
            row = RepresentativeLetter(
                area=file.sanction.area, sanction=file.sanction, impossible_reason="Onbekend.",
                recorded_by=self.cast.manager_a, recorded_at=self.cast.at,
            )  # fmt: skip
            row.save()
            self._mark(row, name, "impossible_reason")
        file.sanction = Sanction.objects.select_related("person", "incident", "area").get(pk=file.sanction.pk)

    def _print_letters(self) -> None:
        """Letters through the real actions, and for each file one that was handed over or sent."""
        cast, of = self.cast, {name: file.sanction for name, file in self.files.items()}
        with_name = {"by": cast.manager_a, "at": cast.at}
        made = letters.prepare(of["unserved"], starts_on=cast.today, combined=False, **with_name)
        for name in ("lifted", "annulled"):
            made.append(letters.print_ending(of[name], by=cast.coordinator, at=cast.at))
        printed = {notice.sanction_id: notice for notice in made}
        for name, file in self.files.items():
            notice = printed.get(file.sanction.pk) or self._copy_of(made[0], file.sanction)
            self._mark(self._service(name, notice), name, "server_name", "witness_name", "track_and_trace")
        letters.print_proof(of["collective"], **with_name)
        letters.print_police_sheet(self.breach, by=cast.counter_b, at=cast.at)

    def _service(self, name: str, notice: Notice) -> Service:
        cast = self.cast
        way: dict[str, Any] = {"way": "registered", "sent_on": cast.today, "delivery": "underway"}
        if name == "collective":
            place = self.mark("notices.Service.place", name)
            way = {"way": "in_person", "handed_at": cast.at, "place": place, "receipt": "signed"}
        row = Service(
            area=notice.area, sanction=notice.sanction, notice=notice, **way,
            recorded_by=cast.manager_a, recorded_at=cast.at,
        )  # fmt: skip
        row.save()
        return row

    def _copy_of(self, notice: Notice, sanction: Sanction) -> Notice:
        """A letter that is not rendered again: a page of text in place of the PDF."""
        aside = ("id", "area", "sanction", "token", "html", "pdf", "code_digest")
        names = [column.name for column in Notice._meta.concrete_fields if column.name not in aside]
        row = Notice(**{name: getattr(notice, name) for name in names}, area=sanction.area, sanction=sanction)
        name = next(name for name, file in self.files.items() if file.sanction.pk == sanction.pk)
        row.kind = "collective_ban" if sanction.is_collective else "individual_ban"
        row.html = self.mark("notices.Notice.html", name)
        row.pdf = self.mark("notices.Notice.pdf", name).encode()
        row.save()
        return row

    def _plans(self) -> None:
        """One plan in each area, with a measure that runs; every file of an area has that of its area."""
        there = replace(self.other, municipality=self.other.coordinator, coordinator=self.other.approver)
        for cast in (self.cast, there):
            part = running_part(cast)
            for file in self.files.values():
                if file.sanction.area == cast.area:
                    file.things |= {"plan": str(part.plan_id), "plan part": str(part.pk)}

    # What an address may name

    def _things(self, name: str, file: File) -> dict[str, str]:
        sanction, cast = file.sanction, self.cast
        asked = CounterCheck.objects.create(
            area=sanction.area, shop=sanction.shop, asked_by=cast.counter_a, asked_at=cast.at,
            outcome=Outcome.BANNED, person_token=sanction.person.token,
        )  # fmt: skip
        notice, service = sanction.notices.order_by("pk").last(), sanction.services.order_by("pk").last()
        batch = Batch.objects.create(area=sanction.area, kind="test", asked_by=cast.manager_a, asked_at=cast.at)
        things = {
            "batch": batch.token,
            "sanction": sanction.reference,
            "incident": file.incident.reference,
            "photo": sanction.person.photo.token,
            "check": asked.token,
            "notice": str(notice.pk if notice else 0),
            "service": str(service.pk if service else 0),
            "person": sanction.person.token,
            "reminder": self._reminder(name, sanction),
            **toolbox_world.things(cast, sanction, name, mark=self.mark),
            **corrections_world.things(cast, sanction),
            **rights_world.things(cast, sanction, name, mark=self.mark, hearer=self.viewers["committee"]),
            **oversight_world.things(cast, sanction),
        }
        for kind in ("sanction", "incident", "photo", "check", "person"):
            self.marks.append(Mark(things[kind], f"reference.{kind}", name))
        return things

    def _reminder(self, name: str, sanction: Sanction) -> str:
        """The one that waits for somebody; of a file in which there is no work, one that may come."""
        checked_by = working_days_later(self.cast.today, DEFAULTS.check_alert_wd)
        waits = {"proposal": ("approve_by", sanction.serve_before), "unchecked": ("unchecked", checked_by)}
        kind, day = waits.get(name, ("serve_by", sanction.serve_before))
        return f"{kind}.{sanction.reference}.{day}"

    def _nobody(self) -> dict[str, str]:
        letters_and_digits = "0123456789abcdef"

        def token(length: int) -> str:
            return "".join(self.dice.choices(letters_and_digits, k=length))

        return {
            "sanction": f"2026-{token(8).upper()}", "incident": token(16), "photo": token(16), "check": token(16),
            "notice": "900001", "service": "900001", "shop": "900001", "membership": "900001", "person": token(16),
            "reminder": f"serve_by.2026-{token(8).upper()}.2026-04-15",
            "batch": token(16), "legal test": "900001", "plan": "900001", "plan part": "900001",
            **oversight_world.nobody(token),
            **toolbox_world.nobody(token), **rights_world.nobody(token), **corrections_world.nobody(token),
            "training": "900001", "training session": "900001",
            "certificate": f"{token(4).upper()}-{token(4).upper()}",
        }  # fmt: skip

    def _erased(self) -> dict[str, str]:
        """What stood in the register once, and was deleted."""
        cast = self.cast
        file = self._file(cast, ERASED, FILES["collective"])
        things = self._things(ERASED, file)
        person = Person.objects.get(pk=file.sanction.person_id)
        Sanction.objects.filter(pk=file.sanction.pk).delete()
        Incident.objects.filter(pk=file.incident.pk).delete()
        person.delete()
        gone = make_shop(cast.area, "Weg", by=cast.coordinator, at=BEGAN, takes_part=False)
        key = str(gone.pk)
        gone.delete()
        return {
            **things,
            "batch": "f" * 16,
            "notice": "900002",
            "service": "900002",
            "shop": key,
            "membership": "900002",
            "legal test": "900002",
            "plan": "900002",
            "plan part": "900002",
            **toolbox_world.ERASED,
            **corrections_world.ERASED,
            **rights_world.ERASED,
            **oversight_world.ERASED,
            "training": "900002",
            "training session": "900002",
            "certificate": "FFFF-FFFF",
        }

    def things(self, file: str) -> dict[str, str]:
        """By kind of thing what an address names for this file; shops and roles hang on the area alone."""
        if file in self.files_of_nobody:
            return self.files_of_nobody[file]
        area = self.files[file].sanction.area
        shop = self.files[file].sanction.shop
        role = Membership.objects.filter(area=area, shop=shop).order_by("pk").first()
        certificate = self.certificates[area.pk]
        on_the_area = {
            "membership": str(role.pk if role else 0),
            "legal test": str(self.legal_tests[area.pk].pk),
            "training": str(certificate.training.pk),
            "training session": str(certificate.session.pk),
            "certificate": certificate.number,
        }
        return {**self.files[file].things, "shop": str(shop.pk), **on_the_area}

    def values(self, case: str, **other: str) -> dict[str, str]:
        """Everything that an address may ask for, about this file."""
        device = Device.objects.filter(shop=self.things(case)["shop"]).first()
        slug = self.cast.area.slug
        common = {
            "area": slug,
            "area with a public log": slug,
            "area with a public page": slug,
            "deed": "goedkeuren",
            "subject of law": "trespass",
            "measure": "geen",
            "audience": "winkels",
            "version": "1",
            "form of the catalogue": "json",
            "question": "problem",
            "session": "900003",
            "signal": "900004",
            "warning of a plan": "geen",
            "plan file": "json",
            **toolbox_world.COMMON,
            **corrections_world.COMMON,
            **oversight_world.COMMON,
        }
        return {
            **common,
            "device": str(device.pk if device else 900003),
            **self.things(case),
            **other,
        }

    def spared(self, route: Any, method: str, values: dict[str, str]) -> dict[str, str]:
        """The same, but where a deed destroys keys, which no transaction gives back, about what has none."""
        if route.name == "shop-leave" and method.upper() not in ("GET", "HEAD", "OPTIONS"):
            return {**values, "shop": str(self.cast.shop_c.pk)}
        return values


@contextmanager
def built(**options: Any) -> Iterator[World]:
    """A world that is gone afterwards, on the day on which the tests play."""
    from tests.cast import AT

    with time_machine.travel(AT, tick=False), transaction.atomic():
        cache.clear()
        with area_lock.all_areas():
            world = World(**options)
        yield world
        transaction.set_rollback(True)
