from django.urls import path

from . import batches, views

urlpatterns = [
    path("areas", views.AreasView.as_view(), name="areas"),
    path("areas/<slug:slug>", views.OneAreaView.as_view(), name="area"),
    path("areas/<slug:slug>/shops", views.ShopsView.as_view(), name="shops"),
    path("areas/<slug:slug>/shops/<int:pk>", views.OneShopView.as_view(), name="shop"),
    path("areas/<slug:slug>/shops/<int:pk>/join", views.JoinView.as_view(), name="shop-join"),
    path("areas/<slug:slug>/people", views.PeopleView.as_view(), name="people"),
    path("areas/<slug:slug>/people/<int:pk>/revoke", views.RevokeView.as_view(), name="people-revoke"),
    path("areas/<slug:slug>/permits", views.PermitsView.as_view(), name="permits"),
    path("areas/<slug:slug>/evaluations", views.EvaluationsView.as_view(), name="evaluations"),
    path("areas/<slug:slug>/batches", batches.BatchesView.as_view(), name="batches"),
    path("areas/<slug:slug>/batches/<slug:token>", batches.OneBatchView.as_view(), name="batch"),
    path("areas/<slug:slug>/batches/<slug:token>/cancel", batches.CancelView.as_view(), name="batch-cancel"),
    path("areas/<slug:slug>/batches/<slug:token>/again", batches.AgainView.as_view(), name="batch-again"),
    path("areas/<slug:slug>/protocols", views.ProtocolsView.as_view(), name="protocols"),
]
