"""The addresses of the legal test."""

from django.urls import path

from . import pages

BASE = "gebied/<slug:slug>/toetsen/"

urlpatterns = [
    path(BASE, pages.tests, name="tests"),
    path(BASE + "nieuw/", pages.new, name="test-new"),
    path(BASE + "<int:pk>/", pages.test, name="test"),
    path(BASE + "<int:pk>/vraag/<slug:code>/", pages.question, name="test-question"),
    path(BASE + "<int:pk>/afsluiten/", pages.close, name="test-close"),
    path(BASE + "<int:pk>/opnieuw/", pages.again, name="test-again"),
    path(BASE + "<int:pk>/toets.pdf", pages.paper, name="test-paper"),
]
