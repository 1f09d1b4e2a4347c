"""The addresses of the yearly report."""

from django.urls import path

from . import pages

REPORTS = "gebied/<slug:slug>/jaarverslag/"
YEAR = REPORTS + "<int:year>/"
urlpatterns = [
    path(REPORTS, pages.yearly, name="yearly"),
    path(YEAR, pages.report, name="yearly-report"),
    path(YEAR + "concept/", pages.draft, name="yearly-draft"),
    path(YEAR + "vaststellen/", pages.adopt, name="yearly-adopt"),
    path(YEAR + "vastgesteld/<int:version>/", pages.adopted, name="yearly-adopted"),
]
