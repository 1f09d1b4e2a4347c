"""What somebody can take away with the code of a letter: their data after an answer, and in the last week the looks."""

import datetime as dt

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from audit.log import record
from notices.letters import to_pdf
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.standing import Standing, told_of
from participants import clock
from participants.clock import dutch_date
from participants.limits import Bucket
from participants.refusals import Refusal

from ..access.actions import export_by_letter
from .asking import A_DAY, take_or_refuse
from .looks import is_final_week, summary_of
from .pages import Problem, opened_by, until
from .visits import Visit, for_everybody

# Making a document takes a while, and each goes into the log: so often for one letter in a day.
MOST = 20
PDF, JSON = "application/pdf", "application/json"


@for_everybody
def data_pdf(visit: Visit) -> HttpResponse:
    """Everything about the person, as a document (R65)."""
    return _data(visit, PDF)


@for_everybody
def data_json(visit: Visit) -> HttpResponse:
    """The same for a program."""
    return _data(visit, JSON)


@for_everybody
def looks_pdf(visit: Visit) -> HttpResponse:
    """In the last week of a measure: how often somebody was looked at, by month, purpose and kind of organisation."""
    notice, now, answer = _notice_of(visit)
    if notice is None:
        return answer
    told = told_of(notice, on=dutch_date(now))
    ending = (m for m in told.measures if m.standing == Standing.HOLDS and is_final_week(m.last_day, dutch_date(now)))
    if not any(ending):
        return Problem(404).page(visit, "form")
    page = summary_page(notice, visit, on=dutch_date(now))
    pdf = to_pdf(page, identifier=f"{notice.sanction.reference}-looks-{dutch_date(now).isoformat()}")
    _write_down(notice, "looks")
    return _file(pdf, PDF, f"{notice.sanction.reference}.pdf")


def summary_page(notice: Notice, visit: Visit, *, on: dt.date) -> str:
    """The summary as a page, in the language of the visit."""
    rows = summary_of(notice.sanction.person)
    context = {
        "voice": visit.voice,
        "area": notice.area,
        "reference": notice.sanction.reference,
        "on": on,
        "large": visit.large,
        "rows": [(_month(row.month, visit), row) for row in rows],
    }
    return render_to_string("rights/documents/summary.html", context)


def _month(day: dt.date, visit: Visit) -> str:
    return f"{visit.voice.language.texts[f'months.{day.month}']} {day.year}"


def _data(visit: Visit, media_type: str) -> HttpResponse:
    notice, now, answer = _notice_of(visit)
    if notice is None:
        return answer
    # Only the letter with an answer opens them (ADR 20).
    decided = notice.kind == LetterKind.REQUEST_DECIDED
    export = export_by_letter(notice, on=dutch_date(now)) if decided else None
    if export is None:
        return Problem(404).page(visit, "form")
    _write_down(notice, "data")
    content, ending = (export.pdf, "pdf") if media_type == PDF else (export.json, "json")
    return _file(bytes(content), media_type, f"{notice.sanction.reference}.{ending}")


def _notice_of(visit: Visit) -> tuple[Notice | None, dt.datetime, HttpResponse]:
    """The letter, or else the page that says why there is none."""
    now = clock.now()
    if not visit.posted:
        return None, now, HttpResponseRedirect(reverse("rights:own"))
    opened, problem = opened_by(visit, now)
    if opened is None or opened.notice is None:
        return None, now, problem.page(visit, "form")
    try:
        take_or_refuse(Bucket(f"own-download:{opened.notice.token}", MOST, A_DAY), at=now)
    except Refusal as refusal:
        time = until(visit, now, refusal.wait or 0)
        refused = Problem(429, visit.voice.say("form.wait", time=time), refusal.wait)
        return None, now, refused.page(visit, "form")
    return opened.notice, now, HttpResponse()


def _write_down(notice: Notice, what: str) -> None:
    about = f"person:{notice.sanction.person.token}"
    record("own.fetched", subject=about, by="visitor", area=notice.area, what=what)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
