"""Putting something right: first what it touches, then the deed, then the letters until everybody was told."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from notices.models import Notice
from notices.pdf.merging import merge
from notices.requests import Outcome
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.pages.answers import answer_form
from participants.refusals import Refusal

from ..requests import reach as requests
from ..requests.models import Cause, Request
from . import actions, letters, reach
from .changes import LABELS
from .forms import AnswerRectifyForm, form_for
from .models import Kind
from .preview import touched_by

FORM_METHODS = ["GET", "HEAD", "POST"]
# So many letters in one PDF to print.
PRINTED_TOGETHER = 200


@dataclass(frozen=True)
class Words:
    """What a kind of correction is called on its page."""

    title: Any
    lead: Any
    button: Any


WORDS = {
    Kind.RECTIFIED: Words(
        _("Gegevens verbeteren"),
        _("De balies zien meteen wat klopt. Wie de oude gegevens zag, krijgt een brief."),
        _("Verbeteren en vertellen"),
    ),
    Kind.WITHDRAWN: Words(
        _("Intrekken"),
        _("De maatregel eindigt nu. De balies zien hem meteen niet meer."),
        _("Intrekken en vertellen"),
    ),
    Kind.ANNULLED: Words(
        _("Vernietigen"),
        _("Deze maatregel had er nooit mogen zijn. Wat erop rust, moet u daarna opnieuw bekijken."),
        _("Vernietigen en vertellen"),
    ),
    Kind.ERASED: Words(
        _("Wissen"),
        _("De maatregel eindigt nu. De gegevens worden gewist zodra iedereen het weet."),
        _("Beëindigen en vertellen"),
    ),
}


@never_cache
@require_http_methods(FORM_METHODS)
def correct(request: SignedInRequest, slug: str, reference: str, kind: str) -> HttpResponse:
    area, on = area_or_404(request.user, slug), clock.today()
    if kind not in WORDS:
        raise Http404
    wanted = Kind(kind)
    sanction = reach.file_to_correct(request.user, area, on, reference)
    if wanted == Kind.RECTIFIED and (number := request.GET.get("verzoek")):
        asked = requests.request_or_404(request.user, area, on, number)
        if asked.sanction_id != sanction.pk:
            raise Http404
        answer = AnswerRectifyForm(request.POST or None, sanction=sanction, kind=wanted)
        return answer_by_rectifying(request, asked, answer)
    if request.method != "POST":
        about = f"person:{sanction.person.token}"
        record("person.viewed", subject=about, by=request.user, area=area, page="correction")
    form = form_for(wanted)(request.POST if request.method == "POST" else None, sanction=sanction, kind=wanted)

    def deed() -> str:
        made = actions.carry_through(
            sanction,
            kind=wanted,
            cause=form.cleaned_data["cause"],
            reason=form.cleaned_data.get("reason", ""),
            changes=form.changes(),
            everything=form.cleaned_data.get("everything") == "yes",
            by=request.user,
            at=clock.now(),
        )
        return reverse("rights:correction", args=[slug, made.token])

    return answer_form(
        request,
        form,
        deed,
        template="rights/corrections/correct.html",
        area=area,
        sanction=sanction,
        kind=wanted,
        words=WORDS[wanted],
        touched=touched_by(sanction, wanted, on=on),
        over=sanction.lifted_at or sanction.annulled_at,
    )


def answer_by_rectifying(request: SignedInRequest, asked: Request, form: AnswerRectifyForm) -> HttpResponse:
    """What the register should say, as the answer to a request: one deed (R60, R67).

    A form that is not bound is shown; the page of the answer starts it with what was typed there.
    """
    area, on = asked.area, clock.today()
    sanction = reach.file_to_correct(request.user, area, on, asked.sanction.reference)  # type: ignore[union-attr]
    if not form.is_bound:
        about = f"person:{sanction.person.token}"
        record("person.viewed", subject=about, by=request.user, area=area, page="correction")

    def deed() -> str:
        given = form.cleaned_data
        made = actions.uphold(
            asked,
            outcome=Outcome(given["outcome"]),
            kind=Kind.RECTIFIED,
            cause=Cause(given["cause"]),
            reasons=given["reasons"],
            changes=form.changes(),
            by=request.user,
            at=clock.now(),
        )
        return reverse("rights:correction", args=[area.slug, made.token])

    context = {
        "area": area,
        "asked": asked,
        "sanction": sanction,
        "kind": Kind.RECTIFIED,
        "words": WORDS[Kind.RECTIFIED],
        "touched": touched_by(sanction, Kind.RECTIFIED, on=on),
        "action": address_to_rectify(asked),
    }
    template = "rights/corrections/correct.html"
    if not form.is_bound:
        return render(request, template, {**context, "form": form})
    return answer_form(request, form, deed, template=template, **context)


def address_to_rectify(asked: Request) -> str:
    """Where the answer to this request is given by rectifying."""
    assert asked.sanction is not None
    address = reverse("rights:correct", args=[asked.area.slug, asked.sanction.reference, Kind.RECTIFIED.value])
    return f"{address}?verzoek={asked.number}"


@never_cache
@require_http_methods(FORM_METHODS)
def correction(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    found = reach.correction_or_404(request.user, area, clock.today(), token)
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("deed") == "again":
                letters.try_again(found, at=clock.now())
            else:
                actions.finish(found, by=request.user, at=clock.now())
            return redirect("rights:correction", slug, token)
        except Refusal as caught:
            refusal = caught
    context = {
        "area": area,
        "correction": found,
        "fields": [LABELS[name] for name in found.touched.get("fields", [])],
        "letters": letters.letters_of(found),
        "progress": letters.progress_of(found),
        "refusal": refusal,
    }
    return render(request, "rights/corrections/correction.html", context, status=422 if refusal else 200)


@never_cache
@require_safe
def together(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """One PDF of its letters, to print them at once."""
    area = area_or_404(request.user, slug)
    found = reach.correction_or_404(request.user, area, clock.today(), token)
    keys = [letter.pk for letter in letters.letters_of(found)[:PRINTED_TOGETHER]]
    if not keys:
        raise Http404
    rows = Notice.objects.select_related("sanction__person").in_bulk(keys)
    for key in keys:
        record("letter.viewed", subject=f"sanction:{rows[key].sanction.reference}", by=request.user, area=area)
    pdf = merge([pikepdf.open(io.BytesIO(bytes(rows[key].pdf))) for key in keys])
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="brieven.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
