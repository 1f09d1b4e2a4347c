"""The shopping area: the collective within which a ban holds, with its permit and protocol."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..prepared import Prepared
from ..protocol import Parameters, read_parameters
from ..refusals import Refusal

if TYPE_CHECKING:
    from .user import User


class Municipality(models.Model):
    """A municipality that oversees the areas on its ground."""

    name = models.CharField(_("naam"), max_length=100, unique=True)
    # Into which it was merged, and from which day; what was before that day stays as it was.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    merged_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_on=None) | Q(merged_into__isnull=False, merged_on__isnull=False),
                name="municipality_merged_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="municipality_merged_into_another"
            ),
        ]

    class Privacy:
        fields = {"id": "plain", "name": "plain", "merged_into": "plain", "merged_on": "plain"}

    def __str__(self) -> str:
        return self.name

    def on(self, day: dt.date) -> "Municipality":
        """The municipality that this one was, or had become part of, on that day."""
        found = self
        while found.merged_into and found.merged_on and found.merged_on <= day:
            found = found.merged_into
        return found


def no_protocol() -> Refusal:
    return Refusal("no_protocol", _("Dit gebied heeft nog geen protocol dat geldt."), rule="R75")


class ShoppingAreaQuerySet(models.QuerySet["ShoppingArea"]):
    def visible_to(self, user: "User") -> "ShoppingAreaQuerySet":
        """The areas in which the user has any role today (R8)."""
        return self.filter(memberships__user=user, memberships__ended_at=None).distinct()


class ShoppingArea(models.Model):
    """One delimited shopping area with one register (winkelgebied)."""

    slug = models.SlugField(_("korte naam voor in adressen"), max_length=60, unique=True)
    name = models.CharField(_("naam van het winkelgebied"), max_length=120)
    municipality = models.ForeignKey(Municipality, models.PROTECT, verbose_name=_("gemeente"))
    association = models.CharField(_("winkeliersvereniging"), max_length=160)
    association_address = models.CharField(_("adres van de vereniging"), max_length=200)
    contact_email = models.EmailField(_("e-mailadres"))
    contact_phone = models.CharField(_("telefoonnummer"), max_length=30)
    privacy_officer = models.CharField(_("functionaris gegevensbescherming, als die er is"), max_length=200, blank=True)
    # Gets the signed head of the log each day; usually at the municipality.
    oversight_email = models.EmailField(_("e-mailadres van de toezichthouder, voor het logboek"), blank=True)
    public_page = models.URLField(_("openbare pagina met de deelnemers"), blank=True)
    police_phone = models.CharField(_("telefoonnummer politie"), max_length=30, default="0900-8844")
    help_places = models.CharField(
        _("waar mensen in de buurt hulp vinden"),
        max_length=300,
        blank=True,
        help_text=_("Staat op de eigen pagina van wie een brief kreeg. Bijvoorbeeld: buurthuis De Brug, Brugstraat 1."),
    )
    boundary_text = models.TextField(_("grens van het gebied in woorden"))
    boundary = models.JSONField(
        _("grens als lijst van punten"), default=list, blank=True, help_text=_("[breedte, lengte] per punt")
    )
    covers_passages = models.BooleanField(_("de passages horen bij het gebied"), default=False)
    mixed_sectors_permitted = models.BooleanField(_("de vergunning dekt meer dan één branche"), default=False)

    objects = ShoppingAreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    class Privacy:
        fields = {
            "id": "plain",
            "slug": "plain",
            "name": "plain",
            "municipality": "plain",
            "association": "plain",
            "association_address": "plain",
            "contact_email": "contact",
            "contact_phone": "contact",
            "privacy_officer": "contact",
            "oversight_email": "contact",
            "public_page": "plain",
            "police_phone": "plain",
            "help_places": "plain",
            "boundary_text": "plain",
            "boundary": "plain",
            "covers_passages": "plain",
            "mixed_sectors_permitted": "plain",
        }

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:area", args=[self.slug])

    def permit_on(self, on: dt.date) -> "Permit | None":
        """The permit in force on that day, if there is one (R1, R4)."""
        return self.permits.in_force(on).order_by("-valid_from").first()

    def protocol_on(self, on: dt.date) -> "Protocol":
        """The protocol that holds on that day (R75)."""
        protocol = self.protocols.filter(valid_from__lte=on).order_by("-number").first()
        if protocol is None:
            raise no_protocol()
        return protocol

    def parameters_on(self, on: dt.date) -> Parameters:
        """The parameters of that protocol, for where the question is asked with every counter check."""
        rows = PROTOCOL_VALUES.rows(area=self.pk, on=on)
        if not rows:
            raise no_protocol()
        return read_parameters(rows[0][0])

    def current_list(self) -> "ParticipantList | None":
        return self.participant_lists.order_by("-number").first()


class PermitQuerySet(models.QuerySet["Permit"]):
    def in_force(self, on: dt.date) -> "PermitQuerySet":
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)


class Permit(models.Model):
    """The permit of the data protection authority (art. 33 UAVG) and the shops named in it."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="permits")
    number = models.CharField(_("kenmerk van de vergunning"), max_length=60)
    granted_on = models.DateField(_("verleend op"))
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    businesses = models.ManyToManyField(
        "participants.Business",
        related_name="permits",
        blank=True,
        verbose_name=_("ondernemingen in de vergunning"),
    )

    objects = PermitQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="permit_ends_after_start",
            )
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "number": "plain",
            "granted_on": "plain",
            "valid_from": "plain",
            "valid_until": "plain",
        }

    def __str__(self) -> str:
        return self.number


class Protocol(models.Model):
    """One version of an area's protocol; a version never changes, a new one follows it (R75)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="protocols")
    number = models.PositiveIntegerField(_("versie"))
    adopted_on = models.DateField(_("vastgesteld op"))
    valid_from = models.DateField(_("geldt vanaf"))
    dpia_version = models.CharField(_("versie van de DPIA"), max_length=40)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="one_protocol_per_number"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "number": "plain",
            "adopted_on": "plain",
            "valid_from": "plain",
            "dpia_version": "plain",
            "values": "plain",
        }

    def __str__(self) -> str:
        return f"{self.area} v{self.number}"

    @property
    def parameters(self) -> Parameters:
        return read_parameters(self.values)


class ParticipantList(models.Model):
    """A dated version of who takes part and where the border runs; letters freeze one (R35, R36)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="participant_lists")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    # Each entry: {"shop": id, "name": …, "address": …, "business": …}
    entries = models.JSONField(default=list)
    # The shops of the entries again, so that the database can say which lists name a shop.
    shops = models.ManyToManyField("participants.Shop", related_name="+")
    boundary_text = models.TextField()
    boundary = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_list_per_number")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "number": "plain",
            "made_at": "plain",
            "entries": "plain",
            "boundary_text": "plain",
            "boundary": "plain",
        }

    def __str__(self) -> str:
        return f"{self.area} list {self.number}"

    def names_shop(self, shop: Any) -> bool:
        return any(entry["shop"] == shop.pk for entry in self.entries)


PROTOCOL_VALUES = Prepared(
    lambda area, on: (
        Protocol.objects.filter(area=area, valid_from__lte=on).order_by("-number").values_list("values")[:1]
    ),
    area=int,
    on=dt.date,
)
