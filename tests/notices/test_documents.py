"""The agreement with a shop and the text at its door: whole, and without a person."""

import io

import pikepdf
import pytest
from django.template import loader

from notices import documents
from notices.elements import DOCUMENTS
from notices.letters import elements_in
from notices.models import Notice
from participants.models import User
from participants.refusals import Refusal
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.factories import make_protocol


def words(pdf: bytes) -> str:
    return " ".join(words_of_pdf(pdf).split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_r37_every_document_has_a_place_for_each_element(document: str) -> None:
    template = loader.get_template(documents.document_template(document)).template
    assert set(DOCUMENTS[document]) <= elements_in(template)


def test_r3_agreement_names_the_parties_and_what_each_signs(cast: Cast) -> None:
    text = words(documents.agreement(cast.shop_a, on=cast.today))
    for expected in (
        "Deelnameovereenkomst", "Volmacht", "Verklaring voor de Autoriteit Persoonsgegevens", "Bakkerij bv",
        "Winkeliersvereniging Voorbeeld", "protocol (versie 1", "DPIA 1.0", "AP-1", "artikel 26 AVG",
        "artikel 138 van het Wetboek van Strafrecht", "tot een van beide stopt",
    ):  # fmt: skip
        assert expected in text, expected


def test_r7_door_text_tells_rules_ladder_terms_and_where_to_object(cast: Cast) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, col_warn_m=9, col_ban_m=1)
    pdf = documents.door_text(cast.area, shop=cast.shop_a, on=cast.today)
    text = words(pdf)
    for expected in (
        "Hier geldt het collectief winkelverbod", "Bakkerij", "Onze huisregels", "9 maanden lang een waarschuwing",
        "Dan 1 maand in geen", "hoogstens 24 maanden", "tussen de Markt en de Kade", "Bezwaar maken is gratis",
        "010 000 00 00",
    ):  # fmt: skip
        assert expected in text, expected
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1


def test_documents_name_nobody_and_are_kept_nowhere(cast: Cast) -> None:
    text = words(documents.agreement(cast.shop_a, on=cast.today))
    text += words(documents.door_text(cast.area, on=cast.today))
    for user in User.objects.all():
        assert user.name not in text and user.email not in text
    assert not Notice.objects.exists()


def test_same_document_twice_is_the_same(cast: Cast) -> None:
    once, again = (documents.agreement(cast.shop_a, on=cast.today) for _turn in range(2))
    assert once == again


def test_r75_area_without_a_protocol_has_no_documents(cast: Cast) -> None:
    cast.area.protocols.all().delete()
    with pytest.raises(Refusal) as caught:
        documents.door_text(cast.area, on=cast.today)
    assert caught.value.code == "no_protocol"
