"""Drempel as an app: what puts it on a home screen, and the frame that opens without network.

The same for everybody: none of this knows who asks. The worker itself is `static/js/shell-worker.js`.
"""

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

# As in static/css/tokens.css: the band and the paper, by light and by dark.
BAND, BAND_DARK, PAPER = "#0c3f44", "#0c2f32", "#f3f0e9"
# Which static files are the frame. Never a page, an answer of the API or a photo.
FRAME = ("css/*.css", "js/*.js", "icons/*.svg", "favicon.svg")
ICONS = ((192, "any", "app-192"), (512, "any", "app-512"), (512, "maskable", "app-maskable-512"))


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, in Dutch: the home screen of a shop has one name for it."""
    with override("nl"):
        description = _("Mag deze persoon naar binnen? Het register van het collectief winkelverbod.")
    body: dict[str, Any] = {
        "id": "/",
        "name": "Drempel",
        "short_name": "Drempel",
        "description": description,
        "lang": "nl",
        "dir": "ltr",
        "start_url": reverse("participants:home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [
            {"src": static(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size, purpose, name in ICONS
        ],
    }
    return _asked_anew(JsonResponse(body, content_type="application/manifest+json"))


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker with the addresses that it keeps; other bytes, and so a new worker, when one of them changes."""
    lines = [f"const SHELL = {json.dumps(shell())};", f"importScripts({json.dumps(static('js/shell-worker.js'))});"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return _asked_anew(response)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without network, in both languages; the worker fetches it once."""
    return render(request, "offline.html")


@functools.cache
def shell() -> dict[str, Any]:
    """The addresses of the frame, and a version that is made of what is in them."""
    folder = Path(settings.BASE_DIR) / "static"
    paths = sorted(path for pattern in FRAME for path in folder.glob(pattern))
    files = [static(path.relative_to(folder).as_posix()) for path in paths]
    digest = hashlib.sha256(render_to_string("offline.html").encode())
    for address, path in zip(files, paths, strict=True):
        digest.update(address.encode() + path.read_bytes())
    return {"version": digest.hexdigest()[:16], "offline": reverse("offline"), "files": files}


def _asked_anew(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-cache"
    return response
