"""The work on the register that is done later (participants.jobs)."""

from django.utils.translation import gettext_lazy as _

from participants.jobs.kinds import job
from participants.jobs.work import Work

from .actions import paper_rows


@job(paper_rows.KIND, label=_("papieren register inlezen"))
def take_over_row(work: Work) -> None:
    """One row of a file; all that it makes goes in with the mark that it is done."""
    with work.finishing() as at:
        paper_rows.take_over_row(work.job, at=at)
