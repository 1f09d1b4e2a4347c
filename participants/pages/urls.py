from django.urls import path

from . import areas, devices, instruction, log, people, public_log, security, shops, till

app_name = "participants"
urlpatterns = [
    path("", areas.home, name="home"),
    path("beveiliging/", security.security, name="security"),
    path("beveiliging/sessie/<int:pk>/einde/", security.end_session, name="session-end"),
    path("kassa/", till.till, name="till"),
    path("kassa/openen/", till.unlock, name="till-unlock"),
    path("kassa/bezig/", till.awake, name="till-awake"),
    path("kassa/code/", till.choose_code, name="till-code"),
    path("gebieden/nieuw/", areas.new, name="area-new"),
    path("gebied/<slug:slug>/instellingen/", areas.area, name="area"),
    path("gebied/<slug:slug>/instellingen/wijzigen/", areas.edit, name="area-edit"),
    path("gebied/<slug:slug>/vergunning/nieuw/", areas.permit_new, name="permit-new"),
    path("gebied/<slug:slug>/protocol/nieuw/", areas.protocol_new, name="protocol-new"),
    path("gebied/<slug:slug>/winkels/", shops.shops, name="shops"),
    path("gebied/<slug:slug>/winkels/nieuw/", shops.new, name="shop-new"),
    path("gebied/<slug:slug>/winkels/<int:pk>/", shops.shop, name="shop"),
    path("gebied/<slug:slug>/winkels/<int:pk>/wijzigen/", shops.edit, name="shop-edit"),
    path("gebied/<slug:slug>/winkels/<int:pk>/meedoen/", shops.join, name="shop-join"),
    path("gebied/<slug:slug>/kassas/", devices.devices, name="devices"),
    path("gebied/<slug:slug>/kassas/nieuw/", devices.enrol, name="device-new"),
    path("gebied/<slug:slug>/kassas/koppelen/", devices.connect, name="device-connect"),
    path("gebied/<slug:slug>/kassas/<int:pk>/intrekken/", devices.revoke, name="device-revoke"),
    path("gebied/<slug:slug>/mensen/", people.people, name="people"),
    path("gebied/<slug:slug>/mensen/nieuw/", people.invite, name="person-invite"),
    path("gebied/<slug:slug>/mensen/<int:pk>/einde/", people.end, name="membership-end"),
    path("gebied/<slug:slug>/instructie/", instruction.instruction, name="instruction"),
    path("gebied/<slug:slug>/logboek/", log.log, name="log"),
    path("gebied/<slug:slug>/logboek/ophalen/", log.export, name="log-export"),
    path("logboek/verifier.py", public_log.verifier, name="log-verifier"),
    path("logboek/<slug:slug>/", public_log.heads, name="log-heads"),
    path("logboek/<slug:slug>/kop.txt", public_log.head_text, name="log-head-text"),
    path("logboek/<slug:slug>/koppen.txt", public_log.heads_text, name="log-heads-text"),
]
