"""The addresses of the catalogue."""

from django.urls import path

from . import open_data, pages

urlpatterns = [
    path("maatregelen/", pages.measures, name="list"),
    path("maatregelen/voor/<slug:audience>/", pages.way_in, name="way-in"),
    path("maatregelen/vergelijken/", pages.compare, name="compare"),
    path("maatregelen/nooit/", pages.never_done, name="never-done"),
    path("maatregelen/open-data/", open_data.page, name="open-data"),
    path("maatregelen/open-data/catalogus.<str:form>", open_data.download, name="download"),
    path("maatregelen/<slug:code>/", pages.measure, name="detail"),
    path("maatregelen/<slug:code>/geschiedenis/", pages.history, name="history"),
    path("maatregelen/<slug:code>/versie/<int:number>/", pages.version, name="version"),
]
