"""The address of this room."""

from django.urls import path

from . import pages

urlpatterns = [path("gebied/<slug:slug>/toezichtpakket/", pages.package, name="package")]
