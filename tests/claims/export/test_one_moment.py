"""An export is of one moment: what others file, decide and withhold while it is read is in none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test import Client

from claims import preparing, review
from claims.export import ndjson
from claims.export.contents import Contents
from claims.models import Conflict, ExportPiece, PreparedExport
from claims.snapshots import snapshot
from tests.claims.export.conftest import decide
from tests.conftest import World
from tests.factories import NOW, a_claim

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ledger_may_be_emptied")]
STREAMS = [
    *(f"/api/v1/export/?dossier=floods&as={written}" for written in ("ndjson", "csv", "spreadsheet")),
    *(f"/api/v1/claims/export/?dossier=floods&as={written}" for written in ("ndjson", "csv")),
]


@pytest.fixture
def told_piece_by_piece(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three decided questions, of which a reader has the first before the next is fetched."""
    for _ in range(3):
        decide(world)
    monkeypatch.setattr("claims.export.record._AT_ONCE", 1)
    monkeypatch.setattr("claims.export.claim_rows._PORTIONS", (1,))
    monkeypatch.setattr("claims.export.claim_rows._BLOCK", 1)
    return world


def in_another_connection(act: Callable[[], object]) -> None:
    failed = []

    def run() -> None:
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert not failed


def file_and_decide(world: World) -> None:
    """A fourth question is decided, the third is opened by a claim more, what was decided of the second withdrawn."""
    decide(world)
    _first, second, third, _fourth = Conflict.objects.order_by("pk")
    more = a_claim(world.dossier, "About 91,000 people left the hill.")
    review.file_under(more, third.question, by=world.reviewer, at=NOW, seen=more.version)
    decision = second.question.reconciliations.get()
    review.withdraw(decision, by=world.chief, at=NOW, seen=second.version, reason="The list was forged.")


def withhold(world: World) -> None:
    passage = Conflict.objects.order_by("pk")[2].question.filings.earliest("pk").claim.passage
    review.withhold(passage, by=world.editor, at=NOW, reason="A source.")


def read(world: World, address: str) -> Iterator[bytes]:
    client = Client()
    client.force_login(world.viewer)
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return iter(answer.streaming_content)


@pytest.mark.parametrize("address", STREAMS)
@pytest.mark.parametrize("act", [file_and_decide, withhold])
def test_a_stream_is_of_the_moment_it_began(told_piece_by_piece, address, act):
    before = b"".join(read(told_piece_by_piece, address))
    stream = read(told_piece_by_piece, address)
    # A spreadsheet begins with its mark, each form of CSV with its head: what is read up to here is not all of it.
    begun = b"".join(next(stream) for _ in range(3 if "spreadsheet" in address else 2))
    in_another_connection(lambda: act(told_piece_by_piece))
    assert begun + b"".join(stream) == before
    assert b"".join(read(told_piece_by_piece, address)) != before, "what changes nothing proves nothing"


def prepared(
    world: World, monkeypatch: pytest.MonkeyPatch, act: Callable[[World], None] | None = None
) -> PreparedExport:
    """An export a worker wrote; after its first piece was written, somebody else did this."""
    export = preparing.ask_for_export(world.dossier, "ndjson", by=world.viewer, at=NOW)
    blocks = ndjson.blocks

    def interrupted(contents: Contents) -> Iterator[bytes]:
        stream = blocks(contents)
        yield next(stream)
        if act:
            in_another_connection(lambda: act(world))
        yield from stream

    with monkeypatch.context() as patched:
        patched.setattr(ndjson, "blocks", interrupted)
        preparing.write(export.pk, now=lambda: NOW, is_last_try=True)
    return export


def test_a_prepared_export_is_of_the_moment_it_was_begun(told_piece_by_piece, monkeypatch):
    before = b"".join(preparing.content_of(prepared(told_piece_by_piece, monkeypatch)))
    again = prepared(told_piece_by_piece, monkeypatch, file_and_decide)
    assert b"".join(preparing.content_of(again)) == before
    after = prepared(told_piece_by_piece, monkeypatch)
    assert b"".join(preparing.content_of(after)) != before


def test_what_is_withheld_while_an_export_is_prepared_is_kept_nowhere(told_piece_by_piece, monkeypatch):
    prepared(told_piece_by_piece, monkeypatch, withhold)
    assert not PreparedExport.objects.exists()
    assert not ExportPiece.objects.exists()


def test_an_export_that_is_begun_while_a_passage_is_being_withheld_waits_and_has_none_of_it(world):
    secret = decide(world, "About 43,000 people left Zanderbrook.", "About 58,000 people left Zanderbrook.")
    assert secret.lower
    assert secret.upper
    passage, other = secret.lower.passage, secret.upper.passage
    export = preparing.ask_for_export(world.dossier, "ndjson", by=world.viewer, at=NOW)
    withheld, committed = Event(), Event()

    def withhold_slowly() -> None:
        with transaction.atomic():
            review.withhold(passage, by=world.editor, at=NOW, reason="A source.")
            withheld.set()
            assert committed.wait(timeout=30)

    def write() -> None:
        assert withheld.wait(timeout=30)
        preparing.write(export.pk, now=lambda: NOW, is_last_try=True)

    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(in_another_connection, act) for act in (withhold_slowly, write)]
        wait(acts[1:], timeout=1)  # what does not wait for the lock has written it by then
        committed.set()
        for act in acts:
            act.result(timeout=30)
    told = b"".join(preparing.content_of(export)).decode()
    assert passage.exact not in told
    assert other.exact in told


def test_a_prepared_export_that_is_removed_while_it_is_fetched_is_fetched_whole(told_piece_by_piece, monkeypatch):
    monkeypatch.setattr(preparing, "_PIECE", 100)
    export = prepared(told_piece_by_piece, monkeypatch)
    before = b"".join(preparing.content_of(export))
    content = preparing.content_of(export)
    begun = next(content)
    in_another_connection(lambda: preparing.remove(export, by=told_piece_by_piece.viewer, at=NOW))
    assert begun + b"".join(content) == before


@pytest.mark.parametrize("address", STREAMS)
def test_who_may_have_it_is_of_the_moment_it_is_of(told_piece_by_piece, address, monkeypatch):
    """Whoever is thrown out between the request and the snapshot gets nothing."""
    world = told_piece_by_piece

    @contextmanager
    def late() -> Iterator[None]:
        in_another_connection(lambda: world.dossier.memberships.filter(person=world.viewer).delete())
        with snapshot():
            yield

    monkeypatch.setattr("claims.api.export.snapshot", late)
    client = Client()
    client.force_login(world.viewer)
    answer: Any = client.get(address)
    if "claims/export" in address:
        assert answer.status_code == 404
    else:
        with pytest.raises(Http404):
            b"".join(answer.streaming_content)
