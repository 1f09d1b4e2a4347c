"""Letters: complete, unmistakable, kept; and their service."""

import datetime as dt
import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.template import Template, loader
from django.utils.html import strip_tags

from audit.models import Event
from bans.actions.breaches import report_breach
from bans.actions.decisions import approve
from bans.actions.endings import annul, lift
from bans.models import Sanction
from bans.rules.status import Status
from notices.actions import letters, serving, supplements
from notices.elements import MANDATORY
from notices.facts import letter_facts
from notices.letters import missing_elements, render_html, template_name, to_pdf
from notices.models import Notice, Service
from notices.models.notice import LetterKind
from participants.actions.areas import adopt_protocol
from participants.refusals import Refusal
from tests.participants.api.scene import Scene, make_shop

DAY = dt.timedelta(days=1)


def handed(scene: Scene, **changes: object) -> serving.HandedOver:
    facts: dict = {
        "handed_at": scene.at,
        "place": "kantoor",
        "server_name": "A. Bakker",
        "witness_name": "B. Visser",
        "receipt": "signed",
    }
    return serving.HandedOver(**{**facts, **changes})


def approved(
    scene: Scene, kind: str = "ban", scope: str = "area", conduct: str = "robbery", **person: object
) -> Sanction:
    sanction = scene.propose(scene.report(conduct=conduct, **person), kind, scope)
    if sanction.approved_at is None:
        by = "approver" if sanction.needs_approval == "approve" else "coordinator"
        sanction = approve(sanction, by=scene.users[by], at=scene.at)
    return sanction


def printed(scene: Scene, sanction: Sanction, *, post: bool = False) -> Notice:
    day = None if post else scene.today
    return letters.prepare(sanction, starts_on=day, by=scene.users["manager"], at=scene.at)[0]


def serve(scene: Scene, sanction: Sanction) -> Sanction:
    facts = handed(scene)
    return serving.serve_in_person(printed(scene, sanction), facts=facts, by=scene.users["manager"], at=scene.at)


def read(html: str) -> str:
    """The words of a letter as its reader sees them."""
    return " ".join(strip_tags(html.partition("</style>")[2].replace("<", " <")).split())


def text_of(notice: Notice) -> str:
    """The words that stand in the PDF itself."""
    with pdfium.PdfDocument(bytes(notice.pdf)) as pdf:
        return " ".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))


