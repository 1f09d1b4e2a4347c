"""What is kept of reminders: what was mailed, what was put off, and one decision. What is due is never stored."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bans.models import Sanction
from bans.personal import PersonalText
from participants.models import ShoppingArea, User
from participants.references import new_token

KEY_LENGTH = 120


class DigestSent(models.Model):
    """That the mail of one day was taken care of for somebody. Claimed first, so that two runs never mail twice."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = models.DateField()
    claimed_at = models.DateTimeField()
    # Empty while it is not known that the mail went out; then tomorrow's tells again what is still open.
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "user", "on"], name="one_digest_a_day")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "user": "account",
            "on": "account",
            "claimed_at": "account",
            "sent_at": "account",
        }

    def __str__(self) -> str:
        return f"digest {self.pk} {self.on}"


class ReminderSent(models.Model):
    """One reminder, at one of its stages, that stood as new in somebody's mail."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    digest = models.ForeignKey(DigestSent, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH)
    # Goes when the file goes, for the key holds its reference.
    sanction = models.ForeignKey(Sanction, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("gemailde herinnering"), _("gemailde herinneringen")
        constraints = [models.UniqueConstraint(fields=["area", "key", "user"], name="one_mail_for_each_stage")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "digest": "plain",
            "user": "account",
            "key": "trace",
            "sanction": "plain",
        }

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Snooze(models.Model):
    """A reminder that somebody put off until a day, for themselves or for everybody, and why."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=KEY_LENGTH)
    # For whom it is quiet; for everybody where this is empty.
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    # The day on which it speaks again.
    until = models.DateField()
    sanction = models.ForeignKey(Sanction, models.CASCADE, null=True, blank=True, related_name="+")
    # A reason about somebody's file is sealed with that file; one about a permit or a paper is about nobody.
    reason = PersonalText()
    plain_reason = models.CharField(max_length=200, blank=True)
    snoozed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    snoozed_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("uitgestelde herinnering"), _("uitgestelde herinneringen")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key", "user"], condition=Q(user__isnull=False), name="one_snooze_of_ones_own"
            ),
            models.UniqueConstraint(fields=["area", "key"], condition=Q(user=None), name="one_snooze_for_everybody"),
            models.CheckConstraint(
                condition=Q(sanction__isnull=False, reason__isnull=False, plain_reason="")
                | (Q(sanction=None, reason__isnull=True) & ~Q(plain_reason="")),
                name="snoozed_with_a_reason",
            ),
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "trace",
            "key": "trace",
            "user": "staff",
            "until": "plain",
            "sanction": "plain",
            "reason": "conduct",
            "plain_reason": "staff",
            "snoozed_by": "staff",
            "snoozed_at": "plain",
        }

    def __str__(self) -> str:
        return f"snooze {self.pk}"

    @property
    def why(self) -> str:
        return self.reason if self.sanction_id else self.plain_reason


class ReviewDecision(models.Model):
    """The coordinator looked half-way whether a ban can end earlier, and it goes on. Lifting it is another deed."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.OneToOneField(Sanction, models.CASCADE, related_name="review_decision")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    reason = PersonalText()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("besluit halverwege"), _("besluiten halverwege")
        constraints = [
            models.CheckConstraint(condition=Q(reason__isnull=False), name="kept_running_with_a_reason"),
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "token": "trace",
            "reason": "conduct",
            "decided_by": "staff",
            "decided_at": "plain",
        }

    def __str__(self) -> str:
        return f"review of {self.sanction}"
