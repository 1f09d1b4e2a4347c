"""The addresses of the trainings."""

from django.urls import path

from . import certificates, pages

AREA = "gebied/<slug:slug>/"
TRAININGS = f"{AREA}trainingen/"
SESSION = f"{AREA}bijeenkomsten/<int:pk>/"
CERTIFICATE = f"{AREA}certificaten/<slug:number>/"

urlpatterns = [
    path(TRAININGS, pages.trainings, name="trainings"),
    path(f"{TRAININGS}nieuw/", pages.training_new, name="training-new"),
    path(f"{TRAININGS}<int:pk>/", pages.training, name="training"),
    path(f"{TRAININGS}<int:pk>/bijeenkomst/", pages.session_new, name="session-new"),
    path(SESSION, pages.session, name="session"),
    path(f"{SESSION}gaat-niet-door/", pages.session_cancel, name="session-cancel"),
    path(f"{SESSION}aanmelden/", pages.session_people, name="session-people"),
    path(f"{SESSION}afmelden/", pages.session_leave, name="session-leave"),
    path(f"{SESSION}aanwezig/", pages.session_presence, name="session-presence"),
    path(CERTIFICATE, certificates.certificate, name="certificate"),
    path(f"{CERTIFICATE}papier.pdf", certificates.paper, name="certificate-paper"),
    path(f"{CERTIFICATE}intrekken/", certificates.close, name="certificate-close"),
]
