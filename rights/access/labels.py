"""What a table and a column are called for the person, where the model has no words for it."""

from typing import Any

from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

TABLES = {
    "bans.PaperRow": _("nog niet overgenomen van papier"),
    "bans.CounterCheck": _("vragen aan de balie waarop u het antwoord was"),
    "bans.LookAlike": _("hoe vaak een ander met een naam als de uwe is gezien"),
    "bans.Erasure": _("wat al van u is gewist"),
}
_BY, _WHEN, _NUMBER = _("door wie"), _("wanneer"), _("kenmerk")
# They say nothing to a reader, and come last.
TECHNICAL = frozenset({"token", "submission_key", "sha256", "person_token", "key"})
# Columns that are called so wherever they stand.
COLUMNS = {
    "token": _("technisch kenmerk"),
    "reference": _NUMBER,
    "number": _NUMBER,
    "sanction": _("bij maatregel"),
    "incident": _("na voorval"),
    "request": _("bij verzoek"),
    "notice": _("welke brief"),
    "shop": _("winkel"),
    "protocol": _("protocol"),
    "participant_list": _("lijst van winkels"),
    "design": _("opmaak van de brief"),
    "kind": _("soort"),
    "version": _("versie"),
    "language": _("taal"),
    "reason": _("waarom"),
    "plain_reason": _("waarom"),
    "cause": _("wat er mis was gegaan"),
    "made_at": _("gemaakt op"),
    "made_by": _("gemaakt door"),
    "recorded_at": _("vastgelegd op"),
    "recorded_by": _("vastgelegd door"),
    "decided_at": _("beslist op"),
    "decided_by": _("beslist door"),
    "sent_on": _("verstuurd op"),
    "starts_on": _("eerste dag"),
    "last_day": _("laatste dag"),
    "restricted_for": _("waarom beperkt"),
    "asked_by": _BY,
    "asked_at": _WHEN,
    "served_at": _("uitgereikt op"),
    "served_by": _("uitgereikt door"),
    "ended_at": _("gestopt op"),
    "ended_by": _("gestopt door"),
    "until": _("tot"),
    "key": _("welke herinnering"),
    "user": _("voor wie"),
    "created_at": _("gemaakt op"),
    "minor_confirmed_by": _("leeftijd bevestigd door"),
    "minor_confirmed_at": _("leeftijd bevestigd op"),
    "hold_by": _("bewaard door"),
    "jpeg": _("foto"),
    "taken_at": _("foto gemaakt op"),
    "breached": _("overtreding van maatregel"),
    "reported_by": _("gemeld door"),
    "reported_at": _("gemeld op"),
    "submission_key": _("technisch kenmerk van het formulier"),
    "scope": _("geldt voor"),
    "months": _("aantal maanden"),
    "rule": _("regel van het protocol"),
    "builds_on": _("volgt op maatregel"),
    "builds_on_reference": _("kenmerk van de eerdere maatregel"),
    "builds_on_date": _("dag van de eerdere maatregel"),
    "door_override_reason": _("waarom zonder sticker of huisregels bij de deur"),
    "for_coordinator": _("alleen voor de coördinator"),
    "needs_approval": _("wat nog nodig was"),
    "serve_before": _("uit te reiken voor of op"),
    "proposed_at": _("voorgesteld op"),
    "proposed_by": _("voorgesteld door"),
    "proposed_for": _("voorgesteld namens"),
    "approved_at": _("goedgekeurd op"),
    "approved_by": _("goedgekeurd door"),
    "rejected_at": _("afgewezen op"),
    "rejected_by": _("afgewezen door"),
    "reject_reason": _("waarom afgewezen"),
    "lifted_at": _("ingetrokken op"),
    "lifted_by": _("ingetrokken door"),
    "lift_reason": _("waarom ingetrokken"),
    "annulled_at": _("vernietigd op"),
    "annulled_by": _("vernietigd door"),
    "annul_reason": _("waarom vernietigd"),
    "restricted_at": _("beperkt op"),
    "restricted_by": _("beperkt door"),
    "hidden_from": _("vanzelf verborgen vanaf"),
    "review_since": _("opnieuw bekeken sinds"),
    "imported": _("komt van het papieren register"),
    "granted_at": _("toegestaan op"),
    "granted_by": _("toegestaan door"),
    "addressed_to": _("gericht aan"),
    "sheet_language": _("taal van de uitleg"),
    "large_print": _("grote letters"),
    "pdf": _("de brief zelf"),
    "sha256": _("controlegetal van de brief"),
    "copies": _("aantal exemplaren"),
    "signature": _("uw handtekening"),
    "impossible_reason": _("waarom het niet kon"),
    "right": _("wat u vroeg"),
    "channel": _("hoe het binnenkwam"),
    "received_on": _("ontvangen op"),
    "registered_at": _("vastgelegd op"),
    "registered_by": _("vastgelegd door"),
    "owner": _("behandeld door"),
    "identified": _("hoe wij weten dat het van u komt"),
    "identified_at": _("vastgesteld op"),
    "identified_by": _("vastgesteld door"),
    "copy_destroyed": _("een kopie van een document vernietigd"),
    "dispute": _("wat er volgens u niet klopt"),
    "said_before": _("is eerder gezegd en uitgezocht"),
    "dispute_settled_at": _("uitgezocht op"),
    "dispute_settled_by": _("uitgezocht door"),
    "dispute_right": _("bij het uitzoeken bleek: het klopte"),
    "set_aside": _("meteen stilgelegd"),
    "set_aside_decided_at": _("over stilleggen beslist op"),
    "set_aside_decided_by": _("over stilleggen beslist door"),
    "hearer": _("wie luisterde"),
    "heard_on": _("gesprek op"),
    "committee_asked_on": _("commissie gevraagd op"),
    "committee_advised_on": _("advies van de commissie op"),
    "committee_advice": _("advies van de commissie"),
    "extended_on": _("verlengd op"),
    "extended_by": _("verlengd door"),
    "outcome": _("uitkomst"),
    "conduct_class": _("wat er gebeurd was"),
    "step": _("soort maatregel"),
    "closed_at": _("afgesloten op"),
    "closed_by": _("afgesloten door"),
    "side": _("wie dit zei"),
    "words": _("wat er is gezegd"),
    "said_at": _("gezegd op"),
    "written_by": _("opgeschreven door"),
    "touched": _("wat het raakte"),
    "finished_at": _("iedereen verteld op"),
    "finished_by": _("iedereen verteld door"),
    "snoozed_at": _("uitgesteld op"),
    "snoozed_by": _("uitgesteld door"),
    "about": _("nummer op papier"),
    "cells": _("wat er op papier stond"),
    "person_token": _("technisch kenmerk van de persoon"),
    "match": _("waarom u het kon zijn"),
    "opened_at": _("gegevens geopend op"),
    "open_reason": _("waarom geopend"),
    "other_person_at": _("gezegd dat het een ander was, op"),
    "times": _("hoe vaak"),
    "last_at": _("voor het laatst op"),
}


def has_words(column: Field) -> bool:
    """Whether the model or this list says what the column is called."""
    return column.name in COLUMNS or _of_the_model(column) is not None


def label_of(column: Field) -> str:
    """What the column is called, as in a heading."""
    return capfirst(str(_of_the_model(column) or COLUMNS.get(column.name) or column.verbose_name))


def table_called(model: type[Model], *, rows: int) -> str:
    """What the table is called above so many rows."""
    of_the_model = model._meta.verbose_name if rows == 1 else model._meta.verbose_name_plural
    return capfirst(str(TABLES.get(model._meta.label) or of_the_model))


def _of_the_model(column: Any) -> Any:
    """The name that the model gives; Django makes one of the column where there is none."""
    return column._verbose_name
