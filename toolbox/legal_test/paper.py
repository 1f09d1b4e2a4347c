"""A closed test on paper, to sign: whole, in Dutch, and without a name. Made when asked for, kept nowhere."""

from django.template import Context
from django.utils import translation
from django.utils.translation import gettext as _

from notices.letters import load, to_pdf
from participants.clock import dutch_date
from participants.refusals import Refusal

from .beside import permit_told
from .judging import standing
from .models import LegalTest
from .telling import conversation, reasons

TEMPLATE = "toolbox/legal_test/paper.html"


def paper(test: LegalTest) -> bytes:
    """The test as PDF/UA-1. The same test gives the same bytes; one that is open has no paper."""
    if test.closed_at is None:
        raise Refusal("test_open", _("Sluit de toets eerst af. Daarna kunt u hem printen en tekenen."))
    return to_pdf(page(test), identifier=f"{test.area.slug}-legal-test-{test.pk}")


def page(test: LegalTest) -> str:
    """The paper is Dutch, whatever the language of who prints it."""
    assert test.closed_at is not None
    closed_on = dutch_date(test.closed_at)
    with translation.override("nl"):
        stands = standing(test, on=closed_on)
        facts = {
            "area": test.area,
            "test": test,
            "measure": stands.measure,
            "closed_on": closed_on,
            "permit": permit_told(stands),
            "reasons": reasons(stands),
            "conversation": conversation(stands),
            "signatories": (_("Eerste ondertekenaar"), _("Tweede ondertekenaar")),
        }
        return load(TEMPLATE).render(Context(facts))
