"""A disk that is full or closed for writing, in turn under the data, the keys and the letters (G5, test T13).

    .venv/bin/python -m bench.full_disk

Needs root, for it puts small disks in memory where the embedded default keeps its things. On each it reports incidents
with a photo and prints letters until there is no room; then it looks at what was answered and kept, makes room,
and goes on without any help. Then the same with a disk that is closed for writing.
"""

import io
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from . import filled_register

SIZES = {"data": "12m", "keys": "192k", "letters": "1m"}
MOST, TROUBLED = 400, 15
CLIENTS: dict[str, Any] = {}


def main() -> int:
    if os.getuid():
        raise SystemExit("This needs root, to mount small disks.")
    bad = 0
    for place in SIZES:
        # The key ring holds its file open, so its disk cannot be closed under it.
        for closed in (False, True) if place != "keys" else (False,):
            done = subprocess.run([sys.executable, "-m", "bench.full_disk", place, "closed" if closed else "full"])
            bad += done.returncode
    return bad


def one(place: str, how: str) -> int:
    folder = Path(tempfile.mkdtemp(prefix="drempel-disk-"))
    filled_register.prepare(folder)
    folders = {"data": folder / "var", "keys": folder / "keys", "letters": folder / "tmp"}
    small = folders[place]
    for each in folders.values():
        each.mkdir(exist_ok=True)
    size = SIZES[place] if how == "full" else "40m"
    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(small))
    try:
        tempfile.tempdir = str(folders["letters"])
        os.environ["DISK_FREE_MB"] = "0"
        return run(place, how, small, folder)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True)


def run(place: str, how: str, small: Path, folder: Path) -> int:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS = ["*"]
    settings.JOBS_BELL = False
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    from tests.participants.api import scene

    here = scene.build()
    banned = here.collective_ban(given_name="Kees", family_name="Overvol")
    waiting = here.propose(here.report(given_name="Wacht", family_name="Even"), "ban", "shop")
    CLIENTS.update({who: here.api(who) for who in ("manager", "counter")})
    if how == "closed":
        let_go()
        mount("-o", "remount,ro", str(small))
    answers, kept, refused = Counter[str](), 0, 0
    for number in range(MOST):
        told = {"report": report(here, number), "counter": ask(here, banned), "letter": letter(here, waiting)}
        kept += told["report"].startswith("201")
        answers.update(f"{name}: {answer}" for name, answer in told.items())
        refused = refused + 1 if any(answer[:3] in ("503", "422") for answer in told.values()) else 0
        if refused == TROUBLED:
            break
    if how == "closed":
        mount("-o", "remount,rw", str(small))
    else:
        mount("-o", "remount,size=200m", str(small))
    again = [report(here, MOST), ask(here, banned), letter(here, waiting)]
    return judge(place, how, answers, kept, again)


def let_go() -> None:
    """Close what is open for writing, so that the disk can be closed."""
    from django.db import connections

    from bans import keyring

    connections.close_all()
    keyring._local.forget()


def photo(number: int) -> io.BytesIO:
    """Noise, which no JPEG makes small."""
    from PIL import Image

    image = Image.frombytes("RGB", (640, 480), random.Random(number).randbytes(640 * 480 * 3))
    data = io.BytesIO()
    image.save(data, "JPEG", quality=80)
    data.name, _ = "photo.jpg", data.seek(0)
    return data


def report(here: Any, number: int) -> str:
    from bans import photos

    photos.A_DAY = MOST * 2
    body = {
        "shop": here.bakery.pk, "conduct_code": "theft", "happened_at": here.at.isoformat(), "place": "bij de kassa",
        "observed_by": "A. Bakker", "observer_function": "verkoper", "narrative": "Nam iets mee.",
        "given_name": f"Proef{number}", "family_name": "Persoon", "identity_basis": "stated",
        "photo": photo(number),
    }  # fmt: skip
    return send(CLIENTS["manager"], f"{here.root}/incidents", body, format="multipart")


def ask(here: Any, banned: Any) -> str:
    from bans import budgets

    budgets.BETWEEN = budgets.MINUTE = budgets.HOUR = budgets.DAY = budgets.DAY * 0
    body = {"shop": here.bakery.pk, "family_name": "Iemandanders", "given_name": "Xerxes"}
    return send(CLIENTS["counter"], f"{here.root}/checks", body, format="json", word="outcome")


def letter(here: Any, waiting: Any) -> str:
    body = {"starts_on": here.today.isoformat()}
    return send(CLIENTS["manager"], f"{here.root}/sanctions/{waiting.reference}/letters", body, format="json")


def send(client: Any, path: str, body: dict, *, format: str, word: str = "code") -> str:
    client.raise_request_exception = False
    answer = client.post(path, body, format=format)
    told = answer.json() if answer.content else {}
    said = told.get(word, told.get("code", "")) if isinstance(told, dict) else ""
    return f"{answer.status_code} {said}".strip()


def judge(place: str, how: str, answers: Counter[str], kept: int, again: list[str]) -> int:
    from django.db import connection

    from bans.models import Incident

    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    rows = list(Incident.objects.filter(person__isnull=False).select_related("person"))
    mine = [row for row in rows if row.person.family_name == "Persoon"]
    after = sum(answer.startswith("201") for answer in again[:1])
    wrong = [answer for answer in answers if "500" in answer or "banned" in answer]
    print(f"\n{place} {how}: {dict(answers)}")
    print(f"   acknowledged {kept + after}, kept {len(mine)}; integrity {sound}; with room again: {again}")
    bad = bool(wrong) or len(mine) != kept + after or sound != "ok" or any(a[0] not in "24" for a in again)
    print("   " + ("NOT as it should" if bad else "as it should"), flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(one(*sys.argv[1:3]) if len(sys.argv) > 1 else main())
