from django.urls import path

from . import views

urlpatterns = [
    path("measures", views.MeasureList.as_view(), name="measures"),
    path("measures/<slug:code>", views.MeasureDetail.as_view(), name="measure"),
]
