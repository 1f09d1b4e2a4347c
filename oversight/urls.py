"""The addresses of this app."""

from django.urls import path

from .checks import pages as checks

app_name = "oversight"
urlpatterns = [path("gebied/<slug:slug>/controle/", checks.findings, name="findings")]
