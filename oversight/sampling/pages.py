"""Pages of the samples: all of them, one, and one file in it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.log import record
from bans.pages.bands import band_in_words
from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.refusals import Refusal

from .actions import drawing, judging
from .doors import answers, auditors_area, audits, item_or_404, overseen_area, sample_or_404
from .files import shown_of
from .forms import DrawForm, VerdictForm, WordsForm
from .models import Choice, Kind, Sample, SampleItem, Side

FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def samples(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = overseen_area(request, slug), clock.today()
    rows = [
        (row, drawing.outcome_of(row), row.opens(on)) for row in Sample.objects.filter(area=area).select_related("area")
    ]
    context = {
        "area": area,
        "rows": rows,
        "audits": audits(request.user, area, on=on),
        "waiting": drawing.waiting_in(area, on=on),
    }
    return render(request, "oversight/sampling/samples.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def draw(request: SignedInRequest, slug: str) -> HttpResponse:
    """The seed stands here before anybody draws."""
    area, on = auditors_area(request, slug), clock.today()
    form = DrawForm(request.POST or None)

    def deed() -> str:
        sample = drawing.draw_sample(area, **form.cleaned_data, by=request.user, at=clock.now())
        return sample.get_absolute_url()

    seed = drawing.seed_for(area, on=on)
    return answer_form(request, form, deed, template="oversight/sampling/draw.html", area=area, seed=seed, on=on)


@never_cache
@require_safe
def sample(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area, on = overseen_area(request, slug), clock.today()
    found = sample_or_404(area, token)
    record("sample.viewed", subject=f"sample:{found.token}", by=request.user, area=area)
    return _sample_page(request, found, on=on)


def _sample_page(request: SignedInRequest, found: Sample, *, on: Any, refusal: Refusal | None = None) -> HttpResponse:
    items = list(found.items.prefetch_related("notes")) if found.opens(on) else []
    left = sorted({item.number for item in items})
    lines = [(item, _verdict_words(found, item.number), drawing.waits(item)) for item in items]
    context = {
        "area": found.area,
        "sample": found,
        "open": found.opens(on),
        "groups": [(kind.label, [line for line in lines if line[0].kind == kind]) for kind in Kind],
        "populations": [(kind.label, band_in_words(found.drawn_from[kind]), found.drawn.get(kind, 0)) for kind in Kind],
        "gone": found.size - len(left) if found.opens(on) else 0,
        "judged": len(found.verdicts),
        "outcome": [(choice.label, drawing.outcome_of(found)[choice]) for choice in Choice],
        "audits": audits(request.user, found.area, on=on),
        "refusal": refusal,
    }
    return render(request, "oversight/sampling/sample.html", context, status=422 if refusal else 200)


def _verdict_words(found: Sample, number: int) -> str:
    verdict = found.verdicts.get(str(number))
    return str(Choice(verdict).label) if verdict else ""


@never_cache
@require_POST
def close(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    area = auditors_area(request, slug)
    found = sample_or_404(area, token)
    try:
        drawing.close(found, by=request.user, at=clock.now())
    except Refusal as refusal:
        return _sample_page(request, found, on=clock.today(), refusal=refusal)
    return redirect(found)


@never_cache
@require_http_methods(FORM_METHODS)
def item(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    """One file without names; who oversees ticks here, and each side says its part on pages behind it."""
    area, on = overseen_area(request, slug), clock.today()
    found = item_or_404(sample_or_404(area, token), number, on=on)
    form = VerdictForm(request.POST or None, initial={"verdict": found.verdict})

    def deed() -> str:
        judging.judge(found, verdict=form.cleaned_data["verdict"], by=request.user, at=clock.now())
        following = _not_judged(found)
        return following.get_absolute_url() if following else found.sample.get_absolute_url()

    if request.method == "GET":
        record("sample.viewed", subject=f"sample:{token}", by=request.user, area=area, number=number)
    notes = list(found.notes.all())
    names = list(found.name_requests.select_related("item__sample"))
    now = clock.now()
    context: dict[str, Any] = {
        "area": area,
        "item": found,
        "shown": shown_of(found, on=on),
        "notes": notes,
        "waits": bool(notes) and drawing.waits(found),
        "names": [(row, row.shows(now)) for row in names],
        "may_ask_name": found.kind == Kind.REGISTRATION
        and found.sample.closed_at is None
        and not found.has_ended(on)
        and not any(row.granted is None or row.shows(now) for row in names),
        "audits": audits(request.user, area, on=on),
        "answers": answers(request.user, area, on=on),
        "verdict_words": _verdict_words(found.sample, number),
    }
    return answer_form(request, form, deed, template="oversight/sampling/item.html", **context)


def _not_judged(found: SampleItem) -> SampleItem | None:
    """The next file that nobody judged yet."""
    found.sample.refresh_from_db()
    rows = found.sample.items.select_related("sample__area").filter(number__gt=found.number).order_by("number")
    return next((row for row in rows if str(row.number) not in found.sample.verdicts), None)


@never_cache
@require_http_methods(FORM_METHODS)
def comment(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    area = auditors_area(request, slug)
    found = item_or_404(sample_or_404(area, token), number, on=clock.today())
    return words_page(request, found, judging.comment, title=_("Opmerking bij dossier %d") % number)


@never_cache
@require_http_methods(FORM_METHODS)
def ask(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    area = auditors_area(request, slug)
    found = item_or_404(sample_or_404(area, token), number, on=clock.today())
    return words_page(request, found, judging.ask, title=_("Vraag over dossier %d") % number)


@never_cache
@require_http_methods(FORM_METHODS)
def answer(request: SignedInRequest, slug: str, token: str, number: int) -> HttpResponse:
    area, on = overseen_area(request, slug), clock.today()
    found = item_or_404(sample_or_404(area, token), number, on=on)
    if not answers(request.user, area, on=on):
        raise Http404
    said = found.notes.exclude(side=Side.COMMENT)
    last = said.filter(side=Side.ANSWER).last()
    asked = said.filter(side=Side.QUESTION, pk__gt=last.pk if last else 0)
    lead = "\n\n".join(asked.values_list("words", flat=True))
    return words_page(request, found, judging.answer, title=_("Antwoord over dossier %d") % number, lead=lead)


def words_page(
    request: SignedInRequest, found: SampleItem, say: Callable[..., Any], *, title: str, lead: str = ""
) -> HttpResponse:
    """A page with one text, which `say` puts beside the file."""
    form: Form = WordsForm(request.POST or None)
    back = reverse("oversight:sample-item", args=[found.area.slug, found.sample.token, found.number])

    def deed() -> str:
        say(found, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        return back

    return answer_form(request, form, deed, title=title, lead=lead, button=_("Opslaan"), back=back)
