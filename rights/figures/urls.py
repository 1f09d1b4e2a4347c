"""The addresses of this room."""

from django.urls import URLPattern, path

from . import pages

urlpatterns: list[URLPattern] = [
    path("gebied/<slug:slug>/verzoekcijfers/", pages.figures, name="figures"),
    path("gebied/<slug:slug>/verzoekcijfers.csv", pages.figures_file, name="figures-file"),
]
