"""Every deed that the log knows, in plain words and with its purpose. Whoever writes a new one adds it here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .purposes import Purpose


class UnknownActionError(ValueError):
    """Somebody writes a deed to the log of which the log cannot say what it is."""


@dataclass(frozen=True)
class Action:
    """What a deed is called on the screen, and what it is for."""

    description: Any
    purpose: Purpose
    # After this deed a signed head follows at once: who changes rights cannot take it back unseen.
    heads: bool = False
    # So many lines come of this that they join the chain by hundreds, with the next sweep (audit.chain).
    links_later: bool = False


ACTIONS: dict[str, Action] = {
    "access.refused": Action(_("Bladzijde geweigerd of niet gevonden"), Purpose.SECURITY),
    "access.swept": Action(_("Resten van beëindigde toegang verwijderd"), Purpose.RETENTION),
    "area.changed": Action(_("Gegevens van het gebied gewijzigd"), Purpose.ORGANISATION),
    "area.created": Action(_("Gebied gemaakt"), Purpose.ORGANISATION),
    "batch.begun": Action(_("Werk in delen begonnen"), Purpose.MEASURES),
    "batch.cancelled": Action(_("Werk in delen gestopt"), Purpose.MEASURES),
    "batch.tried_again": Action(_("Mislukt werk opnieuw gedaan"), Purpose.MEASURES),
    "breach.reported": Action(_("Overtreding gemeld"), Purpose.MEASURES),
    "certificate.closed": Action(_("Certificaat van een training ingetrokken"), Purpose.ORGANISATION),
    "checks.viewed": Action(_("Controle van de regels bekeken"), Purpose.OVERSIGHT),
    "counter.asked": Action(_("Aan de balie gevraagd of iemand binnen mag"), Purpose.ENTRY, links_later=True),
    "counter.brief": Action(_("Foto's voor de balie bekeken"), Purpose.ENTRY),
    "counter.opened": Action(_("Gegevens aan de balie geopend"), Purpose.ENTRY),
    "counter.other_person": Action(_("Aan de balie gezegd dat het een ander was"), Purpose.ENTRY),
    "counter.released": Action(_("Vragen aan de balie weer vrijgegeven"), Purpose.SECURITY),
    "counter.settled": Action(_("Signaal van de balie afgehandeld"), Purpose.SECURITY),
    "counter.signalled": Action(_("Signaal van de balie"), Purpose.SECURITY),
    "covenant.changed": Action(_("Convenant gewijzigd"), Purpose.ORGANISATION),
    "covenant.signed": Action(_("Convenant vastgelegd"), Purpose.ORGANISATION),
    "design.adopted": Action(_("Huisstijl van de brieven vastgesteld"), Purpose.ORGANISATION),
    "desk.viewed": Action(_("Werklijst bekeken"), Purpose.MEASURES),
    "device.enrolled": Action(_("Kassa aangemeld"), Purpose.SECURITY),
    "device.revoked": Action(_("Kassa ingetrokken"), Purpose.SECURITY),
    "erasures.viewed": Action(_("Bewijs van verwijdering bekeken"), Purpose.OVERSIGHT),
    "evaluation.recorded": Action(_("Evaluatie van de samenwerking vastgelegd"), Purpose.ORGANISATION),
    "handover.viewed": Action(_("Lijst voor een vertrekkende winkel bekeken"), Purpose.RETENTION),
    "identity.viewed": Action(_("Naam en adres opgevraagd"), Purpose.MEASURES),
    "incident.reported": Action(_("Voorval gemeld"), Purpose.MEASURES),
    "instruction.by_training": Action(_("Instructie voor de balie gedaan in een training"), Purpose.ORGANISATION),
    "instruction.done": Action(_("Instructie voor de balie gedaan"), Purpose.ORGANISATION),
    "instruction.taken_back": Action(_("Instructie voor de balie telt niet meer"), Purpose.ORGANISATION),
    "invitation.sent": Action(_("Uitnodiging gemaild"), Purpose.ORGANISATION),
    "keyring.rotated": Action(_("Hoofdsleutel vervangen"), Purpose.SECURITY),
    "language.chosen": Action(_("Taal van e-mail gekozen"), Purpose.ORGANISATION),
    "law.added": Action(_("Tekst uit de wet voor de brieven toegevoegd"), Purpose.ORGANISATION),
    "legal_test.answered": Action(_("Vraag van een juridische toets beantwoord"), Purpose.ORGANISATION),
    "legal_test.begun": Action(_("Juridische toets begonnen"), Purpose.ORGANISATION),
    "legal_test.closed": Action(_("Juridische toets afgesloten"), Purpose.ORGANISATION),
    "letter.copied": Action(_("Nog een exemplaar van een brief geprint"), Purpose.MEASURES),
    "letter.delivery": Action(_("Bezorging van een brief vastgelegd"), Purpose.MEASURES),
    "letter.guessed": Action(_("Veel onbekende codes van brieven geprobeerd"), Purpose.SECURITY),
    "letter.printed": Action(_("Brief gemaakt"), Purpose.MEASURES),
    "letter.sent": Action(_("Brief op de post gedaan"), Purpose.MEASURES),
    "letter.viewed": Action(_("Brief bekeken"), Purpose.MEASURES),
    "log.checked": Action(_("Logboek gecontroleerd"), Purpose.OVERSIGHT),
    "log.exported": Action(_("Logboek opgehaald"), Purpose.OVERSIGHT),
    "log.pruned": Action(_("Oude regels van het logboek verwijderd"), Purpose.RETENTION),
    "log.viewed": Action(_("Logboek bekeken"), Purpose.OVERSIGHT),
    "login.done": Action(_("Ingelogd"), Purpose.SECURITY),
    "login.failed": Action(_("Inloggen mislukt"), Purpose.SECURITY),
    "login.left": Action(_("Uitgelogd"), Purpose.SECURITY),
    "login.locked": Action(_("Inloggen tijdelijk geblokkeerd"), Purpose.SECURITY),
    "login.refused": Action(_("Inloggen geweigerd"), Purpose.SECURITY),
    "meeting.changed": Action(_("Verslag van een overleg gewijzigd"), Purpose.ORGANISATION),
    "meeting.recorded": Action(_("Overleg vastgelegd"), Purpose.ORGANISATION),
    "meeting_action.added": Action(_("Actie uit een overleg vastgelegd"), Purpose.ORGANISATION),
    "meeting_action.done": Action(_("Actie uit een overleg gedaan"), Purpose.ORGANISATION),
    "meeting_action.dropped": Action(_("Actie uit een overleg vervallen"), Purpose.ORGANISATION),
    "mfa_key.renewed": Action(_("Codes onder een nieuwe sleutel gezet"), Purpose.SECURITY),
    "partner.changed": Action(_("Gegevens van een partner gewijzigd"), Purpose.ORGANISATION),
    "partner.joined": Action(_("Partner toegevoegd"), Purpose.ORGANISATION),
    "password.chosen": Action(_("Wachtwoord gekozen"), Purpose.SECURITY),
    "permit.recorded": Action(_("Vergunning vastgelegd"), Purpose.ORGANISATION),
    "person.erased": Action(_("Gegevens van een persoon verwijderd"), Purpose.RETENTION),
    "person.held": Action(_("Dossier bewaard voor een zaak"), Purpose.RETENTION),
    "person.minor_confirmed": Action(_("Leeftijd bevestigd"), Purpose.MEASURES),
    "person.released": Action(_("Dossier niet langer bewaard voor een zaak"), Purpose.RETENTION),
    "person.looked_up": Action(_("Bij een melding gekeken wie al bekend is"), Purpose.MEASURES),
    "person.viewed": Action(_("Dossier bekeken"), Purpose.MEASURES),
    "photo.viewed": Action(_("Foto bekeken"), Purpose.ENTRY),
    "plan.approved": Action(_("Plan goedgekeurd"), Purpose.ORGANISATION),
    "plan.changed": Action(_("Plan gewijzigd"), Purpose.ORGANISATION),
    "plan.closed": Action(_("Plan gesloten"), Purpose.ORGANISATION),
    "plan.evaluated": Action(_("Maatregel in een plan geëvalueerd"), Purpose.ORGANISATION),
    "plan.figures_added": Action(_("Cijfers bij een plan gezet"), Purpose.ORGANISATION),
    "plan.imported": Action(_("Plan uit een bestand ingelezen"), Purpose.ORGANISATION),
    "plan.made": Action(_("Plan gemaakt"), Purpose.ORGANISATION),
    "plan.part_added": Action(_("Maatregel in een plan gezet"), Purpose.ORGANISATION),
    "plan.part_changed": Action(_("Maatregel in een plan gewijzigd"), Purpose.ORGANISATION),
    "plan.part_dropped": Action(_("Maatregel uit een plan gehaald"), Purpose.ORGANISATION),
    "plan.part_stopped": Action(_("Maatregel in een plan eerder gestopt"), Purpose.ORGANISATION),
    "plan.unshared": Action(_("Gedeelde ervaring teruggenomen"), Purpose.ORGANISATION),
    "plan.part_extended": Action(_("Maatregel in een plan verlengd"), Purpose.ORGANISATION),
    "plan.put_forward": Action(_("Plan voorgelegd"), Purpose.ORGANISATION),
    "plan.sent_back": Action(_("Plan teruggestuurd"), Purpose.ORGANISATION),
    "plan.warning_answered": Action(_("Reden gegeven bij een waarschuwing in een plan"), Purpose.ORGANISATION),
    "police.copy_made": Action(_("Blad voor de politie gemaakt"), Purpose.MEASURES),
    "protocol.adopted": Action(_("Protocol vastgesteld"), Purpose.ORGANISATION),
    "register.imported": Action(_("Papieren register ingelezen"), Purpose.MEASURES),
    "register.purged": Action(_("Gewist wat is afgelopen"), Purpose.RETENTION),
    "register.replayed": Action(_("Opnieuw verwijderd wat uit een oude kopie terugkwam"), Purpose.RETENTION),
    "register.viewed": Action(_("Register bekeken"), Purpose.MEASURES),
    "reminder.snoozed": Action(_("Herinnering uitgesteld"), Purpose.MEASURES),
    "reminder.woken": Action(_("Herinnering niet langer uitgesteld"), Purpose.MEASURES),
    "reminders.mailed": Action(_("Herinneringen gemaild"), Purpose.MEASURES),
    "reminders.viewed": Action(_("Herinneringen bekeken"), Purpose.MEASURES),
    "representative.settled": Action(_("Wettelijk vertegenwoordiger vastgelegd"), Purpose.MEASURES),
    "request.advised": Action(_("Advies van de klachtencommissie vastgelegd"), Purpose.RIGHTS),
    "request.bound": Action(_("Vastgelegd van wie een verzoek is"), Purpose.RIGHTS),
    "request.closed": Action(_("Verzoek afgesloten"), Purpose.RIGHTS),
    "request.committee_asked": Action(_("Klachtencommissie om advies gevraagd"), Purpose.RIGHTS),
    "request.decided": Action(_("Op een verzoek geantwoord"), Purpose.RIGHTS),
    "request.extended": Action(_("Antwoord op een verzoek verlengd"), Purpose.RIGHTS),
    "request.given": Action(_("Verzoek aan een ander gegeven"), Purpose.RIGHTS),
    "request.heard": Action(_("Gesprek over een bezwaar vastgelegd"), Purpose.RIGHTS),
    "request.hearer_named": Action(_("Gekozen wie naar een bezwaar luistert"), Purpose.RIGHTS),
    "request.received": Action(_("Verzoek of bezwaar ontvangen"), Purpose.RIGHTS),
    "request.set_aside": Action(_("Beslist of een maatregel wordt stilgelegd"), Purpose.RIGHTS),
    "request.settled": Action(_("Uitgezocht wie gelijk heeft"), Purpose.RIGHTS),
    "request.statement": Action(_("Woorden in het dossier van een verzoek gezet"), Purpose.RIGHTS),
    "request.viewed": Action(_("Verzoek bekeken"), Purpose.RIGHTS),
    "role.granted": Action(_("Rol gegeven"), Purpose.ORGANISATION, heads=True),
    "role.revoked": Action(_("Rol beëindigd"), Purpose.ORGANISATION, heads=True),
    "sanction.annulled": Action(_("Maatregel vernietigd"), Purpose.RIGHTS),
    "sanction.approved": Action(_("Maatregel goedgekeurd"), Purpose.MEASURES),
    "sanction.kept_after_review": Action(_("Maatregel na toetsing gehandhaafd"), Purpose.MEASURES),
    "sanction.kept_halfway": Action(_("Verbod halverwege bekeken: het loopt door"), Purpose.MEASURES),
    "sanction.lifted": Action(_("Maatregel ingetrokken"), Purpose.MEASURES),
    "sanction.list_updated": Action(_("Nieuwe deelnemerslijst uitgereikt"), Purpose.MEASURES),
    "sanction.proposed": Action(_("Maatregel voorgesteld"), Purpose.MEASURES),
    "sanction.rejected": Action(_("Maatregel afgewezen"), Purpose.MEASURES),
    "sanction.restricted": Action(_("Maatregel beperkt tijdens een geschil"), Purpose.RIGHTS),
    "sanction.served": Action(_("Maatregel uitgereikt"), Purpose.MEASURES),
    "sanction.taken_over": Action(_("Maatregel overgenomen uit het papieren register"), Purpose.MEASURES),
    "sanction.unrestricted": Action(_("Beperking van een maatregel opgeheven"), Purpose.RIGHTS),
    "scan.answered": Action(_("Punten van een veiligheidsscan beantwoord"), Purpose.ORGANISATION),
    "scan.begun": Action(_("Veiligheidsscan begonnen"), Purpose.ORGANISATION),
    "scan.deleted": Action(_("Veiligheidsscan verwijderd"), Purpose.RETENTION),
    "scan.finished": Action(_("Veiligheidsscan afgerond"), Purpose.ORGANISATION),
    "scan.photo_blurred": Action(
        _("Deel van een foto van een veiligheidsscan onherkenbaar gemaakt"), Purpose.RETENTION
    ),
    "scan.photo_confirmed": Action(_("Foto van een veiligheidsscan bekeken: niemand in beeld"), Purpose.ORGANISATION),
    "scan.photo_removed": Action(_("Foto van een veiligheidsscan verwijderd"), Purpose.RETENTION),
    "scan.photos_erased": Action(_("Foto's van een veiligheidsscan gewist die niemand bekeek"), Purpose.RETENTION),
    "second_factor.added": Action(_("Tweede stap toegevoegd"), Purpose.SECURITY),
    "second_factor.removed": Action(_("Tweede stap verwijderd"), Purpose.SECURITY),
    "second_factor.reset": Action(_("Tweede stap weggehaald door het beheer"), Purpose.SECURITY),
    "session.ended": Action(_("Sessie beëindigd"), Purpose.SECURITY),
    "shop.added": Action(_("Winkel toegevoegd"), Purpose.ORGANISATION),
    "shop.changed": Action(_("Gegevens van een winkel gewijzigd"), Purpose.ORGANISATION),
    "shop.joined": Action(_("Winkel doet mee"), Purpose.ORGANISATION),
    "shop.left": Action(_("Winkel doet niet meer mee"), Purpose.ORGANISATION),
    "shop.register_cleared": Action(_("Register van een vertrokken winkel gewist"), Purpose.RETENTION),
    "till.unlocked": Action(_("Kassa geopend met een code"), Purpose.SECURITY),
    "till_code.chosen": Action(_("Code voor een kassa gekozen"), Purpose.SECURITY),
    "till_code.locked": Action(_("Code voor een kassa geblokkeerd"), Purpose.SECURITY),
    "till_code.wrong": Action(_("Foute code aan een kassa"), Purpose.SECURITY),
    "token.made": Action(_("Sleutel voor de API gemaakt"), Purpose.SECURITY),
    "toolbox.loaded": Action(_("Openbare maatregelen bijgewerkt"), Purpose.ORGANISATION),
    "training.added": Action(_("Training toegevoegd"), Purpose.ORGANISATION),
    "training.cancelled": Action(_("Bijeenkomst van een training gaat niet door"), Purpose.ORGANISATION),
    "training.planned": Action(_("Bijeenkomst van een training gepland"), Purpose.ORGANISATION),
    "training.presence": Action(_("Aanwezigheid bij een training vastgelegd"), Purpose.ORGANISATION),
    "training.signed_off": Action(_("Iemand afgemeld voor een training"), Purpose.ORGANISATION),
    "training.signed_up": Action(_("Mensen aangemeld voor een training"), Purpose.ORGANISATION),
}


def action_called(name: str) -> Action:
    """What the log knows of this deed; refuses one that it does not know."""
    try:
        return ACTIONS[name]
    except KeyError:
        raise UnknownActionError(f"The log does not know {name!r}: add it to audit/actions.py.") from None
