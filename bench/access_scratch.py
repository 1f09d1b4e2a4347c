"""A database of its own for a measurement, gone when it is done."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def scratch_database() -> Iterator[None]:
    """On SQLite in memory; on PostgreSQL beside the one of DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    logging.disable(logging.CRITICAL)
    # As in the tests: everybody is signed in, and the second factor has tests of its own.
    settings.SECOND_FACTOR_REQUIRED = False
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
        f"test_drempel_bench_{os.getpid()}" if not settings.EMBEDDED else None
    )
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)
        teardown_test_environment()
