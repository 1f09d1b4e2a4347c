"""The addresses of the partnership."""

from django.urls import path

from . import meeting_pages, pages

BASE = "gebied/<slug:slug>/samenwerking/"

urlpatterns = [
    path(BASE, pages.partnership, name="partnership"),
    path(BASE + "partners/nieuw/", pages.partner_new, name="partner-new"),
    path(BASE + "partners/<int:pk>/", pages.partner, name="partner"),
    path(BASE + "convenanten/nieuw/", pages.covenant_new, name="covenant-new"),
    path(BASE + "convenanten/<int:pk>/", pages.covenant, name="covenant"),
    path(BASE + "convenanten/<int:pk>/wijzigen/", pages.covenant_edit, name="covenant-edit"),
    path(BASE + "overleg/nieuw/", meeting_pages.meeting_new, name="meeting-new"),
    path(BASE + "overleg/<int:pk>/", meeting_pages.meeting, name="meeting"),
    path(BASE + "overleg/<int:pk>/wijzigen/", meeting_pages.meeting_edit, name="meeting-edit"),
    path(BASE + "overleg/<int:pk>/actie/", meeting_pages.action_new, name="meeting-action-new"),
    path(BASE + "acties/<int:pk>/", meeting_pages.action, name="meeting-action"),
]
