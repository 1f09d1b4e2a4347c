"""The addresses of this app, gathered from its rooms."""

from django.urls import URLPattern

app_name = "rights"
urlpatterns: list[URLPattern] = []
