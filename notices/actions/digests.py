"""The mail of the day: what is new for each receiver. Claimed first and sent after, so that it never goes twice.

Why it is done in this order: docs/adr/0015-reminders.md.
"""

import datetime as dt
import logging
from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from audit.log import record
from participants import area_lock
from participants.clock import dutch_date
from participants.models import ShoppingArea, User

from ..mailing import NoMailServerError, NotTakenError, Post, UnsureError
from ..models import DigestSent, ReminderSent, Snooze
from ..reminders.digest import Digest, compose, letter

logger = logging.getLogger(__name__)

# Longer than any reminder stays open at one stage.
KEPT_DAYS = 400
# A day on which there was nothing to tell is of no use for so long.
EMPTY_KEPT_DAYS = 7


def send_digests(*, at: dt.datetime) -> dict[str, int]:
    """Mail everybody who had no mail today what is new for them, area by area; returns counts.

    What the mail server does not take is offered again by the next run. One receiver never stops the others; only
    where no server answers at all the run ends.
    """
    counts: Counter[str] = Counter()
    for area in ShoppingArea.objects.order_by("pk"):
        with area_lock.one_area(area):
            try:
                for user in _without_digest(area, on=dutch_date(at)):
                    counts[_take_care_of(area, user, at=at)] += 1
            except NoMailServerError as error:
                logger.error("the mail server does not answer: %s", error)
                counts["no_server"] += 1
                break
    return dict(counts)


def _without_digest(area: ShoppingArea, *, on: dt.date) -> QuerySet[User]:
    """Who has a role here, is no invention of the demonstration, and was not taken care of today."""
    done = DigestSent.objects.filter(area=area, on=on).values("user")
    people = User.objects.filter(memberships__area=area, memberships__ended_at=None, is_active=True, fictional=False)
    return people.exclude(pk__in=done).distinct().order_by("pk")


def _take_care_of(area: ShoppingArea, user: User, *, at: dt.datetime) -> str:
    """One receiver; what came of it in a word."""
    try:
        digest = compose(area, user=user, on=dutch_date(at))
        if not digest.lines:
            return "nothing" if _claim(area, user, digest, at=at, sent_at=at) else "taken"
        post = Post()
        try:
            return _send(area, user, digest, post, at=at)
        finally:
            post.close()
    except NoMailServerError:
        raise
    except Exception as error:
        # Whatever it is, it is this receiver's alone. Its text may hold an address.
        logger.error("the reminders of user %s failed: %s", user.pk, type(error).__name__)
        return "failed"


def _send(area: ShoppingArea, user: User, digest: Digest, post: Post, *, at: dt.datetime) -> str:
    message = letter(area, digest, user=user, on=dutch_date(at))
    claim = _claim(area, user, digest, at=at)
    if claim is None:
        return "taken"
    try:
        post.send(message)
    except NotTakenError as error:
        claim.delete()
        logger.error("the reminders of user %s were not taken: %s", user.pk, error)
        return "failed"
    except UnsureError as error:
        logger.error("nobody knows whether the reminders of user %s arrived: %s", user.pk, error)
        return "unsure"
    _note(area, user, claim, digest, at=at)
    return "sent"


def _claim(
    area: ShoppingArea, user: User, digest: Digest, *, at: dt.datetime, sent_at: dt.datetime | None = None
) -> DigestSent | None:
    """This run's, and no other's; None when another run came first. Short: nothing is sent in here."""
    try:
        with transaction.atomic():
            claim = DigestSent.objects.create(area=area, user=user, on=dutch_date(at), claimed_at=at, sent_at=sent_at)
            ReminderSent.objects.bulk_create(
                ReminderSent(
                    area=area, digest=claim, user=user, key=reminder.stage_key, sanction=reminder.sanction
                )
                for reminder in digest.new
            )  # fmt: skip
    except IntegrityError:
        return None
    return claim


@transaction.atomic
def _note(area: ShoppingArea, user: User, claim: DigestSent, digest: Digest, *, at: dt.datetime) -> None:
    DigestSent.objects.filter(pk=claim.pk).update(sent_at=at)
    record("reminders.mailed", subject=f"user:{user.pk}", by="reminders", area=area, new=len(digest.new))


@transaction.atomic
def forget_sent(*, on: dt.date) -> int:
    """Drop notes of mails and of what was put off long ago; how many."""
    long_ago, days_ago = (on - dt.timedelta(days=days) for days in (KEPT_DAYS, EMPTY_KEPT_DAYS))
    empty = Q(reminders=None, on__lt=days_ago, sent_at__isnull=False)
    old = DigestSent.objects.filter(pk__in=DigestSent.objects.filter(Q(on__lt=long_ago) | empty).values("pk"))
    return old.delete()[0] + Snooze.objects.filter(until__lt=long_ago).delete()[0]
