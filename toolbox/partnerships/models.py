"""The partnership of an area: organisations with whom to reach there, covenants, meetings, and what came of them."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User

from ..catalogue.vocabulary import DataClass, Party
from . import rules


class PartnerQuerySet(models.QuerySet["Partner"]):
    def taking_part(self, on: dt.date) -> "PartnerQuerySet":
        return self.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)


class Partner(models.Model):
    """An organisation in the partnership, and whom to reach there. `left_on` is the first day without it."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="partners")
    organisation = models.CharField(_("organisatie"), max_length=120)
    party = models.CharField(_("soort organisatie"), max_length=24, choices=Party.choices)
    contact_name = models.CharField(_("contactpersoon"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mailadres van de organisatie"), blank=True)
    joined_on = models.DateField(_("doet mee sinds"))
    left_on = models.DateField(_("gestopt op"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = [Lower("organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="partner_leaves_after_it_joins"
            ),
            models.UniqueConstraint(
                "area", Lower("organisation"), condition=Q(left_on=None), name="partner_takes_part_once"
            ),
        ]

    class Privacy:
        """Whom to reach at an organisation, and nobody that a measure is about."""

        fields = {
            **dict.fromkeys(("id", "area", "organisation", "party", "joined_on", "left_on"), "plain"),
            **dict.fromkeys(("contact_name", "contact_email"), "contact"),
        }

    def __str__(self) -> str:
        return f"partner {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:partner", args=[self.area.slug, self.pk])

    def takes_part(self, on: dt.date) -> bool:
        return self.joined_on <= on and (self.left_on is None or self.left_on > on)


class Covenant(models.Model):
    """What the partners agreed on paper. `ends_on` is its last day."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="covenants")
    title = models.CharField(_("titel"), max_length=120)
    signed_on = models.DateField(_("getekend op"))
    ends_on = models.DateField(_("geldt tot en met"), null=True, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    purpose = models.TextField(_("doel"), max_length=1000)
    data_class = models.CharField(_("welke gegevens delen de partners?"), max_length=20, choices=DataClass.choices)
    data_note = models.TextField(_("welke gegevens precies, en waarom"), max_length=1000, blank=True)
    link = models.URLField(_("waar het document staat"), max_length=300, blank=True)

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("signed_on")), name="covenant_ends_after_it_is_signed"
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gte=F("signed_on")),
                name="covenant_is_reviewed_after_it_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(data_class=DataClass.NONE) | ~Q(data_note=""), name="covenant_says_which_data"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "area", "title", "signed_on", "ends_on", "review_on", "purpose", "data_class", "data_note", "link"),
            "plain",
        )

    def __str__(self) -> str:
        return f"covenant {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:covenant", args=[self.area.slug, self.pk])

    def standing(self, on: dt.date) -> rules.Standing:
        return rules.standing(ends_on=self.ends_on, review_on=self.review_on, on=on)


class Meeting(models.Model):
    """A meeting that was held: about what, with which partners, and what was decided."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("gehouden op"))
    subject = models.CharField(_("onderwerp"), max_length=120)
    partners = models.ManyToManyField(Partner, related_name="meetings", verbose_name=_("wie waren erbij?"))
    decisions = models.JSONField(_("besluiten"), default=list, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]

    class Privacy:
        fields = {
            **dict.fromkeys(("id", "area", "held_on", "subject", "decisions", "recorded_at"), "plain"),
            "recorded_by": "staff",
        }

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:meeting", args=[self.area.slug, self.pk])


class MeetingActionQuerySet(models.QuerySet["MeetingAction"]):
    def open(self) -> "MeetingActionQuerySet":
        """What is neither done nor dropped."""
        return self.filter(done_on=None, dropped_on=None)


class MeetingAction(models.Model):
    """What a partner would do, and by when. It is done, or it is dropped with a reason."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="meeting_actions")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    what = models.CharField(_("wat gaat er gebeuren?"), max_length=200)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="actions", verbose_name=_("wie doet het?"))
    due_on = models.DateField(_("klaar op"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = MeetingActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | Q(dropped_on=None), name="action_done_or_dropped"),
            models.CheckConstraint(
                condition=Q(dropped_on=None, dropped_reason="") | (Q(dropped_on__isnull=False) & ~Q(dropped_reason="")),
                name="action_dropped_with_a_reason",
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "area", "meeting", "what", "partner", "due_on", "done_on", "dropped_on", "dropped_reason"), "plain"
        )

    def __str__(self) -> str:
        return f"action {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:meeting-action", args=[self.area.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None

    def is_late(self, on: dt.date) -> bool:
        return self.is_open and on > self.due_on
