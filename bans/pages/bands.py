"""A number that is told in a band (R70), in words, for pages of every room."""

from django.utils.translation import gettext as _

from ..rules.figures import BAND, Band


def band_in_words(found: Band) -> str:
    if not found.least:
        return _("minder dan %(number)s") % {"number": BAND}
    return _("%(least)s tot en met %(most)s") % {"least": found.least, "most": found.most}
