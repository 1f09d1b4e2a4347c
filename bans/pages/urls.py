from django.urls import path

from . import (
    counter,
    decisions,
    desk,
    erasures,
    exceptions,
    imports,
    incidents,
    leaving,
    register,
    shift_brief,
    signals,
)

app_name = "bans"
urlpatterns = [
    path("gebied/<slug:slug>/", desk.desk, name="desk"),
    path("gebied/<slug:slug>/register/", register.register, name="register"),
    path("gebied/<slug:slug>/register/inlezen/", imports.take_over, name="import"),
    path("gebied/<slug:slug>/verwijderd/", erasures.erasures, name="erasures"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/", register.sanction, name="sanction"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/besluit/<str:deed>/", decisions.decide, name="decide"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/overtreding/", counter.breach, name="breach-new"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/uitzonderingen/", exceptions.exceptions, name="exceptions"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/uitzonderingen/nieuw/", exceptions.new, name="exception-new"),
    path("gebied/<slug:slug>/voorval/nieuw/", incidents.new, name="incident-new"),
    path("gebied/<slug:slug>/voorval/<str:reference>/", incidents.incident, name="incident"),
    path("gebied/<slug:slug>/voorval/<str:reference>/voorstel/", incidents.impose, name="impose"),
    path("gebied/<slug:slug>/balie/", counter.counter, name="counter"),
    path("gebied/<slug:slug>/balie-stand/", counter.state, name="counter-state"),
    path("gebied/<slug:slug>/balie/<str:token>/", counter.open_check, name="counter-open"),
    path("gebied/<slug:slug>/balie/<str:token>/ander/", counter.other_person, name="counter-other"),
    path("gebied/<slug:slug>/gezichten/", shift_brief.brief, name="brief"),
    path("gebied/<slug:slug>/gezichten/<str:reference>/", shift_brief.open_face, name="brief-open"),
    path("gebied/<slug:slug>/foto/<str:token>/", shift_brief.photo, name="photo"),
    path("gebied/<slug:slug>/signalen/", signals.signals, name="signals"),
    path("gebied/<slug:slug>/signalen/<int:pk>/", signals.settle_signal, name="signal-settle"),
    path("gebied/<slug:slug>/winkels/<int:pk>/stoppen/", leaving.leave, name="shop-leave"),
]
