"""The closed list of conduct: what somebody can be held to have done (R10).

A sanction rests on one of these codes and on facts. There is no code for who somebody is.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ConductClass(StrEnum):
    NUISANCE = "nuisance"
    OFFENCE = "offence"
    SERIOUS = "serious"
    BREACH = "breach"


CLASS_LABELS = {
    ConductClass.NUISANCE: _("overlast"),
    ConductClass.OFFENCE: _("strafbaar feit"),
    ConductClass.SERIOUS: _("zwaar feit"),
    ConductClass.BREACH: _("overtreding van een verbod"),
}


@dataclass(frozen=True)
class Conduct:
    """One code: its class, its words, and the house rule or article that it breaks.

    `violent` marks violence, a weapon or a serious threat; only those allow a ban below sixteen (R23).
    """

    code: str
    conduct_class: ConductClass
    label: Promise
    rule_broken: Promise
    violent: bool = False

    @property
    def breaks_house_rule(self) -> bool:
        """Whether it breaks a rule of the house, and no law."""
        return self.conduct_class is ConductClass.NUISANCE


CONDUCT: dict[str, Conduct] = {
    conduct.code: conduct
    for conduct in (
        Conduct(
            "disturbing",
            ConductClass.NUISANCE,
            _("de orde in de winkel verstoren"),
            _("huisregel: wij verstoren de rust in de winkel niet"),
        ),
        Conduct(
            "insulting",
            ConductClass.NUISANCE,
            _("schelden of beledigen"),
            _("huisregel: wij gaan met respect met elkaar om"),
        ),
        Conduct(
            "bothering",
            ConductClass.NUISANCE,
            _("personeel of klanten lastigvallen"),
            _("huisregel: wij vallen niemand lastig"),
        ),
        Conduct(
            "house_rules",
            ConductClass.NUISANCE,
            _("een andere huisregel overtreden"),
            _("de huisregels bij de ingang van de winkel"),
        ),
        Conduct("theft", ConductClass.OFFENCE, _("winkeldiefstal"), _("artikel 310 Wetboek van Strafrecht")),
        Conduct("pickpocketing", ConductClass.OFFENCE, _("zakkenrollen"), _("artikel 310 Wetboek van Strafrecht")),
        Conduct("vandalism", ConductClass.OFFENCE, _("vernieling"), _("artikel 350 Wetboek van Strafrecht")),
        Conduct("threat", ConductClass.OFFENCE, _("bedreiging"), _("artikel 285 Wetboek van Strafrecht")),
        Conduct(
            "violence",
            ConductClass.OFFENCE,
            _("duwen of slaan zonder letsel"),
            _("artikel 300 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct("groping", ConductClass.OFFENCE, _("ongewenst aanraken"), _("artikel 241 Wetboek van Strafrecht")),
        Conduct(
            "trespass",
            ConductClass.OFFENCE,
            _("niet weggaan na een verzoek daartoe"),
            _("artikel 138 Wetboek van Strafrecht"),
        ),
        Conduct(
            "robbery",
            ConductClass.SERIOUS,
            _("diefstal met geweld of bedreiging"),
            _("artikel 312 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct(
            "serious_violence",
            ConductClass.SERIOUS,
            _("geweld tegen personeel, klanten of beveiliging"),
            _("artikel 300 tot en met 302 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct(
            "weapon",
            ConductClass.SERIOUS,
            _("een wapen tonen of gebruiken"),
            _("artikel 285 Wetboek van Strafrecht en de Wet wapens en munitie"),
            violent=True,
        ),
        Conduct(
            "serious_threat",
            ConductClass.SERIOUS,
            _("ernstige bedreiging"),
            _("artikel 285 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct(
            "sexual_assault",
            ConductClass.SERIOUS,
            _("aanranding"),
            _("artikel 241 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct(
            "arson",
            ConductClass.SERIOUS,
            _("brandstichting"),
            _("artikel 157 Wetboek van Strafrecht"),
            violent=True,
        ),
        Conduct(
            "breach",
            ConductClass.BREACH,
            _("de winkel ingaan tijdens een verbod"),
            _("artikel 138 Wetboek van Strafrecht"),
        ),
    )
}

# A breach is reported against a running ban, not chosen from the list (R39, R42).
REPORTABLE = tuple(c for c in CONDUCT.values() if c.conduct_class is not ConductClass.BREACH)
CONDUCT_CHOICES = [(c.code, c.label) for c in CONDUCT.values()]
