"""Why somebody does something in the register. A closed list: a deed without a purpose has no place in it (D29)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    ENTRY = "entry", _("nagaan of iemand naar binnen mag")
    MEASURES = "measures", _("voorvallen en maatregelen")
    RIGHTS = "rights", _("rechten van betrokkenen")
    RETENTION = "retention", _("bewaren en wissen")
    OVERSIGHT = "oversight", _("toezicht en verantwoording")
    ORGANISATION = "organisation", _("inrichting van het gebied")
    SECURITY = "security", _("inloggen en beveiliging")


class Result(models.TextChoices):
    DONE = "done", _("gelukt")
    REFUSED = "refused", _("geweigerd")
    FAILED = "failed", _("mislukt")
