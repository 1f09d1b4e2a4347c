"""The embedded default: the database brought up to date, then web server and timetable in one process.

python -m config.serve
"""

import os
import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    """Gunicorn, started from Python: one process with threads, and the timetable as one more thread."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from config.wsgi import application

        return application


def start_timetable(worker: Any) -> None:
    """Run the timetable as a thread of the one worker process.

    Tasks are registered first: an unregistered one would be sent to a broker that nobody reads.
    """
    from celery.beat import EmbeddedService

    from config.celery import app

    app.loader.import_default_modules()
    app.conf.beat_schedule_filename = os.path.join(_var_dir(), "timetable")
    service: Any = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")
    service.daemon = True
    service.start()


def _var_dir() -> str:
    from django.conf import settings

    return str(settings.VAR_DIR)


def taken(port: int) -> bool:
    """Whether another program already listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare() -> None:
    """Bring the embedded database up to date, and give an empty one something to look at."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("replay_erasures", verbosity=0)
    call_command("demo")
    # A connection of SQLite must not pass into the worker that is forked from here.
    connections.close_all()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
    if taken(int(port)):
        sys.exit(f"Port {port} is in use. Choose another one: PORT=8080 ./start")
    prepare()
    print(f"\nDrempel: http://localhost:{port}\n", flush=True)
    Server(
        {
            "bind": f"127.0.0.1:{port}",
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "post_worker_init": start_timetable,
            "loglevel": "warning",
        }
    ).run()


if __name__ == "__main__":
    main()
