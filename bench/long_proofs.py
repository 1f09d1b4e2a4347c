"""The long proofs of the tests at their full size: a thousand requests, every day of a year, every path, every body.

    python -m bench.long_proofs                       on the embedded default
    python -m bench.long_proofs --postgresql ADDRESS  on PostgreSQL
    python -m bench.long_proofs tests/rights          some of them

With each change the same tests try less (`tests/size.py`). `bench.access_matrix` does the same for who sees what.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def proofs() -> list[str]:
    """The files of tests that know two sizes."""
    found = [
        path for path in (ROOT / "tests").rglob("test_*.py") if "from tests.size import" in path.read_text("utf-8")
    ]
    return sorted(str(path.relative_to(ROOT)) for path in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--postgresql", default="", metavar="ADDRESS")
    asked = parser.parse_args()
    env = {**os.environ, "DREMPEL_TEST_FULL": "1", "DREMPEL_TEST_EVERYTHING": "1"}
    if asked.postgresql:
        env |= {"DATABASE_URL": asked.postgresql, "SECRET_KEY": "tests", "ALLOWED_HOSTS": "*", "HTTPS": "no"}
    command = [sys.executable, "-m", "pytest", "-q", "--durations", "20", *(asked.tests or proofs())]
    return subprocess.run(command, cwd=ROOT, env=env).returncode


if __name__ == "__main__":
    sys.exit(main())
