"""Every text that people type goes through the one door before it is saved (R68, D11)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from bans.actions import breaches, decisions, endings, incidents, proposals
from bans.actions.incidents import PersonDraft
from bans.actions.paper_register import PaperSanction, take_over
from bans.models import Incident, Person, Sanction
from bans.rules.ladder import Kind, Scope
from notices.actions import letters, reminders, serving
from notices.actions.designs import DesignDraft, adopt_design
from notices.actions.law import add_legal_text
from notices.law.texts import Subject
from notices.models import LegalText, LetterDesign, RepresentativeLetter, ReviewDecision, Service, Snooze
from notices.reminders.due import due
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import make_incident, make_sanction

NUMBER = "1112.22.333"
WORD = "een asielzoeker"

# Where a text of each action ends up. `None` is part of a column that another line names.
INCIDENT = ["place", "observed_by", "observer_function", "narrative", "police_report"]
PERSON = ["given_name", "family_name", "address"]
LAW = ["name", "text", "site", "source"]
OWN_WORDS = ["contact_line", "opening", "house_rules"]
COLUMNS = {
    *((Incident, name) for name in INCIDENT),
    *((Person, name) for name in [*PERSON, "hold_reason"]),
    *((Sanction, name) for name in ("reason", "door_override_reason", "reject_reason", "lift_reason", "annul_reason")),
    *((Service, name) for name in ("place", "server_name", "witness_name")),
    (RepresentativeLetter, "impossible_reason"),
    *((LegalText, name) for name in LAW),
    *((LetterDesign, name) for name in OWN_WORDS),
    (ReviewDecision, "reason"),
    # The same reason: with a file it is sealed, without one it is plain.
    *((Snooze, name) for name in ("reason", "plain_reason")),
}
# Columns of text in which nobody types a sentence, and why.
NOT_TYPED = {
    "accent": "a colour",
    "code_digest": "computed",
    "colour": "a colour",
    "key": "a code and a reference",
    "sheet_language": "from a list",
    "token": "made by chance",
    "reference": "made by chance",
    "submission_key": "made by the form",
    "person_token": "made by chance",
    "sha256": "computed",
    "digest": "computed",
    "html": "a letter, from texts that were checked",
    "needs_approval": "computed",
    "rule": "a number of the protocol",
    "builds_on_reference": "a reference",
    "language": "from a list",
    "track_and_trace": "letters and digits only, longer than a citizen number",
}


def typed_columns() -> set[tuple[type[models.Model], str]]:
    """Columns of text without a closed list, in the apps that know of people."""
    found = set()
    for app in ("bans", "notices"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField) or "Text" in type(field).__name__
                # Encrypted or not: a personal text is one by the name of its type.
                if is_text and not field.choices and field.name not in NOT_TYPED:
                    found.add((model, field.name))
    return {(model, name) for model, name in found if name not in ("appearance", "birth_date")}


def test_r68_every_column_of_text_has_its_door() -> None:
    """A new column of text is red here until it stands in the table with an action that checks it."""
    assert typed_columns() == COLUMNS


def report(cast: Cast, **texts: str) -> None:
    facts = {"place": "kassa", "observed_by": "M. de Wit", "observer_function": "verkoper", "narrative": "Liep weg."}
    person = PersonDraft(
        **{"family_name": "Vries", "identity_basis": "stated", **{k: v for k, v in texts.items() if k in PERSON}}
    )
    incidents.report_incident(
        shop=cast.shop_a,
        person=person,
        conduct_code="theft",
        happened_at=cast.at,
        by=cast.manager_a,
        at=cast.at,
        **{**facts, **{k: v for k, v in texts.items() if k in INCIDENT}},
    )


def breach(cast: Cast, text: str) -> None:
    ban = make_sanction(cast)
    facts = {"place": "ingang", "observed_by": "N. de Wit", "observer_function": "beveiliger"}
    breaches.report_breach(
        ban, shop=cast.shop_b, happened_at=cast.at, narrative=text, by=cast.counter_b, at=cast.at, **facts
    )


def impose(cast: Cast, **texts: str) -> None:
    if "door_override_reason" in texts:
        type(cast.shop_a).objects.filter(pk=cast.shop_a.pk).update(sticker_seen_on=None)
    incident = make_incident(cast)
    cast.shop_a.refresh_from_db()
    incident.shop.refresh_from_db()
    proposals.impose(incident, kind="ban", scope="shop", months=1, by=cast.coordinator, at=cast.at, **texts)


def proposed(cast: Cast) -> Sanction:
    return make_sanction(cast, approved=False, served=False)


def review(cast: Cast, text: str) -> None:
    ban = make_sanction(cast)
    Sanction.objects.filter(pk=ban.pk).update(review_since=cast.at)
    decisions.settle_review(ban, reason=text, by=cast.coordinator, at=cast.at)


def hold(cast: Cast, text: str) -> None:
    person = make_sanction(cast).person
    endings.hold(person, reason=text, until=cast.today + dt.timedelta(days=9), by=cast.coordinator, at=cast.at)


def hand_over(cast: Cast, **texts: str) -> None:
    ban = make_sanction(cast, served=False)
    notice = letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]
    facts = {"place": "kantoor", "server_name": "A. Bakker", "witness_name": "B. Visser", "receipt": "signed", **texts}
    serving.serve_in_person(notice, facts=serving.HandedOver(handed_at=cast.at, **facts), by=cast.manager_a, at=cast.at)


def representative(cast: Cast, text: str) -> None:
    ban = make_sanction(cast, birth_date=dt.date(2009, 1, 1), served=False)
    serving.settle_representative_letter(ban, sent_on=None, impossible_reason=text, by=cast.manager_a, at=cast.at)


def paper(cast: Cast, **texts: str) -> None:
    facts: dict[str, Any] = {
        "kind": Kind.BAN,
        "scope": Scope.AREA,
        "months": 12,
        "conduct_code": "robbery",
        "happened_on": cast.today - dt.timedelta(days=30),
        "served_on": cast.today - dt.timedelta(days=20),
        "place": "kassa",
        "observed_by": "N. de Wit",
        "observer_function": "verkoper",
        "narrative": "Liep weg.",
        "proof": "handtekening",
        **texts,
    }
    draft = PersonDraft(family_name="Vries", identity_basis="stated")
    take_over(shop=cast.shop_a, person=draft, paper=PaperSanction(**facts), by=cast.coordinator, at=cast.at)


def law(cast: Cast, field: str, text: str) -> None:
    """An address has a name, a text and a site; an article a name and a text."""
    subject = Subject.AUTHORITY if field == "site" else Subject.TRESPASS
    facts = {"name": "artikel 138", "text": "een boete", "site": "voorbeeld.example", "source": "de wet", field: text}
    add_legal_text(
        cast.area, subject, valid_from=cast.today, checked_on=cast.today, by=cast.coordinator, at=cast.at, **facts
    )


def design(cast: Cast, field: str, text: str) -> None:
    draft = DesignDraft(**{field: text})
    adopt_design(cast.area, draft=draft, valid_from=cast.today, by=cast.coordinator, at=cast.at)


def put_off(cast: Cast, text: str) -> None:
    make_sanction(cast, approved=False, served=False)
    found = [one for one in due(cast.area, user=cast.coordinator, on=cast.today) if one.can_wait]
    until = cast.today + dt.timedelta(days=1)
    reminders.snooze(
        cast.area, found[0], until=until, reason=text, for_everybody=False, by=cast.coordinator, at=cast.at
    )


def keep_running(cast: Cast, text: str) -> None:
    reminders.keep_running(make_sanction(cast), reason=text, by=cast.coordinator, at=cast.at)


DOORS: dict[str, Callable[[Cast, str], object]] = {
    **{f"report {n}": lambda cast, text, n=n: report(cast, **{n: text}) for n in [*INCIDENT, *PERSON]},
    "breach": breach,
    "impose reason": lambda cast, text: impose(cast, reason=text),
    "impose door": lambda cast, text: impose(cast, door_override_reason=text),
    "reject": lambda cast, text: decisions.reject(proposed(cast), reason=text, by=cast.approver, at=cast.at),
    "review": review,
    "lift": lambda cast, text: endings.lift(make_sanction(cast), reason=text, by=cast.coordinator, at=cast.at),
    "annul": lambda cast, text: endings.annul(make_sanction(cast), reason=text, by=cast.coordinator, at=cast.at),
    "hold": hold,
    **{
        f"hand over {n}": lambda cast, text, n=n: hand_over(cast, **{n: text})
        for n in ("place", "server_name", "witness_name")
    },
    "representative": representative,
    **{f"law {n}": lambda cast, text, n=n: law(cast, n, text) for n in LAW},
    **{f"own words {n}": lambda cast, text, n=n: design(cast, n, text) for n in OWN_WORDS},
    "put off": put_off,
    "keep running": keep_running,
    **{
        f"paper {n}": lambda cast, text, n=n: paper(cast, **{n: text})
        for n in ("place", "observed_by", "observer_function", "narrative", "proof")
    },
}


@pytest.mark.parametrize("door", DOORS)
def test_r68_nothing_is_saved_past_the_door(cast: Cast, door: str) -> None:
    """The number and the word are refused; ordinary words pass, so that it was those and nothing else."""
    for text, code in ((NUMBER, "citizen_number"), (WORD, "forbidden_words")):
        with pytest.raises(Refusal) as caught:
            DOORS[door](cast, text)
        assert (caught.value.code, caught.value.rule) == (code, "R68")
        assert caught.value.field
    DOORS[door](cast, "Mevrouw De Boer")
