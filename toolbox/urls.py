"""The addresses of the toolbox, one room after the other."""

from django.urls import path

from .catalogue import open_data
from .catalogue import pages as catalogue
from .legal_test import pages as legal_test
from .plans import urls as plans
from .partnerships import meeting_pages as meetings
from .partnerships import pages as partnerships
from .scans import pages as scans
from .scans import walking

app_name = "toolbox"

SCAN = "gebied/<slug:slug>/schouwen/<str:token>/"
TOGETHER = "gebied/<slug:slug>/samenwerking/"

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
    path("gebied/<slug:slug>/toetsen/", legal_test.tests, name="tests"),
    path("gebied/<slug:slug>/toetsen/nieuw/", legal_test.new, name="test-new"),
    path("gebied/<slug:slug>/toetsen/<int:pk>/", legal_test.test, name="test"),
    path("gebied/<slug:slug>/toetsen/<int:pk>/vraag/<slug:code>/", legal_test.question, name="test-question"),
    path("gebied/<slug:slug>/toetsen/<int:pk>/afsluiten/", legal_test.close, name="test-close"),
    path("gebied/<slug:slug>/toetsen/<int:pk>/opnieuw/", legal_test.again, name="test-again"),
    path("gebied/<slug:slug>/toetsen/<int:pk>/toets.pdf", legal_test.paper, name="test-paper"),
    *plans.urlpatterns,
    path("gebied/<slug:slug>/schouwen/", scans.scans, name="scans"),
    path("gebied/<slug:slug>/schouwen/nieuw/", scans.begin, name="scan-new"),
    path(SCAN, scans.scan, name="scan"),
    path(SCAN + "ruimte/<slug:room>/", walking.room, name="scan-room"),
    path(SCAN + "beeld/<str:photo>/", walking.photo, name="scan-photo"),
    path(SCAN + "beeld/<str:photo>/bestand/", walking.picture, name="scan-picture"),
    path(SCAN + "afronden/", scans.finish, name="scan-finish"),
    path(SCAN + "rapport/", scans.report, name="scan-report"),
    path(SCAN + "rapport/pdf/", scans.pdf, name="scan-report-pdf"),
    path(SCAN + "verwijderen/", scans.delete, name="scan-delete"),
    path(TOGETHER, partnerships.partnership, name="partnership"),
    path(TOGETHER + "partners/nieuw/", partnerships.partner_new, name="partner-new"),
    path(TOGETHER + "partners/<int:pk>/", partnerships.partner, name="partner"),
    path(TOGETHER + "convenanten/nieuw/", partnerships.covenant_new, name="covenant-new"),
    path(TOGETHER + "convenanten/<int:pk>/", partnerships.covenant, name="covenant"),
    path(TOGETHER + "convenanten/<int:pk>/wijzigen/", partnerships.covenant_edit, name="covenant-edit"),
    path(TOGETHER + "overleg/nieuw/", meetings.meeting_new, name="meeting-new"),
    path(TOGETHER + "overleg/<int:pk>/", meetings.meeting, name="meeting"),
    path(TOGETHER + "overleg/<int:pk>/wijzigen/", meetings.meeting_edit, name="meeting-edit"),
    path(TOGETHER + "overleg/<int:pk>/actie/", meetings.action_new, name="meeting-action-new"),
    path(TOGETHER + "acties/<int:pk>/", meetings.action, name="meeting-action"),
]
