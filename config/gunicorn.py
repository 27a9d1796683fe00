"""How gunicorn serves the desk: gunicorn config.wsgi --config config/gunicorn.py --bind 127.0.0.1:8000"""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from config.logs import logging_of

_ours = ""  # the folder of metrics, where none was named
if os.environ.get("METRICS_TOKEN") and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    # Before anything imports the library of metrics, which looks once.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = _ours = tempfile.mkdtemp(prefix="concordance_metrics")

workers = int(os.environ.get("WEB_CONCURRENCY", (os.cpu_count() or 1) + 1))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# What all processes need is in memory once, and nobody's first page waits for it. So HUP brings no new code: restart.
preload_app = True

timeout = 120  # seconds: a long import is read while its page waits
graceful_timeout = 30
keepalive = 5
max_requests, max_requests_jitter = 5000, 500  # whatever a library leaks is given back now and then
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  signs of life wait for no disk

# Whom to believe about https is said once, in TRUSTED_PROXIES.
secure_scheme_headers = dict[str, str]()

accesslog = None  # config/requests.py writes one line a request
logconfig_dict = logging_of(os.environ.get("LOG_FORMAT", "plain"), os.environ.get("LOG_LEVEL", "INFO"))


def on_starting(server: object) -> None:
    """Before the first process is made: read what is read on first use otherwise, above all the dictionary.

    Nothing that is open may be shared: connections to the database are each process's own.
    """
    from django.db import connections
    from django.urls import get_resolver

    from claims.similarity.lexicon import lexicon

    assert get_resolver().url_patterns
    lexicon()
    connections.close_all()
    gc.collect()
    gc.freeze()  # or the collector writes into every page of it, and each process gets its copy


def child_exit(server: object, worker: Any) -> None:
    """What a worker that is no more had open is no longer counted; what it did is."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: object) -> None:
    if _ours:
        shutil.rmtree(_ours, ignore_errors=True)
