"""How a letter reached the person: the proof on which a breach report rests (R32, R33)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bans.models import Sanction
from bans.personal import PersonalBytes, PersonalText
from participants.models import ShoppingArea, User
from participants.references import new_token

from .notice import Notice


class Way(models.TextChoices):
    IN_PERSON = "in_person", _("persoonlijk uitgereikt")
    REGISTERED = "registered", _("aangetekend verstuurd")


class Receipt(models.TextChoices):
    SIGNED = "signed", _("getekend voor ontvangst")
    REFUSED = "refused", _("weigert te tekenen")


class Delivery(models.TextChoices):
    UNDERWAY = "underway", _("onderweg")
    DELIVERED = "delivered", _("bezorgd")
    RETURNED = "returned", _("teruggekomen")
    UNCLAIMED = "unclaimed", _("niet opgehaald")


class Service(models.Model):
    """One attempt to serve a letter, by hand or by registered post."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="services")
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="services")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    way = models.CharField(_("manier"), max_length=12, choices=Way)
    language = models.CharField(_("taal van de brief"), max_length=8, default="nl")
    handed_at = models.DateTimeField(_("datum en tijd"), null=True, blank=True)
    place = PersonalText(_("plaats"))
    server_name = PersonalText(_("wie reikte uit?"))
    witness_name = PersonalText(_("wie was getuige?"))
    receipt = models.CharField(_("ontvangst"), max_length=10, choices=Receipt, blank=True)
    # Drawn on a screen; who signs on paper, signs the sheet that goes into the folder.
    signature = PersonalBytes()
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    track_and_trace = PersonalText(_("track-and-tracecode"))
    delivery = models.CharField(_("bezorging"), max_length=10, choices=Delivery, blank=True)
    delivered_on = models.DateField(_("bezorgd op"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("uitreiking"), _("uitreikingen")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="in_person") | (Q(handed_at__isnull=False) & Q(place__isnull=False) & ~Q(receipt="")),
                name="in_person_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(signature=None) | Q(way="in_person", receipt="signed"), name="signature_of_who_signed"
            ),
            models.CheckConstraint(
                condition=~Q(delivery="delivered") | Q(delivered_on__isnull=False), name="delivered_on_a_day"
            ),
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "notice": "plain",
            "token": "trace",
            "way": "plain",
            "language": "plain",
            "handed_at": "conduct",
            "place": "conduct",
            "server_name": "staff",
            "witness_name": "staff",
            "receipt": "conduct",
            "signature": "conduct",
            "sent_on": "plain",
            "track_and_trace": "conduct",
            "delivery": "plain",
            "delivered_on": "conduct",
            "recorded_by": "staff",
            "recorded_at": "plain",
        }

    def __str__(self) -> str:
        return f"service {self.pk} of {self.sanction}"


class RepresentativeLetter(models.Model):
    """That the letter to a minor's legal representative went out, or why it could not (R25)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.OneToOneField(Sanction, models.CASCADE, related_name="representative_letter")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    sent_on = models.DateField(null=True, blank=True)
    impossible_reason = PersonalText()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("brief aan ouder of voogd"), _("brieven aan ouder of voogd")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=False) | Q(impossible_reason__isnull=False), name="sent_or_impossible"
            )
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "token": "trace",
            "sent_on": "plain",
            "impossible_reason": "conduct",
            "recorded_by": "staff",
            "recorded_at": "plain",
        }

    def __str__(self) -> str:
        return f"representative letter of {self.sanction}"
