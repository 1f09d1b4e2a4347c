"""What somebody learns who asks the counter about names by the thousand, and whom the limits stop (G17, G35; T20).

    python -m bench.prying [--people 60 600] [--registers 10] [--days 30] [--legitimate 1000] [--seed drempel-17]

With the real limits and a clock of our own; the database is made for it and dropped (SQLite in memory, or beside
the one of DATABASE_URL). Who knows the names, and the first register of each table, ask through the API; the rest
calls the action behind it, which is twice as fast. Names and years are drawn by how often they occur, and the
attacker knows those figures and our matcher. Names that were opened are kept in memory, for speed alone.
"""

import argparse
import datetime as dt
import functools
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from random import Random
from statistics import mean, median
from typing import Any

import django

from bench.access_scratch import scratch_database
from bench.prying_data.memory import MemoryWorld
from bench.prying_data.population import Asked, Population
from bench.prying_data.world import Asks, Clock, World

STRATEGIES = {
    "surname + year, exact": "exact_with_year",
    "surname + first name, exact": "exact_with_given",
    "surname + year, like names": "fuzzy_with_year",
    "surname + first name, like names": "fuzzy_with_given",
    "two surnames + year": "two_at_once_with_year",
    "two surnames + two first names": "two_at_once_with_given",
}
PATIENT = ("surname + year, like names", "surname + first name, like names")
ASKED_A_DAY = (20, 60, 200)


@dataclass
class Day:
    """What one asker did and came to know on one day."""

    asked: int = 0
    exact: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    locked: bool = False
    refused: int = 0


def one_day(world: Any, clock: Clock, who: list[Asks], questions: Iterator[Asked], *, most: int) -> Day:
    """Ask as fast as the counter allows until the questions, the hours of the day or the budget are spent."""
    done, turn, closes = Day(), list(who), clock.at + dt.timedelta(hours=12)
    question = next(questions, None)
    while question and turn and done.asked < most and clock.at < closes:
        asker = turn[done.asked % len(turn)]
        status, body, wait = asker(question)
        if status == 429:
            if body["code"] == "budget_spent":
                done.locked = True
                turn.remove(asker)
            else:
                clock.at += dt.timedelta(seconds=wait)
            continue
        if status == 201:
            done.asked += 1
            learn(world, question, body, done)
        else:
            done.refused += 1
        clock.at += dt.timedelta(seconds=2)
        question = next(questions, None)
    return done


def learn(world: Any, question: Asked, body: dict, done: Day) -> None:
    """Whom the answer tells of; where it points at nobody alone, all of whom it may speak."""
    if body["outcome"] == "welcome":
        return
    for token in world.told_of(question, body):
        done.people.add(token)
        somebody = world.known[token]
        asked = (
            question["family_name"],
            question.get("given_name", somebody.given),
            question.get("birth_year", somebody.year),
        )
        if asked == (somebody.family, somebody.given, somebody.year):
            done.exact.add(token)


def days(world: Any, clock: Clock, options: argparse.Namespace) -> None:
    """One account for a day, beside what the matcher alone would tell without limits."""
    size = len(world.known)
    print(f"\n{size} people, one account, one day; mean of {options.registers} registers")
    heads = [*(f"{most} a day" for most in ASKED_A_DAY), "200, no limits"]
    print(f"  {'question':45}" + "".join(f"{head:>16}" for head in heads) + f"{'5 people':>10}{'refused':>9}")
    for name, order in STRATEGIES.items():
        found: dict[Any, list[int]] = {head: [] for head in heads}
        at_five, refused = 0, 0
        for register in range(options.registers):
            world.rename()
            asker, questions = world.askers(api=register == 0)["user"], getattr(world.population, order)()
            for head, most in zip(heads, (*ASKED_A_DAY, 200), strict=True):
                world.begin()
                clock.open(0)
                with no_limits(world, head == heads[-1]):
                    done = one_day(world, clock, [asker], iter(questions), most=most)
                found[head].append(len(done.exact if "exact" in name else done.people))
                at_five += most == 200 and done.locked and len(done.people) >= 5
            refused += done.refused
        cells = [f"{mean(row):.2f} ({mean(row) / size:.1%})" for row in found.values()]
        print(
            f"  {name:45}"
            + "".join(f"{cell:>16}" for cell in cells)
            + f"{at_five:>7}/{options.registers:<2}{refused:>9}",
            flush=True,
        )


