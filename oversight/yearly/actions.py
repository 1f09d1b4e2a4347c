"""Save the judgement about a year, and adopt the report: from then on its PDF is the same for ever."""

import datetime as dt
import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from notices.letters import to_pdf
from notices.pdf.signing import signed
from participants.access import require
from participants.actions.evaluations import record_evaluation
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .facts import Facts, year_to_report
from .models import YearlyReport
from .paper import facts_for_paper, page
from .words import Judgement, checked

# What adopting needs; of what does not hold or is missing only where there is any.
NEEDED = ("held_on", "took_part", "went_well", "must_change", "needed", "agreed")


def draft_of(area: ShoppingArea, year: int) -> YearlyReport | None:
    return YearlyReport.objects.filter(area=area, year=year, adopted_at=None).first()


def newest(area: ShoppingArea, year: int) -> YearlyReport | None:
    """The draft, or else the version that was adopted last."""
    return YearlyReport.objects.filter(area=area, year=year).order_by("-version").first()


@transaction.atomic
def save_draft(
    area: ShoppingArea, year: int, *, judgement: Judgement, revision: int, by: User, at: dt.datetime
) -> YearlyReport:
    """Keep the judgement so far; after an adopted version this begins the next one.

    `revision` is that of the draft as the writer saw it, 0 where there was none: refuses to write over what somebody
    else saved meanwhile.
    """
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=area, on=on)
    found = year_to_report(area, year, on=on)
    if judgement.held_on and not found.last < judgement.held_on <= on:
        raise Refusal("wrong_day", _("Kies een dag na het jaar, en niet in de toekomst."), rule="R74", field="held_on")
    words = checked(judgement, area=area)
    # Whoever saves at the same moment waits, and then finds what was saved.
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    draft, last = draft_of(area, year), newest(area, year)
    if (draft.revision if draft else 0) != revision:
        raise _changed()
    if draft is None:
        draft = YearlyReport(area=area, year=year, version=last.version + 1 if last else 1)
    draft.held_on = words.held_on
    for name, text in words.texts.items():
        setattr(draft, name, text)
    draft.revision, draft.written_at, draft.written_by = revision + 1, at, by
    draft.save()
    record("yearly_report.saved", subject=_subject(area), by=by, area=area, year=year, version=draft.version)
    return draft


def adopt(area: ShoppingArea, year: int, *, revision: int, by: User, at: dt.datetime) -> YearlyReport:
    """Adopt the draft as it was seen: keep its PDF with its hash, and record the evaluation on its day (R74).

    Refuses a judgement with an open question, and one that was changed or adopted meanwhile. All of it or nothing.
    """
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=area, on=on)
    draft = draft_of(area, year)
    _refuse_other(draft, revision)
    assert draft is not None
    facts = facts_for_paper(area, year, on=on)
    judgement = checked(Judgement.of(draft), area=area)
    refuse_open_questions(judgement, facts)
    # Laid out before anybody is made to wait: it takes seconds.
    html = page(facts, judgement, version=draft.version, adopted_on=on)
    pdf = to_pdf(html, identifier=f"{area.slug}-yearly-{year}-v{draft.version}-{on.isoformat()}")
    pdf = signed(pdf, area=area, at=at)
    with transaction.atomic():
        ShoppingArea.objects.select_for_update().get(pk=area.pk)
        draft = draft_of(area, year)
        _refuse_other(draft, revision)
        assert draft is not None and draft.held_on is not None
        draft.pdf, draft.sha256 = pdf, hashlib.sha256(pdf).hexdigest()
        draft.adopted_at, draft.adopted_by = at, by
        draft.save()
        if not area.evaluations.filter(held_on=draft.held_on).exists():
            record_evaluation(area, held_on=draft.held_on, by=by, at=at)
        record(
            "yearly_report.adopted", subject=_subject(area), by=by, area=area, year=year, version=draft.version,
            sha256=draft.sha256,
        )  # fmt: skip
    return draft


def refuse_open_questions(judgement: Judgement, facts: Facts) -> None:
    """Refuse a judgement that does not answer everything (R74)."""
    needed = (*NEEDED, "conclusions") if facts.points else NEEDED
    missing = [name for name in judgement.open_fields if name in needed]
    if missing:
        labels = [str(YearlyReport._meta.get_field(name).verbose_name) for name in missing]  # type: ignore[union-attr]
        raise Refusal("judgement_missing", _("Vul eerst nog in: %s.") % "; ".join(labels), rule="R74", field=missing[0])


def pdf_of(report: YearlyReport) -> bytes:
    """The report as it was adopted. Refuses one that is not what was kept."""
    pdf = bytes(report.pdf)
    if hashlib.sha256(pdf).hexdigest() != report.sha256:
        sentence = _("Dit verslag is niet meer zoals het is vastgesteld. Waarschuw de beheerder.")
        raise Refusal("not_intact", sentence, rule="R74")
    return pdf


def _refuse_other(draft: YearlyReport | None, revision: int) -> None:
    if draft is None:
        raise Refusal("no_draft", _("Er is geen concept om vast te stellen."), rule="R74")
    if draft.revision != revision:
        raise _changed()


def _changed() -> Refusal:
    sentence = _("Iemand anders heeft dit intussen opgeslagen of vastgesteld. Kijk eerst wat er nu staat.")
    return Refusal("changed_meanwhile", sentence)


def _subject(area: ShoppingArea) -> str:
    return f"area:{area.slug}"
