"""Businesses and the shops with which they take part."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import clock
from ..prepared import Prepared
from .area import Permit, ShoppingArea

if TYPE_CHECKING:
    from .user import User


class Business(models.Model):
    """The legal person that takes part (onderneming); it exists per area, as a person does (D15)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="businesses")
    name = models.CharField(_("naam van de onderneming"), max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_business_per_name")]

    class Privacy:
        fields = {"id": "plain", "area": "plain", "name": "plain"}

    def __str__(self) -> str:
        return self.name


class Sector(models.TextChoices):
    RETAIL = "retail", _("winkel")
    HOSPITALITY = "hospitality", _("horeca")
    LEISURE = "leisure", _("vrije tijd en cultuur")
    SERVICES = "services", _("dienstverlening")


class ShopQuerySet(models.QuerySet["Shop"]):
    def taking_part(self, on: dt.date) -> "ShopQuerySet":
        """Shops that are participants on that day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)

    def visible_to(self, user: "User") -> "ShopQuerySet":
        return self.filter(area__in=ShoppingArea.objects.visible_to(user))


class Shop(models.Model):
    """A shop at one address (vestiging), with the papers that let it take part (R3, R7)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="shops")
    business = models.ForeignKey(Business, models.PROTECT, related_name="shops", verbose_name=_("onderneming"))
    name = models.CharField(_("naam van de winkel"), max_length=120)
    address = models.CharField(_("adres"), max_length=200)
    sector = models.CharField(_("branche"), max_length=20, choices=Sector, default=Sector.RETAIL)
    agreement_signed_on = models.DateField(_("deelnameovereenkomst getekend op"), null=True, blank=True)
    # Only a reminder hangs on it: nobody is put out of the scheme by a date that was typed.
    agreement_ends_on = models.DateField(_("deelname en volmacht lopen tot en met"), null=True, blank=True)
    power_of_attorney_signed_on = models.DateField(_("volmacht getekend op"), null=True, blank=True)
    declaration_signed_on = models.DateField(_("verklaring voor de AP getekend op"), null=True, blank=True)
    sticker_seen_on = models.DateField(_("deursticker gezien op"), null=True, blank=True)
    house_rules_seen_on = models.DateField(_("huisregels bij de ingang gezien op"), null=True, blank=True)
    # Outside these hours a question at the counter is a sign for the coordinator, never a reason to refuse it.
    staffed_from = models.TimeField(_("personeel aanwezig vanaf"), default=dt.time(7))
    staffed_until = models.TimeField(_("personeel aanwezig tot"), default=dt.time(22))
    joined_on = models.DateField(_("doet mee sinds"), null=True, blank=True, editable=False)
    left_on = models.DateField(_("doet niet meer mee sinds"), null=True, blank=True, editable=False)

    objects = ShopQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "address"], name="one_shop_per_address"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on__isnull=False, left_on__gte=F("joined_on")),
                name="shop_leaves_after_joining",
            ),
            models.CheckConstraint(
                condition=Q(agreement_ends_on=None) | Q(agreement_ends_on__gte=F("agreement_signed_on")),
                name="agreement_ends_after_signing",
            ),
            models.CheckConstraint(
                condition=Q(joined_on=None)
                | Q(
                    agreement_signed_on__isnull=False,
                    power_of_attorney_signed_on__isnull=False,
                    declaration_signed_on__isnull=False,
                ),
                name="shop_joins_with_papers",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "business": "plain",
            "name": "plain",
            "address": "plain",
            "sector": "plain",
            "agreement_signed_on": "plain",
            "agreement_ends_on": "plain",
            "power_of_attorney_signed_on": "plain",
            "declaration_signed_on": "plain",
            "sticker_seen_on": "plain",
            "house_rules_seen_on": "plain",
            "staffed_from": "plain",
            "staffed_until": "plain",
            "joined_on": "plain",
            "left_on": "plain",
        }

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:shop", args=[self.area.slug, self.pk])

    def takes_part(self, on: dt.date) -> bool:
        """Whether the shop is a participant on that day."""
        return bool(self.joined_on and self.joined_on <= on and (self.left_on is None or self.left_on > on))

    def staffed_at(self, at: dt.datetime) -> bool:
        """Whether there may be staff at that moment; hours past midnight run into the next day."""
        time = clock.dutch_time(at)
        if self.staffed_from <= self.staffed_until:
            return self.staffed_from <= time <= self.staffed_until
        return time >= self.staffed_from or time <= self.staffed_until

    def in_permit(self, on: dt.date) -> bool:
        """Whether a permit in force names this shop's business (R2)."""
        return bool(PERMIT_OF_BUSINESS.rows(area=self.area_id, business=self.business_id, on=on))

    @property
    def missing_papers(self) -> list[str]:
        """Labels of the papers without which a shop may not join (R3)."""
        names = ("agreement_signed_on", "power_of_attorney_signed_on", "declaration_signed_on")
        return self._labels_of_empty(names)

    @property
    def missing_at_the_door(self) -> list[str]:
        """Labels of what a customer must be able to see at the entrance (R7)."""
        names = ("sticker_seen_on", "house_rules_seen_on")
        return self._labels_of_empty(names)

    def _labels_of_empty(self, names: tuple[str, ...]) -> list[str]:
        labels = {field.name: str(field.verbose_name) for field in self._meta.fields}
        return [labels[name] for name in names if getattr(self, name) is None]


PERMIT_OF_BUSINESS = Prepared(
    lambda area, business, on: Permit.objects.in_force(on).filter(area=area, businesses=business).values_list("pk")[:1],
    area=int,
    business=int,
    on=dt.date,
)
