"""The two addresses for strangers with bad news: security.txt, and where browsers report a broken policy."""

import datetime as dt
import json
import logging
from collections.abc import Iterator

import pytest
import yaml
from django.test import Client, override_settings

from config import csp_report, security_txt
from config.cache_format import JSONFormat

from .surroundings import ROOT

# On PostgreSQL each request leaves the area that it entered, and so asks the database.
pytestmark = pytest.mark.django_db
ADDRESS = "/csp-report/"
OLD = "application/csp-report"


@pytest.fixture(autouse=True)
def nothing_told() -> Iterator[None]:
    csp_report._told.clear()
    yield
    csp_report._told.clear()


def report(**changed: str) -> str:
    body = {
        "document-uri": "https://x.nl/gebied/markt/maatregel/WV-2026-0001/",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
    }
    return json.dumps({"csp-report": {**body, **changed}})


def test_report_tells_rule_and_page_and_no_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """The reference of a measure stands in the address, and does not come into the log."""
    answer = client.post(ADDRESS, report(), content_type=OLD)
    assert (answer.status_code, answer.content) == (204, b"")
    told = [record.getMessage() for record in caplog.records if record.name == "config.csp_report"]
    assert told == ["content policy: script-src-elem stopped inline on bans:sanction"]


def test_report_in_the_newer_form_is_read_too(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    body = {"documentURL": "https://x.nl/", "effectiveDirective": "img-src", "blockedURL": "https://elders.nl/x.png"}
    client.post(ADDRESS, json.dumps([{"type": "csp-violation", "body": body}]), content_type="application/reports+json")
    assert "img-src stopped address on participants:home" in caplog.text
    assert "elders.nl" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b"3",
        b'"x"',
        b"[[[",
        b'{"csp-report": 3}',
        b"\xff\xfe",
        b"[" * 9000,
        b'[{"body": []}]',
    ],
)
def test_nonsense_is_thrown_away(client: Client, caplog: pytest.LogCaptureFixture, body: bytes) -> None:
    assert client.post(ADDRESS, body, content_type=OLD).status_code == 204
    assert "content policy" not in caplog.text


def test_report_that_lies_puts_no_word_of_its_own_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """No line feed, no name, no address: what is not a word of ours becomes one."""
    lie = report(**{
        "effective-directive": "x\nERROR participants Jan Jansen",
        "blocked-uri": "Jan Jansen",
        "document-uri": "https://x.nl/Jan-Jansen\n",
    })  # fmt: skip
    client.post(ADDRESS, lie, content_type=OLD)
    assert [r.getMessage() for r in caplog.records if r.name == "config.csp_report"] == [
        "content policy: unknown stopped address on elsewhere"
    ]


def test_flood_is_a_few_lines(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """The same is told once an hour, and no more than a hundred kinds."""
    caplog.set_level(logging.WARNING)
    for _again in range(5):
        client.post(ADDRESS, report(), content_type=OLD)
    for number in range(300):
        name = "x-" + "".join(chr(97 + int(digit)) for digit in str(number))
        client.post(ADDRESS, report(**{"effective-directive": name}), content_type=OLD)
    assert sum(record.name == "config.csp_report" for record in caplog.records) == csp_report.MOST


def test_report_that_is_too_long_is_not_read(client: Client) -> None:
    assert client.post(ADDRESS, b" " * (16 * 1024 + 1), content_type=OLD).status_code == 413


def test_only_posts_are_taken(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 405


CONTACT = ["mailto:beveiliging@example.nl", "https://example.nl/melden"]


def test_security_txt_says_where_to_report(client: Client) -> None:
    """RFC 9116: contact, an end within a year, languages, and its own address."""
    with override_settings(SECURITY_CONTACT=CONTACT, HTTPS=True, SECURITY_POLICY="https://example.nl/beleid"):
        answer = client.get("/.well-known/security.txt", secure=True)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    lines = dict(line.split(": ", 1) for line in reversed(answer.content.decode().splitlines()))
    assert lines["Contact"] == CONTACT[0]
    assert lines["Canonical"] == "https://testserver/.well-known/security.txt"
    assert lines["Policy"] == "https://example.nl/beleid"
    assert lines["Preferred-Languages"] == "nl, en"
    assert dt.datetime.fromisoformat(lines["Expires"]) == security_txt.expires()


def test_security_txt_ends_within_a_year_of_the_release(settings) -> None:
    """The date of the release is the one that publiccode.yml tells."""
    settings.SECURITY_TXT_EXPIRES = ""
    released = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))["releaseDate"]
    assert released == settings.RELEASED
    assert security_txt.expires() == dt.datetime.fromisoformat(released).replace(tzinfo=dt.UTC) + dt.timedelta(days=364)
    settings.SECURITY_TXT_EXPIRES = "2027-03-01"
    assert security_txt.expires() == dt.datetime(2027, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", [0, 7, -3, "tekst", [1.5, 2.5], {"a": None}, True])
def test_cache_keeps_json(value: object) -> None:
    """What a limit keeps comes back as it was."""
    form = JSONFormat()
    kept = form.dumps(value)
    assert form.loads(kept if isinstance(kept, bytes) else str(kept).encode()) == value


def test_cache_opens_no_pickle() -> None:
    import pickle

    with pytest.raises(ValueError):
        JSONFormat().loads(pickle.dumps({"a": 1}))


def test_message_for_the_next_page_lies_in_a_cookie(settings) -> None:
    """Not in the session, which is a row of the database and would be in its copies."""
    assert settings.MESSAGE_STORAGE == "config.cookies.MessageStorage"
