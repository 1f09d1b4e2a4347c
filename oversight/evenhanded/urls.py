"""The addresses of this room."""

from django.urls import path

from . import pages

urlpatterns = [path("gebied/<slug:slug>/gelijk/", pages.even, name="even")]
