"""The addresses of this room."""

from django.urls import path

from . import pages

urlpatterns = [
    path("verwerkingsactiviteiten/", pages.register, name="activities"),
    path("gebied/<slug:slug>/verwerkingen/", pages.processing, name="processing"),
]
