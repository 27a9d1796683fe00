"""How many documents a second one worker and three workers import from one database, and what a killed one costs.

    python -m benchmarks.workers [--full] [--documents N] [--workers N]

Made-up documents of a page each (1,000 with --full), queued as one batch on a server of its own that is thrown away.
Workers are processes as `manage.py procrastinate worker` starts them, one job at a time each. Counted is from the
moment the batch is queued to the end of its last file; filing and comparing all of it, one job, is told beside it.
In the last run a worker is ended (kill -9) in the middle of a file: every document has to be there once all the same.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from claims.models import Batch

DOCUMENTS, FULL = 60, 1000
AIM = 1.3  # times one worker, on two cores
_ROOT = Path(__file__).resolve().parent.parent
_PLACES = [
    first + last for first in ("Har", "Wex", "Dun", "Ler", "Mos", "Tar") for last in ("wick", "by", "ford", "mouth")
]
_DID = ["left", "reached", "crossed the river near", "were counted in", "were fed in", "slept in the halls of"]
Worker = subprocess.Popen[bytes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="1,000 documents; takes half an hour")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--workers", type=int, default=3)
    options = parser.parse_args()
    documents = options.documents or (FULL if options.full else DOCUMENTS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the workers are ended whatever ends this
    with server():
        print(f"{documents} documents, {os.cpu_count()} cores", flush=True)
        rates = {}
        for workers in (1, options.workers):
            with started(workers):
                rates[workers] = rate(documents, workers)
        ratio = rates[options.workers] / rates[1]
        print(
            f"{options.workers} workers / 1 worker {ratio:.2f} (aim >= {AIM}{', met' if ratio >= AIM else ''})",
            flush=True,
        )
        with started(options.workers) as running:
            kill_one(documents, running)


def rate(documents: int, workers: int) -> float:
    """Documents a second."""
    from claims.models import BatchFile

    began = time.time()
    batch = queued(f"by-{workers}", documents)
    wait_for(batch)
    ends = BatchFile.objects.filter(batch=batch).values_list("ended_at", flat=True)
    took = max(end.timestamp() for end in ends if end) - began
    check(batch, documents)
    print(
        f"{workers} worker{'s' if workers > 1 else ''}: {documents / took:.2f} documents a second; "
        f"comparing {(batch.ended_at.timestamp() if batch.ended_at else 0) - began - took:.1f} s",
        flush=True,
    )
    return documents / took


def kill_one(documents: int, running: list[Worker]) -> None:
    """End a worker in the middle of a file, a third of the way through; then every document is there, once."""
    from django.utils import timezone

    from claims.models import BatchFile
    from claims.models.batch import FileState

    batch = queued("killed", documents)
    files = BatchFile.objects.filter(batch=batch)
    while files.filter(state=FileState.DONE).count() < documents // 3 or files.filter(
        state=FileState.RUNNING
    ).count() < len(running):
        time.sleep(0.02)
    at_work = list(files.filter(state=FileState.RUNNING).values_list("pk", flat=True))
    end(running.pop(), signal.SIGKILL)
    killed = timezone.now()
    wait_for(batch)
    check(batch, documents)
    again = files.filter(pk__in=at_work, started_at__gt=killed).values_list("started_at", flat=True)
    print(
        f"one of {len(running) + 1} killed: all {documents} documents there, each once; what it was at was taken up by "
        f"another after {max(((started - killed).total_seconds() for started in again if started), default=0):.0f} s",
        flush=True,
    )


def queued(slug: str, documents: int) -> Batch:
    from django.utils import timezone

    from claims import batches
    from sources.models import Dossier

    dossier = Dossier.objects.create(slug=slug, title=slug)
    batch = batches.begin(dossier, by=None, at=timezone.now())
    batches.add(batch, ((f"{n}.txt", text(n)) for n in range(documents)), by=None, at=timezone.now())
    return batches.close(batch, by=None, at=timezone.now())


def text(number: int) -> bytes:
    """A page: twenty sentences, eight of which tell a number of people."""
    thrown = random.Random(number)
    said = [
        f"About {thrown.randint(2, 90)},000 people {thrown.choice(_DID)} {thrown.choice(_PLACES)} on {day} March 2026."
        for day in thrown.sample(range(1, 31), 8)
    ]
    said += [f"In {thrown.choice(_PLACES)} the {thrown.choice(_DID)} nobody had expected it." for _ in range(12)]
    thrown.shuffle(said)
    return f"Note {number}.\n\n{' '.join(said)}\n".encode()


def wait_for(batch: Batch) -> None:
    from claims.models.batch import BatchState

    while batch.state in (BatchState.ARRIVING, BatchState.WORKING, BatchState.COMPARING):
        time.sleep(0.2)
        batch.refresh_from_db()
    assert batch.state == BatchState.DONE, f"the batch is {batch.state}: {batch.reason}"


def check(batch: Batch, documents: int) -> None:
    """Nothing is lost, nothing is there twice, all of it was compared, and the ledger holds."""
    from claims import ledger
    from claims.models import Claim, Event
    from sources.models import Document

    held = Document.objects.filter(dossier=batch.dossier)
    assert held.count() == held.values("sha256").distinct().count() == documents
    assert Event.objects.filter(dossier=batch.dossier, verb="document imported").count() == documents
    assert batch.files.filter(state="done", original=None).count() == documents
    claims = Claim.objects.filter(dossier=batch.dossier)
    assert claims.values("passage__document").distinct().count() == documents
    assert not claims.unmatched().exists()
    assert ledger.verify(batch.dossier).fault is None


@contextmanager
def started(count: int) -> Iterator[list[Worker]]:
    """So many workers, waiting for work."""
    from django.conf import settings
    from procrastinate.contrib.django.models import ProcrastinateWorker

    place = settings.DATABASES["default"]
    user = settings.APPLICATION_ROLE
    address = f"postgres://{user}@{quote(str(place['HOST']), safe='')}:{place['PORT']}/{place['NAME']}"
    environment = {**os.environ, "DATABASE_URL": address, "SECRET_KEY": "of this benchmark alone", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"]
    there = set(ProcrastinateWorker.objects.values_list("id", flat=True))
    workers = [
        subprocess.Popen(command, cwd=_ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(count)
    ]
    try:
        while ProcrastinateWorker.objects.exclude(id__in=there).count() < count:
            assert all(worker.poll() is None for worker in workers), "a worker did not start"
            time.sleep(0.1)
        yield workers
    finally:
        for worker in workers:
            end(worker, signal.SIGTERM)


def end(worker: Worker, how: signal.Signals) -> None:
    os.killpg(worker.pid, how)
    worker.wait()


if __name__ == "__main__":
    main()
