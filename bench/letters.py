"""How many letters a second, beside the bare engine on the same page, in one run (quality.md "Letters").

    .venv/bin/python -m bench.letters [--rounds 20] [--letters 60]

1. One page: the engine of letters in its own process, beside WeasyPrint called in this one, everything loaded once.
2. A full letter with its annexes (rights, list of shops and map): how much slower than that one page, when what is the
   same for everybody is laid out once; and what it would be without.
3. Two processes beside one, and the memory of each.
"""

import argparse
import base64
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import filled_register


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--letters", type=int, default=60)
    parser.add_argument("--shops", type=int, default=20)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-letters-"))
    try:
        filled_register.prepare(folder)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        run(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def run(options: argparse.Namespace) -> None:
    import weasyprint

    from notices.letters import parts_of
    from notices.pdf.engine import Part, make_pdf

    print(f"WeasyPrint {weasyprint.__version__}, load {os.getloadavg()[0]:.1f}, {options.shops} shops")
    letters = [parts_of(html) for html in pages(options.shops)]
    first = letters[0][0].html
    bare = bare_engine()
    # Side by side, one after the other, so that a busy moment falls on both.
    ours, theirs = [], []
    for number in range(options.rounds):
        theirs.append(timed(lambda: bare(first)))
        ours.append(timed(lambda number=number: make_pdf([Part(first)], identifier=str(number))))
    one, other = statistics.median(ours), statistics.median(theirs)
    print(f"one page        bare engine {1000 * other:6.1f} ms   ours {1000 * one:6.1f} ms   {other / one:.2f} of that")
    full = [timed(lambda parts=parts: make_pdf(parts, identifier="x")) for parts in _many(letters, options.rounds)]
    apart = [
        timed(lambda parts=parts: make_pdf([Part(p.html) for p in parts], identifier="x"))
        for parts in _many(letters, options.rounds)
    ]
    whole = statistics.median(full)
    print(f"full letter     {count_pages(letters[0])} pages {1000 * whole:6.1f} ms   {one / whole:.2f} of one page"
          f"   (laid out anew each time {1000 * statistics.median(apart):.1f} ms)")  # fmt: skip
    print("processes       letters/s   memory of the engine")
    single = many_processes(letters, 1, options.letters)
    double = many_processes(letters, 2, options.letters)
    print(f"two beside one  {double / single:.2f} ×")


def _many(letters: list, rounds: int) -> list:
    return [letters[number % len(letters)] for number in range(rounds)]


def timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def bare_engine() -> Callable[[str], bytes]:
    """WeasyPrint as one would call it, with everything loaded once."""
    from django.conf import settings
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from notices.pdf.fonts import files

    folder, faces = settings.BASE_DIR / "static" / "vendor" / "fonts", []
    for family, weight, name in files():
        data = base64.b64encode((folder / name).read_bytes()).decode()
        faces.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight};'
                     f' src: url(data:font/woff2;base64,{data}) format("woff2") }}')  # fmt: skip
    fonts = FontConfiguration()
    style = CSS(string="\n".join(faces), font_config=fonts)
    return lambda page: HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[style], font_config=fonts)


def pages(shops: int) -> list[str]:
    """Letters of a collective ban for different people of one area, in their own language where there is a sheet."""
    people = 30
    filled_register.fill(1, shops, people, slug="brieven")
    from bans.models import Sanction
    from notices.codes import new_code
    from notices.facts import check_facts, letter_facts
    from notices.letters import render_html
    from notices.models.notice import LetterKind
    from participants import clock
    from participants.models import User

    by = User.objects.get()
    rows = Sanction.objects.select_related("area", "shop__business", "person", "incident", "participant_list")
    made = []
    for sanction in rows:
        told = sanction.incident
        told.place, told.observer_function = "bij de kassa", "verkoper"
        told.narrative = "Pakte een doos van de toonbank en duwde een medewerker die daar iets van zei opzij."
        facts = letter_facts(
            sanction, participant_list=sanction.participant_list, starts_on=clock.today(), signatory=by, at=clock.now()
        )
        made.append(render_html(LetterKind.COLLECTIVE_BAN, {**facts, **check_facts(new_code())}))
    return made


def count_pages(parts: list) -> int:
    import io

    import pikepdf

    from notices.pdf.engine import make_pdf

    with pikepdf.open(io.BytesIO(make_pdf(parts, identifier="x"))) as pdf:
        return len(pdf.pages)


def many_processes(letters: list, processes: int, count: int) -> float:
    """Letters a second over all, each process with an engine of its own."""
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(processes + 1), context.Queue()
    running = [context.Process(target=_make, args=(letters, count, ready, results)) for _n in range(processes)]
    for process in running:
        process.start()
    ready.wait()
    began = time.perf_counter()
    memory = [results.get() for _process in running]
    seconds = time.perf_counter() - began
    for process in running:
        process.join()
    rate = processes * count / seconds
    print(f"{processes:>9}       {rate:9.1f}   {', '.join(f'{kilobytes // 1024} MB' for kilobytes in memory)}")
    return rate


def _make(letters: list, count: int, ready, results) -> None:  # type: ignore[no-untyped-def]
    from notices.pdf import engine

    engine.make_pdf(letters[0], identifier="warm")
    ready.wait()
    for number in range(count):
        engine.make_pdf(letters[number % len(letters)], identifier=str(number))
    status = Path(f"/proc/{engine._running[0].process.pid}/status").read_text()
    results.put(int(status.partition("VmHWM:")[2].split()[0]))
    engine._end_all()


if __name__ == "__main__":
    sys.exit(main())
