"""The page of their own, for anybody who holds a letter: what holds, what one may do, what was asked (ADR 16, 20)."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from bans.encryption import Erased
from notices.models.notice import LetterKind
from notices.sheets.words import date_in, left_to_right
from participants import clock
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import ShoppingArea
from participants.refusals import Refusal

from ..access.actions import export_by_letter, fetchable_until
from ..requests.own_words import MOST_CHARACTERS
from .asking import RIGHTS, Draft, ask
from .forgetting import certificate
from .help import LEGAL_AID_PHONE
from .mine import received_facts
from .opening import Opened, open_letter
from .telling import tell
from .visits import LONGEST_CODE, Visit, for_everybody

# What the page says when a code cannot be asked about, by the code of the refusal.
SENTENCES = {"mistyped": "form.mistyped", "wait": "form.wait"}
TROUBLE = "form.trouble"


@for_everybody
def own(visit: Visit) -> HttpResponse:
    """Whether the letter is genuine and how everything stands, or where to type its code."""
    if not visit.posted:
        return visit.page("form")
    now = clock.now()
    opened, problem = opened_by(visit, now)
    if opened is None:
        return problem.page(visit, "form")
    if opened.forgotten:
        return visit.page("forgotten", area=opened.area, **certificate(opened.forgotten, visit.voice))
    return _letter(visit, opened, dutch_date(now))


@for_everybody
def request(visit: Visit) -> HttpResponse:
    """The form for a request, and its receipt once it was sent. What was typed is never lost."""
    if not visit.posted:
        return HttpResponseRedirect(reverse("rights:own"))
    draft, now = Draft.of(visit.request.POST.dict()), clock.now()
    opened, problem = opened_by(visit, now)
    if opened is None:
        return problem.page(visit, "ask", draft=draft, rights=RIGHTS)
    if opened.notice is None:
        return _ended(visit, draft, opened.area)
    if "send" not in visit.request.POST and not draft.anyway:
        return _form(visit, draft, opened.area)
    if problems := draft.problems():
        return _form(visit, draft, opened.area, status=422, problems=_said(visit, problems))
    if draft.to_reconsider:
        return _form(visit, draft, opened.area, status=422, reconsider=True)
    try:
        asked = ask(opened.notice, draft, visitor=visit.visitor, at=now)
    except Refusal as refusal:
        return _not_taken(visit, draft, opened.area, refusal, now)
    facts = received_facts(asked, on=dutch_date(now))
    return visit.page("received", area=opened.area, left_out=draft.holds_number, **facts)


class Problem:
    """Why a code opens nothing, as the page says it."""

    def __init__(self, status: int, message: Any = "", wait: float | None = None) -> None:
        self.status, self.message, self.wait = status, message, wait

    def page(self, visit: Visit, template: str, **context: Any) -> HttpResponse:
        context |= {"unknown": self.status == 404, "message": self.message}
        response = visit.page(template, status=self.status, **context)
        if self.wait is not None:
            response["Retry-After"] = str(round(self.wait))
        return response


def opened_by(visit: Visit, now: dt.datetime) -> tuple[Opened | None, Problem]:
    """What the code of this visit opens, or why it opens nothing."""
    if not visit.code:
        return None, Problem(422, visit.voice.say("form.empty"))
    if len(visit.code) > LONGEST_CODE:
        return None, Problem(422, visit.voice.say("form.mistyped"))
    try:
        return open_letter(visit.code, visitor=visit.visitor, at=now), Problem(404)
    except Refusal as refusal:
        if refusal.wait is None:
            return None, Problem(422, visit.voice.say(SENTENCES.get(refusal.code, TROUBLE)))
        time = until(visit, now, refusal.wait)
        return None, Problem(429, visit.voice.say("form.wait", time=time), refusal.wait)


def until(visit: Visit, now: dt.datetime, wait: float) -> SafeString:
    """When somebody may try again, in whole minutes; with the day if that is not today."""
    again = (now + dt.timedelta(seconds=wait, minutes=1)).astimezone(DUTCH_TIME)
    time = left_to_right(f"{again:%H:%M}")
    if again.date() == dutch_date(now):
        return time
    return SafeString(f"{date_in(visit.voice.language, again.date())}, {time}")


def _letter(visit: Visit, opened: Opened, on: dt.date) -> HttpResponse:
    notice = opened.notice
    assert notice is not None
    try:
        told = tell(notice, visit.voice, on=on)
    except Erased:
        # Its key is gone and its rows go in a moment: the certificate is there by then.
        return Problem(404).page(visit, "form")
    # Only the letter with an answer opens the data themselves (ADR 20).
    export = export_by_letter(notice, on=on) if notice.kind == LetterKind.REQUEST_DECIDED else None
    download_until = fetchable_until(notice.sanction, made_on=dutch_date(notice.made_at), on=on) if export else None
    context = {**told, "rights": RIGHTS, "legal_aid": left_to_right(LEGAL_AID_PHONE), "download_until": download_until}
    return visit.page("letter", **context)


def _form(visit: Visit, draft: Draft, area: ShoppingArea, *, status: int = 200, **context: Any) -> HttpResponse:
    return visit.page("ask", status=status, draft=draft, rights=RIGHTS, area=area, **context)


def _said(visit: Visit, problems: dict[str, str]) -> dict[str, SafeString]:
    return {field: visit.voice.say(key, most=MOST_CHARACTERS) for field, key in problems.items()}


def _ended(visit: Visit, draft: Draft, area: ShoppingArea) -> HttpResponse:
    """The file went while somebody wrote, or before: the words stay on the screen, and there is whom to call."""
    reach = {"phone": left_to_right(area.contact_phone), "email": left_to_right(area.contact_email)}
    return _form(visit, draft, area, status=410, message=visit.voice.say("ask.ended", **reach), over=True)


def _not_taken(visit: Visit, draft: Draft, area: ShoppingArea, refusal: Refusal, now: dt.datetime) -> HttpResponse:
    if refusal.code == "erased":
        return _ended(visit, draft, area)
    if refusal.wait is None:
        return _form(visit, draft, area, status=422, message=visit.voice.say(TROUBLE))
    told = {"time": until(visit, now, refusal.wait), "phone": left_to_right(area.contact_phone)}
    # The form may be sent again as it stands: its key is still good.
    response = _form(
        visit, replace(draft, anyway=False), area, status=429, message=visit.voice.say("ask.too_many", **told)
    )
    response["Retry-After"] = str(round(refusal.wait))
    return response
