"""The addresses of this app, room by room."""

from django.urls import path

from .checks import pages as checks
from .sampling.urls import urlpatterns as sampling

app_name = "oversight"
urlpatterns = [
    path("gebied/<slug:slug>/controle/", checks.findings, name="findings"),
    *sampling,
]
