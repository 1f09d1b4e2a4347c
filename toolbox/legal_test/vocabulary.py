"""The words of the legal test: its outcomes, its answers, and how the register's permit stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What a test comes to, from what one may do to what nobody may."""

    READY = "ready", _("Klaar om te beginnen")
    NOT_YET = "not_yet", _("Nog niet")
    LIGHTER = "lighter", _("Kies iets lichters")
    NO = "no", _("Nee")


class Answer(models.TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Nog niet bekend")


class PermitStatus(models.TextChoices):
    """Whether the area has the permit of the data protection authority that some measures cannot do without."""

    NOT_NEEDED = "not_needed", _("niet nodig")
    IN_FORCE = "in_force", _("geldig")
    MISSING = "missing", _("er is geen geldige vergunning")


class Assessment(models.TextChoices):
    """How far the privacy assessment or the permit is."""

    DONE = "done", _("Nodig, en gedaan")
    NOT_NEEDED = "not_needed", _("Niet nodig")
    TO_DO = "to_do", _("Nodig, en nog niet gedaan")
