"""The addresses of this room."""

from django.urls import path

from . import pages

urlpatterns = [
    # `area`, not `slug`: what the frame of a page says of a signed-in reader stays away from here.
    path("winkelgebied/<slug:area>/", pages.public, name="public"),
    path("winkelgebied/<slug:area>/en/", pages.public, {"language": "en"}, name="public-en"),
    path("gebied/<slug:slug>/openbaar/", pages.switch, name="public-switch"),
    path("gebied/<slug:slug>/openbaar/voorbeeld/", pages.preview, name="public-preview"),
]
