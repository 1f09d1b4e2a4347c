"""A neutral description from closed lists: nothing about origin, skin or speech (D12)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.refusals import Refusal

BUILD = {
    "slim": gettext_lazy("slank"),
    "average": gettext_lazy("gemiddeld"),
    "sturdy": gettext_lazy("stevig"),
    "tall": gettext_lazy("opvallend lang"),
    "short": gettext_lazy("opvallend klein"),
}
HAIR = {
    "bald": gettext_lazy("kaal"),
    "short": gettext_lazy("kort haar"),
    "long": gettext_lazy("lang haar"),
    "tied": gettext_lazy("haar in een staart of knot"),
    "covered": gettext_lazy("haar niet te zien"),
}
CLOTHING = {
    "casual": gettext_lazy("spijkerbroek en trui"),
    "sports": gettext_lazy("sportkleding"),
    "work": gettext_lazy("werkkleding"),
    "formal": gettext_lazy("nette kleding"),
    "coat": gettext_lazy("lange jas"),
}
TATTOO_PLACE = {
    "none": gettext_lazy("geen tatoeage gezien"),
    "hand": gettext_lazy("tatoeage op de hand"),
    "arm": gettext_lazy("tatoeage op de arm"),
    "neck": gettext_lazy("tatoeage in de hals"),
    "face": gettext_lazy("tatoeage in het gezicht"),
}
APPROXIMATE_AGE = {
    "under_18": gettext_lazy("jonger dan 18"),
    "18_30": gettext_lazy("18 tot 30 jaar"),
    "30_45": gettext_lazy("30 tot 45 jaar"),
    "45_60": gettext_lazy("45 tot 60 jaar"),
    "over_60": gettext_lazy("ouder dan 60 jaar"),
}
LISTS: dict[str, dict[str, Any]] = {
    "approximate_age": APPROXIMATE_AGE,
    "build": BUILD,
    "hair": HAIR,
    "clothing": CLOTHING,
    "tattoo_place": TATTOO_PLACE,
}


def clean(appearance: Mapping[str, str]) -> dict[str, str]:
    """Only known words under known keys; empty answers fall away. Refuses anything else."""
    kept = {key: value for key, value in appearance.items() if value}
    for key, value in kept.items():
        if value not in LISTS.get(key, {}):
            raise Refusal("unknown_word", _("Kies een woord uit de lijst."), field=key)
    return kept


def describe(appearance: Mapping[str, str]) -> str:
    """The description as one line of words; empty when there is none."""
    return ", ".join(str(words[appearance[key]]) for key, words in LISTS.items() if appearance.get(key))
