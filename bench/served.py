"""The application as `bench.counter_speed` serves it: with the pause between two questions of one till lifted."""

import datetime as dt
import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup(set_prefix=False)
# Nobody collected static files for a benchmark; no page is asked for either.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if os.environ.get("BENCH_URLCONF") == "bench.bare_views":
    settings.ROOT_URLCONF, settings.MIDDLEWARE = "bench.bare_views", []
application = WSGIHandler()

from bans import budgets  # noqa: E402

# A window of no length is counted and never full.
budgets.BETWEEN = budgets.MINUTE = budgets.HOUR = budgets.DAY = dt.timedelta()
