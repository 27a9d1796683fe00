"""Metrics in the words of Prometheus: what this server counted, and what the database holds when asked.

Several processes of one gunicorn add up through files of `PROMETHEUS_MULTIPROC_DIR`, which `config/gunicorn.py` sets.
What the database holds is the same whichever machine is asked.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as _written
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds

REQUESTS = Counter("concordance_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram("concordance_request_seconds", "Time until an answer began.", ["route", "method"], buckets=_BOUNDS)
POOL_SIZE = Gauge("concordance_pool_connections", "Connections in the pools.", multiprocess_mode="livesum")
POOL_FREE = Gauge("concordance_pool_free", "Connections in the pools that nobody uses.", multiprocess_mode="livesum")
POOL_WAITING = Gauge("concordance_pool_waiting", "Requests that wait for a connection.", multiprocess_mode="livesum")

_JOBS = """
SELECT queue_name, status::text, count(*) FROM procrastinate_jobs
WHERE status IN ('todo', 'doing', 'failed') GROUP BY queue_name, status
"""
_WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
_EVENTS = "SELECT coalesce(sum(sequence), 0) FROM claims_ledgerhead"


def count(*, route: str, method: str, status: int, seconds: float) -> None:
    """One request, answered."""
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route, method).observe(seconds)
    if pool := connection.pool:  # type: ignore[attr-defined]
        found = pool.get_stats()
        POOL_SIZE.set(found["pool_size"])
        POOL_FREE.set(found["pool_available"])
        POOL_WAITING.set(found["requests_waiting"])


def written() -> bytes:
    """Everything, as text."""
    counted: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    held = CollectorRegistry()
    held.register(Held())
    return _written(counted) + _written(held)


class Held(Collector):
    """What the database holds. Where it does not answer, that alone is told."""

    def collect(self) -> Iterator[Metric]:
        try:
            found = list(self._held())
        except Error:
            found = []
        yield GaugeMetricFamily("concordance_database_up", "Whether the database answers.", value=int(bool(found)))
        yield from found

    def _held(self) -> Iterator[Metric]:
        seen = timezone.now() - dt.timedelta(minutes=1)
        jobs = GaugeMetricFamily("concordance_jobs", "Jobs waiting, running and failed.", labels=["queue", "status"])
        with connection.cursor() as cursor:
            cursor.execute(_JOBS)
            for queue, status, number in cursor.fetchall():
                jobs.add_metric([queue, status], number)
            cursor.execute(_WORKERS, [seen])
            workers = cursor.fetchone()[0]
            cursor.execute(_EVENTS)
            events = float(cursor.fetchone()[0])
        yield jobs
        yield GaugeMetricFamily("concordance_workers", "Workers seen in the last minute.", value=workers)
        yield CounterMetricFamily("concordance_events", "Lines of all ledgers.", value=events)
