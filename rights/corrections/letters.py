"""The letters of a correction: to the person, to each shop that saw it, to the police. Each is one job, so that
whatever dies none is made twice and none is forgotten (R64, ADR 14)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.log import record
from bans.models import Sanction
from notices.actions import corrections as about_corrections
from notices.actions.corrections import ToldPolice
from notices.actions.letters import Drawn, draw_ending
from notices.models import Notice
from notices.requests import Change
from participants.jobs import bell
from participants.jobs.asking import ask_for
from participants.jobs.work import Work
from participants.models import Job, Shop, User
from participants.refusals import Refusal

from .changes import ON_POLICE_SHEET, told
from .models import Correction, Kind
from .preview import Touched

KIND = "rights.letter_of_correction"
PERSON, SHOP, POLICE = "person", "shop", "police"
CHANGES = {
    Kind.RECTIFIED: Change.RECTIFIED,
    Kind.RESTRICTED: Change.RESTRICTED,
    Kind.WITHDRAWN: Change.ENDED,
    Kind.ANNULLED: Change.ENDED,
    Kind.ERASED: Change.ERASED,
}
# Two letters about one measure that are laid out at the same moment get the same number: then once more.
TRIES = 5


@dataclass(frozen=True)
class Progress:
    """How many letters there are, how many were made, and how many went wrong."""

    total: int
    made: int
    failed: int

    @property
    def waiting(self) -> bool:
        return self.made + self.failed < self.total

    @property
    def complete(self) -> bool:
        return self.made == self.total


def ask_for_letters(correction: Correction, sanction: Sanction, touched: Touched, *, ended: bool, by: User) -> int:
    """Ask for everything that this correction of one measure has to tell; how many letters that is.

    `ended`: the measure ends by this. Belongs inside the transaction of the correction. That the police are told is
    written down before any letter is made (R73).
    """
    asked = 0
    if reached_the_person(sanction) and (ended or correction.kind == Kind.RECTIFIED):
        asked += _ask(correction, sanction, PERSON, by=by)
    for seen in touched.seen_by:
        asked += _ask(correction, sanction, SHOP, by=by, shop=seen.shop)
    if correction.kind == Kind.RESTRICTED:
        # For the police nothing changes: the sheet says what it said.
        return asked
    for known in {sheet.sanction_id: sheet.sanction for sheet in touched.sheets}.values():
        if correction.kind == Kind.RECTIFIED and not set(correction.touched["fields"]) & set(ON_POLICE_SHEET):
            continue
        asked += _ask(correction, known, POLICE, by=by)
        about = f"sanction:{known.reference}"
        record("police.told", subject=about, by=by, area=correction.area, basis="earlier sheet", kind=correction.kind)
    return asked


def reached_the_person(sanction: Sanction) -> bool:
    """Whether the person may know of it: then its end is told too."""
    return sanction.served_at is not None or sanction.services.exists()


def _ask(correction: Correction, sanction: Sanction, to: str, *, by: User, shop: Shop | None = None) -> int:
    payload = {"correction": correction.pk, "sanction": sanction.pk, "about": sanction.reference, "to": to}
    if shop:
        payload["shop"] = shop.pk
    key = f"{correction.token}:{to}:{sanction.pk}:{shop.pk if shop else 0}"
    ask_for(KIND, key=key, area=correction.area, payload=payload, by=by, at=correction.made_at)
    return 1


def jobs_of(correction: Correction) -> QuerySet[Job]:
    """The letters as work, done or not; they are forgotten a month after they were made."""
    return Job.objects.filter(kind=KIND, area=correction.area_id, payload__correction=correction.pk).order_by("pk")


def progress_of(correction: Correction) -> Progress:
    rows = list(jobs_of(correction).values_list("done_at", "failed_at"))
    return Progress(
        total=len(rows),
        made=sum(done is not None for done, _failed in rows),
        failed=sum(failed is not None for _done, failed in rows),
    )


def letters_of(correction: Correction) -> list[Notice]:
    """The letters that were made for it, as long as they are there: the person's first, then the police, then shops."""
    tokens = [payload.get("notice") for payload in jobs_of(correction).values_list("payload", flat=True)]
    rows = Notice.objects.filter(token__in=[token for token in tokens if token], area=correction.area_id)
    rows = rows.select_related("addressed_to", "sanction").defer("html", "pdf")
    order = ("recipients", "police_correction")
    return sorted(rows, key=lambda row: (order[::-1].index(row.kind) + 1 if row.kind in order else 0, row.pk))


def make(work: Work) -> None:
    """Make one of these letters. What was erased meanwhile needs none."""
    for tried in range(TRIES):
        drawn = _drawn(work)
        try:
            with work.finishing():
                if drawn is not None:
                    _remember(work.job, drawn.keep())
            return
        except Refusal as refusal:
            if refusal.code != "printed_twice" or tried == TRIES - 1:
                raise


def _remember(job: Job, notice: Notice) -> None:
    """Which letter came of it, beside the mark that it was made."""
    Job.objects.filter(pk=job.pk).update(payload={**job.payload, "notice": notice.token})


def _drawn(work: Work) -> Drawn | None:
    """The letter, laid out outside any transaction."""
    wanted, by = work.payload, work.job.asked_by
    correction = Correction.objects.select_related("area").filter(pk=wanted["correction"]).first()
    related = ("area", "shop", "shop__business", "person", "incident", "protocol", "participant_list")
    sanction = Sanction.objects.select_related(*related).filter(pk=wanted["sanction"]).first()
    if correction is None or sanction is None or by is None:
        return None
    known: dict[str, Any] = {"by": by, "at": work.now()}
    fields = correction.touched.get("fields", [])
    if wanted["to"] == SHOP:
        shop = Shop.objects.select_related("business").get(pk=wanted["shop"])
        change = CHANGES[Kind(correction.kind)]
        return about_corrections.draw_for_shop(sanction, shop, change=change, **known)
    if wanted["to"] == POLICE:
        changed = told(sanction, [name for name in fields if name in ON_POLICE_SHEET])
        about = _for_police(correction, sanction)
        return about_corrections.draw_for_police(sanction, told=about, changed=changed, **known)
    if correction.kind == Kind.RECTIFIED:
        return about_corrections.draw_rectification(sanction, changed=told(sanction, fields), **known)
    return draw_ending(sanction, **known)


def _for_police(correction: Correction, sanction: Sanction) -> ToldPolice:
    """How this measure stands after the correction."""
    if correction.kind == Kind.RECTIFIED:
        return ToldPolice.RECTIFIED
    if sanction.annulled_at:
        return ToldPolice.ANNULLED
    return ToldPolice.WITHDRAWN if sanction.lifted_at else ToldPolice.REVIEW


@transaction.atomic
def try_again(correction: Correction, *, at: dt.datetime) -> int:
    """Make what went wrong once more; how many that are."""
    failed = jobs_of(correction).filter(failed_at__isnull=False)
    again = failed.update(failed_at=None, error="", attempts=0, next_at=at)
    if again:
        bell.ring_after_commit()
    return again
