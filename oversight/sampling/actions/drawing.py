"""Draw a sample, close it, and let go of its files after thirty days."""

import datetime as dt
import secrets
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from audit.models import Head
from bans.models import CounterCheck, Sanction
from bans.rules.figures import band
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal

from ..doors import require_auditor
from ..drawing import digest_of, draw, seed_of, small_together
from ..models import OPEN_D, Kind, Sample, SampleItem, Side
from ..size import CONFIDENCES, SHARES, needed_within

Population = dict[str, list[str]]


# Of the day before, with a day to spare.
OLDEST_HEAD = dt.timedelta(days=2)


@dataclass(frozen=True)
class Seed:
    """What decides the draw of a day; known before it, and chosen by nobody."""

    text: str
    head_serial: int
    head_at: dt.datetime


def seed_for(area: ShoppingArea, *, on: dt.date) -> Seed | None:
    """The seed of that day: of the last head that was signed before it began. None where there is none yet."""
    begins = dt.datetime.combine(on, dt.time(), DUTCH_TIME)
    head = Head.objects.filter(area=area.slug, at__lt=begins).order_by("-serial").first()
    return Seed(seed_of(head.hash, on.isoformat()), head.serial, head.at) if head else None


def population_of(area: ShoppingArea) -> dict[Kind, Population]:
    """The references of everything that can be drawn: measures by kind and reach, questions at counters by shop."""
    measures: Population = defaultdict(list)
    rows = Sanction.objects.filter(area=area).order_by()
    for reference, kind, scope in rows.values_list("reference", "kind", "scope"):
        measures[f"{kind}.{scope}"].append(reference)
    checks: Population = defaultdict(list)
    for token, shop in CounterCheck.objects.filter(area=area).order_by().values_list("token", "shop"):
        checks[str(shop)].append(token)
    return {Kind.REGISTRATION: measures, Kind.CHECK: checks}


def drawn_from(population: Population, *, seed: str, confidence: int, share: int) -> list[str]:
    """What is drawn of it: so many that the confidence holds, each stratum in proportion."""
    about = band(sum(len(rows) for rows in population.values()))
    size = needed_within(about.least, about.most, confidence=confidence, share=share)
    return draw(small_together(population, size), seed=seed, total=size)


def draw_sample(area: ShoppingArea, *, confidence: int, share: int, by: User, at: dt.datetime) -> Sample:
    """Draw the sample of the day. One a day, by a seed that nobody chooses."""
    on = dutch_date(at)
    require_auditor(by, area, on=on)
    if confidence not in CONFIDENCES or share not in SHARES:
        raise Refusal("not_a_choice", _("Kies een zekerheid en een aandeel uit de lijst."), field="confidence")
    seed = seed_for(area, on=on)
    if seed is None:
        raise Refusal(
            "no_head", _("Het logboek heeft nog geen ondertekende stand van voor vandaag. Trek morgen een steekproef.")
        )
    if seed.head_at < at - OLDEST_HEAD:
        # Who holds an old head knows the seed of every later day, and could choose the day.
        raise Refusal(
            "old_head",
            _("Het logboek is al dagen niet ondertekend, dus is te voorspellen wat het lot aanwijst. Vraag de "
              "beheerder het systeem na te kijken, en trek morgen een steekproef."),
        )  # fmt: skip
    found = population_of(area)
    chosen = {
        kind: drawn_from(rows, seed=seed.text, confidence=confidence, share=share) for kind, rows in found.items()
    }
    if not any(chosen.values()):
        raise Refusal("nothing_to_draw", _("Er staat niets in het register om te trekken."))
    with transaction.atomic():
        # Whoever draws at the same moment waits, and then finds this one.
        ShoppingArea.objects.select_for_update().get(pk=area.pk)
        if Sample.objects.filter(area=area, drawn_on=on).exists():
            raise Refusal("drawn_today", _("Vandaag is er al een steekproef. Er is er één per dag."))
        sample = Sample.objects.create(
            area=area, drawn_on=on, drawn_at=at, drawn_by=by, seed=seed.text, head_serial=seed.head_serial,
            confidence=confidence, share=share,
            population={str(kind): sum(len(some) for some in rows.values()) for kind, rows in found.items()},
            drawn={str(kind): len(rows) for kind, rows in chosen.items()},
            population_digest=digest_of(
                {f"{kind}.{name}": some for kind, rows in found.items() for name, some in rows.items()}
            ),
        )  # fmt: skip
        _keep_items(sample, chosen)
        record(
            "sample.drawn", subject=f"sample:{sample.token}", by=by, area=area, seed=seed.text, head=seed.head_serial,
            confidence=confidence, share=share, drawn=sample.drawn, digest=sample.population_digest,
        )  # fmt: skip
    return sample