def refused(call, rule: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.rule == rule
    return caught.value


@pytest.mark.parametrize("kind", list(LetterKind))
def test_r37_every_letter_has_a_place_for_each_mandatory_element(kind: LetterKind) -> None:
    assert missing_elements(kind, loader.get_template(template_name(kind)).template) == []
    assert MANDATORY[kind]


def test_r37_template_without_a_mandatory_element_cannot_be_used(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that lacks the place, nor one that leaves it empty; and nothing is kept."""
    poor = Template(
        "{% load letter %}{% element 'kind_line' %}VERBOD{% endelement %}{% element 'facts' %} {% endelement %}"
    )
    assert "reference" in missing_elements(LetterKind.COLLECTIVE_BAN, poor)
    ban = approved(scene)
    monkeypatch.setattr("notices.letters.template_name", lambda kind: "notices/letters/kind_ban.html")
    refused(lambda: printed(scene, ban), "R37")
    assert not Notice.objects.exists()


def test_r38_warning_and_ban_cannot_be_mistaken(scene: Scene) -> None:
    ban = printed(scene, approved(scene)).html
    warning = printed(scene, approved(scene, "warning", "area", "theft")).html
    assert "VERBOD: u mag niet naar binnen" in read(ban) and "nog naar binnen" not in ban
    assert "WAARSCHUWING: u mag nog naar binnen" in read(warning) and "VERBOD" not in warning
    assert 'class="kind kind--ban"' in ban
    assert 'class="kind kind--ban"' not in warning


def test_letter_says_what_section_13_asks(scene: Scene) -> None:
    """Who, what, when, where, which rule, how long, which shops, which rights."""
    html = printed(scene, approved(scene)).html
    for words in (
        "Kees de Vries", "diefstal met geweld", "MERKVERHAAL", "MERKFUNCTIE", "artikel 312", "Bakkerij", "Speelgoed",
        "Lijst versie", "tot en met", "huisvredebreuk", "gerechtvaardigd belang", "AP-1", "binnen 4 weken",
        "Autoriteit Persoonsgegevens", "burgerlijke rechter", "geen computer", "protocol (versie 1)",
    ):  # fmt: skip
        assert words in html, words
    assert "MERKGETUIGE" not in html  # the observer's name stays in the file


def test_text_of_a_reporter_is_text_and_no_markup(scene: Scene) -> None:
    html = printed(scene, approved(scene, given_name="<img src=file:///etc/passwd>")).html
    assert "<img" not in html and "&lt;img" in html


def test_letter_cannot_reach_a_file_or_the_network() -> None:
    for source in ("file:///etc/passwd", "http://127.0.0.1:1/x.png"):
        with pytest.raises(Refusal):
            to_pdf(f'<html lang="nl"><title>x</title><img alt="x" src="{source}">', identifier="x")


def test_pdf_is_accessible_and_repeatable(scene: Scene) -> None:
    """PDF/UA with language, title and tags; the same facts give the same bytes (R35)."""
    notice = printed(scene, approved(scene))
    with pikepdf.open(io.BytesIO(bytes(notice.pdf))) as pdf:
        assert str(pdf.Root.Lang) == "nl" and pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert "StructTreeRoot" in "".join(pdf.Root.keys())
    again = to_pdf(notice.html, identifier=f"{notice.sanction.reference}-{notice.kind}-{notice.version}")
    assert again == bytes(notice.pdf)


def test_r35_served_letter_is_frozen(scene: Scene) -> None:
    ban = approved(scene)
    notice = printed(scene, ban)
    kept = bytes(notice.pdf)
    ban = serving.serve_in_person(notice, facts=handed(scene), by=scene.users["manager"], at=scene.at)
    scene.area.boundary_text = "elders"
    scene.area.save()
    notice.refresh_from_db()
    assert bytes(notice.pdf) == kept and letters.intact(notice)
    assert (ban.participant_list, ban.protocol) == (notice.participant_list, notice.protocol)
    refused(lambda: printed(scene, ban), "R31")


@pytest.mark.parametrize("name", ["place", "server_name", "witness_name", "language", "receipt"])
def test_r32_service_in_person_needs_every_fact(scene: Scene, name: str) -> None:
    notice = printed(scene, approved(scene))
    facts = handed(scene, **{name: ""})
    refusal = refused(
        lambda: serving.serve_in_person(notice, facts=facts, by=scene.users["manager"], at=scene.at), "R32"
    )
    assert refusal.field == name
    assert not notice.sanction.services.exists()


def test_r32_refusing_to_sign_is_valid_service_with_a_witness(scene: Scene) -> None:
    notice = printed(scene, approved(scene))
    facts = handed(scene, receipt="refused")
    ban = serving.serve_in_person(notice, facts=facts, by=scene.users["manager"], at=scene.at)
    assert ban.status(scene.today) is Status.IN_FORCE


def test_r32_not_in_the_future_and_not_on_another_day_than_the_letter_says(scene: Scene) -> None:
    notice = printed(scene, approved(scene))
    for moment in (scene.at + dt.timedelta(hours=1), scene.at - 2 * DAY):
        facts = handed(scene, handed_at=moment)
        refused(
            lambda facts=facts: serving.serve_in_person(notice, facts=facts, by=scene.users["manager"], at=scene.at),
            "R32",
        )


def test_r33_registered_letter_has_effect_from_delivery(scene: Scene) -> None:
    manager = scene.users["manager"]
    ban = approved(scene)
    notice = printed(scene, ban, post=True)
    sent = serving.send_registered(notice, sent_on=scene.today, track_and_trace="3SFICTIEF001", by=manager, at=scene.at)
    ban.refresh_from_db()
    assert ban.served_at is None
    later = scene.at + 2 * DAY
    day = scene.today + DAY
    serving.record_delivery(sent, delivery="delivered", delivered_on=day, by=manager, at=later)
    ban.refresh_from_db()
    assert ban.starts_on == day


@pytest.mark.parametrize("outcome", ["returned", "unclaimed"])
def test_r33_letter_that_came_back_leaves_it_unserved(scene: Scene, outcome: str) -> None:
    manager = scene.users["manager"]
    ban = approved(scene)
    notice = printed(scene, ban, post=True)
    sent = serving.send_registered(notice, sent_on=scene.today, track_and_trace="3SFICTIEF001", by=manager, at=scene.at)
    serving.record_delivery(sent, delivery=outcome, delivered_on=None, by=manager, at=scene.at)
    ban.refresh_from_db()
    assert ban.status(scene.today) is Status.APPROVED


def test_r25_minor_is_not_served_before_the_representatives_letter_is_settled(scene: Scene) -> None:
    manager = scene.users["manager"]
    birth = dt.date(scene.today.year - 17, 1, 1)
    ban = approved(scene, birth_date=birth)
    notices = letters.prepare(ban, starts_on=scene.today, by=manager, at=scene.at)
    kinds = [LetterKind.COLLECTIVE_BAN, LetterKind.REPRESENTATIVE, LetterKind.PROOF_OF_SERVICE]
    assert [n.kind for n in notices] == kinds
    facts = handed(scene)
    refused(lambda: serving.serve_in_person(notices[0], facts=facts, by=manager, at=scene.at), "R25")
    serving.settle_representative_letter(
        ban, sent_on=None, impossible_reason="Adres onbekend.", by=manager, at=scene.at
    )
    assert serving.serve_in_person(notices[0], facts=facts, by=manager, at=scene.at).served_at


def test_r36_supplement_brings_the_new_list(scene: Scene) -> None:
    ban = serve(scene, approved(scene))
    manager = scene.users["manager"]
    assert refused(lambda: supplements.print_supplement(ban, by=manager, at=scene.at), "R36").code == "no_newer_list"
    make_shop(scene.area, "Boekhandel", by=scene.users["coordinator"], at=scene.at)
    notice = supplements.print_supplement(ban, by=manager, at=scene.at)
    assert "Nieuwe winkels" in notice.html and "VERBOD: u mag niet naar binnen" in read(notice.html)
    serving.serve_supplement(notice, facts=handed(scene), by=manager, at=scene.at)
    assert ban.list_updates.get().participant_list == notice.participant_list


def test_r39_police_sheet_holds_the_proof(scene: Scene) -> None:
    ban = serve(scene, approved(scene))
    incident = report_breach(
        ban,
        shop=scene.toyshop,
        happened_at=scene.at,
        place="bij de ingang",
        observed_by="N. Nader",
        observer_function="beveiliger",
        by=scene.users["toy_counter"],
        at=scene.at,
    )
    html = letters.print_police_sheet(incident, by=scene.users["toy_counter"], at=scene.at).html
    for words in ("A. Bakker", "B. Visser", "Speelgoed bv", "volmacht getekend", "Lijst versie", "N. Nader"):
        assert words in html, words


def test_r73_transfer_to_the_police_is_recorded_before_the_sheet_is_made(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ban = serve(scene, approved(scene))
    by, known = scene.users["toy_counter"], {}
    about = {"place": "bij de ingang", "observed_by": "N. Nader", "observer_function": "beveiliger"}
    incident = report_breach(ban, shop=scene.toyshop, happened_at=scene.at, by=by, at=scene.at, **about)

    def made(*_given: object, **_more: object) -> None:
        line = Event.objects.get(action="police.copy_made")
        known.update(line.facts, subject=line.subject, sender=line.actor)

    monkeypatch.setattr(letters, "print_letter", made)
    letters.print_police_sheet(incident, by=by, at=scene.at)
    assert known == {
        "basis": "report of trespass", "recipient": "police", "content": "police_sheet",
        "incident": incident.reference, "subject": f"sanction:{ban.reference}", "sender": f"user:{by.pk}",
    }  # fmt: skip


def test_endings_have_their_letter(scene: Scene) -> None:
    head = scene.users["coordinator"]
    one, two = serve(scene, approved(scene)), serve(scene, approved(scene, given_name="Piet"))
    one, two = (
        lift(one, reason="Het is goed zo.", by=head, at=scene.at),
        annul(two, reason="Fout.", by=head, at=scene.at),
    )
    assert "ingetrokken" in letters.print_ending(one, by=head, at=scene.at).html
    assert "excuses" in letters.print_ending(two, by=head, at=scene.at).html


def test_combined_letter_tells_of_both(scene: Scene) -> None:
    """R12: one hand-out, two references; the ban holds at one business, the warning everywhere."""
    ban, warning = pair(scene)
    manager = scene.users["manager"]
    notice = letters.prepare(warning, starts_on=scene.today, combined=True, by=manager, at=scene.at)[0]
    assert notice.sanction == ban
    words = read(notice.html)
    assert "VERBOD: u mag niet naar binnen bij Bakkerij bv" in words
    assert "WAARSCHUWING: bij de andere winkels mag u nog naar binnen" in words
    assert "Het verbod geldt alleen bij de winkels van Bakkerij bv" in words
    assert ban.reference in words and warning.reference in words
    serving.serve_in_person(notice, facts=handed(scene), by=manager, at=scene.at)
    for sanction in (ban, warning):
        sanction.refresh_from_db()
        assert sanction.status(scene.today) is Status.IN_FORCE
        assert sanction.services.get().notice == notice


def test_combined_letter_needs_both_and_no_post(scene: Scene) -> None:
    manager = scene.users["manager"]
    alone = approved(scene)
    refused(lambda: letters.prepare(alone, starts_on=scene.today, combined=True, by=manager, at=scene.at), "R12")
    ban, _warning = pair(scene)
    refused(lambda: letters.prepare(ban, starts_on=None, combined=True, by=manager, at=scene.at), "R12")


def pair(scene: Scene) -> tuple[Sanction, Sanction]:
    incident = scene.report()
    return scene.propose(incident, "ban", "shop"), scene.propose(incident, "warning", "area")


def test_name_with_letters_outside_latin_stays_readable(scene: Scene) -> None:
    """Two font files under one family name once turned the whole letter into other letters."""
    notice = printed(scene, approved(scene, given_name="Łukasz", family_name="Şahin-Øst"))
    words = text_of(notice)
    assert "Łukasz" in words and "Şahin-Øst" in words
    assert "huisvredebreuk" in words and "gerechtvaardigd belang" in words


def test_person_without_a_name_is_described(scene: Scene) -> None:
    nameless = {"given_name": "", "family_name": "", "address": "", "birth_date": None, "identity_basis": "unknown"}
    words = read(printed(scene, approved(scene, **nameless)).html)
    assert "De persoon aan wie deze brief is uitgereikt (kaal)" in words


def test_sheet_to_sign_comes_with_the_letter_and_is_filled_in_afterwards(scene: Scene) -> None:
    ban = approved(scene)
    manager = scene.users["manager"]
    _letter, sheet = letters.prepare(ban, starts_on=scene.today, by=manager, at=scene.at)
    assert "geeft daarmee geen schuld toe" in read(sheet.html)
    assert "Getuige (naam)" in read(sheet.html)
    refused(lambda: letters.print_proof(ban, by=manager, at=scene.at), "R31")
    filled = read(letters.print_proof(serve(scene, ban), by=manager, at=scene.at).html)
    assert "A. Bakker" in filled and "B. Visser" in filled and "getekend voor ontvangst" in filled


def test_element_without_words_is_empty(scene: Scene) -> None:
    """R37: a table without a row, or an empty paragraph, holds nothing."""
    ban = approved(scene)
    with pytest.raises(Refusal) as caught:
        facts = letter_facts(
            ban,
            participant_list=scene.area.current_list(),
            starts_on=scene.today,
            signatory=scene.users["manager"],
            at=scene.at,
        )
        render_html(LetterKind.COLLECTIVE_BAN, {**facts, "premises": []})
    assert caught.value.code == "letter_incomplete" and "premises" in str(caught.value)


def test_r75_letter_of_an_older_protocol_is_not_served(scene: Scene) -> None:
    notice = printed(scene, approved(scene))
    head, day = scene.users["coordinator"], scene.today
    values = {"col_ban_m": 6}
    adopt_protocol(scene.area, values=values, adopted_on=day, valid_from=day, dpia_version="2", by=head, at=scene.at)
    refused(lambda: serving.serve_in_person(notice, facts=handed(scene), by=head, at=scene.at), "R75")
    assert not notice.sanction.services.exists()


def test_r33_one_letter_under_way_at_a_time(scene: Scene) -> None:
    manager = scene.users["manager"]
    notice = printed(scene, approved(scene), post=True)

    def send() -> None:
        serving.send_registered(notice, sent_on=scene.today, track_and_trace="3SFICTIEF001", by=manager, at=scene.at)

    send()
    assert refused(send, "R33").code == "already_sent"


def test_r25_representatives_letter_is_printed_before_it_is_sent(scene: Scene) -> None:
    ban = approved(scene, birth_date=dt.date(scene.today.year - 17, 1, 1))

    def settle() -> None:
        serving.settle_representative_letter(
            ban, sent_on=scene.today, impossible_reason="", by=scene.users["manager"], at=scene.at
        )

    assert refused(settle, "R25").code == "no_letter"
    words = read(letters.prepare(ban, starts_on=scene.today, by=scene.users["manager"], at=scene.at)[1].html)
    assert "Aan de ouder of voogd van Kees de Vries" in words and "bezwaar" in words
    settle()


def test_letters_go_with_the_sanction(scene: Scene) -> None:
    ban = serve(scene, approved(scene))
    ban.person.delete()
    assert not Notice.objects.exists() and not Service.objects.exists()
