"""The addresses of this app, gathered from its rooms."""

from django.urls import path

from .checks import pages as checks
from .desk.urls import urlpatterns as desk
from .evenhanded.urls import urlpatterns as evenhanded
from .figures.urls import urlpatterns as figures
from .package.urls import urlpatterns as package
from .sampling.urls import urlpatterns as sampling

app_name = "oversight"
urlpatterns = [
    path("gebied/<slug:slug>/controle/", checks.findings, name="findings"),
    *desk,
    *sampling,
    *evenhanded,
    *figures,
    *package,
]
