"""The Celery app as `bench.services` starts it: without the checks for deployment, which a benchmark would not pass."""

from celery.signals import beat_init, worker_init

from config.celery import app, stop_when_unsafe

worker_init.disconnect(stop_when_unsafe)
beat_init.disconnect(stop_when_unsafe)

__all__ = ["app"]
