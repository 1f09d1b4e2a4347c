"""The addresses of the safety scan."""

from django.urls import path

from . import pages, walking

BASE = "gebied/<slug:slug>/schouwen/"
SCAN = BASE + "<slug:token>/"

urlpatterns = [
    path(BASE, pages.scans, name="scans"),
    path(BASE + "nieuw/", pages.begin, name="scan-new"),
    path(SCAN, pages.scan, name="scan"),
    path(SCAN + "ruimte/<slug:room>/", walking.room, name="scan-room"),
    path(SCAN + "beeld/<slug:photo>/", walking.photo, name="scan-photo"),
    path(SCAN + "beeld/<slug:photo>/bestand/", walking.picture, name="scan-picture"),
    path(SCAN + "afronden/", pages.finish, name="scan-finish"),
    path(SCAN + "rapport/", pages.report, name="scan-report"),
    path(SCAN + "rapport/pdf/", pages.pdf, name="scan-report-pdf"),
    path(SCAN + "verwijderen/", pages.delete, name="scan-delete"),
]
