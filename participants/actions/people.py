"""People and the roles that they hold."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..models import Membership, Shop, ShoppingArea, User
from ..models.user import LANGUAGES
from ..refusals import Refusal
from ..roles import SHOP_ROLES, Role


@transaction.atomic
def invite(
    area: ShoppingArea, *, email: str, name: str, role: str, shop: Shop | None, by: User, at: dt.datetime
) -> Membership:
    """Give somebody a role; the account is made when there is none (its owner sets the password)."""
    if role in SHOP_ROLES and shop is None:
        raise Refusal("shop_needed", _("Kies de winkel waarvoor deze rol geldt."), field="shop")
    if role in (Role.COORDINATOR, Role.MUNICIPALITY) and shop is not None:
        raise Refusal("no_shop", _("Deze rol hoort niet bij een winkel."), field="shop")
    if shop is not None and shop.area_id != area.pk:
        raise Refusal("other_area", _("Kies een winkel uit dit gebied."), rule="R8", field="shop")
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
    _refuse_mixing(user, area, role)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user=user, area=area, role=role, shop=shop)
    except IntegrityError:
        raise Refusal("role_exists", _("Deze persoon heeft deze rol al."), field="role") from None
    record("role.granted", subject=f"user:{user.pk}", by=by, area=area, role=str(role))
    return membership


def _refuse_mixing(user: User, area: ShoppingArea, role: str) -> None:
    """The municipality oversees and takes no part, so its role stands alone (R30)."""
    held = set(user.memberships.filter(area=area, ended_at=None).values_list("role", flat=True))
    if held and (Role.MUNICIPALITY in held) != (role == Role.MUNICIPALITY):
        raise Refusal(
            "mixed_roles",
            _("Wie toezicht houdt namens de gemeente heeft geen andere rol in dit gebied."),
            rule="R30",
            field="role",
        )


@transaction.atomic
def revoke(membership: Membership, *, by: User, at: dt.datetime) -> Membership:
    """End a role at once. The last coordinator of an area stays."""
    others = Membership.objects.filter(area=membership.area, role=Role.COORDINATOR, ended_at=None)
    if membership.role == Role.COORDINATOR and not others.exclude(pk=membership.pk).exists():
        raise Refusal("last_coordinator", _("Een gebied heeft altijd een coördinator."))
    ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at)
    if not ended:
        raise Refusal("role_ended", _("Deze rol was al beëindigd."))
    record(
        "role.revoked",
        subject=f"user:{membership.user_id}",
        by=by,
        area=membership.area,
        role=membership.role,
    )
    membership.refresh_from_db()
    return membership


@transaction.atomic
def choose_language(user: User, *, language: str, at: dt.datetime) -> User:
    """The language in which somebody gets mail from now on; their own to choose."""
    if language not in dict(LANGUAGES):
        raise Refusal("unknown_language", _("Kies een van deze talen."), field="language")
    user.language = language
    user.save(update_fields=["language"])
    record("language.chosen", subject=f"user:{user.pk}", by=user, language=language)
    return user
