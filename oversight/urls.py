"""The addresses of this app, gathered from its rooms."""

from django.urls import path

from .api.page_urls import urlpatterns as keys
from .checks import pages as checks
from .desk.urls import urlpatterns as desk
from .dossier.urls import urlpatterns as dossier
from .evenhanded.urls import urlpatterns as evenhanded
from .figures.urls import urlpatterns as figures
from .package.urls import urlpatterns as package
from .processing.urls import urlpatterns as processing
from .public.urls import urlpatterns as public
from .sampling.urls import urlpatterns as sampling
from .yearly.urls import urlpatterns as yearly

app_name = "oversight"
urlpatterns = [
    path("gebied/<slug:slug>/controle/", checks.findings, name="findings"),
    *desk,
    *sampling,
    *dossier,
    *evenhanded,
    *figures,
    *yearly,
    *public,
    *keys,
    *processing,
    *package,
]
