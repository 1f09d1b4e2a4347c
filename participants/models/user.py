"""People with an account, and the roles they hold in an area."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import operation

from ..roles import SHOP_ROLES, Role
from .area import ShoppingArea
from .shop import Shop

# For whom somebody acts whose role belongs to no shop.
ASSOCIATION, MUNICIPALITY = "association", "municipality"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One human being with one account; the e-mail address is the login."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    # Of mail that no page asked for; a page has the language that its reader chose in the browser.
    language = models.CharField(_("taal van e-mail"), max_length=2, choices=LANGUAGES, default="nl")
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    is_staff = models.BooleanField(_("technisch beheer"), default=False)
    # An account of the demonstration, which holds no real person's data and needs no second factor there.
    fictional = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Privacy:
        fields = {
            "id": "plain",
            "password": "key",
            "last_login": "account",
            "is_superuser": "account",
            "email": "account",
            "name": "account",
            "language": "account",
            "is_active": "account",
            "is_staff": "account",
            "fictional": "plain",
            "joined_at": "account",
        }

    def __str__(self) -> str:
        return f"user {self.pk}"

    def acting_as(self, area: ShoppingArea | None) -> tuple[list[str], list[str]]:
        """The roles held there now, and for whom they are held, as the log keeps them (D29).

        Asked once for each request or duty, for a role that ended in between ended for the next one.
        """
        running = operation.current()
        moment = (running.id if running else "", area.pk if area else None)
        if not running or getattr(self, "_acting_as", (None,))[0] != moment:
            self._acting_as = (moment, self._capacity(area))
        return self._acting_as[1]

    def _capacity(self, area: ShoppingArea | None) -> tuple[list[str], list[str]]:
        held = self.memberships.filter(ended_at=None).order_by("role", "pk")
        held = held.filter(area=area) if area else held
        rows = list(held.values_list("role", "shop", "shop__business"))
        organisations = {f"business:{business} shop:{shop}" if shop else ASSOCIATION for _role, shop, business in rows}
        if any(role == Role.MUNICIPALITY for role, _shop, _business in rows):
            organisations = {MUNICIPALITY}
        return sorted({role for role, _shop, _business in rows}), sorted(organisations)


class Membership(models.Model):
    """A role that somebody holds in an area, for a shop where the role asks for one."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    # An approver may belong to a shop: then that shop's business is her organisation (R27).
    shop = models.ForeignKey(Shop, models.CASCADE, null=True, blank=True, related_name="memberships")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "area", "role"],
                condition=Q(ended_at=None, shop=None),
                name="one_running_role_in_area",
            ),
            models.UniqueConstraint(
                fields=["user", "area", "role", "shop"],
                condition=Q(ended_at=None, shop__isnull=False),
                name="one_running_role_for_shop",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[str(r) for r in sorted(SHOP_ROLES)]) | Q(shop__isnull=False),
                name="shop_role_has_shop",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "user": "account",
            "area": "plain",
            "role": "account",
            "shop": "account",
            "granted_at": "account",
            "ended_at": "account",
        }

    def __str__(self) -> str:
        return f"membership {self.pk} {self.role}"
