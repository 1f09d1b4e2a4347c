"""Nothing in Drempel has a place for who somebody is: no field, choice, key, variable or text (T32, G32, D10, D13)."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import yaml
from django import forms
from django.apps import apps
from django.conf import settings
from django.template import Template, engines
from django.template.base import VariableNode
from django.urls import get_resolver
from django.utils.html import strip_tags

from bans import appearance
from bans.conduct import CONDUCT
from bans.free_text.terms import terms_in

ROOT = Path(settings.BASE_DIR)
# Parts of a name that may stand in no name, in Dutch and in English.
FORBIDDEN = (
    "bsn sofi citizen burgerservice vnumber v_number vnummer vreemdeling passport paspoort document_number "
    "documentnummer document_copy idcard id_card licence_number rijbewijs nationalit ethnic etnic origin "
    "afkomst herkomst birthplace place_of_birth geboorteplaats geboorteland country_of land_van skin huid "
    "complexion race_ ras_ religio geloof faith church moskee mosque residence verblijf asylum asiel azc "
    "reception_cent opvang refugee vluchteling migrant illegal mother_tongue moedertaal native_language health "
    "gezondheid medical medisch illness ziekte disab handicap addict verslaa drug alcohol psych sexual seksue "
    "gender orientation gay politic politiek union vakbond conviction strafblad criminal_record previous_offen "
    "employer werkgever school social_media facebook instagram licence_plate license_plate kenteken_ biometr "
    "face_ faceprint template_vector fingerprint vingerafdruk score risk_ ranking prediction repeat_offender "
    "veelpleger recidiv profile_match similar_people image_search "
).split()
# Names that hold such a part and mean something else, and why.
MEANS_OTHER = {
    "sexual_assault": "a conduct code: what somebody did",
    "refugee-council": "an organisation in the catalogue",
    "face": "part of the address of one photo",
    "Face": "one photo of the brief, looked at; no template of a face",
    "OpenFace": "the question to look at one photo",
    "OpenFaceRequest": "the question to look at one photo",
    "OpenedFace": "the answer to it",
}
SURFACE = re.compile(r"[a-z_]+")


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def forbidden_in(name: str) -> str | None:
    """The forbidden part of a name, or None; `race_` is only found as a word of its own."""
    plain = f"_{snake(name)}_"
    return next((f"{part} in {name}" for part in FORBIDDEN if f"_{part.strip('_')}" in plain), None)


def ours() -> Iterator[type]:
    for app in ("audit", "bans", "notices", "participants", "toolbox"):
        yield from apps.get_app_config(app).get_models()


def names_of_models() -> Iterator[str]:
    for model in ours():
        yield model.__name__
        for field in model._meta.get_fields():
            yield field.name
            for value, _label in getattr(field, "flatchoices", None) or ():
                # The catalogue of measures tells of conduct and places; its codes are checked below.
                if model._meta.app_label != "toolbox":
                    yield str(value)


def names_of_forms() -> Iterator[str]:
    assert get_resolver().url_patterns  # reads every page, and so every form
    found = [forms.Form, forms.ModelForm]
    while found:
        kind = found.pop()
        found += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ("bans", "notices", "participants", "toolbox", "config"):
            yield from kind.base_fields


def names_of_api() -> Iterator[str]:
    def walk(part: object) -> Iterator[str]:
        if isinstance(part, dict):
            yield from (str(key) for key in part.get("properties", {}))
            yield from (str(value) for value in part.get("enum", ()) if value)
            for value in part.values():
                yield from walk(value)
        elif isinstance(part, list):
            for value in part:
                yield from walk(value)

    schema = yaml.safe_load((ROOT / "docs/openapi.yaml").read_text(encoding="utf-8"))
    yield from schema["components"]["schemas"]
    for name, part in schema["components"]["schemas"].items():
        if not name.startswith(("Measure", "Toolbox")):
            yield from walk(part)
    for address, operations in schema["paths"].items():
        yield from SURFACE.findall(address)
        for operation in operations.values():
            yield from (parameter["name"] for parameter in operation.get("parameters", ()))


def names_in_templates() -> Iterator[str]:
    for path in sorted((ROOT / "templates").rglob("*.*")):
        compiled: Template = engines["django"].engine.from_string(path.read_text(encoding="utf-8"))
        for node in compiled.nodelist.get_nodes_by_type(VariableNode):
            yield from SURFACE.findall(str(node.filter_expression.var).lower())


def names_of_files() -> Iterator[str]:
    for app in ("audit", "bans", "notices", "participants", "toolbox"):
        for path in (ROOT / app).rglob("*.py"):
            yield path.stem


SOURCES = [names_of_models, names_of_forms, names_of_api, names_in_templates, names_of_files]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_g32_no_name_has_a_place_for_who_somebody_is(source) -> None:
    names = {name for name in source() if name not in MEANS_OTHER}
    assert len(names) > 30
    assert sorted(filter(None, map(forbidden_in, names))) == []


@pytest.mark.parametrize("name", ["nationality", "skinColour", "verblijfsstatus", "person_bsn", "riskScore", "race"])
def test_scan_finds_what_it_must(name: str) -> None:
    assert forbidden_in(name)


# Texts that must name such a word, and why.
NAMES_IT = {
    "COA": "an organisation in the catalogue",
    "IND": "an organisation in the catalogue",
    "Dutch": "one of the two languages of Drempel",
    "English": "one of the two languages of Drempel",
    "Nederlands": "one of the two languages of Drempel",
    "Gezondheidszorg in de opvang (GZA)": "an organisation in the catalogue",
    "VluchtelingenWerk": "an organisation in the catalogue",
    "Reclassering": "an organisation in the catalogue",
    "Opvanglocatie": "a place where a measure of the catalogue is taken",
    "Opvanglocatie (COA)": "a place where a measure of the catalogue is taken",
    "Vreemdelingenrecht": "a field of law in the catalogue",
    "Liever in een andere taal?": "asks a visitor which language the page should speak",
    "It goes behind the letter. The Dutch letter remains the official text.": "the language of a letter",
    "Large print is for the explanation. Choose a language, for instance easy Dutch.": "the language of a sheet",
}


def test_g32_no_text_of_the_screens_speaks_of_a_group() -> None:
    """Dutch message and English translation, by the word lists that judge what people type themselves."""
    wrong = {}
    entries = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))
    for entry in entries:
        for text in (entry.msgid, entry.msgstr):
            found = [one.text for one in terms_in(text)]
            if found and not {entry.msgid, entry.msgstr} & set(NAMES_IT):
                wrong[text] = found
    assert len(entries) > 500 and wrong == {}


def test_g32_no_letter_speaks_of_a_group() -> None:
    """The words of every letter; "discriminatie" and the right to complain of it stay."""
    folder = ROOT / "templates/notices/letters"
    texts = {path.name: strip_tags(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}
    assert len(texts) > 10
    assert {name: found for name, text in texts.items() if (found := [one.text for one in terms_in(text)])} == {}


def test_g32_conduct_and_looks_are_no_group() -> None:
    texts = [str(text) for conduct in CONDUCT.values() for text in (conduct.label, conduct.rule_broken)]
    texts += [str(word) for words in appearance.LISTS.values() for word in words.values()]
    assert len(texts) > 50
    assert [(text, terms_in(text)) for text in texts if terms_in(text)] == []
    assert set(appearance.LISTS) == {"approximate_age", "build", "hair", "clothing", "tattoo_place"}


def catalogue() -> list[dict]:
    return [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "toolbox/catalogue/measures").rglob("*.yaml"))
    ]


# Lists of which a word in the catalogue would name people by who they are.
GROUPS = {"origin", "skin", "faith", "sexuality", "politics"}
# Care and law have names; each of these tells of a place, a procedure or a service.
TELLS_OF = {"peer-transport-hosts": "volunteers help fellow travellers in a language that these speak"}


def test_g32_catalogue_describes_conduct_and_never_a_group() -> None:
    """What sets a measure off is conduct, a place, a procedure or a wish, and no text names a people or a faith."""
    items = catalogue()
    assert len(items) > 100
    assert {item["trigger"] for item in items} <= {"conduct", "place", "procedure", "voluntary", "none"}
    wrong = {
        (item["code"], key): found
        for item in items
        for key, text in item.items()
        if isinstance(text, str) and not text.startswith("http") and item["code"] not in TELLS_OF
        if (found := [one.text for one in terms_in(text) if one.word_list.code in GROUPS])
    }
    assert wrong == {}
