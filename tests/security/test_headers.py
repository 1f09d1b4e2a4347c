"""What every answer of every route tells the browser: to a visitor and to a coordinator (G23, T28)."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from participants.models import User
from tests.access.routes import Route, every_route
from tests.access.world import World
from tests.platform.production import COOKIES
from tests.screens import Screens
from tests.size import FULL

# As behind TLS. A middleware reads them as a browser is made, so they stand before the first question.
TRANSPORT = {
    **COOKIES,
    "HTTPS": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_SECURE": True,
}
# What is the same for everybody, and of which one's own browser may keep a copy.
PUBLIC = {".well-known/security.txt", "manifest.webmanifest", "sw.js"}
PASSWORD = "drie woorden en een drempel"
# Data between tags of script is not run.
pytestmark = pytest.mark.once
INLINE = re.compile(
    r"<script(?![^>]*(\ssrc=|\snonce=|type=.application/json.))[^>]*>|<style(?![^>]*\snonce=)[^>]*>"
    r"|<[^>]+\s(style|on[a-z]+)=|javascript:"
)
OPEN_TO_SCRIPT = re.compile(r"unsafe-(inline|eval|hashes)|\*|https?:|blob:")


BOTH = ("GET", "POST")
WHO_ASKS = {"anonymous": BOTH if FULL else ("GET",), "coordinator": BOTH, "counter_b": BOTH if FULL else ()}


@dataclass(frozen=True)
class Asked:
    viewer: str
    method: str
    route: Route
    answer: HttpResponse

    def __str__(self) -> str:
        return f"{self.viewer} {self.method} {self.route.pattern} ({self.answer.status_code})"

    @property
    def directives(self) -> dict[str, str]:
        parts = self.answer.get("Content-Security-Policy", "").split(";")
        return {name: value for name, _space, value in (part.strip().partition(" ") for part in parts) if name}

    @property
    def is_page(self) -> bool:
        return self.answer.get("Content-Type", "").startswith("text/html")

    @property
    def body(self) -> str:
        return self.answer.content.decode("utf-8", "replace") if not self.answer.streaming else ""


@pytest.fixture(scope="module")
def answers(world: World) -> list[Asked]:
    """Every route that there is, asked in both ways; what a question changed is taken back."""
    found = []
    with ExitStack() as stack:
        stack.enter_context(override_settings(**TRANSPORT))
        screens = Screens(world.cast)
        for viewer, methods in WHO_ASKS.items():
            for route in every_route():
                for method in methods:
                    # A browser for each question: some of them log out.
                    client = screens.of(world.viewers[viewer]).client
                    client.raise_request_exception = False
                    found.append(Asked(viewer, method, route, ask(client, method, address(world, route))))
    return found


def address(world: World, route: Route) -> str:
    values: dict[str, Any] = {kind: "nergens" for _name, kind in route.names if kind}
    values |= world.values("collective")
    plain = {name: values.get(kind or "", "1") for name, kind in route.names}
    pattern = re.sub(r"^\^|\$$|\\Z", "", route.pattern)
    for name, value in plain.items():
        pattern = re.sub(rf"<(?:\w+:)?{name}>", str(value), pattern, count=1)
    # What a library writes as a regular expression.
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x-y", pattern)


def ask(client: Client, method: str, address: str) -> HttpResponse:
    with transaction.atomic():
        answer = getattr(client, method.lower())(address, secure=True)
        transaction.set_rollback(True)
    return answer


def wrong(answers: list[Asked], fault: Any) -> str:
    """The questions whose answer has this fault; an empty string when there is none."""
    return "\n".join(sorted({f"{asked}: {told}" for asked in answers if (told := fault(asked))}))


def test_every_route_was_asked(answers: list[Asked]) -> None:
    """None broke, and no route is left out."""
    assert len({asked.route.pattern for asked in answers}) == len({route.pattern for route in every_route()}) > 100
    broken = [asked for asked in answers if asked.answer.status_code >= 500 and asked.route.name != "readyz"]
    assert wrong(broken, str) == ""
    assert sum(asked.answer.status_code == 200 for asked in answers) > 60


def test_policy_stands_on_every_answer(answers: list[Asked]) -> None:
    """Script and style from this site alone, or with the nonce of this answer; a place to report to."""

    def fault(asked: Asked) -> str:
        rules = asked.directives
        if OPEN_TO_SCRIPT.search(" ".join(rules.values()).replace("https://localhost", "")):
            return asked.answer["Content-Security-Policy"]
        for name in ("script-src", "style-src"):
            words = set(rules.get(name, rules.get("default-src", "")).split())
            if not words or any(not re.fullmatch(r"'self'|'none'|'nonce-[\w+/=-]+'", word) for word in words):
                return f"{name} {words}"
        wanted = {"base-uri": "'none'", "frame-ancestors": "'none'"}
        lacks = {name for name, value in wanted.items() if rules.get(name) != value}
        if "object-src" not in rules and rules.get("default-src") != "'none'":
            lacks.add("object-src")
        if asked.is_page and rules.get("report-uri") != "/csp-report/":
            lacks.add("report-uri")
        return str(lacks or "")

    assert wrong(answers, fault) == ""


def test_every_nonce_is_used_once(answers: list[Asked]) -> None:
    seen = re.findall(r"'nonce-([\w+/=-]+)'", " ".join(asked.answer["Content-Security-Policy"] for asked in answers))
    per_answer = [set(re.findall(r"nonce-([\w+/=-]+)", a.answer["Content-Security-Policy"])) for a in answers]
    assert seen and all(len(found) <= 1 for found in per_answer)
    assert len({nonce for found in per_answer for nonce in found}) == sum(map(len, per_answer))


def test_no_page_holds_script_or_style_of_its_own(answers: list[Asked]) -> None:
    """Neither between tags nor in an attribute; what stands between tags carries the nonce."""
    assert wrong(answers, lambda asked: asked.is_page and (found := INLINE.search(asked.body)) and found[0]) == ""


FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}


@pytest.mark.parametrize("name", FIXED)
def test_header_stands_on_every_answer(answers: list[Asked], name: str) -> None:
    assert wrong(answers, lambda a: a.answer.get(name) != FIXED[name] and a.answer.get(name, "absent")) == ""


def test_no_page_gets_at_camera_or_place(answers: list[Asked]) -> None:
    """A passkey is the one thing that a page may ask of the device."""
    for asked in answers:
        policy = asked.answer["Permissions-Policy"]
        assert "camera=()" in policy and "geolocation=()" in policy and "microphone=()" in policy, asked
        allowed = set(re.findall(r"([a-z-]+)=\(self\)", policy))
        assert allowed == {"publickey-credentials-create", "publickey-credentials-get"}, asked


def test_nothing_is_kept_in_a_cache(answers: list[Asked]) -> None:
    """Not what somebody saw who was logged in, nor what a visitor was told."""

    def fault(asked: Asked) -> str:
        told = asked.answer.get("Cache-Control", "absent")
        return "" if "no-store" in told or asked.route.pattern in PUBLIC else told

    assert wrong(answers, fault) == ""


def test_no_other_site_reads_an_answer(answers: list[Asked]) -> None:
    """No header of CORS anywhere, for any origin."""
    assert wrong(answers, lambda a: [name for name in a.answer.headers if name.startswith("Access-Control-")]) == ""


def test_no_answer_is_script_that_tells_of_somebody(answers: list[Asked]) -> None:
    """Nothing behind a log-in is JavaScript, and no callback is taken from the address (JSONP)."""
    scripts = [asked for asked in answers if "javascript" in asked.answer.get("Content-Type", "")]
    assert {asked.route.pattern for asked in scripts} == {"sw.js"}
    assert len({asked.body for asked in scripts if asked.method == "GET"}) == 1, "the worker knows who asks"


def test_every_body_says_what_it_is(answers: list[Asked]) -> None:
    """A type for every body, and for text its characters."""

    def fault(asked: Asked) -> str:
        kind = asked.answer.get("Content-Type", "")
        if not asked.answer.streaming and not asked.answer.content:
            return ""
        if kind.startswith("text/") and "charset=utf-8" not in kind:
            return kind
        return "" if kind else "absent"

    assert wrong(answers, fault) == ""


def test_names_of_files_are_ours(answers: list[Asked]) -> None:
    """What is downloaded is called after a reference, never after what somebody typed."""
    named = [asked for asked in answers if "filename" in asked.answer.get("Content-Disposition", "")]
    assert named
    good = re.compile(r'(inline|attachment); filename="[\w.-]+"')
    assert wrong(named, lambda asked: not good.fullmatch(asked.answer["Content-Disposition"])) == ""


def test_no_header_tells_what_it_runs_on(answers: list[Asked]) -> None:
    assert wrong(answers, lambda a: [n for n in a.answer.headers if n in {"Server", "X-Powered-By", "Via"}]) == ""


def test_cookies_are_of_this_host_alone(answers: list[Asked]) -> None:
    """Each with the prefix that a browser holds to it, over TLS, out of reach of script, not sent by other sites."""

    def fault(asked: Asked) -> str:
        for name, cookie in asked.answer.cookies.items():
            good = cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"]
            # A cookie that is taken back carries no value to protect.
            kept = cookie["max-age"] != 0
            if not name.startswith("__Host-") or (kept and not (good and cookie["samesite"] in {"Lax", "Strict"})):
                return cookie.OutputString()
        return ""

    assert wrong(answers, fault) == ""


def test_log_out_clears_the_browser(answers: list[Asked]) -> None:
    """Of what was kept of this site, whatever the browser would have kept."""
    left = [a for a in answers if a.route.name == "account_logout" and a.method == "POST" and a.viewer != "anonymous"]
    assert left and all('"cache"' in asked.answer["Clear-Site-Data"] for asked in left)
    assert all('"storage"' in asked.answer["Clear-Site-Data"] for asked in left)


@pytest.fixture
def tls() -> Iterator[None]:
    with override_settings(**TRANSPORT):
        yield


def test_photo_is_no_page_and_stays_here(world: World, tls: None) -> None:
    """A photo that is asked for directly is a picture and nothing else, and no other site can show it."""
    client = Screens(world.cast).of("coordinator").client
    answer = client.get(f"/gebied/{world.cast.area.slug}/foto/{world.values('collective')['photo']}/", secure=True)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin" and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["js/app.js", "icons/ban.svg", "css/base.css", "nergens.js", "", "js/"])
def test_static_file_carries_them_too(client: Client, db: None, tls: None, path: str) -> None:
    with closing(client.get(f"/static/{path}", secure=True)) as answer:
        if answer.streaming:
            b"".join(answer.streaming_content)
        assert "base-uri 'none'" in answer["Content-Security-Policy"]
        for name, value in FIXED.items():
            assert answer[name] == value


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "TRACK", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/account/login/", "/api/v1/areas", "/livez", "/static/js/app.js"])
def test_unknown_method_is_refused(client: Client, db: None, method: str, path: str) -> None:
    assert client.generic(method, path).status_code == 405


def test_api_refuses_plain_http_where_a_page_is_sent_on(client: Client, db: None, tls: None) -> None:
    """A redirect would hide that the token goes over the line in clear, each time."""
    answer = client.get("/api/v1/areas")
    assert (answer.status_code, answer.json()["code"]) == (403, "https_required")
    page = client.get("/account/login/")
    assert (page.status_code, page["Location"]) == (301, "https://testserver/account/login/")


def test_header_of_a_proxy_counts_for_nothing_unless_declared(client: Client, db: None, tls: None) -> None:
    """Whoever asks cannot say of oneself that TLS was used."""
    with override_settings(SECURE_PROXY_SSL_HEADER=None):
        assert client.get("/api/v1/areas", headers={"x-forwarded-proto": "https"}).status_code == 403
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert client.get("/api/v1/areas", headers={"x-forwarded-proto": "https"}).status_code == 401


def test_other_names_of_the_site_are_refused(client: Client, db: None) -> None:
    with override_settings(ALLOWED_HOSTS=["winkelverbod.example.nl"]):
        assert client.get("/", headers={"host": "elders.example.nl"}).status_code == 400


def test_language_leads_nowhere_else(client: Client, db: None) -> None:
    """The one page that is told where to go next goes to another page of ours, or to the first."""
    answer = client.post("/taal/setlang/", {"language": "en", "next": "https://elders.example.nl/"})
    assert answer["Location"] == "/"


def test_log_in_leads_nowhere_else(client: Client, db: None) -> None:
    """Whatever address a link to the page to log in carried along."""
    User.objects.create_user("a@example.nl", PASSWORD, name="A", is_staff=True)
    for elsewhere in ("https://elders.example.nl/", "//elders.example.nl/", "javascript:alert(1)"):
        form = {"login": "a@example.nl", "password": PASSWORD, "next": elsewhere}
        answer = Client().post("/account/login/", form)
        assert (answer.status_code, answer["Location"]) == (302, "/")
