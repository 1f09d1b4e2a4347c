"""The person on the list: exists once per area, and in no area knows of another (D15)."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participants import clock
from participants.models import ShoppingArea, User
from participants.references import new_token

from .. import keyring
from ..encryption import Unreadable
from ..personal import PersonalBytes, PersonalDate, PersonalJSON, PersonalText
from ..rules import terms


class IdentityBasis(models.TextChoices):
    STATED = "stated", _("zelf verteld")
    DOCUMENT_SHOWN = "document_shown", _("document laten zien (alleen gekeken)")
    POLICE_CONFIRMED = "police_confirmed", _("bevestigd door de politie")
    KNOWN_TO_STAFF = "known_to_staff", _("bekend bij het personeel")
    UNKNOWN = "unknown", _("onbekend")


class Person(models.Model):
    """Somebody in the register of one area. What identifies or describes lies behind bans.personal."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="persons")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    identity_basis = models.CharField(
        _("hoe is vastgesteld wie het is?"),
        max_length=20,
        choices=IdentityBasis,
        default=IdentityBasis.UNKNOWN,
    )
    given_name = PersonalText(_("voornaam"))
    family_name = PersonalText(_("achternaam"))
    birth_date = PersonalDate(_("geboortedatum"))
    address = PersonalText(_("adres voor de brief"))
    # Keys: build, hair, clothing, tattoo_place, approximate_age; the words come from bans.appearance (D12).
    appearance = PersonalJSON(_("beschrijving"))
    apparently_minor = models.BooleanField(_("lijkt jonger dan 18"), default=False)
    minor_confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    minor_confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # R54: a file that a pending case needs; for the coordinator only, until the review date.
    hold_reason = PersonalText(_("reden van bewaren"))
    hold_until = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    hold_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("persoon"), _("personen")
        constraints = [
            models.CheckConstraint(
                condition=Q(minor_confirmed_by=None, minor_confirmed_at=None)
                | Q(minor_confirmed_by__isnull=False, minor_confirmed_at__isnull=False),
                name="minor_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(hold_until=None, hold_by=None) | Q(hold_until__isnull=False, hold_by__isnull=False),
                name="hold_until_and_by",
            ),
        ]

    class Privacy:
        person = ""
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "trace",
            "identity_basis": "conduct",
            "given_name": "identity",
            "family_name": "identity",
            "birth_date": "identity",
            "address": "contact",
            "appearance": "identity",
            "apparently_minor": "conduct",
            "minor_confirmed_by": "staff",
            "minor_confirmed_at": "staff",
            "created_at": "plain",
            "hold_reason": "conduct",
            "hold_until": "plain",
            "hold_by": "staff",
        }

    def __str__(self) -> str:
        return f"person {self.token}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The key first, the row after: a crash between them leaves a key that opens nothing."""
        if self._state.adding:
            keyring.make(self.token, at=clock.now())
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """Given and family name as known; empty when nobody knows it. A list never breaks on one bad row."""
        try:
            return f"{self.given_name} {self.family_name}".strip()
        except Unreadable:
            return _now("(niet te lezen)")

    def age_on(self, on: dt.date) -> int | None:
        """Age in whole years, None when the birth date is unknown."""
        return terms.age_on(self.birth_date, on) if self.birth_date else None

    def is_minor(self, on: dt.date) -> bool:
        """Below eighteen, or apparently so while the age is unknown (R24)."""
        age = self.age_on(on)
        return self.apparently_minor if age is None else age < 18


class Photo(models.Model):
    """One still image for recognition, rebuilt from its pixels (R49, R50)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="photo")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    jpeg = PersonalBytes()
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("foto"), _("foto’s")

    class Privacy:
        person = "person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "person": "plain",
            "token": "trace",
            "jpeg": "image",
            "taken_at": "plain",
        }

    def __str__(self) -> str:
        return f"photo {self.token}"
