"""A measure of the catalogue: its file, as it was on a day. Each change makes a new version; the old stay readable."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language

from .vocabulary import (
    PRIVACY_NOTES,
    Category,
    Confidence,
    DataClass,
    EffectStrength,
    Evidence,
    Kind,
    Party,
    Problem,
    Setting,
    Severity,
    SourceSupport,
    Status,
    Trigger,
)

# How the legal basis begins of what everybody may do.
NO_GROUND = "Geen bijzondere grondslag nodig"


class MeasureQuerySet(models.QuerySet["Measure"]):
    def in_force(self, on: dt.date) -> "MeasureQuerySet":
        """The versions that hold on this day; `valid_until` is the first day on which one no longer does."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)

    def open(self) -> "MeasureQuerySet":
        """The versions without an end."""
        return self.filter(valid_until=None)


def _fact(key: str, default: Any = "") -> Any:
    """A fact of the file as a property. A version from before the key was thought of has none."""
    return property(lambda measure: measure.facts.get(key, default))


def _label(key: str, choices: Any) -> Any:
    """The words for a fact that is one of a list."""
    return property(lambda measure: str(choices(measure.facts[key]).label) if measure.facts.get(key) != "" else "")


def _labels(key: str, choices: Any) -> Any:
    return property(lambda measure: [str(choices(code).label) for code in measure.facts.get(key, [])])


def _spoken(name: str, default: Any = "") -> Any:
    """A text in the reader's language; Dutch where no other is known."""
    return property(lambda measure: measure.facts.get(f"{name}_{tongue()}", default))


def tongue() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def site_of(address: str) -> str:
    """The name of a site: shorter to read than its address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


class Measure(models.Model):
    """What an organisation can do about conduct, a place or a procedure. `facts` is the content of its file."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    checksum = models.CharField(max_length=64)
    facts = models.JSONField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="measure_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_until=None), name="measure_one_open_version"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="measure_ends_after_it_starts",
            ),
        ]

    class Privacy:
        """The catalogue describes conduct, places and procedures: there is nobody in it."""

        fields = dict.fromkeys(("id", "code", "version", "valid_from", "valid_until", "checksum", "facts"), "plain")

    title, summary, about = _spoken("title"), _spoken("summary"), _spoken("about")
    also_called = _spoken("also_called", [])
    conditions, steps = _spoken("conditions", []), _spoken("steps", [])
    legal_basis, duration, costs = _spoken("legal_basis"), _spoken("duration"), _spoken("costs")
    effect, status_note = _spoken("effect"), _spoken("status_note")

    category, kind, trigger = _fact("category"), _fact("kind"), _fact("trigger")
    severity, data_class, status = _fact("severity"), _fact("data_class"), _fact("status")
    effect_strength = _fact("effect_strength")
    parties, partners, deciders = _fact("parties", []), _fact("partners", []), _fact("deciders", [])
    problems, settings = _fact("problems", []), _fact("settings", [])
    lighter, heavier = _fact("lighter", []), _fact("heavier", [])
    person_directed, awaits_legal_review = _fact("person_directed", False), _fact("awaits_legal_review", False)
    named_in_article = _fact("named_in_article", False)
    law_checked_against, other_sources = _fact("law_checked_against", []), _fact("other_sources", [])
    source, reviewed_by, history = _fact("source"), _fact("reviewed_by"), _fact("history", [])

    category_label, kind_label = _label("category", Category), _label("kind", Kind)
    trigger_label, severity_label = _label("trigger", Trigger), _label("severity", Severity)
    data_class_label, status_label = _label("data_class", DataClass), _label("status", Status)
    confidence_label, evidence_label = _label("confidence", Confidence), _label("evidence", Evidence)
    source_support_label = _label("source_support", SourceSupport)
    party_labels, partner_labels = _labels("parties", Party), _labels("partners", Party)
    decider_labels = _labels("deciders", Party)
    problem_labels, setting_labels = _labels("problems", Problem), _labels("settings", Setting)

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:detail", args=[self.code])

    @property
    def effect_strength_label(self) -> str:
        return str(EffectStrength(self.effect_strength).label) if self.effect_strength else ""

    @property
    def privacy_note(self) -> str:
        """What to mind about data: the measure's own note, or the one of its class of data."""
        return self.facts.get(f"privacy_{tongue()}") or str(PRIVACY_NOTES[DataClass(self.data_class)])

    @property
    def follows_a_procedure(self) -> bool:
        """It follows the stage of a procedure and not conduct; the pages warn of that."""
        return self.trigger == Trigger.PROCEDURE

    @property
    def law_checked_on(self) -> dt.date | None:
        return _day(self.facts.get("law_checked_on"))

    @property
    def needs_no_ground(self) -> bool:
        """Anybody may do it, so that there is no article to hold it against."""
        return self.facts.get("legal_basis_nl", "").startswith(NO_GROUND)

    @property
    def reviewed_on(self) -> dt.date | None:
        return _day(self.facts.get("reviewed_on"))

    @property
    def changes(self) -> list[tuple[dt.date | None, str]]:
        """What its readers should know of how it changed, the newest first."""
        told = [(_day(item["date"]), item[tongue()]) for item in self.history]
        return sorted(told, key=lambda item: item[0] or dt.date.min, reverse=True)

    @property
    def sources(self) -> list[tuple[str, str]]:
        return [(site_of(address), address) for address in (self.source, *self.other_sources)]

    @property
    def law_sources(self) -> list[tuple[str, str]]:
        return [(site_of(address), address) for address in self.law_checked_against]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
