"""A request as a bare case, and beside it what somebody said: that goes with the person, the case stays a while."""

import datetime as dt
import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bans import keyring
from bans.models import Person, Sanction
from bans.personal import PersonalText
from notices.codes import ALPHABET
from notices.requests import Outcome, Right
from participants import clock
from participants.models import Protocol, ShoppingArea, User
from participants.references import new_token

from . import clocks

NUMBER_LENGTH = 8


def new_number() -> str:
    """Random, so that it tells nobody how many there are; of signs that nobody mixes up."""
    return "V" + "".join(secrets.choice(ALPHABET) for _place in range(NUMBER_LENGTH))


class Channel(models.TextChoices):
    PAGE = "page", _("de eigen pagina")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telefoon")
    PAPER = "paper", _("brief")
    SHOP = "shop", _("in een winkel")


class Dispute(models.TextChoices):
    """What the person says is not right; until it is settled no counter sees it (R63)."""

    PERSON = "person", _("het gaat om iemand anders")
    FACT = "fact", _("er klopt iets niet")


class Identified(models.TextChoices):
    """How we know that the request is of this person. Never by a number or a copy of a document (D27)."""

    CODE = "code", _("de code van de brief")
    KNOWN = "known", _("iemand van ons kent de persoon")
    SHOWN = "shown", _("de persoon liet iets zien; er is niets overgenomen")
    ANSWERS = "answers", _("de persoon wist wat alleen deze persoon weet")
    ADDRESS = "address", _("het antwoord gaat naar het adres dat wij al hebben")


class Cause(models.TextChoices):
    """What had gone wrong, where something had; to learn from."""

    WRONG_PERSON = "wrong_person", _("verkeerde persoon")
    WRONG_FACT = "wrong_fact", _("een feit klopte niet")
    RULE = "rule", _("een regel van het protocol is niet gevolgd")
    SERVICE = "service", _("de brief of de uitreiking klopte niet")
    TOO_HEAVY = "too_heavy", _("te zwaar voor wat er gebeurde")
    CHANGED = "changed", _("geen fout: de omstandigheden zijn veranderd")
    NONE = "none", _("geen fout")


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> "RequestQuerySet":
        """Not closed: there is still something to do."""
        return self.filter(closed_at=None)

    def undecided(self) -> "RequestQuerySet":
        """Those of which the clock runs."""
        return self.filter(decided_at=None, closed_at=None)

    def about(self, sanction: Sanction) -> "RequestQuerySet":
        return self.filter(sanction=sanction)


