"""The addresses of this app, gathered from its rooms."""

from .access.urls import urlpatterns as access
from .corrections.urls import urlpatterns as corrections
from .figures.urls import urlpatterns as figures
from .own_page.urls import urlpatterns as own_page
from .requests.urls import urlpatterns as requests

app_name = "rights"
urlpatterns = [*own_page, *requests, *access, *corrections, *figures]
