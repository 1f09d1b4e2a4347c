"""The work on letters that is done later (participants.jobs)."""

from django.utils.translation import gettext_lazy as _

from bans.models import Sanction
from participants.jobs.kinds import job
from participants.jobs.work import Work
from participants.models import ParticipantList

from .actions import supplements


@job(supplements.KIND, label=_("aanvullende brieven met de nieuwe lijst"))
def print_supplement(work: Work) -> None:
    """One person's letter with the newer list. Whose sanction has gone meanwhile needs none."""
    rows = Sanction.objects.in_force(work.day).select_related("area", "shop", "shop__business", "person", "incident")
    sanction = rows.filter(pk=work.payload["sanction"]).first()
    if sanction is None or work.job.asked_by is None:
        with work.finishing():
            return
    newer = ParticipantList.objects.get(pk=work.payload["list"])
    drawn = supplements.draw_supplement(sanction, newer, by=work.job.asked_by, at=work.now())
    with work.finishing():
        drawn.keep()
