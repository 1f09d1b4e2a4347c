"""Whether the process lives and whether it can work. Tells nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


@login_not_required
def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    checks = {"database": _passes(_database), "migrations": _passes(_migrations), "cache": _passes(_cache)}
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", **checks}, status=200 if ready else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    cache.set("readyz", "ok", 5)
    return cache.get("readyz") == "ok"


def _passes(check) -> bool:
    try:
        return check()
    except Exception:  # whatever is broken, the answer is "not ready" and not a page of details
        return False