@contextmanager
def no_limits(world: Any, lifted: bool) -> Iterator[None]:
    """Without budgets, to see what they are worth."""
    from bans import budgets

    world.free = lifted
    kept = budgets.take_question, budgets.note_person
    if lifted:
        budgets.take_question, budgets.note_person = lambda *asked: 1, lambda *known: None
    yield
    budgets.take_question, budgets.note_person = kept


def patient(world: Any, clock: Clock, options: argparse.Namespace) -> None:
    """The same account day after day, all of one shop together, and a door; each asks what was not asked yet."""
    size = len(world.known)
    print(f"\n{size} people, {options.days} days of all that is allowed; mean of {options.patient} registers")
    for name in PATIENT:
        for group in (["user"], ["user", "colleague", "door"]):
            rows = []
            for _ in range(options.patient):
                world.rename()
                world.begin()
                who, questions = world.askers(api=False), iter(getattr(world.population, STRATEGIES[name])())
                learned: set[str] = set()
                most, locks = 0, 0
                for day in range(options.days):
                    clock.open(day)
                    world.new_day()
                    done = one_day(world, clock, [who[one] for one in group], questions, most=1000)
                    learned |= done.people
                    most, locks = max(most, len(done.people)), locks + done.locked
                    rows.append((day, len(learned)))
                told = world.signs()
            last = [count for day, count in rows if day == options.days - 1]
            first = [count for day, count in rows if day == 0]
            print(
                f"  {name:45}{'+'.join(group):24} first day {mean(first):.1f}, all days {mean(last):.1f} "
                f"({mean(last) / size:.0%}), most in a day {most}; signs in the last run {told}",
                flush=True,
            )


def lock(world: World, clock: Clock) -> None:
    """Somebody who has the whole list already: how many before the lock, who is told when, what the refusal tells."""
    from django.core import mail

    from bans.actions.signals import mail_signals
    from bans.models import Signal

    world.rename()
    world.begin()
    clock.open(0)
    who = world.askers()
    real = iter(
        [{"family_name": one.family, "given_name": one.given, "birth_year": one.year} for one in world.known.values()]
    )
    alone = one_day(world, clock, [who["user"]], real, most=60)
    signal = Signal.objects.get()
    print(
        f"\nWho knows the names ({len(world.known)} people): "
        f"locked after {len(alone.people)} people, {alone.asked} questions"
    )
    minute = signal.raised_at.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    mail_signals(world.cast.area, at=minute)
    signal.refresh_from_db()
    waits = (signal.mailed_at - signal.raised_at).total_seconds()
    print(
        f"  sign: in the same request; mail: with the next minute's duty, {waits:.0f} s later, {len(mail.outbox)} sent"
    )
    what_refusals_tell(world, who["user"])
    rest = one_day(world, clock, [who["colleague"], who["door"]], real, most=200)
    print(f"  user, colleague and door of one shop together: {len(alone.people | rest.people)} people; {world.signs()}")


def what_refusals_tell(world: World, asker: Asks) -> None:
    """Asks about people who are listed and who are not, in turn, of an asker who is locked."""
    took: dict[bool, list[float]] = {True: [], False: []}
    answers: dict[bool, set[str]] = {True: set(), False: set()}
    strangers = world.population.people(len(world.known))
    for pair in list(zip(world.known.values(), strangers, strict=True))[:60] * 5:
        for listed, one in zip((True, False), pair, strict=True):
            began = time.perf_counter()
            answer = asker({"family_name": one.family, "given_name": one.given, "birth_year": one.year})
            took[listed].append(time.perf_counter() - began)
            answers[listed].add(str(answer[:2]))
    pairs = [(a < b) + (a == b) / 2 for a in took[True] for b in took[False]]
    print(
        f"  refusals: {len(answers[True] | answers[False])} different answer(s) about people listed and not; "
        f"{median(took[True]) * 1e3:.1f} and {median(took[False]) * 1e3:.1f} ms, AUC {mean(pairs):.3f}"
    )


