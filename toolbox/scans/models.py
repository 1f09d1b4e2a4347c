"""A scan, its answers and its photos. No field tells of a person: a scan is about places and agreements."""

import base64
import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from participants.models import Shop, ShoppingArea, User
from participants.references import new_token

from .checklist import Checklist, read
from .reach import Reach

MOST_PHOTOS = 3


class Kind(models.TextChoices):
    SHOP = "shop", _("een winkel")
    AREA = "area", _("een plek in het gebied")


class State(models.TextChoices):
    IN_ORDER = "in_order", _("In orde")
    NOT_IN_ORDER = "not_in_order", _("Niet in orde")
    NOT_APPLICABLE = "not_applicable", _("Niet van toepassing")
    SKIPPED = "skipped", _("Overslaan")


class ScanQuerySet(models.QuerySet["Scan"]):
    def visible_to(self, user: User, area: ShoppingArea, *, on: dt.date) -> "ScanQuerySet":
        """Those of the own shops for who walks for a shop; all of the area for who walks for the area."""
        reach = Reach(user, area, on)
        rows = self.filter(area=area)
        return rows if reach.whole else rows.filter(shop__in=reach.shops)

    def finished(self) -> "ScanQuerySet":
        return self.exclude(finished_at=None)

    def of_the_same_place(self, scan: "Scan") -> "ScanQuerySet":
        return self.filter(area=scan.area_id, kind=scan.kind, shop=scan.shop_id, place__iexact=scan.place)


class Scan(models.Model):
    """One walk. `questions` is the checklist as it was when the walk began; once finished, nothing in it changes."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="scans")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    shop = models.ForeignKey(Shop, models.CASCADE, null=True, blank=True, related_name="scans")
    place = models.CharField(max_length=120)
    questions = models.JSONField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.SHOP, shop__isnull=False) | Q(kind=Kind.AREA, shop=None),
                name="scan_of_a_shop_names_it",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="scan_finished_by_somebody",
            ),
        ]

    class Privacy:
        fields = {
            **dict.fromkeys(("id", "area", "token", "kind", "shop", "place", "questions"), "plain"),
            **dict.fromkeys(("begun_at", "finished_at"), "plain"),
            **dict.fromkeys(("begun_by", "finished_by"), "staff"),
        }

    def __str__(self) -> str:
        return f"scan {self.token}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:scan", args=[self.area.slug, self.token])

    @cached_property
    def checklist(self) -> Checklist:
        return read(self.questions)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class ScanAnswer(models.Model):
    """What was found at one point."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    scan = models.ForeignKey(Scan, models.CASCADE, related_name="answers")
    point = models.SlugField(max_length=40)
    state = models.CharField(max_length=14, choices=State.choices)
    note = models.TextField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scan", "point"], name="scan_point_answered_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "area", "scan", "point", "state", "note"), "plain")

    def __str__(self) -> str:
        return f"answer {self.point}"


class ScanPhotoQuerySet(models.QuerySet["ScanPhoto"]):
    def confirmed(self) -> "ScanPhotoQuerySet":
        return self.exclude(confirmed_at=None)

    def waiting(self) -> "ScanPhotoQuerySet":
        """Those of which nobody said yet that no one is in view."""
        return self.filter(confirmed_at=None)


class ScanPhoto(models.Model):
    """A photo of a place. Until whoever added it says that nobody is in view, nobody else sees it."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    scan = models.ForeignKey(Scan, models.CASCADE, related_name="photos")
    point = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    jpeg = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ScanPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["point", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scan", "point", "number"], name="scan_photo_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_PHOTOS), name="scan_photos_of_a_point_are_few"
            ),
        ]

    class Privacy:
        """A photo of a place; who is in view is asked before anybody else sees it."""

        fields = {
            **dict.fromkeys(("id", "area", "scan", "point", "number", "token", "jpeg", "width", "height"), "plain"),
            **dict.fromkeys(("added_at", "confirmed_at"), "plain"),
            "added_by": "staff",
        }

    def __str__(self) -> str:
        return f"scan photo {self.token}"

    @property
    def address(self) -> str:
        return reverse("toolbox:scan-picture", args=[self.area.slug, self.scan.token, self.token])

    @property
    def as_data(self) -> str:
        """The picture as an address that holds it: a paper reaches outside for nothing."""
        return f"data:image/jpeg;base64,{base64.b64encode(bytes(self.jpeg)).decode()}"
