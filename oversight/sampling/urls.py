"""The addresses of the samples."""

from django.urls import path

from . import name_pages, pages

SAMPLES = "gebied/<slug:slug>/steekproeven/"
ITEM = SAMPLES + "<str:token>/dossier/<int:number>/"
urlpatterns = [
    path(SAMPLES, pages.samples, name="samples"),
    path(SAMPLES + "trekken/", pages.draw, name="sample-draw"),
    path(SAMPLES + "<str:token>/", pages.sample, name="sample"),
    path(SAMPLES + "<str:token>/afsluiten/", pages.close, name="sample-close"),
    path(ITEM, pages.item, name="sample-item"),
    path(ITEM + "opmerking/", pages.comment, name="sample-comment"),
    path(ITEM + "vraag/", pages.ask, name="sample-ask"),
    path(ITEM + "antwoord/", pages.answer, name="sample-answer"),
    path(ITEM + "naam/", name_pages.name, name="sample-name"),
    path(ITEM + "naam/vragen/", name_pages.ask_name, name="sample-name-ask"),
    path(ITEM + "naam/vrijgeven/", name_pages.grant_name, name="sample-name-grant"),
    path(ITEM + "naam/weigeren/", name_pages.refuse_name, name="sample-name-refuse"),
]
