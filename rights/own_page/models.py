"""That a letter was of somebody about whom nothing is held any more."""

from django.db import models

from bans.models import Erasure
from participants.models import ShoppingArea


class ForgottenLetter(models.Model):
    """The code of a letter whose file was erased, with the certificate: for a while whoever holds it can read that.

    A digest of random signs, which tells nothing about anybody (ADR 20).
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="+")
    until = models.DateField(db_index=True)

    class Privacy:
        fields = {"id": "plain", "area": "plain", "code_digest": "key", "erasure": "plain", "until": "plain"}

    def __str__(self) -> str:
        return f"forgotten letter {self.pk}"
