"""Writing down what came of a measure."""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..experience import share
from ..models import Outcome, PartEvaluation, PlanPart
from ..screening import screen, screen_needed
from .locking import taken_running


@dataclass(frozen=True)
class EvaluationDraft:
    """What somebody saw. An empty text means: looked for, and not seen."""

    outcome: str
    side_effects: str
    displacement: str
    learned: str
    shared: bool = False


def check_evaluation(draft: EvaluationDraft) -> EvaluationDraft:
    if draft.outcome not in Outcome.values:
        raise Refusal("unknown_outcome", _("Kies een van de antwoorden."), field="outcome")
    return replace(
        draft,
        side_effects=screen(draft.side_effects, "side_effects"),
        displacement=screen(draft.displacement, "displacement"),
        learned=screen_needed(draft.learned, "learned"),
    )


@transaction.atomic
def evaluate(part: PlanPart, *, draft: EvaluationDraft, by: User, at: dt.datetime) -> PartEvaluation:
    """Once, from the last day on. Whatever it says, it is not changed and not taken away."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=part.area, on=on)
    part = taken_running(part)
    if on < part.last_day:
        raise Refusal("part_still_runs", _("Deze maatregel loopt nog. Evalueer op of na de laatste dag."))
    facts = asdict(check_evaluation(draft))
    try:
        with transaction.atomic():
            written = PartEvaluation.objects.create(area=part.area, part=part, written_by=by, written_at=at, **facts)
    except IntegrityError:
        raise Refusal("already_evaluated", _("Deze maatregel is al geëvalueerd. Dat blijft staan.")) from None
    if written.shared:
        written.copy = share(written)
        written.save(update_fields=["copy"])
    facts = {"measure": part.measure_code, "outcome": draft.outcome}
    record("plan.evaluated", subject=f"plan:{part.plan_id}", by=by, area=part.area, **facts)
    return written


@transaction.atomic
def unshare(part: PlanPart, *, by: User, at: dt.datetime) -> None:
    """Take what was shared away from everybody's page. What was evaluated stays as it was written."""
    require(by, Permission.MAKE_PLANS, area=part.area, on=dutch_date(at))
    written = PartEvaluation.objects.select_for_update().filter(part=part, shared=True).first()
    if written is None:
        raise Refusal("not_shared", _("Dit wordt niet gedeeld."))
    copy = written.copy
    written.shared, written.copy = False, None
    written.save(update_fields=["shared", "copy"])
    if copy:
        copy.delete()
    record("plan.unshared", subject=f"plan:{part.plan_id}", by=by, area=part.area, measure=part.measure_code)
