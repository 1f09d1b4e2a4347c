"""Every address of Drempel starts here."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.defaults import page_not_found
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from participants.api.views import NothingHereView

from .app_shell import manifest, offline, service_worker
from .csp_report import csp_report
from .health import livez, readyz
from .security_txt import security_txt


class AnythingConverter:
    """Whatever stands in an address, a line feed too, which `path` does not know."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AnythingConverter, "anything")

api: list[URLPattern | URLResolver] = [
    path("", include("participants.api.urls")),
    path("", include("toolbox.api_urls")),
    path("", include("bans.api.urls")),
    path("", include("rights.api.urls")),
    path("", include("notices.api.urls")),
    path("", include("oversight.api.urls")),
    path("<anything:rest>", NothingHereView.as_view()),
]

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("csp-report/", csp_report, name="csp-report"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", service_worker, name="service-worker"),
    path("zonder-verbinding/", offline, name="offline"),
    path("taal/setlang/", login_not_required(set_language), name="set_language"),
    # The address is the login that a coordinator invited; nobody changes it alone.
    path("account/email/", page_not_found, {"exception": Http404()}),
    # Single sign-on finds its account by the invited address; nobody links one by hand or signs up.
    path("account/3rdparty/", page_not_found, {"exception": Http404()}),
    path("account/3rdparty/signup/", page_not_found, {"exception": Http404()}),
    path("account/signup/", page_not_found, {"exception": Http404()}),
    path("account/", include("allauth.urls")),
    path("api/schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path(
        "api/docs/",
        login_not_required(SpectacularSwaggerSplitView.as_view(url_name="schema")),
        name="docs",
    ),
    path("api/v1/", include((api, "api"))),
    path("", include("participants.pages.urls")),
    path("", include("bans.pages.urls")),
    path("", include("notices.pages.urls")),
    path("", include("rights.urls")),
    path("", include("toolbox.urls")),
    path("", include("oversight.urls")),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
