"""The archive: whole, the same twice, readable aloud, and of one mind about names and addresses."""

import csv
import hashlib
import io
import re

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.html import escape

from oversight.checks import running  # noqa: F401  (fills the list)
from oversight.checks.verdict import CHECKS, rules_checked
from oversight.dossier import papers
from oversight.dossier.bundle import archive_of
from oversight.dossier.data_kept import APPS, PLAIN, lines
from oversight.dossier.papers import BUSINESSES_A_FILE, SHOPS_A_FILE, Sources, page_of, papers_of
from oversight.dossier.reading import dpia, parameter_groups, parameters, risks, standard_points, units
from participants.models import User
from participants.privacy import CLASSES, Viewer
from participants.protocol import DEFAULTS
from participants.refusals import Refusal
from rights.access.labels import has_words
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.notices.pdf import test_structure as judges
from tests.notices.pdf.made import Made
from tests.notices.pdf.tagged import Tagged
from tests.oversight.dossier.conftest import HOSTILE, LookedAt, asked, refusing
from tests.rules_table import RULES

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once

NAMES = [
    "1-brief-en-samenvatting.pdf", "2-deelnemers.pdf", "2-deelnemers.csv", "3-verklaringen.pdf", "4-protocol.pdf",
    "5-dpia.pdf", "6-wijzigingen.pdf",
]  # fmt: skip
PDFS = [name for name in NAMES if name.endswith(".pdf")]