def legitimate(world: Any, clock: Clock, options: argparse.Namespace) -> None:
    """Days of people who work: who is stopped, and about whom there is a sign."""
    print(f"\nLegitimate days with {len(world.known)} people on the list")
    kinds = {"20 checks, 2 hits, brief twice": (1, 20, 2), "busy December: 45 checks, 3 hits": (1, 45, 3)}
    kinds |= {"two of one shop, 20 checks and 2 hits each": (2, 20, 2), "two, busy December": (2, 45, 3)}
    random = Random(options.seed)
    for name, (staff, asked, hits) in kinds.items():
        total = options.legitimate if staff == 1 and asked == 20 else max(1, options.legitimate // 10)
        locked, waited, people, signs = 0, 0, [], 0
        for count in range(total):
            if count % 25 == 0:
                world.rename()
            world.begin()
            spent, waits, known = working_day(world, clock, random, staff, asked, hits)
            locked, waited, signs = locked + spent, waited + waits, signs + bool(world.signs())
            people.append(known)
        print(
            f"  {name:44}{total:5} days: locked {locked} ({locked / total:.1%}), told to wait {waited}, "
            f"with a sign {signs} ({signs / total:.1%}); people found by one {mean(people):.2f}, "
            f"most {max(people)}",
            flush=True,
        )


def working_day(world: Any, clock: Clock, random: Random, staff: int, asked: int, hits: int) -> tuple[bool, bool, int]:
    """One day: whether somebody was stopped, was told to wait, and how many people one came to know at most."""
    codes, plan = set(), []
    clock.open(0)
    opened, who = clock.at, world.askers(api=False)
    days = {name: Day() for name in list(who)[:staff]}
    for name in days:
        world.brief(name)
        customers = random.sample(list(world.known.values()), hits) + world.population.people(asked - hits)
        plan += [(random.randrange(9 * 3600), name, one) for one in customers]
    for seconds, name, one in sorted(plan, key=lambda row: row[0]):
        how: Asked = {"birth_year": one.year} if random.random() < 0.4 else {"given_name": one.given}
        question = {"family_name": one.family, **how}
        clock.at = opened + dt.timedelta(seconds=seconds)
        status, body, _wait = who[name](question)
        if status == 201:
            learn(world, question, body, days[name])
        else:
            codes.add(body["code"])
    known = max(len(day.people) for day in days.values())
    return "budget_spent" in codes, bool(codes & {"wait", "too_fast"}), known


def misses(world: World, clock: Clock) -> None:
    """A thousand people who are not listed, each with a name of their own: what is left of those names (G29)."""
    from django.apps import apps

    from participants.models import Budget

    world.begin()
    clock.open(0)
    asker, random = world.askers(api=False)["user"], Random("misses")
    marks = ["Qx" + "".join(random.choices("bcdfghjklmnpqrstvwz", k=9)) for _ in range(1000)]
    words = []
    for mark in marks:
        Budget.objects.all().delete()
        words.append(asker({"family_name": mark, "given_name": f"{mark}a"})[1]["outcome"])
    kept = "".join(str(list(model.objects.values())) for model in apps.get_models()).lower()
    left = sum(mark.lower() in kept for mark in marks)
    print(f"\n{words.count('welcome')} questions that found nobody: {left} of those names are left in any table")


def without_database() -> AbstractContextManager[None]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    return nullcontext()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[60, 600])
    parser.add_argument("--registers", type=int, default=10)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--patient", type=int, default=1, help="registers for the patient one")
    parser.add_argument("--legitimate", type=int, default=1000)
    parser.add_argument("--memory", action="store_true", help="without a database; no lock, no misses")
    parser.add_argument("--set", nargs="+", default=[], help="parameters of the protocol: people_shop_day_n=20")
    parser.add_argument("--seed", default="drempel-17")
    parser.add_argument("--only", choices=("lock", "days", "patient", "legitimate", "misses"), nargs="+")
    options = parser.parse_args()
    with without_database() if options.memory else scratch_database():
        from bans import names

        names.prepare = functools.cache(names.prepare)
        clock, world = Clock(), None  # type: Clock, Any
        print(f"seed {options.seed}; surnames that no attacker would guess: see bench/prying_data")
        for size in sorted(options.people):
            began, population = time.time(), Population(f"{options.seed} {size}")
            world = MemoryWorld(size, population) if options.memory else world or World(size, population)
            world.population = population
            if not options.memory:
                world.grow(size)
            world.rename()
            world.adopt({name: int(value) for name, value in (pair.split("=") for pair in options.set)})
            parts: dict[str, Callable[[], None]] = {
                "lock": lambda world=world: lock(world, clock),
                "days": lambda world=world: days(world, clock, options),
                "patient": lambda world=world: patient(world, clock, options),
                "legitimate": lambda world=world: legitimate(world, clock, options),
                "misses": lambda world=world: misses(world, clock),
            }
            for part in options.only or parts:
                parts[part]()
            print(f"  ({time.time() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
