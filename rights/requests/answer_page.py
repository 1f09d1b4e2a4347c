"""The answer to a request: first what was decided and why, then, where the register changes, what that touches."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.log import record
from notices.requests import Outcome, Right
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal

from ..access.actions import grant_access
from ..corrections.actions import uphold
from ..corrections.forms import AnswerRectifyForm
from ..corrections.models import Kind
from ..corrections.pages import answer_by_rectifying
from ..corrections.preview import touched_by
from . import reach
from .actions import answering
from .forms import AnswerForm
from .models import Cause, Request

FORM, PREVIEW = "rights/requests/answer.html", "rights/requests/answer_preview.html"


@never_cache
@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """Where the register changes the page shows first what it touches, and asks once more."""
    area = area_or_404(request.user, slug)
    now = clock.now()
    on = clock.dutch_date(now)
    asked = reach.request_or_404(request.user, area, on, number)
    form = AnswerForm(request.POST or None, asked=asked)
    context = {"area": area, "asked": asked, "clock": asked.clock, "late": asked.clock.is_late(on)}
    context["misses_exception"] = answering.misses_exception(asked, on=on)
    change = form.cleaned_data.get("change", "") if form.is_bound and form.is_valid() else ""
    shows = change and request.POST.get("confirmed") != change

    def deed() -> str:
        answering.check_may_decide(asked, by=request.user, at=now)
        _give(asked, _answer_of(form), change, by=request.user, at=now)
        return asked.get_absolute_url()

    if shows:
        return _preview(request, form, Kind(change), asked, context)
    return answer_form(request, form, deed, template=FORM, **context)


def _preview(
    request: SignedInRequest, form: AnswerForm, kind: Kind, asked: Request, context: dict[str, Any]
) -> HttpResponse:
    """What would change and who would be told, with the answer as it was typed; or why it cannot be given."""
    assert asked.sanction is not None
    answer = _answer_of(form)
    if kind == Kind.RECTIFIED:
        return _rectify(request, form, asked, answer, context)
    try:
        answering.check_may_decide(asked, by=request.user, at=clock.now())
        answering.check_answer(asked, **answer, carries=kind)
        touched = touched_by(asked.sanction, kind, on=clock.today())
    except Refusal as refusal:
        return render(request, FORM, {**context, "form": form, "refusal": refusal}, status=422)
    # The rest of somebody's file is not for who only listens, and who reads it leaves a line.
    handles = reach.handles(request.user, asked.area, clock.today())
    if handles:
        about = f"person:{asked.sanction.person.token}"
        record("person.viewed", subject=about, by=request.user, area=asked.area, page="answer")
    more = {"form": form, "kind": kind, "touched": touched if handles else None, "answer": answer, "handles": handles}
    return render(request, PREVIEW, {**context, **more})


def _answer_of(form: AnswerForm) -> dict[str, Any]:
    values = form.cleaned_data
    return {
        "outcome": Outcome(values["outcome"]),
        "cause": Cause(values["cause"]),
        "reasons": values["reasons"],
    }


def _give(asked: Request, answer: dict[str, Any], change: str, **who: Any) -> None:
    """Each kind of answer by the deed that carries it through."""
    if change:
        uphold(asked, **answer, kind=Kind(change), **who)
    elif asked.right == Right.ACCESS and asked.person_id and answer["outcome"] == Outcome.GRANTED:
        grant_access(asked, reasons=answer["reasons"], **who)
    else:
        answering.decide(asked, **answer, **who)


def _rectify(
    request: SignedInRequest, form: AnswerForm, asked: Request, answer: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    """Which fields become what is asked next, with the answer as it was typed; or why it cannot be given."""
    assert asked.sanction is not None
    try:
        answering.check_may_decide(asked, by=request.user, at=clock.now())
        answering.check_answer(asked, **answer, carries=Kind.RECTIFIED)
    except Refusal as refusal:
        return render(request, FORM, {**context, "form": form, "refusal": refusal}, status=422)
    more = AnswerRectifyForm(sanction=asked.sanction, kind=Kind.RECTIFIED, initial=answer)
    return answer_by_rectifying(request, asked, more)
