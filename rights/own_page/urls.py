"""The addresses of this room. None of them holds a code: that comes in the body alone."""

from django.urls import path

from . import downloads, pages

urlpatterns = [
    path("brief/", pages.own, name="own"),
    path("brief/vragen/", pages.request, name="ask"),
    path("brief/overzicht.pdf", downloads.looks_pdf, name="own-looks"),
    path("brief/gegevens.pdf", downloads.data_pdf, name="own-data-pdf"),
    path("brief/gegevens.json", downloads.data_json, name="own-data-json"),
]
