"""The words of the catalogue: every list that a measure chooses from, with its Dutch label.

The codes stand in the files of toolbox/catalogue/; the labels are translated like every other text.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What kind of work a measure belongs to."""

    PRESENCE = "presence", _("Aanwezigheid en preventie")
    SHOPPING = "shopping", _("Winkel en winkelgebied")
    TRANSPORT = "transport", _("Openbaar vervoer")
    RECEPTION = "reception", _("Opvanglocatie (COA)")
    ADMINISTRATIVE = "administrative", _("Burgemeester en gemeente")
    CRIMINAL = "criminal", _("Strafrecht")
    IMMIGRATION = "immigration", _("Vreemdelingenrecht")
    RETURN = "return", _("Terugkeer en overdracht")
    COOPERATION = "cooperation", _("Samenwerking en informatie")
    CARE = "care", _("Persoonsgerichte zorg en begeleiding")


class Party(models.TextChoices):
    """An organisation that carries out a measure or helps with it."""

    MUNICIPALITY = "municipality", _("Gemeente")
    MAYOR = "mayor", _("Burgemeester")
    COUNCIL = "council", _("Gemeenteraad")
    BOA = "boa", _("Boa")
    POLICE = "police", _("Politie")
    AVIM = "avim", _("Politie, afdeling AVIM")
    OM = "om", _("Openbaar Ministerie")
    COURT = "court", _("Rechter")
    PROBATION = "probation", _("Reclassering")
    DJI = "dji", _("DJI")
    HALT = "halt", _("Halt")
    COA = "coa", _("COA")
    IND = "ind", _("IND")
    DTV = "dtv", _("DT&V")
    NIDOS = "nidos", _("Nidos")
    IOM = "iom", _("IOM")
    KMAR = "kmar", _("Koninklijke Marechaussee")
    MINISTRY = "ministry", _("Ministerie")
    CCV = "ccv", _("CCV")
    PVO = "pvo", _("Platform Veilig Ondernemen")
    SHOPKEEPER = "shopkeeper", _("Winkelier")
    SHOP_ASSOCIATION = "shop-association", _("Winkeliersvereniging")
    PROPERTY_OWNER = "property-owner", _("Vastgoedeigenaar")
    SECURITY_COMPANY = "security-company", _("Beveiligingsbedrijf")
    FIRE_SERVICE = "fire-service", _("Brandweer")
    TRANSPORT_OPERATOR = "transport-operator", _("Vervoerder")
    TRANSPORT_AUTHORITY = "transport-authority", _("Ov-autoriteit / provincie")
    REFUGEE_COUNCIL = "refugee-council", _("VluchtelingenWerk")
    SODA = "soda", _("SODA")
    RESIDENTS = "residents", _("Omwonenden")
    CARE = "care", _("Zorg- en hulpverlening")
    GZA = "gza", _("Gezondheidszorg in de opvang (GZA)")
    ZVH = "zvh", _("Zorg- en Veiligheidshuis")
    DPA = "dpa", _("Autoriteit Persoonsgegevens")


class Problem(models.TextChoices):
    """Conduct, or what it leads to: never a group of people."""

    SHOPLIFTING = "shoplifting", _("Winkeldiefstal")
    THEFT = "theft", _("Andere diefstal")
    NUISANCE = "nuisance", _("Overlast")
    AGGRESSION = "aggression", _("Agressie en geweld")
    INTIMIDATION = "intimidation", _("Intimidatie")
    VANDALISM = "vandalism", _("Vernieling")
    GROUP_DISORDER = "group-disorder", _("Ordeverstoring in groepsverband")
    TRANSPORT_NUISANCE = "transport-nuisance", _("Overlast in het ov")
    FARE_EVASION = "fare-evasion", _("Reizen zonder geldig bewijs")
    HOUSE_RULE_BREACH = "house-rule-breach", _("Overtreden huisregels")
    REPEAT_OFFENDING = "repeat-offending", _("Herhaling")
    SUBSTANCE_USE = "substance-use", _("Middelengebruik")
    TRESPASS = "trespass", _("Huisvredebreuk")
    VULNERABILITY = "vulnerability", _("Kwetsbaarheid")
    UNREST = "unrest", _("Onveiligheidsgevoel en onrust")
    NON_COOPERATION = "non-cooperation", _("Niet beschikbaar voor procedure")


class Setting(models.TextChoices):
    """Where a measure works."""

    SHOPPING_AREA = "shopping-area", _("Winkel(gebied)")
    STREET = "street", _("Straat en plein")
    RECEPTION_LOCATION = "reception-location", _("Opvanglocatie")
    PUBLIC_TRANSPORT = "public-transport", _("Openbaar vervoer")
    MUNICIPALITY = "municipality", _("Gemeentebreed")
    NATIONAL = "national", _("Landelijk")


class Kind(models.TextChoices):
    """What a measure is in law."""

    FACTUAL = "factual", _("feitelijke inzet")
    AGREEMENT = "agreement", _("afspraak of convenant")
    PRIVATE_LAW = "private-law", _("privaatrechtelijk")
    ADMINISTRATIVE_ORDER = "administrative-order", _("besluit of bevel")
    BYLAW = "bylaw", _("verordening en handhaving daarvan")
    CRIMINAL = "criminal", _("strafrechtelijk")
    IMMIGRATION = "immigration", _("vreemdelingenrechtelijk")
    RECEPTION_MEASURE = "reception-measure", _("opvangmaatregel")
    CARE = "care", _("zorg of hulp")
    FINANCIAL = "financial", _("financiering")
    INFORMATION = "information", _("informatie")


