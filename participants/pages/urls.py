from django.urls import path

from . import areas, people, shops

app_name = "participants"
urlpatterns = [
    path("", areas.home, name="home"),
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
    path("gebied/<slug:slug>/mensen/", people.people, name="people"),
    path("gebied/<slug:slug>/mensen/nieuw/", people.invite, name="person-invite"),
    path("gebied/<slug:slug>/mensen/<int:pk>/einde/", people.end, name="membership-end"),
]
