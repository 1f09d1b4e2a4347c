"""A Redis of one test alone."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

PASSWORD = "een-wachtwoord-voor-de-wachtrij"
GUARDED = ("--requirepass", PASSWORD, "--maxmemory-policy", "noeviction")
CARELESS = ("--maxmemory-policy", "allkeys-lru")


@contextmanager
def own_redis(*options: str) -> Iterator[int]:
    """Started with these options on a free port, which this gives; gone afterwards."""
    program = shutil.which("redis-server")
    assert program, "These tests start a Redis of their own: apt-get install redis-server"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--port", str(port), "--save", "", "--dir", folder, "--loglevel", "warning", *options]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(10)


def guarded(port: int) -> str:
    return f"redis://:{PASSWORD}@127.0.0.1:{port}/0"


def _wait_for(port: int) -> None:
    for _moment in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("Redis did not start")
