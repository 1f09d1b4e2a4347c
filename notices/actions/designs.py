"""An area's own face and words: a new version, which letters get from its day on."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import LetterDesign
from ..own_words.colours import DEFAULT, DEFAULT_ACCENT, check_colour
from ..own_words.language import check_text

MOST_CONTACT, MOST_OPENING, MOST_HOUSE_RULES = 200, 1000, 2000


@dataclass(frozen=True)
class DesignDraft:
    """What a coordinator typed. The logo is a JPEG that `bans.photos.clean_logo` made."""

    colour: str = DEFAULT
    accent: str = DEFAULT_ACCENT
    contact_line: str = ""
    opening: str = ""
    house_rules: str = ""
    logo: bytes = b""


def check_design(draft: DesignDraft) -> DesignDraft:
    """The draft as it may be kept. Refuses a colour that cannot be read, and a text that is none of ours (R68)."""
    contact_line = " ".join(draft.contact_line.split())
    if len(contact_line) > MOST_CONTACT:
        sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % MOST_CONTACT
        raise Refusal("text_too_long", sentence, field="contact_line")
    return replace(
        draft,
        colour=check_colour(draft.colour, field="colour"),
        accent=check_colour(draft.accent, field="accent"),
        contact_line=check_free_text(contact_line, "contact_line"),
        opening=check_text(draft.opening, field="opening", longest=MOST_OPENING),
        house_rules=check_text(draft.house_rules, field="house_rules", longest=MOST_HOUSE_RULES),
    )


@transaction.atomic
def adopt_design(
    area: ShoppingArea, *, draft: DesignDraft, valid_from: dt.date, by: User, at: dt.datetime
) -> LetterDesign:
    """Keep the draft as the next version. Letters made before keep the version that they were made with (R35).

    Refuses a day before that of the version before it, and a day that is gone.
    """
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=area, on=on)
    draft = check_design(draft)
    latest = LetterDesign.objects.filter(area=area).aggregate(number=Max("number"), valid_from=Max("valid_from"))
    if valid_from < on or (latest["valid_from"] and valid_from < latest["valid_from"]):
        raise Refusal(
            "before_earlier_version",
            _("Een nieuwe versie gaat op zijn vroegst vandaag in, en niet eerder dan de vorige."),
            field="valid_from",
        )
    try:
        with transaction.atomic():
            design = LetterDesign.objects.create(
                area=area,
                number=(latest["number"] or 0) + 1,
                valid_from=valid_from,
                made_at=at,
                made_by=by,
                **vars(draft),
            )
    except IntegrityError:
        raise Refusal("added_twice", _("Deze versie wordt al opgeslagen. Ververs de pagina.")) from None
    record("design.adopted", subject=f"area:{area.slug}", by=by, area=area, number=design.number)
    return design
