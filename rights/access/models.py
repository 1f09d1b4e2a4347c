"""What was given to a person who asked for their data, exactly as it was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bans.models import Person
from bans.personal import PersonalBytes
from participants.models import ShoppingArea, User
from participants.references import new_token

from ..requests.models import Request


class AccessExport(models.Model):
    """Everything about one person on one day, as a document and as a file (art. 15 AVG, R65); goes with the person."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    request = models.OneToOneField(Request, models.CASCADE, related_name="export")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    pdf = PersonalBytes()
    json = PersonalBytes()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("overzicht van gegevens"), _("overzichten van gegevens")

    class Privacy:
        person = "person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "request": "plain",
            "person": "plain",
            "token": "trace",
            "pdf": "conduct",
            "json": "conduct",
            "made_at": "plain",
            "made_by": "staff",
        }

    def __str__(self) -> str:
        return f"export {self.token}"
