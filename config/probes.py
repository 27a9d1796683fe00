"""What machines ask that watch over this one: whether it runs, whether it is ready, how much it does.

They come by a bare number and over plain http, so they are answered before the host and https are looked at.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from config import metrics

ADDRESSES = {"/health": "health", "/ready": "ready", "/metrics": "metrics"}
WORKER_SEEN = dt.timedelta(minutes=1)  # it gives a sign of life every ten seconds

_migrated = False


def answered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: after those that set headers, before those that look at hosts, sessions or rates."""
    pages = {"health": health_page, "ready": ready_page, "metrics": metrics_page}

    def answer(request: HttpRequest) -> HttpResponse:
        if (name := ADDRESSES.get(request.path_info)) is None:
            return get_response(request)
        response = (
            pages[name](request) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def health_page(request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is asked: a database that is down is not mended by starting this anew."""
    return JsonResponse({"status": "up"})


def ready_page(request: HttpRequest) -> HttpResponse:
    """503 while the database does not answer or lacks a migration. A worker may be missing: pages work without."""
    try:
        migrated = _is_migrated()
        found = {"database": True, "migrations": migrated, "worker": migrated and _worker_was_seen()}
    except Error:
        found = {"database": False, "migrations": False, "worker": False}
    ready = found["database"] and found["migrations"]
    return JsonResponse({"status": "ready" if ready else "not ready", **found}, status=200 if ready else 503)


def metrics_page(request: HttpRequest) -> HttpResponse:
    """For whoever shows the token; where none is set there is no such page."""
    token = settings.METRICS_TOKEN
    if not token:
        return HttpResponse("There are no metrics here.\n", status=404, content_type="text/plain")
    shown = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(shown, f"Bearer {token}".encode()):
        refusal = {"WWW-Authenticate": "Bearer"}
        return HttpResponse("Show the token.\n", status=401, content_type="text/plain", headers=refusal)
    return HttpResponse(metrics.written(), content_type=metrics.CONTENT_TYPE)


def _is_migrated() -> bool:
    """Once it is, it stays so until this process ends: migrations are only added, by a newer one."""
    global _migrated
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _worker_was_seen() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - WORKER_SEEN).exists()
