"""The addresses of this room."""

from django.urls import path

from . import pages

urlpatterns = [
    path("toezicht/", pages.areas, name="areas"),
    path("gebied/<slug:slug>/toezicht/", pages.area, name="desk"),
]
