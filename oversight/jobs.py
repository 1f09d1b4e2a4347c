"""The work of this app that is done later (participants.jobs)."""

from django.utils.translation import gettext_lazy as _

from participants.jobs.kinds import job
from participants.jobs.work import Work

from .dossier.actions import asking


@job(asking.KIND, label=_("vergunningsdossier"))
def make_dossier(work: Work) -> None:
    """One dossier, of the facts that were taken when somebody asked."""
    asking.make_dossier(work)
