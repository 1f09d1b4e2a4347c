"""The work of this app that is done later (participants.jobs)."""

from django.utils.translation import gettext_lazy as _

from participants.jobs.kinds import job
from participants.jobs.work import Work

from .corrections import letters


@job(letters.KIND, label=_("brieven van een correctie"))
def print_letter_of_correction(work: Work) -> None:
    """One letter of a correction, to whoever it is for."""
    letters.make(work)
