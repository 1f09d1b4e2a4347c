"""The addresses of the toolbox, one room after the other."""

from django.urls import path

from .catalogue import open_data
from .catalogue import pages as catalogue

app_name = "toolbox"

urlpatterns = [
    path("maatregelen/", catalogue.measures, name="list"),
    path("maatregelen/voor/<slug:audience>/", catalogue.way_in, name="way-in"),
    path("maatregelen/vergelijken/", catalogue.compare, name="compare"),
    path("maatregelen/nooit/", catalogue.never_done, name="never-done"),
    path("maatregelen/open-data/", open_data.page, name="open-data"),
    path("maatregelen/open-data/catalogus.<str:form>", open_data.download, name="download"),
    path("maatregelen/<slug:code>/", catalogue.measure, name="detail"),
    path("maatregelen/<slug:code>/geschiedenis/", catalogue.history, name="history"),
    path("maatregelen/<slug:code>/versie/<int:number>/", catalogue.version, name="version"),
]
