"""The test command: everything on SQLite, then everything again on PostgreSQL where that answers.

./start test [arguments of pytest]
"""

import os
import socket
import subprocess
import sys

POSTGRESQL = os.environ.get("DREMPEL_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("DREMPEL_TEST_REDIS", "redis://127.0.0.1:6379/9")

# The whole suite is worth a second process; a file stays together, for it may tell one long scene once.
PROCESSES = str(min(4, os.cpu_count() or 1))
WHOLE_SUITE = ["-n", PROCESSES, "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "10"]


def answers(port: int) -> bool:
    """Whether a service answers on this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def pytest(arguments: list[str], **environment: str) -> int:
    """One run of pytest; its exit code, with "no test collected" as success of a narrowed run."""
    env = {**os.environ, **environment}
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], env=env).returncode
    return 0 if code == 5 else code


def in_a_browser(arguments: list[str]) -> bool:
    """Whether a run is of what plays in a browser: by the mark, or by the folder."""
    return arguments[-1] == "browser" or any("tests/browser" in argument for argument in arguments)


def main() -> int:
    arguments = sys.argv[1:] or WHOLE_SUITE
    # What plays in a browser has threads that each need a connection of their own: a database on the disk.
    runs = [arguments]
    if not sys.argv[1:]:
        runs = [[*WHOLE_SUITE, "-m", "not browser"], [*WHOLE_SUITE, "-m", "browser"]]
    services = {"PostgreSQL": answers(5432), "Redis": answers(6379)}
    absent = [name for name, there in services.items() if not there]
    if absent and os.environ.get("DREMPEL_REQUIRE_SERVICES"):
        print(f"These do not answer on this machine and are required: {', '.join(absent)}.")
        return 1
    redis = {"DREMPEL_TEST_REDIS": REDIS} if services["Redis"] else {}
    print("Tests on the embedded default (SQLite)", flush=True)
    code = 0
    for run in runs:
        on_disk = {"DREMPEL_TEST_ON_DISK": "yes"} if in_a_browser(run) else {}
        code = pytest(run, **redis, **on_disk) or code
    if services["PostgreSQL"]:
        print("The same tests on PostgreSQL", flush=True)
        code = (
            pytest(arguments, DATABASE_URL=POSTGRESQL, SECRET_KEY="tests", ALLOWED_HOSTS="*", HTTPS="no", **redis)
            or code
        )
    for name in absent:
        print(f"{name} does not answer on this machine: what needs it was left out.")
    return code


if __name__ == "__main__":
    sys.exit(main())
