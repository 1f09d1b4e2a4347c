"""The permit dossier as it was made, whether it was filed, and the open points of the DPIA."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User
from participants.references import new_token

LONGEST_CASE_NUMBER = 60
LONGEST_POINT = 600
LONGEST_REMARK = 2000


class Purpose(models.TextChoices):
    """What the association asks of the authority."""

    NEW = "new", _("een nieuwe vergunning")
    RENEWAL = "renewal", _("verlenging van de vergunning")
    SUPPLEMENT = "supplement", _("nieuwe deelnemers bij de vergunning")


class DossierQuerySet(models.QuerySet["Dossier"]):
    def bare(self) -> "DossierQuerySet":
        """Without what makes a row heavy, for lists."""
        return self.defer("facts", "archive")


class Dossier(models.Model):
    """One dossier: the facts of the moment at which somebody asked for it, and the archive made of these alone."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="dossiers")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    purpose = models.CharField(_("waarvoor"), max_length=12, choices=Purpose)
    case_number = models.CharField(_("zaaknummer"), max_length=LONGEST_CASE_NUMBER, blank=True)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    # None where a command asked.
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict)
    # The filing after which this one tells what changed.
    follows = models.ForeignKey("oversight.Filing", models.RESTRICT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    archive = models.BinaryField(default=b"", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("vergunningsdossier"), _("vergunningsdossiers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None, sha256="") | Q(made_at__isnull=False) & ~Q(sha256=""),
                name="dossier_made_is_whole",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "plain",
            "purpose": "plain",
            "case_number": "plain",
            "asked_on": "plain",
            "asked_at": "plain",
            "asked_by": "staff",
            "facts": "contact",
            "follows": "plain",
            "made_at": "plain",
            "archive": "contact",
            "sha256": "plain",
        }

    def __str__(self) -> str:
        return f"dossier {self.token}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:dossier-one", args=[self.area.slug, self.token])

    @property
    def file_name(self) -> str:
        return f"vergunningsdossier-{self.area.slug}-{self.asked_on.isoformat()}.zip"


class FilingQuerySet(models.QuerySet["Filing"]):
    def standing(self) -> "FilingQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class Filing(models.Model):
    """That a dossier was sent to the authority, as somebody recorded it. Taken back where that was a mistake."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="filings")
    dossier = models.ForeignKey(Dossier, models.RESTRICT, related_name="filings")
    filed_on = models.DateField(_("ingediend op"))
    case_number = models.CharField(_("zaaknummer"), max_length=LONGEST_CASE_NUMBER, blank=True)
    recorded_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("indiening"), _("indieningen")
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "filed_on"], condition=Q(withdrawn_at=None), name="one_filing_a_day"
            ),
            models.UniqueConstraint(fields=["dossier"], condition=Q(withdrawn_at=None), name="dossier_filed_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="filing_withdrawn_by_somebody",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "dossier": "plain",
            "filed_on": "plain",
            "case_number": "plain",
            "recorded_at": "plain",
            "filed_by": "staff",
            "withdrawn_at": "plain",
            "withdrawn_by": "staff",
        }

    def __str__(self) -> str:
        return f"filing {self.pk}"


class DpiaPoint(models.Model):
    """What became of one open point in this area. A standard point has a row once it is settled, an own one at once."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="dpia_points")
    code = models.CharField(max_length=40)
    # Of an own point; the words of a standard one stand in the texts of this room.
    words = models.CharField(_("het punt"), max_length=LONGEST_POINT, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_on = models.DateField(_("beslist op"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_as = models.CharField(max_length=20, blank=True)
    remark = models.TextField(_("wat is er besloten, en waarom"), max_length=LONGEST_REMARK, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("open punt van de DPIA"), _("open punten van de DPIA")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="one_row_a_point"),
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_at=None, settled_by=None, remark="")
                | Q(settled_on__isnull=False, settled_at__isnull=False, settled_by__isnull=False) & ~Q(remark=""),
                name="point_settled_with_words",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "code": "plain",
            "words": "plain",
            "raised_at": "plain",
            "raised_by": "staff",
            "settled_on": "plain",
            "settled_at": "plain",
            "settled_by": "staff",
            "settled_as": "plain",
            "remark": "plain",
        }

    def __str__(self) -> str:
        return f"point {self.code}"
