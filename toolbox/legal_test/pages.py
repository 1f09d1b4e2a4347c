"""The pages of the legal test: a list, a test, one question at a time, and its paper."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import Permission

from ..catalogue.models import Measure
from ..catalogue.shelf import shelf
from . import actions
from .beside import beside, permit_told
from .forms import AnswerForm, NewTestForm, initial_of
from .judging import Standing, standing
from .models import LegalTest
from .paper import paper as paper_of
from .questions import questions
from .rules import may_close
from .telling import conversation, instead, reasons
from .vocabulary import Outcome


def _area(request: SignedInRequest, slug: str, permission: Permission) -> ShoppingArea:
    area = area_or_404(request.user, slug)
    if not has_permission(request.user, permission, area=area, on=clock.today()):
        raise Http404
    return area


def _test(area: ShoppingArea, pk: int) -> LegalTest:
    return get_object_or_404(area.legal_tests.select_related("area", "follows").prefetch_related("answers"), pk=pk)


def _posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also when that is nothing at all."""
    return request.POST if request.method == "POST" else None


@never_cache
@require_safe
def tests(request: SignedInRequest, slug: str) -> HttpResponse:
    area = _area(request, slug, Permission.SEE_PLANS)
    rows = list(area.legal_tests.select_related("area").prefetch_related("answers"))
    names = _titles(rows)
    context = {
        "area": area,
        "open": [(row, names[row.measure_code], len(row.answers.all())) for row in rows if not row.is_closed],
        "closed": [(row, names[row.measure_code]) for row in rows if row.is_closed],
        "total": len(questions()),
    }
    return render(request, "toolbox/legal_test/list.html", context)


def _titles(rows: list[LegalTest]) -> dict[str, str]:
    """The title of each measure, as its last version has it."""
    codes = {row.measure_code for row in rows}
    return {measure.code: measure.title for measure in Measure.objects.filter(code__in=codes).order_by("version")}


@never_cache
@require_http_methods(FORM_METHODS)
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    area = _area(request, slug, Permission.MAKE_PLANS)
    books = shelf(clock.today())
    initial = {"measure_code": request.GET.get("maatregel", "")}
    form = NewTestForm(_posted(request), measures=books.measures, initial=initial)

    def deed() -> str:
        made = actions.begin(area, **form.cleaned_data, by=request.user, at=clock.now())
        return reverse("toolbox:test-question", args=[slug, made.pk, next(iter(questions()))])

    words = {
        "title": _("Nieuwe juridische toets"),
        "lead": _("Elf vragen over één maatregel op één plek. U kunt elk moment stoppen en later verdergaan."),
        "button": _("Beginnen"),
        "back": reverse("toolbox:tests", args=[slug]),
    }
    return answer_form(request, form, deed, **words)


@never_cache
@require_safe
def test(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = _area(request, slug, Permission.SEE_PLANS)
    return render(request, "toolbox/legal_test/test.html", _told(area, _test(area, pk)))


def _told(area: ShoppingArea, row: LegalTest) -> dict[str, Any]:
    """The test as a conversation, with what it comes to."""
    stands = standing(row, on=clock.today())
    return {"area": area, "conversation": conversation(stands), "next": stands.next_question, **_outcome(stands)}


def _outcome(stands: Standing) -> dict[str, Any]:
    return {
        "test": stands.test,
        "stands": stands,
        "measure": stands.measure,
        "permit": permit_told(stands),
        "reasons": reasons(stands),
        "instead": instead(stands, shelf(clock.today())),
        "left": len(questions()) - len(stands.answers),
        "total": len(questions()),
        "may_close": not stands.test.is_closed and may_close(stands.verdict),
        "refused": stands.verdict.outcome == Outcome.NO,
        "outcome": Outcome(stands.verdict.outcome),
    }


@never_cache
@require_http_methods(FORM_METHODS)
def question(request: SignedInRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """One question. What was answered in the test that this one follows stands in the form, to look at again."""
    area = _area(request, slug, Permission.MAKE_PLANS)
    row, asked = _test(area, pk), questions().get(code)
    if asked is None:
        raise Http404
    if row.is_closed and request.method != "POST":
        return redirect(row)
    stands = standing(row, on=clock.today())
    given = stands.answers.get(code)
    earlier = row.follows.answers.filter(question=code).first() if row.follows and not given else None
    form = AnswerForm(_posted(request), question=asked, measure=stands.measure, initial=initial_of(given or earlier))

    def deed() -> str:
        said = {"answer": form.cleaned_data["answer"], "reason": form.cleaned_data["reason"], "given": form.given()}
        actions.give_answer(row, question=code, **said, by=request.user, at=clock.now())
        following = standing(_test(area, pk), on=clock.today()).next_after(code)
        return reverse("toolbox:test-question", args=[slug, pk, following]) if following else row.get_absolute_url()

    codes = list(questions())
    context = {
        **_outcome(stands),
        "area": area,
        "question": asked,
        "earlier": earlier,
        "beside": beside(code, stands, shelf(clock.today())),
        "before": codes[asked.number - 2] if asked.number > 1 else None,
    }
    return answer_form(request, form, deed, template="toolbox/legal_test/question.html", **context)


@never_cache
@require_http_methods(FORM_METHODS)
def close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = _area(request, slug, Permission.MAKE_PLANS)
    row = _test(area, pk)
    if request.method != "POST":
        return redirect(row) if row.is_closed else render(request, "toolbox/legal_test/close.html", _told(area, row))
    try:
        actions.close(row, by=request.user, at=clock.now())
    except Refusal as refusal:
        context = {**_told(area, row), "refusal": refusal}
        return render(request, "toolbox/legal_test/close.html", context, status=422)
    return redirect(row)


@never_cache
@require_POST
def again(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """A new test that follows a closed one."""
    area = _area(request, slug, Permission.MAKE_PLANS)
    row = _test(area, pk)
    try:
        made = actions.begin_again(row, by=request.user, at=clock.now())
    except Refusal as refusal:
        context = {**_told(area, row), "refusal": refusal}
        return render(request, "toolbox/legal_test/test.html", context, status=422)
    return redirect("toolbox:test-question", slug, made.pk, next(iter(questions())))


@never_cache
@require_safe
def paper(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = _area(request, slug, Permission.SEE_PLANS)
    row = _test(area, pk)
    try:
        pdf = paper_of(row)
    except Refusal as refusal:
        context = {"title": _("Geen document"), "refusal": refusal, "back": row.get_absolute_url()}
        return render(request, "notices/no_document.html", context, status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="toets-{slug}-{pk}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