def words(data: bytes) -> str:
    return " ".join(words_of_pdf(data).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_everything_is_in_it_with_its_sum(looked_at: LookedAt) -> None:
    assert list(looked_at.files) == [*NAMES, "SHA256SUMS"]
    sums = dict(reversed(line.split("  ")) for line in looked_at.files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(looked_at.files[name]).hexdigest() for name in NAMES}


@pytest.mark.parametrize("name", PDFS)
def test_each_paper_can_be_read_aloud(looked_at: LookedAt, tmp_path, name: str) -> None:
    """By the judges of the letters: the validator, the tree, headings, tables, fonts and bookmarks."""
    paper = Made(looked_at.files[name])
    tagged = Tagged(paper.pdf)
    judges.test_validator_finds_nothing(paper, tmp_path, name)
    for judge in (
        judges.test_document_says_what_it_is,
        judges.test_one_tree_under_one_document,
        judges.test_every_page_finds_its_branch,
        judges.test_nothing_on_a_page_is_left_out_or_said_twice,
        judges.test_headings_go_down_one_step_at_a_time,
        judges.test_every_table_has_headings_that_say_of_what,
        judges.test_every_font_is_in_the_file,
        judges.test_bookmarks_lead_to_the_headings,
    ):
        judge(tagged, name)


def test_names_and_addresses_are_the_same_in_every_paper(looked_at: LookedAt) -> None:
    """The authority compares them letter by letter: list, table and declarations have one source."""
    table = list(csv.reader(io.StringIO(looked_at.files["2-deelnemers.csv"].decode("utf-8-sig")), delimiter=";"))
    entries = looked_at.sources.facts["shops"]
    assert [row[1:4] for row in table[1:]] == [[e["business"], e["name"], e["address"]] for e in entries]
    pages = [page_of(looked_at.sources, "participants", rows=list(enumerate(entries, 1)))]
    businesses = list(enumerate(papers.by_business(looked_at.sources.facts), 1))
    pages += [page_of(looked_at.sources, "declarations", businesses=businesses)]
    for name, page in zip(("2-deelnemers.pdf", "3-verklaringen.pdf"), pages, strict=True):
        told = squeezed(words_of_pdf(looked_at.files[name]))
        for entry in entries:
            for value in (entry["business"], entry["name"], entry["address"]):
                assert squeezed(value) in told, (name, value)
                assert escape(value) in page, (name, value)


def test_rubbish_in_a_name_stays_text(looked_at: LookedAt) -> None:
    told = words(looked_at.files["3-verklaringen.pdf"])
    assert HOSTILE in told and f"{HOSTILE} bv verklaart dat zij zich houdt" in told


def test_business_with_two_shops_declares_once(looked_at: LookedAt) -> None:
    told = words(looked_at.files["3-verklaringen.pdf"])
    assert told.count("Bakkerij bv verklaart dat zij zich houdt aan het protocol (versie 1)") == 1
    assert "Bakkerij Oost" in told and "De vergunning noemt deze onderneming nog niet." in told


def test_letter_says_what_is_asked_and_what_lies_with_it(looked_at: LookedAt) -> None:
    told = words(looked_at.files["1-brief-en-samenvatting.pdf"])
    for expected in (
        "z2022-00023", "Het gaat om 1 onderneming die nog niet in de vergunning staat", "Niet in de vergunning 1",
        "Ondernemingen 4 Winkels 5", f"Open punten van de DPIA {len(standard_points())} van", "AP-1",
        "Dit is de eerste indiening die is vastgelegd.", *NAMES,
    ):  # fmt: skip
        assert expected in told, expected


def test_protocol_tells_each_parameter_with_its_ceiling(looked_at: LookedAt) -> None:
    told = words(looked_at.files["4-protocol.pdf"])
    for value in parameters().values():
        assert squeezed(value["means"]) in squeezed(told), value
    assert "Langste termijn 24 maanden 1 tot en met 24 Langer dan dit" in told


def test_dpia_tells_data_risks_and_open_points(looked_at: LookedAt) -> None:
    told = squeezed(words(looked_at.files["5-dpia.pdf"]))
    expected = [one.harm for one in risks()] + [one.asks for one in standard_points()]
    expected += [str(CHECKS[code].says) for one in risks() for code in one.checks]
    expected += ["geboortedatum", "de nacht erna met 0 dagen uitstel", "Winkelgebied markt houden samen"]
    for sentence in expected:
        assert squeezed(sentence) in told, sentence


def test_dossier_names_no_person(looked_at: LookedAt, cast: Cast) -> None:
    told = "".join(words(looked_at.files[name]) for name in PDFS)
    for user in User.objects.all():
        assert user.name not in told.replace("coordinator", "") or user.name == "coordinator"
        assert user.email not in told


def test_same_facts_give_the_same_bytes(looked_at: LookedAt) -> None:
    for name in ("2-deelnemers.pdf", "2-deelnemers.csv"):
        (paper,) = (one for one in papers_of(looked_at.sources) if one.name == name)
        assert paper.make() == looked_at.files[name]


def test_part_that_cannot_be_made_is_named_and_there_is_nothing(
    looked_at: LookedAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "to_pdf", refusing("5-dpia"))
    begun: list[int] = []
    with pytest.raises(Refusal, match=r"DPIA, met open punten.*kan niet worden gemaakt") as refused:
        archive_of(looked_at.sources, between=lambda: begun.append(1))
    assert refused.value.code == "part_failed" and len(begun) == NAMES.index("5-dpia.pdf") + 1


def test_large_area_has_more_files_of_a_kind(cast: Cast) -> None:
    facts = asked(cast).facts
    one = facts["shops"][0]
    count = SHOPS_A_FILE + 1
    facts["shops"] = [{**one, "shop": n, "business": f"Bedrijf {n}"} for n in range(count)]
    names = [paper.name for paper in papers_of(Sources(facts, None, "t"))]
    assert names.count("2-deelnemers.csv") == 1 and {"2-deelnemers-01.pdf", "2-deelnemers-02.pdf"} <= set(names)
    assert sum(name.startswith("3-verklaringen-") for name in names) == -(-count // BUSINESSES_A_FILE)


def test_texts_fit_what_they_are_about() -> None:
    """A parameter, a class, a viewer, a check or a rule that is new or gone needs a word here."""
    assert set(parameters()) == set(DEFAULTS.as_dict())
    assert {one["group"] for one in parameters().values()} == set(parameter_groups())
    assert {one["unit"] for one in parameters().values() if "unit" in one} <= set(units())
    assert set(dpia()["classes"]) == set(CLASSES) and set(dpia()["viewers"]) == {str(one) for one in Viewer}
    assert {code for one in risks() for code in one.checks} <= set(CHECKS)
    assert {rule for one in risks() for rule in one.rules} <= {f"R{number}" for number in RULES} | rules_checked()
    assert len({one.code for one in standard_points()}) == len(standard_points())


def test_every_table_about_people_is_in_the_dpia_in_dutch() -> None:
    with translation.override("nl"):
        told = {line.table for line in lines()}
    assert {"persoon", "foto", "maatregel", "brief", "verzoek", "gebruiker", "vraag aan de balie"} <= told


def test_every_column_about_people_has_dutch_words() -> None:
    """A name that a programmer chose is no word for who reads the DPIA."""
    columns = [
        (model, name)
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        for name, kind in model.Privacy.fields.items()
        if kind != PLAIN and name not in dpia()["fields"]
    ]
    assert [one for one in columns if not has_words(one[0]._meta.get_field(one[1]))] == []
