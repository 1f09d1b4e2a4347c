"""A sample with what was drawn. What leads to a file goes with the file; what was found stays as counts."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bans.models import CounterCheck, Sanction
from bans.rules.figures import Band, band
from bans.rules.status import ENDED
from participants import clock
from participants.models import ShoppingArea, User
from participants.references import new_token

OPEN_D = 30
NAME_SHOWN = dt.timedelta(days=1)


class Kind(models.TextChoices):
    REGISTRATION = "registration", _("maatregel")
    CHECK = "check", _("vraag aan een balie")


class Choice(models.TextChoices):
    """What an auditor finds of one file."""

    GOOD = "good", _("in orde")
    QUESTION = "question", _("vraag")
    WRONG = "wrong", _("niet in orde")


class Ground(models.TextChoices):
    """Why a name is really needed: a closed list."""

    COMPLAINT = "complaint", _("de persoon klaagde bij de gemeente")
    TWO_FILES = "two_files", _("nagaan of twee dossiers over dezelfde persoon gaan")
    PAPER = "paper", _("nagaan of een papieren stuk bij dit dossier hoort")
    AUTHORITY = "authority", _("de Autoriteit Persoonsgegevens of een rechter vraagt erom")


class Sample(models.Model):
    """One draw. `verdicts` tells by item number what was found, and leads to nobody."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="samples")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    # The day counts for the seed: one draw a day, so that nobody draws until it suits.
    drawn_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    seed = models.CharField(max_length=80)
    head_serial = models.PositiveBigIntegerField()
    confidence = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    # How many there were and how many were drawn, by kind; and a hash over all references that could be drawn.
    population = models.JSONField(default=dict)
    drawn = models.JSONField(default=dict)
    population_digest = models.CharField(max_length=64)
    verdicts = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("steekproef"), _("steekproeven")
        ordering = ["-drawn_at"]
        constraints = [
            models.UniqueConstraint(fields=["area", "drawn_on"], name="one_sample_a_day"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="sample_closed_by_somebody",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "plain",
            "drawn_on": "plain",
            "drawn_at": "plain",
            "drawn_by": "staff",
            "seed": "plain",
            "head_serial": "plain",
            "confidence": "plain",
            "share": "plain",
            "population": "plain",
            "drawn": "plain",
            "population_digest": "plain",
            "verdicts": "plain",
            "closed_at": "plain",
            "closed_by": "staff",
        }

    def __str__(self) -> str:
        return f"sample {self.token}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:sample", args=[self.area.slug, self.token])

    @property
    def size(self) -> int:
        return sum(self.drawn.values())

    @property
    def drawn_from(self) -> dict[Kind, Band]:
        """From about how many was drawn, by kind. Exactly, two draws would tell what came between (R70)."""
        return {kind: band(self.population.get(kind, 0)) for kind in Kind}

    @property
    def last_day(self) -> dt.date:
        """The last day on which a file in it can be opened."""
        return self.drawn_on + dt.timedelta(days=OPEN_D - 1)

    def opens(self, on: dt.date) -> bool:
        """Whether its files can be opened on that day: for thirty days (security, 5.2)."""
        return self.drawn_on <= on <= self.last_day


class SampleItem(models.Model):
    """One file in a sample, under a number that it has there alone. It goes with what it leads to."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sample = models.ForeignKey(Sample, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    sanction = models.ForeignKey(Sanction, models.CASCADE, null=True, blank=True, related_name="+")
    counter_check = models.ForeignKey(CounterCheck, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("plaats in een steekproef"), _("plaatsen in een steekproef")
        ordering = ["sample", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "number"], name="one_item_a_number"),
            models.CheckConstraint(
                condition=Q(kind="registration", sanction__isnull=False, counter_check=None)
                | Q(kind="check", sanction=None, counter_check__isnull=False),
                name="item_leads_to_one_file",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "sample": "plain",
            "number": "plain",
            "kind": "plain",
            "sanction": "plain",
            "counter_check": "plain",
        }

    def __str__(self) -> str:
        return f"item {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:sample-item", args=[self.area.slug, self.sample.token, self.number])

    def has_ended(self, on: dt.date) -> bool:
        """Whether what it leads to has ended: then no name is shown to anybody (R52), also where no night has run."""
        return self.sanction is None or self.sanction.status(on) in ENDED

    @property
    def verdict(self) -> str:
        return str(self.sample.verdicts.get(str(self.number), ""))


class Side(models.TextChoices):
    COMMENT = "comment", _("opmerking van de gemeente")
    QUESTION = "question", _("vraag van de gemeente")
    ANSWER = "answer", _("antwoord van de vereniging")


class Note(models.Model):
    """A comment, a question or an answer about one file. It names nobody, and goes with the file."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    item = models.ForeignKey(SampleItem, models.CASCADE, related_name="notes")
    side = models.CharField(max_length=10, choices=Side)
    words = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("notitie bij een steekproef"), _("notities bij een steekproef")
        ordering = ["written_at", "pk"]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "item": "plain",
            "side": "plain",
            "words": "conduct",
            "written_at": "plain",
            "written_by": "staff",
        }

    def __str__(self) -> str:
        return f"note {self.pk}"


class NameRequest(models.Model):
    """A request of the auditor for the name in one file. Granted, it shows that name for a day."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    item = models.ForeignKey(SampleItem, models.CASCADE, related_name="name_requests")
    ground = models.CharField(max_length=12, choices=Ground)
    words = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("verzoek om een naam"), _("verzoeken om een naam")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(granted=None), name="one_open_name_request_an_item"),
            models.CheckConstraint(
                condition=Q(granted=None, decided_at=None, decided_by=None)
                | Q(granted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="name_request_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")), name="name_decided_by_another"
            ),
            models.CheckConstraint(condition=~Q(granted=False) | ~Q(reason=""), name="name_refused_with_reason"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "item": "plain",
            "ground": "conduct",
            "words": "conduct",
            "asked_at": "plain",
            "asked_by": "staff",
            "granted": "plain",
            "reason": "conduct",
            "decided_at": "plain",
            "decided_by": "staff",
        }

    def __str__(self) -> str:
        return f"name request {self.pk}"

    @property
    def shown_until(self) -> dt.datetime | None:
        return self.decided_at + NAME_SHOWN if self.granted and self.decided_at else None

    def shows(self, at: dt.datetime) -> bool:
        """Whether the name may be shown at this moment: a day long from the moment that it was granted, as long as the
        sample is open and the measure has not ended."""
        if self.shown_until is None or at >= self.shown_until:
            return False
        sample, on = self.item.sample, clock.dutch_date(at)
        return sample.closed_at is None and sample.opens(on) and not self.item.has_ended(on)
