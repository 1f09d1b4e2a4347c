"""Taking over a paper register on the page: try, read what is wrong, and then really."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants import clock
from participants.jobs.work import run_due
from participants.models import Shop
from tests.cast import Cast
from tests.screens import Screens, text

HEADER = "onderneming;winkel;adres;overeenkomst;volmacht;verklaring;doet_mee_sinds"


def csv(*lines: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("winkels.csv", "\n".join([HEADER, *lines]).encode(encoding), content_type="text/csv")


GOOD = "Bloem bv;Bloemen;Markt 99;2026-01-05;2026-01-05;2026-01-05;2026-02-01"


def test_trying_writes_nothing_and_really_does(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    tried = screen.post("bans:import", kind="shops", file=csv(GOOD))
    assert tried.status_code == 200, text(tried)
    assert "1 regel klopt" in text(tried)
    assert not Shop.objects.filter(name="Bloemen").exists()
    asked = screen.post("bans:import", kind="shops", file=csv(GOOD), really="on")
    assert asked.status_code == 302 and "/werk/" in asked["Location"]
    assert "Papieren register inlezen" in text(screen.client.get(asked["Location"]))
    assert not Shop.objects.filter(name="Bloemen").exists()
    assert run_due(now=clock.now) == 1
    assert "1 van 1 : klaar" in text(screen.client.get(asked["Location"]))
    assert Shop.objects.get(name="Bloemen").takes_part(cast.today)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (csv(GOOD, "Kaas bv;Kaas;Markt 4;31-02-2026;2026-01-05;2026-01-05;2026-02-01"), ("3", "overeenkomst")),
        (csv(GOOD.replace("Bloemen", "Café"), encoding="latin-1"), ("UTF-8",)),
        (SimpleUploadedFile("w.csv", b"winkel;adres\nBloemen;Markt 1\n"), ("onderneming",)),
    ],
)
def test_every_problem_is_told_with_its_line_and_nothing_is_kept(
    file: SimpleUploadedFile, words: tuple, screens: Screens, cast: Cast
) -> None:
    before = Shop.objects.count()
    answer = screens.of("coordinator").post("bans:import", kind="shops", file=file, really="on")
    assert answer.status_code == 422
    assert "niets ingelezen" in text(answer) and all(word in text(answer) for word in words)
    assert Shop.objects.count() == before


def test_no_file_and_a_file_that_is_too_large(screens: Screens, cast: Cast, settings) -> None:
    screen = screens.of("coordinator")
    assert screen.post("bans:import", kind="shops").status_code == 422
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 500
    answer = screen.post("bans:import", kind="shops", file=csv(*[GOOD] * 20))
    assert answer.status_code == 422 and "groter dan 2 MB" in text(answer)