def _keep_items(sample: Sample, chosen: dict[Kind, list[str]]) -> None:
    """Give each a number by chance, apart from the seed: who draws again knows what was drawn and not which is 7."""
    measures = Sanction.objects.filter(area=sample.area, reference__in=chosen[Kind.REGISTRATION])
    checks = CounterCheck.objects.filter(area=sample.area, token__in=chosen[Kind.CHECK])
    first = [SampleItem(kind=Kind.REGISTRATION, sanction_id=key) for key in measures.values_list("pk", flat=True)]
    second = [SampleItem(kind=Kind.CHECK, counter_check_id=key) for key in checks.values_list("pk", flat=True)]
    dice = secrets.SystemRandom()
    dice.shuffle(first)
    dice.shuffle(second)
    for number, item in enumerate([*first, *second], start=1):
        item.area, item.sample, item.number = sample.area, sample, number
    SampleItem.objects.bulk_create([*first, *second])


@transaction.atomic
def close(sample: Sample, *, by: User, at: dt.datetime) -> Sample:
    """Close a sample that still opens, of which everything was judged and every question answered."""
    require_auditor(by, sample.area, on=dutch_date(at))
    sample = Sample.objects.select_for_update().get(pk=sample.pk)
    if sample.closed_at:
        raise Refusal("closed", _("Deze steekproef is al afgesloten."))
    if not sample.opens(dutch_date(at)):
        raise Refusal("expired", _("Deze steekproef is verlopen. Trek een nieuwe."))
    items = list(sample.items.prefetch_related("notes"))
    if any(str(item.number) not in sample.verdicts for item in items):
        raise Refusal("not_judged", _("Nog niet alles is beoordeeld."))
    if not sample.verdicts:
        raise Refusal("nothing_judged", _("Er is niets beoordeeld: alles wat was getrokken, is al gewist."))
    if any(waits(item) for item in items):
        raise Refusal("not_answered", _("Er is nog een vraag zonder antwoord."))
    sample.closed_at, sample.closed_by = at, by
    sample.save(update_fields=["closed_at", "closed_by"])
    record("sample.closed", subject=f"sample:{sample.token}", by=by, area=sample.area, **outcome_of(sample))
    return sample


def waits(item: SampleItem) -> bool:
    """Whether the last question about it has no answer yet."""
    said = [note.side for note in item.notes.all() if note.side != Side.COMMENT]
    return bool(said) and said[-1] == Side.QUESTION


def waiting_in(area: ShoppingArea, *, on: dt.date) -> list[SampleItem]:
    """The files of samples that are open about which the association still has something to say: a question, or a
    request for the name."""
    since = on - dt.timedelta(days=OPEN_D - 1)
    items = SampleItem.objects.filter(area=area, sample__closed_at=None, sample__drawn_on__gte=since)
    items = items.select_related("sample", "area").prefetch_related("notes", "name_requests")
    return [item for item in items if waits(item) or any(row.granted is None for row in item.name_requests.all())]


def outcome_of(sample: Sample) -> dict[str, int]:
    """How many were found to be what; it stays when the files are gone."""
    found = list(sample.verdicts.values())
    return {verdict: found.count(verdict) for verdict in ("good", "question", "wrong")}


@transaction.atomic
def forget_items(*, on: dt.date, by: str = "forget_samples") -> int:
    """Let go of the files of every sample that cannot be opened any more; what was found stays. How many."""
    old = SampleItem.objects.filter(sample__drawn_on__lte=on - dt.timedelta(days=OPEN_D))
    counts: dict[int, int] = defaultdict(int)
    for key in old.values_list("sample", flat=True):
        counts[key] += 1
    for sample in Sample.objects.filter(pk__in=counts).select_related("area"):
        sample.items.all().delete()
        record("sample.forgotten", subject=f"sample:{sample.token}", by=by, area=sample.area, items=counts[sample.pk])
    return sum(counts.values())
