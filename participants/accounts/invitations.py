"""The e-mail with which somebody begins: a link to choose a password oneself, good once and for three days."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from audit.log import record

from ..models import Membership, User

logger = logging.getLogger(__name__)


def send_invitation(membership: Membership, *, request: HttpRequest, by: User) -> bool:
    """Tell somebody of the role, with the link if there is no password yet. False when mail does not leave.

    Nobody chooses a password for somebody else: the link goes to the invited address alone.
    """
    user, area = membership.user, membership.area
    context = {
        "user": user,
        "area_name": area.name,
        "association": area.association,
        "role": membership.get_role_display(),
        "shop": membership.shop.name if membership.shop else "",
        "first": not user.has_usable_password(),
        "link": request.build_absolute_uri(first_link(user)),
    }
    try:
        get_adapter(request).send_mail("account/email/invitation", user.email, context)
    except (SMTPException, OSError):
        logger.exception("the invitation of user %s was not mailed", user.pk)
        return False
    record("invitation.sent", subject=f"user:{user.pk}", by=by, area=area)
    return True


def first_link(user: User) -> str:
    """Where the user goes: to choose a first password, or to log in with the one that is there."""
    if user.has_usable_password():
        return reverse("account_login")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
