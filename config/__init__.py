"""Configuration. It names every app and no app imports it; apps read `django.conf.settings`."""

from .celery import app as celery_app

__all__ = ["celery_app"]
