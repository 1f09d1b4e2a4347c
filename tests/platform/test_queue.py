"""Over a real Redis: a worker of its own takes the duty from the queue and does it, as in production."""

import os
import subprocess
import sys
import time

import pytest
import redis

from .surroundings import CLEAN, ROOT, run

pytestmark = [pytest.mark.redis, pytest.mark.embedded]

SEND = "from config.celery import app; app.loader.import_default_modules(); app.tasks['bans.tasks.erase_ended'].delay()"


def test_worker_does_what_was_sent(installation: dict[str, str]) -> None:
    """Sent while no worker runs, the task waits in Redis; a worker that starts later does it and confirms."""
    address = os.environ["DREMPEL_TEST_REDIS"]
    env = {"DJANGO_SETTINGS_MODULE": "config.settings", **installation, "REDIS_URL": address}
    queue = redis.Redis.from_url(address)
    queue.flushdb()
    sent = run("-c", SEND, env=env)
    assert sent.returncode == 0, sent.stderr
    assert queue.llen("celery") == 1
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-P", "solo", "-l", "info"]
    worker = subprocess.Popen(
        command, cwd=ROOT, env={**CLEAN, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert worker.stdout
    try:
        told = next(line for line in worker.stdout if "bans.tasks.erase_ended" in line and "succeeded" in line)
        assert told.endswith("{}\n")
        for _moment in range(50):
            if not queue.exists("unacked", "celery"):
                break
            time.sleep(0.1)
        assert not queue.exists("unacked", "celery")
    finally:
        worker.terminate()
        worker.wait(30)
        worker.stdout.close()
        queue.flushdb()
        queue.close()
