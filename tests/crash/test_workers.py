"""A worker killed in the middle of a batch: another one takes over, nothing is lost and nothing done twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import batches, ledger, tasks
from claims.models import Batch, BatchFile, Claim, Event, Filing
from claims.models.batch import BatchState, FileState
from sources.models import Document
from tests.factories import a_dossier

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "1"))
FILES = 12
_LONGEST = 120  # seconds
Worker = subprocess.Popen[bytes]


@pytest.fixture
def worker(transactional_db) -> Iterator[Callable[[], Worker]]:
    """Starts a worker as a process of its own on this test's database; all of them are ended after the test."""
    place = settings.DATABASES["default"]
    address = f"postgres://{place['USER']}@{quote(str(place['HOST']), safe='')}:{place['PORT']}/{place['NAME']}"
    environment = {**os.environ, "DATABASE_URL": address, "SECRET_KEY": "of this test alone"}
    started: list[Worker] = []

    def start() -> Worker:
        command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"]
        into = subprocess.DEVNULL
        started.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=into, stderr=into)
        )
        return started[-1]

    yield start
    for each in started:
        if each.poll() is None:
            os.killpg(each.pid, signal.SIGKILL)
        each.wait()


def until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + _LONGEST
    while not is_so():
        assert time.monotonic() < limit, "the workers do not get on"
        time.sleep(0.05)


def a_batch(slug: str) -> Batch:
    """Pairs of notes on ferries: each pair answers one question with two figures."""
    at = timezone.now()
    batch = batches.begin(a_dossier(slug), by=None, at=at)
    notes = [
        f"The Ferry {chr(65 + n // 2)}rkona brought about {41 + n},000 passengers across the strait in the storm.\n"
        for n in range(FILES)
    ]
    batches.add(batch, ((f"note-{n:02}.txt", note.encode()) for n, note in enumerate(notes)), by=None, at=at)
    return batches.close(batch, by=None, at=at)


def take_over() -> None:
    """As if half a minute had passed in which no worker was heard of; one that lives is suspected too, and may be."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with ThreadPoolExecutor(1) as thread:  # the browser's tests leave a loop in this one
        thread.submit(async_to_sync(tasks.take_over.func), timestamp=0).result()
        thread.submit(connections.close_all).result()


def assert_all_is_there_once(batch: Batch) -> None:
    documents = Document.objects.filter(dossier=batch.dossier)
    assert sorted(documents.values_list("file_name", flat=True)) == [f"note-{n:02}.txt" for n in range(FILES)]
    assert Event.objects.filter(dossier=batch.dossier, verb="document imported").count() == FILES
    claims = Claim.objects.filter(dossier=batch.dossier)
    assert claims.count() == FILES
    assert not claims.unmatched().exists()
    assert Filing.objects.filter(claim__in=claims).count() == FILES
    assert batch.files.filter(state=FileState.DONE, original=None, document__isnull=False).count() == FILES
    assert ledger.verify(batch.dossier).fault is None


@pytest.mark.skipif("HOST" not in settings.DATABASES["default"], reason="needs a database a second process can reach")
def test_what_a_killed_worker_was_at_is_done_once_by_another(worker):
    chance = random.Random(20261122)
    for number in range(ROUNDS):
        victim, other = worker(), worker()
        batch = a_batch(f"ferries-{number}")
        files = BatchFile.objects.filter(batch=batch)
        until(lambda files=files: files.filter(state=FileState.RUNNING).count() == 2)
        time.sleep(chance.uniform(0.0, 0.6))
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        until(lambda: not ProcrastinateJob.objects.filter(task_name="import", status="todo").exists())
        take_over()
        until(lambda batch=batch: Batch.objects.get(pk=batch.pk).state == BatchState.DONE)
        assert_all_is_there_once(batch)
        os.killpg(other.pid, signal.SIGKILL)
