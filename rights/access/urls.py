"""The addresses of this room."""

from django.urls import URLPattern, path

from . import pages

REQUEST = "gebied/<slug:slug>/verzoeken/<str:number>"

urlpatterns: list[URLPattern] = [
    path(f"{REQUEST}/gegevens.pdf", pages.export_pdf, name="export-pdf"),
    path(f"{REQUEST}/gegevens.json", pages.export_json, name="export-json"),
    path(f"{REQUEST}/niets.pdf", pages.nothing, name="nothing"),
]
