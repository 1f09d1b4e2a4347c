"""The addresses of the permit dossier."""

from django.urls import path

from . import pages, point_pages

DOSSIER = "gebied/<slug:slug>/vergunningsdossier/"
ONE = DOSSIER + "uitgaven/<str:token>/"
POINT = DOSSIER + "punten/<str:code>/"
urlpatterns = [
    path(DOSSIER, pages.dossier, name="dossier"),
    path(DOSSIER + "maken/", pages.make, name="dossier-make"),
    path(ONE, pages.one, name="dossier-one"),
    path(ONE + "stand/", pages.state, name="dossier-state"),
    path(ONE + "bestand/", pages.archive, name="dossier-archive"),
    path(ONE + "ingediend/", pages.file, name="dossier-file"),
    path(ONE + "niet-ingediend/", pages.withdraw, name="dossier-withdraw"),
    path(DOSSIER + "eigen-punt/", point_pages.raise_point, name="dossier-point-new"),
    path(POINT, point_pages.point, name="dossier-point"),
    path(POINT + "openen/", point_pages.reopen, name="dossier-point-reopen"),
]
