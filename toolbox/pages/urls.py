from django.urls import path

from . import views

app_name = "toolbox"

urlpatterns = [
    path("", views.measures, name="list"),
    path("<slug:code>/", views.measure, name="detail"),
]
