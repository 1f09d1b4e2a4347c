"""A measure of the catalogue. Each change makes a new version; earlier versions stay readable."""

import datetime as dt
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


class MeasureQuerySet(models.QuerySet["Measure"]):
    def in_force(self, on: dt.date) -> "MeasureQuerySet":
        """The versions that hold on this day; `valid_until` is the first day on which one no longer does."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)

    def open(self) -> "MeasureQuerySet":
        """The versions without an end."""
        return self.filter(valid_until=None)

    def about(self, words: str) -> "MeasureQuerySet":
        """Measures in whose texts every one of these words occurs."""
        found = self
        for word in words.split():
            found = found.filter(search_text__contains=word.casefold())
        return found

    def for_problem(self, problem: str) -> "MeasureQuerySet":
        """Measures against this problem. The list is stored as ",a,b," so that a whole code is matched."""
        return self.filter(problem_list__contains=f",{problem},")


class CodeList:
    """A list of codes in one text column ",a,b,": readable by every database, matched as whole codes."""

    def __init__(self, column: str):
        self.column = column

    def __get__(self, measure: "Measure", owner: type) -> list[str]:
        return [code for code in getattr(measure, self.column).split(",") if code]

    def __set__(self, measure: "Measure", codes: list[str]) -> None:
        setattr(measure, self.column, f",{','.join(codes)}," if codes else "")


def _site(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


class Measure(models.Model):
    """What an organisation can do about conduct, a place or a procedure."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    checksum = models.CharField(max_length=64)

    title_nl = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    summary_nl = models.TextField()
    summary_en = models.TextField()
    category = models.CharField(max_length=20, choices=Category)
    party_list = models.CharField(max_length=400)
    partner_list = models.CharField(max_length=400, blank=True)
    problem_list = models.CharField(max_length=400)
    setting_list = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind)
    trigger = models.CharField(max_length=20, choices=Trigger)
    person_directed = models.BooleanField()
    severity = models.PositiveSmallIntegerField(choices=Severity)
    legal_basis = models.CharField(max_length=300)
    conditions_nl = models.TextField()
    conditions_en = models.TextField()
    duration = models.CharField(max_length=200)
    data_class = models.CharField(max_length=20, choices=DataClass)
    privacy_nl = models.TextField(blank=True)
    privacy_en = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status)
    status_note_nl = models.TextField(blank=True)
    status_note_en = models.TextField(blank=True)
    confidence = models.CharField(max_length=40, choices=Confidence)
    evidence = models.CharField(max_length=20, choices=Evidence)
    source_support = models.CharField(max_length=20, choices=SourceSupport)
    awaits_legal_review = models.BooleanField()
    existed_nov_2020 = models.BooleanField()
    source = models.URLField(max_length=400)
    other_sources = models.JSONField(default=list)
    search_text = models.TextField()

    parties = CodeList("party_list")
    partners = CodeList("partner_list")
    problems = CodeList("problem_list")
    settings = CodeList("setting_list")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["title_nl"]
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

        fields = dict.fromkeys(
            (
                *("id", "code", "version", "valid_from", "valid_until", "checksum"),
                *(
                    "title_nl",
                    "title_en",
                    "summary_nl",
                    "summary_en",
                    "category",
                    "party_list",
                    "partner_list",
                ),
                *("problem_list", "setting_list", "kind", "trigger", "person_directed", "severity"),
                *("legal_basis", "conditions_nl", "conditions_en", "duration", "data_class"),
                *("privacy_nl", "privacy_en", "status", "status_note_nl", "status_note_en"),
                *("confidence", "evidence", "source_support", "awaits_legal_review", "existed_nov_2020"),
                *("source", "other_sources", "search_text"),
            ),
            "plain",
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:detail", args=[self.code])

    @property
    def title(self) -> str:
        return self._spoken("title")

    @property
    def summary(self) -> str:
        return self._spoken("summary")

    @property
    def conditions(self) -> list[str]:
        return [text.strip() for text in self._spoken("conditions").rstrip(".").split(";")]

    @property
    def status_note(self) -> str:
        return self._spoken("status_note")

    @property
    def privacy_note(self) -> str:
        """What to mind about data: the measure's own note, or the one of its class of data."""
        return self._spoken("privacy") or str(PRIVACY_NOTES[DataClass(self.data_class)])

    @property
    def follows_a_procedure(self) -> bool:
        """It follows the stage of a procedure and not conduct; the pages warn of that."""
        return self.trigger == Trigger.PROCEDURE

    @property
    def source_site(self) -> str:
        """The name of the site of the source: shorter to read than its address."""
        return _site(self.source)

    @property
    def other_source_sites(self) -> list[tuple[str, str]]:
        return [(_site(address), address) for address in self.other_sources]

    @property
    def party_labels(self) -> list[str]:
        return [str(Party(code).label) for code in self.parties]

    @property
    def partner_labels(self) -> list[str]:
        return [str(Party(code).label) for code in self.partners]

    @property
    def problem_labels(self) -> list[str]:
        return [str(Problem(code).label) for code in self.problems]

    @property
    def setting_labels(self) -> list[str]:
        return [str(Setting(code).label) for code in self.settings]

    def _spoken(self, name: str) -> str:
        """A text in the reader's language; Dutch where no other is known."""
        suffix = "en" if (get_language() or "nl").startswith("en") else "nl"
        return getattr(self, f"{name}_{suffix}")
