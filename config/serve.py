"""The embedded default: web server and timetable in one process.

python -m config.serve
"""

import os
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
    service = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")
    service.daemon = True
    service.start()


def _var_dir() -> str:
    from django.conf import settings

    return str(settings.VAR_DIR)


def main() -> None:
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
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