class Trigger(models.TextChoices):
    """What must be there before a measure may be taken."""

    CONDUCT = "conduct", _("vastgesteld gedrag")
    PLACE = "place", _("plaats en tijd")
    PROCEDURE = "procedure", _("stand van een procedure")
    VOLUNTARY = "voluntary", _("vrijwillig")
    NONE = "none", _("geen aanleiding nodig")


class Severity(models.IntegerChoices):
    """How deeply a measure cuts into someone's freedom."""

    NO_COERCION = 0, _("geen dwang")
    LIGHT = 1, _("licht")
    NOTICEABLE = 2, _("merkbaar")
    INTRUSIVE = 3, _("ingrijpend")
    RESTRICTS_LIBERTY = 4, _("vrijheidsbeperkend")
    DEPRIVES_OF_LIBERTY = 5, _("vrijheidsbenemend of blijvend gevolg")


class DataClass(models.TextChoices):
    """The most sensitive data that a measure needs."""

    NONE = "none", _("geen persoonsgegevens nodig")
    CONTACT = "contact", _("alleen contactgegevens van deelnemende organisaties")
    PERSONAL = "personal", _("gewone persoonsgegevens")
    IMAGES = "images", _("herkenbare beelden")
    CRIMINAL = "criminal", _("strafrechtelijke persoonsgegevens")
    POLICE_JUDICIAL = "police_judicial", _("politie- of justitiegegevens")
    IMMIGRATION = "immigration", _("gegevens uit een verblijfsprocedure")
    SPECIAL = "special", _("bijzondere persoonsgegevens (zoals gezondheid)")


class Status(models.TextChoices):
    """Whether the instrument exists, as far as the sources show."""

    IN_FORCE = "in_force", _("beschikbaar")
    PILOT = "pilot", _("proef")
    ENDED = "ended", _("beëindigd")
    CHANGED = "changed", _("gewijzigd sinds 2020")
    UNCLEAR = "unclear", _("onduidelijk")


class Confidence(models.TextChoices):
    """How sure it is that the toolbox of November 2020 named this measure."""

    LISTED = "listed_in_toolbox", _("gelezen in de toolbox zelf")
    NAMED = (
        "named_as_toolbox_measure",
        _("in de pers of door een partij genoemd als maatregel uit de toolbox"),
    )
    KNOWN = "known_dutch_measure", _("bekende Nederlandse maatregel die erbij past")


class Evidence(models.TextChoices):
    """What ties a measure to the approach of which the toolbox is a part."""

    EXPLICIT = "explicit", _("een bron bij de toolbox zegt dat de maatregel erin staat")
    ANNOUNCED = "announced", _("door een maker genoemd kort voor het verschijnen")
    BRIEF = "brief", _("volgens een nieuwsbericht dat niet volledig is gelezen")
    COLLECTIVE = "collective", _("een partij noemt de maatregel en zegt dat alle maatregelen gebundeld zijn")
    CONTEXT = "context", _("genoemd in dezelfde landelijke aanpak tot en met 2021")
    LATER = "later", _("genoemd in dezelfde landelijke aanpak na 2021")
    SCOPE = "scope", _("algemeen Nederlands instrument dat erbij past")


class SourceSupport(models.TextChoices):
    """How far the source was read."""

    READ = "read", _("de gelezen bron draagt deze tekst")
    PARTIAL = "partial", _("de gelezen bron draagt het onderwerp, niet elk detail")
    REFERENCE = "reference", _("alleen een verwijzing; de bron is niet gelezen")


PRIVACY_NOTES = {
    DataClass.NONE: _("Geen persoonsgegevens nodig; houd dat zo (alleen aantallen en plaatsen)."),
    DataClass.CONTACT: _("Alleen contactgegevens van deelnemers; niets over mensen die een incident veroorzaakten."),
    DataClass.PERSONAL: _(
        "Gewone persoonsgegevens; grondslag, bewaartermijn en vermelding in het "
        "verwerkingsregister nodig (AVG art. 6 en 30)."
    ),
    DataClass.IMAGES: _(
        "Herkenbare beelden; kenbaar maken, kort bewaren (doorgaans maximaal 4 weken) en beperkt bekijken."
    ),
    DataClass.CRIMINAL: _(
        "Strafrechtelijke persoonsgegevens (AVG art. 10, UAVG art. 31-33); alleen met wettelijke "
        "grondslag of AP-vergunning."
    ),
    DataClass.POLICE_JUDICIAL: _(
        "Politie- of justitiegegevens (Wpg/Wjsg); blijven bij politie, OM of rechter en gaan "
        "alleen onder die wetten naar anderen."
    ),
    DataClass.IMMIGRATION: _("Gegevens uit een verblijfsprocedure; gemeente en winkels krijgen het dossier niet."),
    DataClass.SPECIAL: _(
        "Bijzondere persoonsgegevens zoals gezondheid (AVG art. 9); beroepsgeheim geldt; nooit in de catalogus opslaan."
    ),
}


class EffectStrength(models.TextChoices):
    """How strong the knowledge of an effect is, the weakest first."""

    UNKNOWN = "unknown", _("onbekend: er is niets over gevonden")
    EXPERIENCE = "experience", _("ervaring: verteld door wie het doet")
    DESCRIBED = "described", _("beschreven: een evaluatie zonder vergelijking")
    COMPARED = "compared", _("vergeleken: onderzoek met een vergelijking")
    REVIEWED = "reviewed", _("overzicht: meer onderzoeken samen bekeken")
