"""Who may do what: permissions, and the roles that hold them."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    CHECK_AT_COUNTER = "check_at_counter"
    SEE_GALLERY = "see_gallery"
    REPORT_INCIDENT = "report_incident"
    PROPOSE = "propose"
    APPROVE = "approve"
    CHECK_WARNING = "check_warning"
    SERVE = "serve"
    LIFT = "lift"
    SEE_WHOLE_REGISTER = "see_whole_register"
    MANAGE_AREA = "manage_area"
    IMPORT_REGISTER = "import_register"
    SEE_FIGURES = "see_figures"
    MANAGE_TILLS = "manage_tills"
    SEE_PLANS = "see_plans"
    MAKE_PLANS = "make_plans"
    DECIDE_PLANS = "decide_plans"
    WALK_SCANS = "walk_scans"
    HANDLE_REQUESTS = "handle_requests"
    HEAR_OBJECTIONS = "hear_objections"


class Role(models.TextChoices):
    COUNTER = "counter", _("personeel aan de kassa")
    GUARD = "guard", _("beveiliger")
    SHOP_MANAGER = "shop_manager", _("winkelmanager")
    COORDINATOR = "coordinator", _("coördinator van de vereniging")
    APPROVER = "approver", _("tweede beoordelaar")
    COMMITTEE = "committee", _("lid van de klachtencommissie")
    MUNICIPALITY = "municipality", _("gemeente")


SHOP_ROLES = frozenset({Role.COUNTER, Role.GUARD, Role.SHOP_MANAGER})

ROLE_DESCRIPTIONS = {
    Role.COUNTER: _("Kijkt bij de kassa of iemand binnen mag en meldt een overtreding."),
    Role.GUARD: _("Kijkt aan de deur wie binnen mag, ook met alle foto's als het protocol dat toestaat."),
    Role.SHOP_MANAGER: _("Meldt voorvallen, stelt maatregelen voor en reikt brieven uit voor de eigen winkel."),
    Role.COORDINATOR: _("Houdt het register bij, controleert waarschuwingen en trekt maatregelen in."),
    Role.APPROVER: _("Beoordeelt als tweede persoon of een maatregel door mag gaan."),
    Role.COMMITTEE: _("Luistert naar wie bezwaar maakt of klaagt, en geeft advies. Ziet alleen die zaak."),
    Role.MUNICIPALITY: _("Ziet aantallen en bewijs; een naam alleen als de vereniging die voor één dag vrijgeeft."),
}

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.COUNTER: frozenset({Permission.CHECK_AT_COUNTER}),
    Role.GUARD: frozenset({Permission.CHECK_AT_COUNTER, Permission.SEE_GALLERY}),
    Role.SHOP_MANAGER: frozenset(
        {
            Permission.CHECK_AT_COUNTER,
            Permission.SEE_GALLERY,
            Permission.REPORT_INCIDENT,
            Permission.PROPOSE,
            Permission.SERVE,
            Permission.MANAGE_TILLS,
            Permission.SEE_PLANS,
            Permission.WALK_SCANS,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.PROPOSE,
            Permission.APPROVE,
            Permission.CHECK_WARNING,
            Permission.SERVE,
            Permission.LIFT,
            Permission.SEE_WHOLE_REGISTER,
            Permission.MANAGE_AREA,
            Permission.IMPORT_REGISTER,
            Permission.SEE_FIGURES,
            Permission.SEE_PLANS,
            Permission.MAKE_PLANS,
            Permission.DECIDE_PLANS,
            Permission.WALK_SCANS,
            Permission.HANDLE_REQUESTS,
            Permission.HEAR_OBJECTIONS,
        }
    ),
    # A second decider decides for one file, and hears an objection to another.
    Role.APPROVER: frozenset(
        {Permission.APPROVE, Permission.SEE_PLANS, Permission.DECIDE_PLANS, Permission.HEAR_OBJECTIONS}
    ),
    Role.COMMITTEE: frozenset({Permission.HEAR_OBJECTIONS}),
    # A plan, a test and a scan hold places, measures and figures, and nobody's name.
    Role.MUNICIPALITY: frozenset(
        {
            Permission.SEE_FIGURES,
            Permission.SEE_PLANS,
            Permission.MAKE_PLANS,
            Permission.DECIDE_PLANS,
            Permission.WALK_SCANS,
        }
    ),
}
