"""The addresses of the toolbox: each room has its own."""

from django.urls import path

from . import hub
from .catalogue import urls as catalogue
from .legal_test import urls as legal_test
from .partnerships import urls as partnerships
from .plans import urls as plans
from .scans import urls as scans
from .trainings import urls as trainings

app_name = "toolbox"

urlpatterns = [
    *catalogue.urlpatterns,
    path("gebied/<slug:slug>/aanpak/", hub.approach, name="approach"),
    *legal_test.urlpatterns,
    *plans.urlpatterns,
    *scans.urlpatterns,
    *trainings.urlpatterns,
    *partnerships.urlpatterns,
]