class Request(models.Model):
    """One request, objection or complaint: what was asked, when, and what became of it. No name and no words.

    The clock is computed from `received_on`, `extended_on` and the protocol of the day of receipt (R58, R59, R75).
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="rights_requests")
    number = models.CharField(max_length=NUMBER_LENGTH + 1, unique=True, default=new_number, editable=False)
    # Its key seals what is said before anybody knows of whom the request is.
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    # Of the form by which it came in, so that the same form sent twice is one request; null for every other way.
    submission_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    right = models.CharField(max_length=15, choices=Right)
    channel = models.CharField(max_length=10, choices=Channel)
    received_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="rights_owned")
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    # Empty once the person is erased: then the case is of nobody.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="rights_requests")
    sanction = models.ForeignKey(Sanction, models.SET_NULL, null=True, blank=True, related_name="rights_requests")
    identified = models.CharField(max_length=10, choices=Identified, blank=True)
    identified_at = models.DateTimeField(null=True, blank=True)
    identified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Somebody sent a copy of a document; we destroyed it and say so in the receipt.
    copy_destroyed = models.BooleanField(default=False)

    dispute = models.CharField(max_length=10, choices=Dispute, blank=True)
    # The same was said about the same measure and settled before: it does not hide again by itself (ADR 20).
    said_before = models.BooleanField(default=False)
    dispute_settled_at = models.DateTimeField(null=True, blank=True)
    dispute_settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # What was found out: whether what stood there was right. Empty until it is settled (R63).
    dispute_right = models.BooleanField(null=True, blank=True)
    # R62: set aside meanwhile, or not.
    set_aside = models.BooleanField(null=True, blank=True)
    set_aside_decided_at = models.DateTimeField(null=True, blank=True)
    set_aside_decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    hearer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    heard_on = models.DateField(null=True, blank=True)
    committee_asked_on = models.DateField(null=True, blank=True)
    committee_advised_on = models.DateField(null=True, blank=True)
    committee_advice = models.CharField(max_length=10, choices=Outcome, blank=True)

    extended_on = models.DateField(null=True, blank=True)
    extended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    # What it was about when it was answered, for the figures: what is put right is gone the next night.
    conduct_class = models.CharField(max_length=10, blank=True)
    step = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("verzoek"), _("verzoeken")
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["area", "closed_at"], name="open_requests_of_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="", cause="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(cause="")),
                name="request_decided_with_outcome",
            ),
            # R66, R62: heard and decided by somebody who neither proposed nor approved; the action knows who that is.
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(decided_at__isnull=False), name="request_closed_after_decision"
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None) | Q(extended_on__gte=F("received_on"), extended_by__isnull=False),
                name="request_extended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(set_aside=None, set_aside_decided_at=None)
                | Q(set_aside__isnull=False, set_aside_decided_at__isnull=False),
                name="request_set_aside_decided",
            ),
            models.CheckConstraint(
                condition=Q(committee_advised_on=None, committee_advice="")
                | (Q(committee_advised_on__isnull=False, committee_asked_on__isnull=False) & ~Q(committee_advice="")),
                name="request_advised_with_advice",
            ),
        ]

    class Privacy:
        person = ""
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "number": "trace",
            "token": "trace",
            "submission_key": "trace",
            "right": "conduct",
            "channel": "conduct",
            "received_on": "conduct",
            "registered_at": "plain",
            "registered_by": "staff",
            "owner": "staff",
            "protocol": "plain",
            "person": "plain",
            "sanction": "plain",
            "identified": "conduct",
            "identified_at": "plain",
            "identified_by": "staff",
            "copy_destroyed": "conduct",
            "dispute": "conduct",
            "said_before": "conduct",
            "dispute_settled_at": "plain",
            "dispute_settled_by": "staff",
            "dispute_right": "conduct",
            "set_aside": "conduct",
            "set_aside_decided_at": "plain",
            "set_aside_decided_by": "staff",
            "hearer": "staff",
            "heard_on": "conduct",
            "committee_asked_on": "plain",
            "committee_advised_on": "plain",
            "committee_advice": "conduct",
            "extended_on": "plain",
            "extended_by": "staff",
            "decided_at": "plain",
            "decided_by": "staff",
            "outcome": "conduct",
            "cause": "conduct",
            "conduct_class": "conduct",
            "step": "conduct",
            "closed_at": "plain",
            "closed_by": "staff",
        }

    def __str__(self) -> str:
        return f"request {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        """The key first, the row after, as with a person."""
        if self._state.adding:
            keyring.make(self.token, at=clock.now())
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("rights:request", args=[self.area.slug, self.number])

    @property
    def shown_number(self) -> str:
        """As it is printed and read out: V 3K7F 92MH."""
        return f"{self.number[0]} {self.number[1:5]} {self.number[5:]}"

    @property
    def clock(self) -> clocks.Clock:
        """By when it is answered (R58, R59)."""
        return clocks.clock_of(
            Right(self.right),
            self.received_on,
            extended=self.extended_on is not None,
            parameters=self.protocol.parameters,
        )

    @property
    def set_aside_by(self) -> dt.date | None:
        """The last day to decide whether the measure is set aside meanwhile; None where that is not asked."""
        if Right(self.right) not in clocks.SET_ASIDE or self.sanction_id is None:
            return None
        return clocks.set_aside_by(self.received_on, self.protocol.parameters)

    @property
    def is_objection(self) -> bool:
        return self.right == Right.OBJECTION

    @property
    def bound_by_hand(self) -> bool:
        """One of us said about which measure it is, and there is no answer yet: that may have been a mistake."""
        by_hand = self.identified not in ("", Identified.CODE)
        return by_hand and self.sanction_id is not None and self.decided_at is None

    @property
    def in_dispute(self) -> bool:
        """Somebody says that it is another person, or that a fact is wrong, and nobody settled that yet (R63)."""
        return bool(self.dispute) and self.dispute_settled_at is None


class Side(models.TextChoices):
    """Whose words they are, in the file that both sides can read."""

    PERSON = "person", _("de persoon")
    SHOP = "shop", _("de winkel")
    ASSOCIATION = "association", _("de vereniging")
    HEARING = "hearing", _("verslag van het gesprek")
    COMMITTEE = "committee", _("de klachtencommissie")
    SET_ASIDE = "set_aside", _("waarom wel of niet stilgelegd")
    SETTLED = "settled", _("wat wij uitzochten")
    EXTENSION = "extension", _("waarom het antwoord later komt")
    ANSWER = "answer", _("het antwoord")


class _OfRequest(models.Model):
    """Sealed under the key of the person, or of the request while it is of nobody we know; gone with that person."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)

    class Meta:
        abstract = True

    @property
    def sealed_for(self) -> Person | Request:
        return self.person or self.request  # type: ignore[attr-defined]


class Requester(_OfRequest):
    """Who asks and where the answer goes, in their own words."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="requester")
    name = PersonalText(_("naam"))
    contact = PersonalText(_("waar het antwoord heen gaat"))

    class Meta:
        verbose_name, verbose_name_plural = _("gegevens van een verzoeker"), _("gegevens van verzoekers")

    class Privacy:
        person = "sealed_for"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "person": "plain",
            "token": "trace",
            "request": "plain",
            "name": "identity",
            "contact": "contact",
        }

    def __str__(self) -> str:
        return f"requester of {self.request}"


class Statement(_OfRequest):
    """What one side said, with the day; together they are the file of the request."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="statements")
    side = models.CharField(max_length=12, choices=Side)
    words = PersonalText()
    said_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("verklaring bij een verzoek"), _("verklaringen bij verzoeken")
        ordering = ["said_at", "pk"]

    class Privacy:
        person = "sealed_for"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "person": "plain",
            "token": "trace",
            "request": "plain",
            "side": "conduct",
            "words": "conduct",
            "said_at": "conduct",
            "written_by": "staff",
        }

    def __str__(self) -> str:
        return f"statement {self.token}"
