"""One receiver's mail of one day: what stands in it, and its text. No names: references, what to do, and by when."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from participants.models import ShoppingArea, User

from ..models import DigestSent, ReminderSent
from .due import Reminder, due


@dataclass(frozen=True)
class Digest:
    """`new` speaks for the first time at this stage; `again` stood in a mail of which nobody knows that it arrived."""

    new: list[Reminder]
    again: list[Reminder]
    open: int
    late: int

    @property
    def lines(self) -> list[Reminder]:
        return [*self.new, *self.again]


def compose(area: ShoppingArea, *, user: User, on: dt.date) -> Digest:
    """What is new for this user since the last mail. Without lines there is nothing to send."""
    waiting = due(area, user=user, on=on)
    keys = [reminder.stage_key for reminder in waiting]
    told = dict(ReminderSent.objects.filter(area=area, user=user, key__in=keys).values_list("key", "digest"))
    unsure = set(_unsure(area, user, on))
    return Digest(
        new=[reminder for reminder in waiting if reminder.stage_key not in told],
        again=[reminder for reminder in waiting if told.get(reminder.stage_key) in unsure],
        open=len(waiting),
        late=sum(reminder.is_late for reminder in waiting),
    )


def _unsure(area: ShoppingArea, user: User, on: dt.date) -> list[int]:
    """Mails since the last one that certainly went out, or that had nothing to tell."""
    digests = DigestSent.objects.filter(area=area, user=user, on__lt=on).order_by("-on")
    certain = digests.filter(sent_at__isnull=False).first()
    lost = digests.filter(sent_at=None)
    return list((lost.filter(on__gt=certain.on) if certain else lost).values_list("pk", flat=True))


def letter(area: ShoppingArea, digest: Digest, *, user: User, on: dt.date) -> EmailMessage:
    """The mail, in the language that the receiver chose."""
    with translation.override(user.language):
        count = len(digest.lines)
        subject = ngettext("%(count)s herinnering – %(area)s", "%(count)s herinneringen – %(area)s", count)
        about = {"count": count, "area": " ".join(area.name.split())}
        context = {
            "area": area,
            "digest": digest,
            "new": [(reminder, _absolute(reminder.fact.address)) for reminder in digest.new],
            "again": [(reminder, _absolute(reminder.fact.address)) for reminder in digest.again],
            "page": _absolute(reverse("notices:reminders", args=[area.slug])),
            "language_page": _absolute(reverse("participants:language")),
        }
        body = render_to_string("notices/mail/digest.txt", context)
        headers = {"Auto-Submitted": "auto-generated"}
        return EmailMessage(f"Drempel: {subject % about}", body, to=[user.email], headers=headers)


def _absolute(address: str) -> str:
    return urljoin(settings.SITE_URL, address)
