"""The addresses of the plans."""

from django.urls import path

from .pages import exports, figures, overview, parts, plans

AREA = "gebied/<slug:slug>/"
PLANS = f"{AREA}plannen/"
PLAN = f"{PLANS}<int:pk>/"
PART = f"{PLAN}onderdeel/<int:number>/"

urlpatterns = [
    path(PLANS, plans.plans, name="plans"),
    path(f"{PLANS}nieuw/", plans.new, name="plan-new"),
    path(f"{PLANS}inlezen/", exports.take_in, name="plan-import"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}wijzigen/", plans.edit, name="plan-edit"),
    path(f"{PLAN}uitleg/<slug:key>/", plans.answer, name="plan-answer"),
    path(f"{PLAN}voorleggen/", plans.put_forward, name="plan-put-forward"),
    path(f"{PLAN}beslissen/", plans.decide, name="plan-decide"),
    path(f"{PLAN}sluiten/", plans.close, name="plan-close"),
    path(f"{PLAN}bestand/<slug:form>/", exports.export, name="plan-export"),
    path(f"{PLAN}cijfers/", figures.add, name="plan-figures"),
    path(f"{PLAN}tellen/", figures.count, name="plan-count"),
    path(f"{PLAN}onderdeel/nieuw/", parts.new, name="part-new"),
    path(PART, parts.part, name="part"),
    path(f"{PART}wijzigen/", parts.edit, name="part-edit"),
    path(f"{PART}weghalen/", parts.drop, name="part-drop"),
    path(f"{PART}stoppen/", parts.stop, name="part-stop"),
    path(f"{PART}niet-delen/", parts.unshare, name="part-unshare"),
    path(f"{PART}verlengen/", parts.extend, name="part-extend"),
    path(f"{PART}evaluatie/", parts.evaluate, name="part-evaluate"),
    path(f"{AREA}bord/", overview.board, name="board"),
    path(f"{AREA}agenda/", overview.calendar, name="calendar"),
    path(f"{AREA}agenda/bestand.ics", overview.calendar_file, name="calendar-file"),
]
