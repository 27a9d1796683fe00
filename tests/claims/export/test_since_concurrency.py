"""The ledger's sequence as a cursor: eight write, one reads on, and nothing committed is ever skipped.

The control asks by the largest key instead, which is drawn before the lock of the ledger: it does miss some.
"""

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from claims import ledger
from claims.models import Event
from tests.factories import a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
WRITERS = 8
IS_SOAK = "SOAK_ROUNDS" in os.environ
EVENTS_EACH = (5_000 if IS_SOAK else 240) // WRITERS


def test_a_reader_that_polls_by_sequence_misses_nothing(transactional_db):
    dossier, person = a_dossier(), a_person("writer")
    done = threading.Event()
    by_sequence: list[int] = []
    by_key: list[int] = []

    def write() -> None:
        for _ in range(EVENTS_EACH):
            with transaction.atomic():
                ledger.record(dossier, "dossier started", dossier, by=person)
                time.sleep(random.random() / 500)
        connection.close()

    def poll() -> None:
        line = key = 0
        while True:
            ended = done.is_set()
            later = list(Event.objects.filter(dossier=dossier, pk__gt=key).order_by("pk"))
            new = list(Event.objects.filter(dossier=dossier, sequence__gt=line).order_by("sequence"))
            by_key.extend(event.pk for event in later)
            key = later[-1].pk if later else key
            by_sequence.extend(event.pk for event in new)
            line = new[-1].sequence if new else line
            if ended:
                break
        connection.close()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(poll)
        writers = [pool.submit(write) for _ in range(WRITERS)]
        for writer in writers:
            writer.result(timeout=300)
        done.set()
        reader.result(timeout=60)
    if IS_SOAK:
        assert len(by_key) < WRITERS * EVENTS_EACH, "the control misses none, so this run shows nothing"
    assert len(by_sequence) == len(set(by_sequence)) == Event.objects.count() == WRITERS * EVENTS_EACH
