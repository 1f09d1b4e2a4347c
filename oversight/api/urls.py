"""The addresses for systems, below api/v1/."""

from django.urls import path

from ..processing import api as processing
from . import downloads, views

OVERSIGHT = "areas/<slug:slug>/oversight/"

urlpatterns = [
    path("oversight/areas", views.AreasView.as_view(), name="oversight-areas"),
    path(OVERSIGHT + "papers", views.PapersView.as_view(), name="oversight-papers"),
    path(OVERSIGHT + "checks", views.ChecksView.as_view(), name="oversight-checks"),
    path(OVERSIGHT + "figures", views.FiguresView.as_view(), name="oversight-figures"),
    path(OVERSIGHT + "requests", views.RequestsView.as_view(), name="oversight-requests"),
    path(OVERSIGHT + "gaps", views.GapsView.as_view(), name="oversight-gaps"),
    path(OVERSIGHT + "evenhandedness", views.EvenhandednessView.as_view(), name="oversight-evenhandedness"),
    path(OVERSIGHT + "samples", views.SamplesView.as_view(), name="oversight-samples"),
    path(OVERSIGHT + "heads", views.HeadsView.as_view(), name="oversight-heads"),
    path(
        OVERSIGHT + "processing-activities", processing.ActivitiesView.as_view(), name="oversight-processing-activities"
    ),
    path(OVERSIGHT + "processing-log", processing.ProcessingLogView.as_view(), name="oversight-processing-log"),
    path(OVERSIGHT + "package", downloads.PackageView.as_view(), name="oversight-package"),
    path(OVERSIGHT + "yearly-reports", downloads.YearlyReportsView.as_view(), name="oversight-yearly-reports"),
    path(
        OVERSIGHT + "yearly-reports/<int:year>/versions/<int:version>",
        downloads.YearlyReportView.as_view(),
        name="oversight-yearly-report",
    ),
]
