"""Tills and the codes that open them."""

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from audit.log import record

from .. import limits
from ..access import require
from ..accounts import tills
from ..accounts.easy_codes import is_easy
from ..clock import dutch_date
from ..models import Device, Shop, TillCode, User
from ..models.device import WRONG_CODES_ALLOWED, DeviceKind
from ..refusals import Refusal
from ..roles import Permission
from ..second_factor import roles_of

# Of all staff together, so that a stranger at the till cannot try five codes of each of them for ever.
TRIES_AT_TILL, TRIES_WINDOW = 30, dt.timedelta(minutes=15)


@transaction.atomic
def enrol(shop: Shop, *, name: str, by: User, at: dt.datetime, kind: str = DeviceKind.TILL) -> tuple[Device, str]:
    """Make a till of this shop. The token that is returned goes into that browser, or into that till system, and
    is kept nowhere else."""
    require(by, Permission.MANAGE_TILLS, area=shop.area, on=dutch_date(at), shop=shop)
    token = tills.new_token()
    device = Device.objects.create(
        kind=kind, shop=shop, name=name.strip(), token_hash=tills.hash_of(token), enrolled_by=by, enrolled_at=at
    )
    record("device.enrolled", subject=f"device:{device.pk}", by=by, area=shop.area, shop=shop.pk, kind=str(kind))
    return device, token


@transaction.atomic
def revoke(device: Device, *, by: User, at: dt.datetime) -> Device:
    """Take the till back at once: its sessions end and its codes are gone."""
    revoked = Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at, revoked_by=by)
    if not revoked:
        raise Refusal("already_revoked", _("Deze kassa was al ingetrokken."))
    device.codes.all().delete()
    record("device.revoked", subject=f"device:{device.pk}", by=by, area=device.shop.area)
    device.refresh_from_db()
    return device


@transaction.atomic
def choose_code(device: Device, *, code: str, by: User, at: dt.datetime) -> TillCode:
    """Choose one's own code for this till. Only counter staff of its shop, and no code that is easy to guess."""
    on = dutch_date(at)
    if not tills.works_at(by, device, roles_of(by, on=on), on=on):
        raise Refusal(
            "no_code_for_role", _("Een code is er alleen voor personeel van deze winkel met alleen de rol kassa.")
        )
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        raise Refusal("six_digits", _("Een code bestaat uit zes cijfers."), field="code")
    if is_easy(code):
        raise Refusal(
            "easy_code", _("Deze code is makkelijk te raden. Neem geen datum, rij of herhaling."), field="code"
        )
    chosen, _made = TillCode.objects.update_or_create(
        device=device, user=by, defaults={"code_hash": _hashed(device, by, code), "wrong_count": 0, "set_at": at}
    )
    record("till_code.chosen", subject=f"user:{by.pk}", by=by, area=device.shop.area, device=device.pk)
    return chosen


def unlock(chosen: TillCode, *, code: str, at: dt.datetime) -> TillCode:
    """Judge a code at the till. A try is counted before it is judged, and stays counted when it was wrong."""
    device, on = chosen.device, dutch_date(at)
    if not tills.works_at(chosen.user, device, roles_of(chosen.user, on=on), on=on):
        raise Refusal("no_code_for_role", _("Deze code geldt niet meer. Log in met uw wachtwoord."))
    bucket = f"till:{device.pk}"
    if not limits.take(bucket, limit=TRIES_AT_TILL, window=TRIES_WINDOW, at=at):
        raise Refusal("too_many_attempts", _("Op deze kassa zijn te veel codes geprobeerd. Log in met uw wachtwoord."))
    rows = TillCode.objects.filter(pk=chosen.pk, wrong_count__lt=WRONG_CODES_ALLOWED)
    if not rows.update(wrong_count=F("wrong_count") + 1):
        raise _locked()
    if not check_password(_peppered(device, chosen.user, code), chosen.code_hash):
        raise _wrong(chosen)
    with transaction.atomic():
        TillCode.objects.filter(pk=chosen.pk).update(wrong_count=0, last_used_at=at)
        Device.objects.filter(pk=device.pk).update(last_used_at=at)
        record(
            "till.unlocked", subject=f"user:{chosen.user_id}", by=chosen.user, area=device.shop.area, device=device.pk
        )
    limits.give_back(bucket, at=at)
    return chosen


def _wrong(chosen: TillCode) -> Refusal:
    chosen.refresh_from_db(fields=["wrong_count"])
    record("till_code.wrong", subject=f"user:{chosen.user_id}", by="till", area=chosen.device.shop.area)
    left = WRONG_CODES_ALLOWED - chosen.wrong_count
    if left < 1:
        record("till_code.locked", subject=f"user:{chosen.user_id}", by="till", area=chosen.device.shop.area)
        return _locked()
    sentence = _("Deze code klopt niet. Zo vaak kunt u het nog proberen: %s.") % left
    return Refusal("wrong_code", sentence, field="code")


def _locked() -> Refusal:
    return Refusal(
        "code_locked", _("Deze code is geblokkeerd na vijf foute codes. Log op deze kassa in met uw wachtwoord.")
    )


def free_after_log_in(device: Device, *, user: User) -> None:
    """A full log-in on the till frees the code that was blocked there."""
    TillCode.objects.filter(device=device, user=user).update(wrong_count=0)


def _peppered(device: Device, user: User, code: str) -> str:
    """Bound to till and person, and worth nothing to who has the database alone."""
    return salted_hmac("participants.till_code", f"{device.pk}:{user.pk}:{code}", algorithm="sha256").hexdigest()


def _hashed(device: Device, user: User, code: str) -> str:
    return make_password(_peppered(device, user, code))
