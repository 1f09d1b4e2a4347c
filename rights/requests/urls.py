"""The addresses of this room."""

from django.urls import path

from . import answer_page, case_file, deeds, pages

DESK = "gebied/<slug:slug>/verzoeken/"
CASE = f"{DESK}<str:number>/"

urlpatterns = [
    path(DESK, pages.overview, name="desk"),
    path(f"{DESK}nieuw/", pages.register, name="register"),
    path(CASE, pages.case, name="request"),
    path(f"{CASE}van/", deeds.bind, name="request-bind"),
    path(f"{CASE}eigenaar/", deeds.owner, name="request-owner"),
    path(f"{CASE}stil/", deeds.set_aside, name="request-set-aside"),
    path(f"{CASE}uitzoeken/", deeds.settle, name="request-settle"),
    path(f"{CASE}luisteren/", deeds.hearer, name="request-hearer"),
    path(f"{CASE}verslag/", deeds.report, name="request-report"),
    path(f"{CASE}woorden/", deeds.words, name="request-words"),
    path(f"{CASE}commissie/", deeds.committee, name="request-committee"),
    path(f"{CASE}advies/", deeds.advice, name="request-advice"),
    path(f"{CASE}later/", deeds.extend, name="request-extend"),
    path(f"{CASE}antwoord/", answer_page.answer, name="request-answer"),
    path(f"{CASE}sluiten/", deeds.close, name="request-close"),
    path(f"{CASE}ontvangst/", pages.receipt, name="request-receipt"),
    path(f"{CASE}ontvangst.pdf", pages.paper, {"kind": case_file.Paper.RECEIPT}, name="request-receipt-pdf"),
    path(f"{CASE}later.pdf", pages.paper, {"kind": case_file.Paper.EXTENSION}, name="request-extension-pdf"),
    path(f"{CASE}antwoord.pdf", pages.paper, {"kind": case_file.Paper.ANSWER}, name="request-answer-pdf"),
    path(f"{CASE}stukken/<int:pk>.pdf", pages.letter, name="request-letter"),
    path(f"{CASE}dossier.pdf", pages.dossier, name="case-file"),
]
