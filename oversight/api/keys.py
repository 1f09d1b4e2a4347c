"""Making a key for a system of the municipality, and taking it back."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.accounts.tills import hash_of, new_token
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal

from ..sampling.doors import answers, audits, require_auditor
from .models import OversightKey

LIVES = dt.timedelta(days=365)
MOST = 10


@transaction.atomic
def make(area: ShoppingArea, *, name: str, by: User, at: dt.datetime) -> tuple[OversightKey, str]:
    """A key for a system of the municipality, for a year. The token that is returned goes into that system, and is
    kept nowhere else."""
    on = dutch_date(at)
    require_auditor(by, area, on=on)
    # Who makes one at the same moment waits, so that there are never more.
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    if OversightKey.objects.usable(on).filter(area=area).count() >= MOST:
        raise Refusal("too_many_keys", _("Er zijn al %(most)s sleutels. Trek er eerst een in.") % {"most": MOST})
    token = new_token()
    key = OversightKey.objects.create(
        area=area, name=name.strip(), token_hash=hash_of(token), made_by=by, made_at=at, made_on=on, ends_on=on + LIVES
    )
    record("oversight_key.made", subject=f"oversight_key:{key.pk}", by=by, area=area, until=key.ends_on.isoformat())
    return key, token


@transaction.atomic
def revoke(key: OversightKey, *, by: User, at: dt.datetime) -> OversightKey:
    """Take a key back at once: the municipality its own, and the association what it does not want any longer."""
    on = dutch_date(at)
    if not (audits(by, key.area, on=on) or answers(by, key.area, on=on)):
        raise Refusal("not_allowed", _("Dit doet de gemeente of de coördinator van de vereniging."), rule="R30")
    if not OversightKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at, revoked_by=by):
        raise Refusal("already_revoked", _("Deze sleutel was al ingetrokken."))
    record("oversight_key.revoked", subject=f"oversight_key:{key.pk}", by=by, area=key.area)
    key.refresh_from_db()
    return key
