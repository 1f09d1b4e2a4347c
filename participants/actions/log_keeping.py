"""Keeping the log: heads that others hold, pruning, exports, and a look whether it is still whole."""

import datetime as dt
import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit import chain, heads, pruning, verifier
from audit.export import export_lines
from audit.log import record
from audit.models import Head, HeadReason
from audit.purposes import Result
from audit.signing import verifier_key

from ..clock import DUTCH_TIME
from ..models import ShoppingArea, User

logger = logging.getLogger(__name__)


def export_head(area: ShoppingArea, *, form: str, by: User | str, at: dt.datetime) -> Head:
    """Write down that the log is taken out, and sign the head at which the file will end (D33)."""
    record("log.exported", subject=f"area:{area.slug}", by=by, area=area, form=form)
    return heads.publish(area.slug, at=at, reason=HeadReason.EXPORT)


def prune_logs(*, at: dt.datetime) -> dict[str, int]:
    """Drop what is older than the term, and say so in the log (D32)."""
    known = {area.slug: area for area in ShoppingArea.objects.all()}
    counts = pruning.prune_all(at=at)
    for slug, count in counts.items():
        subject = f"area:{slug}" if slug else "site"
        record("log.pruned", subject=subject, by="prune_log", area=known.get(slug), lines=count)
    return counts


def check_logs(*, at: dt.datetime) -> dict[str, str]:
    """Verify every log as it lies here, against all heads, and write down that it was done; what is wrong, by area.

    It finds what changed in the database. Against whoever also holds the key only heads elsewhere help.
    """
    chain.sweep()
    wrong = {}
    for slug in heads.chains():
        head = heads.publish(slug, at=at, reason=HeadReason.HOUR)
        code, sentences = verifier.verify(export_lines(head), heads=head.note, keys=_keys(slug), lang="en")
        sound = code == verifier.SOUND
        if not sound:
            wrong[slug] = sentences[0]
            logger.error("the log of %s is not whole: %s", slug or "the site", sentences[0])
        area = ShoppingArea.objects.filter(slug=slug).first()
        subject, result = f"area:{slug}" if slug else "site", Result.DONE if sound else Result.FAILED
        record("log.checked", subject=subject, by="check_log", area=area, result=result, size=head.size)
    return wrong


def _keys(slug: str) -> list[str]:
    """Every key with which a head of this log was signed."""
    known = Head.objects.filter(area=slug).order_by().values_list("key", flat=True).distinct()
    return sorted({verifier_key(slug), *known})


def mail_heads(*, at: dt.datetime) -> int:
    """Send the newest head of each log to who oversees the area; how many went out."""
    sent = 0
    for area in ShoppingArea.objects.exclude(oversight_email="").select_related("municipality"):
        head = heads.publish(area.slug, at=at, reason=HeadReason.HOUR)
        try:
            sent += _letter(area, head, at=at).send()
        except (SMTPException, OSError):
            logger.exception("the head of the log of %s was not mailed", area.slug)
    return sent


def _letter(area: ShoppingArea, head: Head, *, at: dt.datetime) -> EmailMessage:
    # A municipality reads Dutch, whoever's request or duty this is.
    with translation.override("nl"):
        day = date_format(at.astimezone(DUTCH_TIME), "j F Y")
        subject = _("Logboek van %(area)s: de kop van %(day)s") % {"area": area.name, "day": day}
        body = _(
            "Bewaar dit bericht. Het is de getekende kop van het logboek van %(area)s: zo lang was het logboek, en "
            "zo luidde de laatste hash.\nMet deze koppen kunt u nagaan of later iets in het logboek is veranderd. "
            "Hoe dat gaat staat op %(page)s\n\n%(note)s\nPublieke sleutel:\n%(key)s\n"
        ) % {"area": area.name, "page": _public_page(area), "note": head.note, "key": head.key}
    return EmailMessage(subject, body, to=[area.oversight_email])


def _public_page(area: ShoppingArea) -> str:
    return f"https://{settings.LOG_NAME}{reverse('participants:log-heads', args=[area.slug])}"
