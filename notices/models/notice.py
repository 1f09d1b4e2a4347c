"""A letter as it was printed: kept bit for bit until the purge (R35)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from bans.models import Incident, Sanction
from bans.personal import PersonalBytes, PersonalText
from participants.models import ParticipantList, Protocol, Shop, ShoppingArea, User
from participants.references import new_token

from .design import LetterDesign

# A file that is kept longer than its measure, for a case in court, has a letter that answers no longer than this.
CODE_OUTLIVES_D = 30


class LetterKind(models.TextChoices):
    INDIVIDUAL_WARNING = "individual_warning", _("individuele waarschuwing")
    INDIVIDUAL_BAN = "individual_ban", _("individueel winkelverbod")
    COLLECTIVE_WARNING = "collective_warning", _("collectieve waarschuwing")
    COLLECTIVE_BAN = "collective_ban", _("collectief winkelverbod")
    COMBINED = "combined", _("individueel winkelverbod met collectieve waarschuwing")
    REPRESENTATIVE = "representative", _("brief aan ouder of voogd")
    WITHDRAWAL = "withdrawal", _("intrekking")
    ANNULMENT = "annulment", _("vernietiging met excuus")
    SUPPLEMENTARY = "supplementary", _("aanvulling: nieuwe lijst van winkels")
    POLICE_SHEET = "police_sheet", _("blad voor de aangifte")
    PROOF_OF_SERVICE = "proof_of_service", _("bewijs van uitreiking")
    REQUEST_RECEIVED = "request_received", _("ontvangstbevestiging van een verzoek")
    REQUEST_EXTENDED = "request_extended", _("bericht dat het antwoord later komt")
    REQUEST_DECIDED = "request_decided", _("antwoord op een verzoek")
    EXCEPTION = "exception", _("uitzondering: mag hier naar binnen")
    RECIPIENTS = "recipients", _("bericht aan een winkel die de gegevens zag")
    RECTIFICATION = "rectification", _("bericht dat gegevens zijn verbeterd")
    POLICE_CORRECTION = "police_correction", _("bericht aan de politie dat iets niet klopt")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def answering_to(self, code_digest: str, since: dt.date) -> "NoticeQuerySet":
        """The letter with this code, if what it is about had not ended yet on that day.

        One question whatever is asked, so that a code that expired takes as long as one that never was (T37).
        """
        return self.filter(code_digest=code_digest, sanction__in=Sanction.objects.not_ended_before(since))


class Notice(models.Model):
    """One printed version of one letter about a sanction."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="notices")
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, blank=True, related_name="+")
    # The shop to which it goes, where it does not go to the person.
    addressed_to = models.ForeignKey(Shop, models.CASCADE, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=30, choices=LetterKind)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="nl")
    # The explanation that lies behind the letter: the folder of its language, or nothing.
    sheet_language = models.CharField(max_length=8, blank=True, default="")
    large_print = models.BooleanField(default=False)
    # The day on which it is handed over; None for a letter by post, which begins on delivery (R33).
    starts_on = models.DateField(null=True, blank=True)
    html = PersonalText()
    pdf = PersonalBytes()
    sha256 = models.CharField(max_length=64)
    # Of the code by which anybody who holds the letter can check it; the code itself is in the letter alone.
    code_digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    participant_list = models.ForeignKey(ParticipantList, models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    # The association's own face and words in it, if it had any then.
    design = models.ForeignKey(LetterDesign, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # How often somebody said to print it. The kept bytes are the same for every copy (R35).
    copies = models.PositiveSmallIntegerField(default=1)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("brief"), _("brieven")
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["sanction", "kind", "version"], name="one_letter_per_sanction_kind_version")
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "incident": "plain",
            "addressed_to": "plain",
            "token": "trace",
            "kind": "conduct",
            "version": "plain",
            "language": "plain",
            # What somebody reads may hint at who they are: it goes with the sanction, and nothing counts it.
            "sheet_language": "conduct",
            "large_print": "conduct",
            "starts_on": "conduct",
            "html": "conduct",
            "pdf": "conduct",
            "sha256": "trace",
            "code_digest": "key",
            "participant_list": "plain",
            "protocol": "plain",
            "design": "plain",
            "made_at": "plain",
            "made_by": "staff",
            "copies": "plain",
        }

    def __str__(self) -> str:
        return f"{self.sanction} {self.kind} v{self.version}"
