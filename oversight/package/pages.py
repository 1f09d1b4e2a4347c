"""The package as a download, for the municipality and who keeps the register."""

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.roles import Permission

from .actions import make_package


@never_cache
@require_POST
def package(request: SignedInRequest, slug: str) -> StreamingHttpResponse:
    area = area_or_404(request.user, slug)
    if Permission.SEE_FIGURES not in permissions_of(request.user, area, on=clock.today()):
        raise Http404
    made = make_package(area, by=request.user, at=clock.now())
    response = StreamingHttpResponse(made.blocks, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
