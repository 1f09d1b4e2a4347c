"""What happened: one person's conduct at one shop at one time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import Shop, ShoppingArea, User
from participants.references import new_token

from ..conduct import CONDUCT, CONDUCT_CHOICES, Conduct
from ..personal import PersonalText
from .person import Person


class Incident(models.Model):
    """An incident (voorval). A breach of a ban is an incident that names the ban (R39)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="incidents")
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="incidents", verbose_name=_("winkel"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="incidents")
    reference = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    conduct_code = models.CharField(_("wat gebeurde er?"), max_length=30, choices=CONDUCT_CHOICES)
    happened_at = models.DateTimeField(_("wanneer?"))
    place = PersonalText(_("waar in de winkel?"))
    observed_by = PersonalText(_("wie zag het?"))
    observer_function = PersonalText(_("functie van wie het zag"))
    narrative = PersonalText(_("wat gebeurde er precies?"))
    police_report = PersonalText(_("nummer van de aangifte, als die er is"))
    breached = models.ForeignKey("bans.Sanction", models.SET_NULL, null=True, blank=True, related_name="breaches")
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    # A form sent twice carries the same key, and makes one incident.
    submission_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("voorval"), _("voorvallen")
        ordering = ["-happened_at"]

    class Privacy:
        person = "person"
        row = "reference"
        fields = {
            "id": "plain",
            "area": "plain",
            "shop": "plain",
            "person": "plain",
            "reference": "trace",
            "conduct_code": "conduct",
            "happened_at": "conduct",
            "place": "conduct",
            "observed_by": "staff",
            "observer_function": "staff",
            "narrative": "conduct",
            "police_report": "conduct",
            "breached": "conduct",
            "reported_by": "staff",
            "reported_at": "plain",
            "submission_key": "trace",
        }

    def __str__(self) -> str:
        return f"incident {self.reference}"

    @property
    def conduct(self) -> Conduct:
        return CONDUCT[self.conduct_code]
