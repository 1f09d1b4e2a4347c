"""The sheet behind its letter: asked for, printed, kept, and given again with the next one."""

import datetime as dt
import io

import pikepdf
import pytest

from bans.actions.endings import lift
from bans.models import Sanction
from notices.actions import letters, serving
from notices.actions.supplements import print_supplement
from notices.letters import to_pdf
from notices.models import Notice
from notices.models.notice import LetterKind
from participants.refusals import Refusal
from tests.notices.sheets.test_sheets import words
from tests.notices.test_letters import approved, handed, text_of
from tests.participants.api.scene import Scene, make_shop


def with_sheet(scene: Scene, sanction: Sanction, *, sheet: str = "pl", post: bool = False, **more) -> list[Notice]:
    day = None if post else scene.today
    return letters.prepare(sanction, starts_on=day, sheet=sheet, by=scene.users["manager"], at=scene.at, **more)


def test_sheet_lies_behind_the_letter_and_is_kept_with_it(scene: Scene) -> None:
    """One PDF, the same bytes each time (R35); the letter names what lies behind it."""
    letter, receipt = with_sheet(scene, approved(scene))
    assert (letter.sheet_language, letter.large_print) == ("pl", False)
    assert "ZAKAZ: nie wolno" in letter.html and "Uitleg: Pools" in words(letter.html)
    said = text_of(letter)
    assert said.index("VERBOD") < said.index("ZAKAZ") < said.index("Wie is verantwoordelijk?")
    assert letters.intact(letter)
    identifier = f"{letter.sanction.reference}-{letter.kind}-{letter.version}"
    assert to_pdf(letter.html, identifier=identifier) == bytes(letter.pdf)
    assert receipt.kind == LetterKind.PROOF_OF_SERVICE and receipt.sheet_language == ""
    assert "ZAKAZ" not in receipt.html


def test_part_of_the_pdf_says_its_own_language(scene: Scene) -> None:
    """Whoever has it read aloud hears Polish in Polish, and the letter in Dutch."""
    letter, _receipt = with_sheet(scene, approved(scene))
    with pikepdf.open(io.BytesIO(bytes(letter.pdf))) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert [str(part.Lang) for part in pdf.Root.StructTreeRoot.K[0].K if "/Lang" in part] == ["pl", "nl", "nl"]


def test_large_print_is_longer_and_recorded(scene: Scene) -> None:
    ban = approved(scene)
    plain, large = (with_sheet(scene, ban, sheet="nl-easy", large_print=choice)[0] for choice in (False, True))
    assert (plain.large_print, large.large_print) == (False, True)
    assert pages(large) > pages(plain)


def pages(notice: Notice) -> int:
    with pikepdf.open(io.BytesIO(bytes(notice.pdf))) as pdf:
        return len(pdf.pages)


def test_parents_get_the_sheet_too(scene: Scene) -> None:
    ban = approved(scene, birth_date=dt.date(scene.today.year - 17, 1, 1))
    _letter, parents, _receipt = with_sheet(scene, ban, sheet="tr")
    assert parents.kind == LetterKind.REPRESENTATIVE and parents.sheet_language == "tr"
    assert "Çocuğunuz için YASAK" in parents.html


@pytest.mark.parametrize("choice", [{"sheet": "xx"}, {"sheet": "", "large_print": True}])
def test_choice_that_cannot_be_printed_is_refused_and_nothing_is_kept(scene: Scene, choice: dict) -> None:
    """A language that there is not, and large print of no sheet at all."""
    with pytest.raises(Refusal) as caught:
        with_sheet(scene, approved(scene), **choice)
    assert (caught.value.code, caught.value.field) == ("no_such_sheet", "sheet")
    assert not Notice.objects.exists()


def test_language_that_was_given_is_recorded_with_the_post(scene: Scene) -> None:
    letter, _receipt = with_sheet(scene, approved(scene), sheet="ar", post=True)
    sent = serving.send_registered(
        letter, sent_on=scene.today, track_and_trace="3SFICTIEF001", by=scene.users["manager"], at=scene.at
    )
    assert sent.language == "ar"


def test_later_letters_speak_the_same_language(scene: Scene) -> None:
    """The newer list and the end, without anybody choosing again; while there is that language."""
    manager, head = scene.users["manager"], scene.users["coordinator"]
    letter, _receipt = with_sheet(scene, approved(scene), sheet="uk", large_print=True)
    ban = serving.serve_in_person(letter, facts=handed(scene, language="uk"), by=manager, at=scene.at)
    make_shop(scene.area, "Boekhandel", by=head, at=scene.at)
    newer = print_supplement(ban, by=manager, at=scene.at)
    assert (newer.sheet_language, newer.large_print) == ("uk", True) and "Список магазинів змінився" in newer.html
    proof = letters.print_proof(ban, by=manager, at=scene.at)
    assert "Oekraïens (Українська)" in words(proof.html) and proof.sheet_language == ""
    ban = lift(ban, reason="Het is goed zo.", by=head, at=scene.at)
    assert "Вашу заборону скасовано" in letters.print_ending(ban, by=head, at=scene.at).html
    Notice.objects.update(sheet_language="la")
    last = letters.print_ending(ban, by=head, at=scene.at)
    assert last.sheet_language == "" and "<!-- part -->" not in last.html
