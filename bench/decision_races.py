"""Two people who decide on one proposal at the same moment, many times over (G6).

    .venv/bin/python bench/decision_races.py [--pairs 10000] [--postgresql postgres://…]

In each round the proposal is made undecided again, and two threads with connections of their own approve or
reject it together. Exactly one of the two may succeed; the other must be told so in a sentence.
"""

import argparse
import base64
import os
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--postgresql", help="address of an empty database; without it SQLite in a temporary folder")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-races-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(folder / "var"),
        "DREMPEL_KEYS": str(folder / "keys"),
    }
    if options.postgresql:
        (folder / "keys").mkdir()
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        os.environ |= {"DATABASE_URL": options.postgresql, "SECRET_KEY": secrets.token_urlsafe(50)}
        os.environ |= {"ALLOWED_HOSTS": "*", "MASTER_KEY": key, "AUDIT_KEY": key, "HTTPS": "no"}
        os.environ["MFA_KEY"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    sys.path.insert(0, str(ROOT))
    try:
        return run(options.pairs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(pairs: int) -> int:
    import django
    from django.core.management import call_command
    from django.db import connection, transaction

    django.setup()
    call_command("migrate", verbosity=0)
    from bans.models import Sanction
    from tests.cast import build_cast
    from tests.factories import make_sanction

    with transaction.atomic():
        cast = build_cast()
        sanction = make_sanction(cast, approved=False, served=False)
    told: Counter[str] = Counter()
    both = none = 0
    started = time.perf_counter()
    for number in range(pairs):
        reset(Sanction, sanction.pk)
        outcome = decide_together(cast, sanction.pk, reject=number % 3 == 0)
        told.update(outcome)
        both += outcome.count("done") == 2
        none += outcome.count("done") == 0
    seconds = time.perf_counter() - started
    print(f"{connection.vendor}: {pairs} pairs in {seconds:.0f} s; both succeeded {both}, neither {none}")
    for name, count in sorted(told.items()):
        print(f"    {name}: {count}")
    return 1 if both or none or set(told) - {"done", "already_decided", "ended"} else 0


def reset(model: Any, key: int) -> None:
    nothing = dict.fromkeys(("approved_at", "approved_by", "rejected_at", "rejected_by", "reject_reason"))
    model.objects.filter(pk=key).update(**nothing)


def decide_together(cast: Any, key: int, *, reject: bool) -> list[str]:
    from django.db import connection

    from bans.actions import decisions
    from bans.models import Sanction
    from participants.refusals import Refusal

    start = threading.Barrier(2)
    outcome: list[str] = []

    def decide(by: Any, deed: Any, **facts: Any) -> None:
        try:
            sanction = Sanction.objects.select_related("area", "person", "protocol").get(pk=key)
            start.wait()
            deed(sanction, by=by, at=cast.at, **facts)
            outcome.append("done")
        except Refusal as refusal:
            outcome.append(refusal.code)
        except Exception as error:
            outcome.append(type(error).__name__)
        finally:
            connection.close()

    second = (decisions.reject, {"reason": "Te weinig feiten."}) if reject else (decisions.approve, {})
    threads = [
        threading.Thread(target=decide, args=(cast.approver, decisions.approve)),
        threading.Thread(target=decide, args=(cast.coordinator, second[0]), kwargs=second[1]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


if __name__ == "__main__":
    sys.exit(main())
