"""Pages of the walk itself: a room with its points, and a photo to look at before others see it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bans.uploads import refuse_lost_photos
from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.refusals import Refusal

from . import actions, photo_actions, photos
from .actions import Given
from .doors import may_manage, open_scan_or_404, scan_or_404
from .forms import Deed, PhotoForm, RoomForm
from .models import MOST_PHOTOS, Scan, ScanPhoto, ScanPhotoQuerySet

FORM_METHODS = ["GET", "HEAD", "POST"]
AS_JSON = "application/json"


@never_cache
@require_http_methods(FORM_METHODS)
def room(request: SignedInRequest, slug: str, token: str, room: str) -> HttpResponse:
    """The points of one room. The script sends a single answer, and wants no page back."""
    scan = open_scan_or_404(request, slug, token)
    place = scan.checklist.room(room)
    if place is None:
        raise Http404
    answers = {answer.point: answer for answer in scan.answers.all()}
    form = RoomForm(request.POST or None, request.FILES or None, room=place, answers=answers)
    after = scan.checklist.after(place)

    def deed() -> str:
        refuse_lost_photos(request.headers)
        added = _save(request, scan, form)
        if added:
            return reverse("toolbox:scan-photo", args=[slug, token, added[0].token])
        return reverse("toolbox:scan-room", args=[slug, token, after.code]) if after else scan.get_absolute_url()

    if request.method == "POST" and request.headers.get("Accept") == AS_JSON:
        return _answer_script(form, deed)
    kept: dict[str, list[ScanPhoto]] = {}
    for photo in _seen_by(request, scan).defer("jpeg").select_related("area", "scan"):
        kept.setdefault(photo.point, []).append(photo)
    context = {
        "scan": scan,
        "room": place,
        "points": [(asked, kept.get(asked.point.code, [])) for asked in form.asked()],
        "most_photos": MOST_PHOTOS,
        "number": scan.checklist.rooms.index(place) + 1,
        "rooms": len(scan.checklist.rooms),
        "after": after,
    }
    return answer_form(request, form, deed, template="toolbox/scans/room.html", **context)


def _answer_script(form: RoomForm, deed: Callable[[], str]) -> HttpResponse:
    """The same save, answered with nothing, or with the sentence that says why not."""
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"message": sentence}, status=422)
    try:
        deed()
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal.message)}, status=422)
    return HttpResponse(status=204)


def _save(request: SignedInRequest, scan: Scan, form: RoomForm) -> list[ScanPhoto]:
    """Photos are cleaned before the transaction begins: opening them takes long, and counts whatever comes of it."""
    at = clock.now()
    given = {}
    for point, state, note, upload in form.answered():
        try:
            photo = photos.accept(upload, by=request.user, at=at) if upload else None
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.message, rule=refusal.rule, field=f"{point}-photo") from None
        given[point] = Given(state, note, photo)
    return actions.save_answers(scan, answers=given, by=request.user, at=at) if given else []


def _seen_by(request: SignedInRequest, scan: Scan) -> ScanPhotoQuerySet:
    """Confirmed photos, and one's own that wait."""
    return scan.photos.filter(Q(confirmed_at__isnull=False) | Q(added_by=request.user))


@never_cache
@require_http_methods(FORM_METHODS)
def photo(request: SignedInRequest, slug: str, token: str, photo: str) -> HttpResponse:
    """Large, with one question: is somebody in view? Until that is answered it goes nowhere.

    Of a finished scan the coordinator can still take it away.
    """
    scan = scan_or_404(request, slug, token)
    if scan.is_finished and not may_manage(request, scan):
        raise Http404
    found = get_object_or_404(_seen_by(request, scan).select_related("area", "scan"), token=photo)
    grid = photos.grid_of(found.width, found.height)
    form = PhotoForm(request.POST or None, grid=grid)
    place = scan.checklist.room_of(found.point)
    back = scan.get_absolute_url()
    if place and not scan.is_finished:
        back = reverse("toolbox:scan-room", args=[slug, token, place.code])

    def deed() -> str:
        who: Any = {"by": request.user, "at": clock.now()}
        if form.cleaned_data["deed"] == Deed.BLUR:
            photo_actions.blur(found, squares=form.chosen(), **who)
            return request.path
        if form.cleaned_data["deed"] == Deed.NOBODY:
            photo_actions.confirm(found, **who)
        else:
            photo_actions.remove(found, **who)
        waits = scan.photos.waiting().filter(added_by=request.user).first()
        return reverse("toolbox:scan-photo", args=[slug, token, waits.token]) if waits else back

    context = {
        "scan": scan,
        "photo": found,
        "point": next(point for point in scan.checklist.points if point.code == found.point),
        "wide": grid.columns > grid.rows,
        "back": back,
    }
    return answer_form(request, form, deed, template="toolbox/scans/photo.html", **context)


@never_cache
@require_safe
def picture(request: SignedInRequest, slug: str, token: str, photo: str) -> HttpResponse:
    """The photo itself."""
    scan = scan_or_404(request, slug, token)
    found = get_object_or_404(_seen_by(request, scan), token=photo)
    response = HttpResponse(bytes(found.jpeg), content_type="image/jpeg")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
