"""The facts of a letter as they stand in the sentences of a sheet: escaped, and each in its own direction."""

import datetime as dt
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from participants.clock import dutch_date

from .reading import DATE, Language

# What the offence is called in the article of the letter; the sentence around it says it in the reader's words.
TRESPASS_WORD = "huisvredebreuk"
BETWEEN_NAMES = "\u00a0· "  # reads the same in every script


def left_to_right(value: Any) -> SafeString:
    """A reference, number or address, which keeps its order in a text from right to left."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def dutch(value: Any) -> SafeString:
    """A name that stays Dutch in every language, for who listens to the sheet."""
    return format_html('<bdi dir="ltr" lang="nl">{}</bdi>', value)


def date_in(language: Language, day: dt.date) -> SafeString:
    """A date as this language writes it; digits are those of the Dutch letter."""
    parts = {
        "day": day.day,
        "month": language.texts[f"months.{day.month}"],
        "year": day.year,
        "numbers": left_to_right(f"{day:%d-%m-%Y}"),
    }
    return format_html("<bdi>{}</bdi>", filled(language.texts[DATE], parts))


def filled(text: str, values: dict[str, Any]) -> SafeString:
    """A text of a language with its placeholders filled in; what is no markup yet is escaped."""
    return format_html(escape(text), **values)


def lines(text: SafeString) -> list[SafeString]:
    """The lines of a filled text, each a paragraph of its own."""
    return [SafeString(line) for line in text.split("\n")]


def values(facts: dict[str, Any], language: Language) -> dict[str, SafeString]:
    """Every placeholder for which the facts have something."""
    sanction, warning = facts["sanction"], facts.get("warning")
    authority, area, shop = facts["authority"], facts["area"], facts["shop"]
    days = {
        "happened_on": facts["happened_at"].date(),
        "earlier_on": facts["earlier_date"],
        "start": facts["starts_on"],
        "end": facts["last_day"],
        "example_day": facts["example_day"],
        "example_end": facts["example_last_day"],
        "warning_end": facts.get("warning_last_day"),
        "list_date": facts["list_made_on"],
        "ended_on": _ended_on(facts),
        "letter_date": facts["date"],
        "reviewed_on": language.reviewed_on,
    }
    plain = {
        "reference": sanction.reference,
        "earlier_reference": facts["earlier"],
        "warning_reference": warning.reference if warning else None,
        "time": facts["happened_at"].strftime("%H:%M"),
        "months": sanction.months,
        "number": len(facts["premises"]),
        "list_version": facts["participant_list"].number,
        "site": authority["site"],
        "phone": area.contact_phone,
        "email": area.contact_email,
        "check_page": facts.get("check_page"),
        "check_code": facts.get("code"),
        "reviewer": language.reviewed_by,
    }
    named = {
        "issuer": f"{shop.name} ({shop.business.name})",
        "business": shop.business.name,
        "shop": facts["incident"].shop.name,
        "area": area.name,
        "post": f"{area.association}, {area.association_address}",
        "trespass": TRESPASS_WORD,
        "article": facts["trespass"]["article"],
        "authority": authority["name"],
        "authority_address": authority["address"],
        "equality_body": facts["equality_body"],
    }
    return {
        **{name: date_in(language, day) for name, day in days.items() if day},
        **{name: left_to_right(value) for name, value in plain.items() if value},
        **{name: dutch(value) for name, value in named.items()},
        "shops": _names(facts["premises"]),
        "new_shops": _names(facts["new_premises"]),
        "conduct": escape(language.texts[f"conduct.{facts['conduct'].code}"]),
    }


def _names(premises: list[dict[str, Any]]) -> SafeString:
    return format_html_join(BETWEEN_NAMES, "{}", ((dutch(entry["name"]),) for entry in premises))


def _ended_on(facts: dict[str, Any]) -> dt.date | None:
    """The day of the withdrawal or annulment, as the letter tells it."""
    at = facts["sanction"].annulled_at or facts["sanction"].lifted_at
    return dutch_date(at) if at else None
