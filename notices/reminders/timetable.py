"""The timetable of reminders, top to bottom: what is told, to whom, and on which days. Data alone.

What is due follows from the register on the day itself (`due`) and is never stored, so what is done is quiet by
itself. A new kind is a line here and a function of the same name in `facts_of_files` or `facts_of_area`.
docs/timetable.md is written from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.roles import Permission


class Day(StrEnum):
    """What the day is from which a reminder counts."""

    FIXED = "too late afterwards"  # nobody puts the reminder off past it
    DEADLINE = "late afterwards"
    START = "no deadline"


@dataclass(frozen=True)
class Kind:
    """One line. `who` holds the permissions of which one is enough; a file must be open to the reader as well.

    `speaks` are days before (below zero) and after the day from which it counts; `at_once` as soon as there is
    something to tell; `then_every` so many days, after the last of them, as long as it is not done. Where
    `opens_by_setting`, the area's `setting` says how many days before it first speaks; otherwise `setting` is
    what makes that day. News `stays` so many days and asks for nothing.
    """

    code: str
    what: Any
    sentence: Any
    who: tuple[Permission, ...]
    counts_from: str
    day: Day
    speaks: tuple[int, ...]
    stops: str
    # Also when so many per cent of the time from `began` to the end of the day have run.
    speaks_at: tuple[int, ...] = ()
    late: Any = ""
    at_once: bool = False
    then_every: int = 0
    setting: str = ""
    opens_by_setting: bool = False
    stays: int = 0
    # The desk has a list of its own for it, and does not tell it twice.
    on_desk_already: bool = False


TIMETABLE: tuple[Kind, ...] = (
    # A proposal and its letter.
    Kind(
        code="approve_by",
        what=_("besluit over een voorstel"),
        sentence=_("Beslis over dit voorstel, uiterlijk op %(day)s. Daarna vervalt het."),
        who=(Permission.APPROVE, Permission.CHECK_WARNING),
        counts_from="the last day for a decision",
        day=Day.FIXED,
        speaks=(-7, -2, 0),
        at_once=True,
        setting="serve_timeout_d",
        stops="it is approved or rejected",
        on_desk_already=True,
    ),
    Kind(
        code="serve_by",
        what=_("uitreiken van een brief"),
        sentence=_("Reik de brief uit, uiterlijk op %(day)s. Daarna vervalt de maatregel."),
        who=(Permission.SERVE,),
        counts_from="the last day for service",
        day=Day.FIXED,
        speaks=(-7, -2, 0),
        at_once=True,
        setting="serve_timeout_d",
        stops="the service is recorded",
        on_desk_already=True,
    ),
    Kind(
        code="unchecked",
        what=_("controle van een waarschuwing"),
        sentence=_("Controleer deze waarschuwing, uiterlijk op %(day)s. Tot dan ziet geen andere winkel haar."),
        late=_("Deze waarschuwing had op %(day)s gecontroleerd moeten zijn. Geen andere winkel ziet haar."),
        who=(Permission.CHECK_WARNING,),
        counts_from="the last working day for the check",
        day=Day.FIXED,
        speaks=(0, 1),
        at_once=True,
        then_every=7,
        setting="check_alert_wd",
        stops="it is checked or rejected",
        on_desk_already=True,
    ),
    Kind(
        code="to_review",
        what=_("maatregel om opnieuw te bekijken"),
        sentence=_("Iets waarop deze maatregel rust is veranderd. Beslis of hij blijft."),
        who=(Permission.LIFT,),
        counts_from="the day on which what it rests on was annulled",
        day=Day.START,
        speaks=(7,),
        at_once=True,
        then_every=7,
        stops="it is kept, lifted or annulled",
        on_desk_already=True,
    ),
    # A measure that runs.
    Kind(
        code="early_review",
        what=_("verbod dat over de helft is"),
        sentence=_("Dit verbod is over de helft en sindsdien was er niets nieuws. Kijk of het eerder kan eindigen."),
        who=(Permission.LIFT,),
        counts_from="the first day of the second half of a ban without a newer incident",
        day=Day.START,
        speaks=(0,),
        then_every=30,
        stops="it is lifted, it is decided that it goes on, there is a newer incident, or it ends within a week",
    ),
    Kind(
        code="ending",
        what=_("einde van een maatregel"),
        sentence=_("Deze maatregel loopt af. De laatste dag is %(day)s; daarna wordt alles gewist."),
        who=(Permission.SERVE,),
        counts_from="the last day of the measure",
        day=Day.START,
        speaks=(-30, -7, 0),
        stops="the last day is over",
        on_desk_already=True,
    ),
    # What is gone. No reference: after the last day there is none.
    Kind(
        code="ended",
        what=_("afgelopen maatregelen"),
        sentence=_("Afgelopen en gewist op %(day)s: %(count)s."),
        who=(Permission.SEE_WHOLE_REGISTER,),
        counts_from="the day of erasure",
        day=Day.START,
        speaks=(0,),
        stays=7,
        stops="after a week",
    ),
    Kind(
        code="lapsed",
        what=_("vervallen voorstellen"),
        sentence=_("Niet op tijd beslist of uitgereikt, en daarom gewist op %(day)s: %(count)s."),
        who=(Permission.SEE_WHOLE_REGISTER,),
        counts_from="the day of erasure",
        day=Day.START,
        speaks=(0,),
        stays=7,
        stops="after a week",
    ),
    Kind(
        code="hold_review",
        what=_("dossier dat wordt bewaard voor een zaak"),
        sentence=_("Dit dossier wordt bewaard tot en met %(day)s. Bewaar het langer, of het wordt gewist."),
        who=(Permission.SEE_WHOLE_REGISTER,),
        counts_from="the review date of the legal hold",
        day=Day.FIXED,
        speaks=(-30, -7, 0),
        stops="it is held longer or released",
    ),
    # The area and who takes part.
    Kind(
        code="permit_ends",
        what=_("einde van de vergunning"),
        sentence=_("De vergunning loopt af op %(day)s. Vraag op tijd een nieuwe aan."),
        late=_("De vergunning is afgelopen op %(day)s. Geen balie ziet nog een collectieve maatregel."),
        who=(Permission.MANAGE_AREA,),
        counts_from="the last day of the permit",
        day=Day.FIXED,
        speaks=(-90, -30, -7, 0, 1),
        then_every=7,
        setting="permit_warn_d",
        opens_by_setting=True,
        stops="a permit is recorded for the days after it",
    ),
    Kind(
        code="agreement_ends",
        what=_("einde van de deelname van een winkel"),
        sentence=_("Deelname en volmacht lopen af op %(day)s. Laat opnieuw tekenen, of laat de winkel stoppen."),
        late=_("Deelname en volmacht zijn afgelopen op %(day)s. Laat opnieuw tekenen, of laat de winkel stoppen."),
        who=(Permission.MANAGE_AREA,),
        counts_from="the last day of the agreement",
        day=Day.DEADLINE,
        speaks=(-60, -30, -7, 0, 1),
        then_every=30,
        stops="a later day is filled in, or the shop leaves",
    ),
    Kind(
        code="instruction",
        what=_("instructie voor de balie"),
        sentence=_("Uw instructie voor de balie geldt tot en met %(day)s. Doe haar opnieuw."),
        late=_("Uw instructie gold tot en met %(day)s. De balie is dicht tot u haar opnieuw doet."),
        who=(Permission.CHECK_AT_COUNTER,),
        counts_from="the last day of one's own instruction",
        day=Day.FIXED,
        speaks=(-30, -7, 0, 1),
        setting="instruction_m",
        stops="it is done again",
    ),
    Kind(
        code="evaluation",
        what=_("evaluatie van de samenwerking"),
        sentence=_("Houd uiterlijk op %(day)s een evaluatie, en leg vast wanneer zij was."),
        late=_("De evaluatie had uiterlijk op %(day)s moeten zijn. Leg vast wanneer zij was."),
        who=(Permission.MANAGE_AREA,),
        counts_from="the day `eval_m` months after the last evaluation, or after the first protocol",
        day=Day.DEADLINE,
        speaks=(-30, 0),
        then_every=30,
        setting="eval_m",
        stops="an evaluation is recorded",
    ),
    Kind(
        code="law_check",
        what=_("tekst uit de wet in de brieven"),
        sentence=_("Zoek uiterlijk op %(day)s op of deze tekst nog klopt."),
        late=_("Sinds %(day)s is deze tekst een jaar niet nagekeken. Zoek op of hij nog klopt."),
        who=(Permission.MANAGE_AREA,),
        counts_from="the day a year after a text of law was last looked up",
        day=Day.DEADLINE,
        speaks=(0, 1),
        then_every=30,
        stops="it is looked up",
    ),
    # Requests of people on the list; what they say of a day stands in rights/reminders.py.
    Kind(
        code="request_answer",
        what=_("antwoord op een verzoek"),
        sentence=_("Antwoord op dit verzoek, uiterlijk op %(day)s."),
        late=_("Het antwoord op dit verzoek had er op %(day)s moeten zijn. Antwoord nu."),
        who=(Permission.HANDLE_REQUESTS, Permission.HEAR_OBJECTIONS),
        counts_from="the last day for the answer; also at 50, 75 and 90 % of the time since receipt",
        day=Day.FIXED,
        speaks=(0, 1),
        speaks_at=(50, 75, 90),
        at_once=True,
        then_every=1,
        setting="request_aim_d",
        stops="it is answered, or extended with reasons",
    ),
    Kind(
        code="request_set_aside",
        what=_("besluit om een maatregel stil te leggen"),
        sentence=_("Beslis uiterlijk op %(day)s of deze maatregel wordt stilgelegd."),
        late=_("Op %(day)s had beslist moeten zijn of deze maatregel wordt stilgelegd. Beslis nu."),
        who=(Permission.HANDLE_REQUESTS,),
        counts_from="the last working day for the decision",
        day=Day.FIXED,
        speaks=(0, 1),
        at_once=True,
        then_every=1,
        setting="set_aside_wd",
        stops="it is decided, or the request is answered",
    ),
    Kind(
        code="request_advice",
        what=_("advies van de klachtencommissie"),
        sentence=_("Het advies van de klachtencommissie komt uiterlijk op %(day)s."),
        late=_("Het advies van de klachtencommissie had er op %(day)s moeten zijn. Vraag ernaar."),
        who=(Permission.HANDLE_REQUESTS, Permission.HEAR_OBJECTIONS),
        counts_from="the last day of the committee's own term",
        day=Day.DEADLINE,
        speaks=(-7, 0, 1),
        then_every=7,
        setting="committee_weeks_n",
        stops="it is written down, or the request is answered",
    ),
    Kind(
        code="tell_everybody",
        what=_("bericht over een correctie"),
        sentence=_(
            "Vertel iedereen die de gegevens had wat er is veranderd, en sluit de correctie af, uiterlijk op %(day)s."
        ),
        late=_(
            "Iedereen had uiterlijk op %(day)s moeten weten wat er is veranderd. Doe het nu: is de maatregel voorbij, "
            "dan gaat het dossier vier weken na de correctie weg, en gaan de brieven verloren."
        ),
        who=(Permission.HANDLE_REQUESTS,),
        counts_from="the sixth day after the correction",
        day=Day.DEADLINE,
        speaks=(-6, -3, 1),
        then_every=3,
        stops="everybody was told, or the file is erased",
    ),
    Kind(
        code="turns_eighteen",
        what=_("iemand die achttien wordt"),
        sentence=_(
            "Deze persoon wordt achttien op %(day)s. De maatregel verandert niet. Schrijf dan alleen de persoon zelf."
        ),
        who=(Permission.SEE_WHOLE_REGISTER,),
        counts_from="the eighteenth birthday, while a measure of a minor runs",
        day=Day.START,
        speaks=(-7, 0),
        stays=7,
        stops="after a week, or the measure has ended",
    ),
    # Plans, trainings and meetings of the toolbox; what they say of a day stands in toolbox/reminders.py.
    Kind(
        code="plan_decision",
        what=_("besluit over een plan"),
        sentence=_("Beslis over het plan dat sinds %(day)s voorligt."),
        who=(Permission.DECIDE_PLANS,),
        counts_from="the day on which the plan was put forward",
        day=Day.START,
        speaks=(0,),
        then_every=7,
        stops="it is approved or sent back",
    ),
    Kind(
        code="plan_part_ends",
        what=_("einde van een maatregel in een plan"),
        sentence=_("Een maatregel in het plan eindigt op %(day)s. Verlengen vraagt vaak eerst een nieuwe toets."),
        who=(Permission.MAKE_PLANS,),
        counts_from="the last day of the measure in the plan",
        day=Day.DEADLINE,
        speaks=(-30, -7),
        stays=1,
        stops="it has ended, or a new test let it go on",
    ),
    Kind(
        code="plan_evaluation",
        what=_("evaluatie van een maatregel in een plan"),
        sentence=_("Een maatregel in het plan eindigde op %(day)s. Schrijf op of het hielp."),
        who=(Permission.MAKE_PLANS,),
        counts_from="the last day of the measure in the plan",
        day=Day.START,
        speaks=(1,),
        then_every=30,
        stops="its evaluation is written",
    ),
    Kind(
        code="training_renewal",
        what=_("herhaling van een training"),
        sentence=_("Het certificaat van een training geldt tot en met %(day)s."),
        late=_("Het certificaat van een training gold tot en met %(day)s."),
        who=(Permission.MANAGE_AREA,),
        counts_from="the last day of the certificate",
        day=Day.DEADLINE,
        speaks=(-30, 0),
        then_every=30,
        stops="the training is done again, or the certificate is closed",
    ),
    Kind(
        code="meeting_action",
        what=_("actie uit een overleg"),
        sentence=_("Een actie uit het overleg moet klaar zijn op %(day)s."),
        late=_("Een actie uit het overleg had klaar moeten zijn op %(day)s."),
        who=(Permission.MAKE_PLANS,),
        counts_from="the day by which the action was to be done",
        day=Day.DEADLINE,
        speaks=(-7, 0),
        then_every=7,
        stops="the action is done or dropped",
    ),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in TIMETABLE}
