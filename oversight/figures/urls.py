"""The addresses of this room."""

from django.urls import path

from . import pages

urlpatterns = [
    path("gebied/<slug:slug>/cijfers/", pages.figures, name="figures"),
    path("gebied/<slug:slug>/cijfers/bestand/", pages.figures_file, name="figures-file"),
]
