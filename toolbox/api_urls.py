from django.urls import path

from .catalogue import api

urlpatterns = [
    path("measures", api.MeasureList.as_view(), name="measures"),
    path("measures/changes", api.ChangeList.as_view(), name="measure-changes"),
    path("measures/<slug:code>", api.MeasureDetail.as_view(), name="measure"),
]
