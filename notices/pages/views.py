"""Making letters, reading them, printing one more."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.log import record
from bans.models import Sanction
from participants import clock
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.pages.answers import answer_form
from participants.refusals import Refusal

from .. import reach
from ..actions import exceptions, letters, supplements
from ..facts import representative_is_told
from ..models import Notice, RepresentativeLetter
from ..models.notice import LetterKind
from ..pdf.signing import signing_of
from ..rules import REQUEST_LETTERS, SERVED_LETTERS
from .forms import PrepareForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM_METHODS)
def prepare(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    on = clock.today()
    sanction = reach.served_file(request.user, area, on, reference)
    posted = request.POST if request.method == "POST" else None
    form = PrepareForm(posted, initial={"starts_on": on}, pair=_has_pair(sanction))

    def deed() -> str:
        by_post = form.cleaned_data["by_post"] == "yes"
        day = None if by_post else form.cleaned_data["starts_on"] or on
        printed = letters.prepare(
            sanction,
            starts_on=day,
            combined=form.cleaned_data.get("combined", False),
            sheet=form.cleaned_data["sheet"],
            large_print=form.cleaned_data["large_print"],
            by=request.user,
            at=clock.now(),
        )
        return reverse("notices:prepare", args=[slug, printed[0].sanction.reference])

    return answer_form(request, form, deed, template="notices/prepare.html", **_overview(sanction, request.user))


def _has_pair(sanction: Sanction) -> bool:
    try:
        letters.handed_out_together(sanction)
    except Refusal:
        return False
    return sanction.served_at is None


def _overview(sanction: Sanction, user: User) -> dict[str, Any]:
    """What the page of letters shows of one sanction."""
    current = sanction.area.current_list()
    minor = sanction.person.is_minor(clock.dutch_date(sanction.incident.happened_at))
    told = representative_is_told(sanction, on=clock.today())
    return {
        "area": sanction.area,
        "sanction": sanction,
        "notices": reach.letters_about(sanction, user=user, on=clock.today()).exclude(kind__in=REQUEST_LETTERS),
        "signing": signing_of(sanction.area, at=clock.now()),
        "services": sanction.services.defer("signature").annotate(on_screen=Q(signature__isnull=False)),
        "served_kinds": SERVED_LETTERS,
        "minor": told,
        "turned_eighteen": minor and not told,
        "representative": RepresentativeLetter.objects.filter(sanction=sanction).first() if told else None,
        "new_list": bool(sanction.participant_list)
        and sanction.is_collective
        and sanction.participant_list != current
        and not sanction.list_updates.filter(participant_list=current).exists(),
    }


@require_POST
def supplement(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    return _print(request, area, reference, supplements.print_supplement)


@require_POST
def proof(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    return _print(request, area, reference, letters.print_proof)


def _print(request: SignedInRequest, area: ShoppingArea, reference: str, deed: Callable[..., Notice]) -> HttpResponse:
    """One more letter about the sanction; a refusal shows on the page of letters."""
    sanction = reach.served_file(request.user, area, clock.today(), reference)
    try:
        deed(sanction, by=request.user, at=clock.now())
    except Refusal as refusal:
        form = PrepareForm(initial={"starts_on": clock.today()})
        context = {**_overview(sanction, request.user), "form": form, "refusal": refusal}
        return render(request, "notices/prepare.html", context, status=422)
    return redirect("notices:prepare", area.slug, reference)


@never_cache
@require_http_methods(FORM_METHODS)
def ending(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    sanction = reach.ended_file(request.user, area, clock.today(), reference)
    if request.method == "POST":
        letters.print_ending(sanction, by=request.user, at=clock.now())
        return redirect("notices:ending", slug, reference)
    kinds = (LetterKind.WITHDRAWAL, LetterKind.ANNULMENT)
    notices = sanction.notices.filter(kind__in=kinds).defer("html", "pdf")
    return render(request, "notices/ending.html", {"area": area, "sanction": sanction, "notices": notices})


@require_POST
def exception_letter(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """The letter that somebody shows who may come in although a ban holds."""
    area = area_or_404(request.user, slug)
    sanction = reach.file_to_end(request.user, area, clock.today(), reference)
    try:
        notice = exceptions.print_exception(
            sanction, token=request.POST.get("token", ""), by=request.user, at=clock.now()
        )
    except Refusal as refusal:
        form = PrepareForm(initial={"starts_on": clock.today()})
        context = {**_overview(sanction, request.user), "form": form, "refusal": refusal}
        return render(request, "notices/prepare.html", context, status=422)
    return redirect("notices:pdf", slug, notice.pk)


@require_POST
def police_sheet(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    area = area_or_404(request.user, slug)
    breach = reach.breach_of(request.user, area, clock.today(), reference)
    try:
        notice = letters.print_police_sheet(breach, by=request.user, at=clock.now())
    except Refusal as refusal:
        context = {"area": area, "incident": breach, "refusal": refusal}
        return render(request, "bans/breach_done.html", context, status=422)
    return redirect("notices:pdf", slug, notice.pk)


@require_POST
def copy(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One more copy on paper: the log counts it, and the address of the letter gives the same bytes as before."""
    area = area_or_404(request.user, slug)
    notice = letters.print_copy(reach.notice_of(request.user, area, clock.today(), pk), by=request.user)
    return redirect("notices:pdf", slug, notice.pk)


@never_cache
@require_safe
def pdf(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    area = area_or_404(request.user, slug)
    notice = reach.notice_of(request.user, area, clock.today(), pk)
    record("letter.viewed", subject=f"sanction:{notice.sanction.reference}", by=request.user, area=area)
    response = HttpResponse(bytes(notice.pdf), content_type="application/pdf")
    name = f"{notice.sanction.reference}-{notice.kind}-{notice.version}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
