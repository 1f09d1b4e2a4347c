"""The desk for requests: what is open, a new one, one case with its letters and its file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from bans.rules.status import ENDED
from notices.actions.requests import print_receipt
from notices.requests import Outcome, Right
from participants import clock
from participants.access import has_permission
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea
from participants.pages.answers import answer_form
from participants.pages.areas import FORM_METHODS
from participants.refusals import Refusal
from participants.roles import Permission

from . import case_file, desk, reach
from .actions import receiving
from .actions.receiving import Asking
from .asked import as_asked
from .forms import RegisterForm
from .models import Channel, Request
from .statements import told_of
from .timeline import timeline


@never_cache
@require_safe
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The open requests, most pressing first, and those that were closed lately."""
    area = area_or_404(request.user, slug)
    on = clock.today()
    handles = reach.handles(request.user, area, on)
    if not handles and not has_permission(request.user, Permission.HEAR_OBJECTIONS, area=area, on=on):
        raise Http404
    found = reach.requests(request.user, area, on)
    rows = desk.rows_of(found.open(), user=request.user, handles=handles, on=on)
    asked = request.GET.get("filter", "")
    choice = desk.Choice(asked) if asked in desk.Choice.values else desk.Choice.ALL
    since = on - desk.CLOSED_SHOWN_D * desk.clocks.DAY
    closed = found.filter(closed_at__date__gte=since).order_by("-closed_at", "-pk")[: desk.CLOSED_SHOWN]
    context = {
        "area": area,
        "handles": handles,
        "rows": [row for row in rows if row.is_in(choice)],
        "choices": desk.counted(rows),
        "chosen": choice,
        "closed": closed,
    }
    return render(request, "rights/requests/desk.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """A request that came by e-mail, telephone or letter, or in a shop."""
    area = _handled_area(request, slug)
    on = clock.today()
    initial = {"received_on": on, "sanction": request.GET.get("maatregel", ""), "right": Right.OBJECTION, "dispute": ""}
    form = RegisterForm(request.POST or None, initial=initial)

    def deed() -> str:
        values = dict(form.cleaned_data)
        reference = values.pop("sanction")
        about = reach.sanction_named(reference, user=request.user, area=area, on=on) if reference else None
        channel, received_on = Channel(values.pop("channel")), values.pop("received_on")
        identified = values.pop("identified")
        asking = Asking(**{**values, "right": Right(values["right"])})
        asked = receiving.register(
            area, asking, channel=channel, received_on=received_on, by=request.user, at=clock.now(),
            sanction=about, identified=identified,
        )  # fmt: skip
        return reverse("rights:request-receipt", args=[slug, asked.number])

    return answer_form(
        request, form, deed, title=_("Verzoek of bezwaar opschrijven"), button=_("Opschrijven"),
        lead=_("De tijd voor het antwoord loopt vanaf de dag waarop het binnenkwam. Het kost de persoon niets."),
        back=reverse("rights:desk", args=[slug]),
    )  # fmt: skip


@never_cache
@require_safe
def case(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """One request: how it stands, what is to be done, and what both sides said."""
    area, asked = _case(request, slug, number)
    on = clock.today()
    handles = reach.handles(request.user, area, on)
    record("request.viewed", subject=f"request:{asked.number}", by=request.user, area=area)
    sanction = asked.sanction
    context = {
        "area": area,
        "asked": asked,
        "row": desk.Row(asked, request.user, handles, on),
        "handles": handles,
        # Who listens needs no address and no letter: what was said stands in the case.
        "requester": getattr(asked, "requester", None) if handles else None,
        "opens_file": sanction is not None and _opens_file(request, asked),
        # Of what has ended there is nothing left to hide.
        "hidden": sanction is not None and sanction.in_dispute_on(on) and sanction.status(on) not in ENDED,
        "statements": told_of(asked),
        "letters": reach.letters_about(asked) if handles else [],
        "points": timeline(asked),
        "nobody": asked.person_id is None,
        "gone": asked.person_id is None and bool(asked.identified),
        "exception": asked.right == Right.EXCEPTION and asked.outcome in (Outcome.GRANTED, Outcome.PARTLY),
        "to_tell": _to_tell(request, asked),
    }
    return render(request, "rights/requests/case.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def receipt(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """The number to read out, and the receipt to print."""
    area = _handled_area(request, slug)
    asked = reach.handled_or_404(request.user, area, clock.today(), number)
    refusal = None
    if request.method == "POST" and asked.sanction is not None:
        try:
            notice = print_receipt(
                asked.sanction, request=as_asked(asked, on=clock.today()), by=request.user, at=clock.now()
            )
            return redirect("rights:request-letter", slug, asked.number, notice.pk)
        except Refusal as caught:
            refusal = caught
    context = {"area": area, "asked": asked, "clock": asked.clock, "refusal": refusal}
    return render(request, "rights/requests/receipt.html", context, status=422 if refusal else 200)


@never_cache
@require_safe
def letter(request: SignedInRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """A letter about this request, for who handles it, also where the measure itself has ended."""
    area = _handled_area(request, slug)
    asked = reach.handled_or_404(request.user, area, clock.today(), number)
    notice = reach.letter_or_404(asked, pk)
    record("letter.viewed", subject=f"sanction:{notice.sanction.reference}", by=request.user, area=area)
    return _pdf(bytes(notice.pdf), name=f"{asked.number}-{notice.kind}-{notice.version}")


@never_cache
@require_safe
def dossier(request: SignedInRequest, slug: str, number: str) -> HttpResponse:
    """The words of both sides as one paper."""
    area, asked = _case(request, slug, number)
    record("request.viewed", subject=f"request:{asked.number}", by=request.user, area=area, page="file")
    try:
        pdf = case_file.case_file(asked, on=clock.today())
    except Refusal as refusal:
        return _no_document(request, asked, refusal)
    return _pdf(pdf, name=f"dossier-{asked.number}")


@never_cache
@require_safe
def paper(request: SignedInRequest, slug: str, number: str, kind: str) -> HttpResponse:
    """What tells somebody whom we do not know that the request arrived, takes longer, or is answered."""
    area = _handled_area(request, slug)
    asked = reach.handled_or_404(request.user, area, clock.today(), number)
    try:
        pdf = case_file.paper_without_name(asked, case_file.Paper(kind), on=clock.today())
    except Refusal as refusal:
        return _no_document(request, asked, refusal)
    return _pdf(pdf, name=f"{asked.number}-{kind}")


def _handled_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    area = area_or_404(request.user, slug)
    if not reach.handles(request.user, area, clock.today()):
        raise Http404
    return area


def _case(request: SignedInRequest, slug: str, number: str) -> tuple[ShoppingArea, Request]:
    area = area_or_404(request.user, slug)
    return area, reach.request_or_404(request.user, area, clock.today(), number)


def _opens_file(request: SignedInRequest, asked: Request) -> bool:
    """Whether the measure has a page of its own for this user."""
    return reach.files(request.user, asked.area, clock.today()).filter(rights_requests=asked.pk).exists()


def _to_tell(request: SignedInRequest, asked: Request) -> list[Any]:
    """What was put right with the answer and not everybody was told of, for who may do that."""
    may = has_permission(request.user, Permission.LIFT, area=asked.area, on=clock.today())
    return list(asked.corrections.unfinished()) if may else []


def _no_document(request: SignedInRequest, asked: Request, refusal: Refusal) -> HttpResponse:
    context = {"title": _("Geen document"), "refusal": refusal, "back": asked.get_absolute_url()}
    return render(request, "notices/no_document.html", context, status=422)


def _pdf(pdf: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
