"""Whoever files a claim or moves filings locks the dossier first, as the machine does: one filing at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.carrying import carry, commit, hold
from claims.models import Carryover, Claim
from claims.writing import Wording
from sources.extracting import extract
from tests.factories import NOW, a_claim, a_question


def _file_under(world, first, second):
    claim = a_claim(world.dossier, "About 61,000 people left the valley.")
    return lambda: review.file_under(claim, first, by=world.reviewer, at=NOW, seen=claim.version)


def _file_together(world, first, second):
    claim, other = a_claim(world.dossier, "About 61,000 people left the valley."), first.filings.get().claim
    return lambda: review.file_together(claim, other, by=world.reviewer, at=NOW, seen=claim.version)


def _merge(world, first, second):
    return lambda: review.merge(first, second, by=world.editor, at=NOW, seen=first.version)


def _split(world, first, second):
    both = review.merge(first, second, by=world.editor, at=NOW, seen=first.version)
    both.refresh_from_db()
    leaving = [Claim.objects.earliest("pk").pk]
    return lambda: review.split(both, leaving, "How many?", by=world.editor, at=NOW, seen=both.version)


def _carry(world, first, second):
    claim = first.filings.get().claim
    review.accept_claim(claim, seen=claim.version, by=world.reviewer, at=NOW)
    capture = hold(claim.passage.document, b"About 47,000 people left the valley.", "a.txt", by=world.editor, at=NOW)
    commit(capture, by=world.editor, at=NOW)
    waiting = Carryover.objects.get()
    return lambda: carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)


@pytest.mark.parametrize("act", [_file_under, _file_together, _merge, _split, _carry])
def test_the_dossier_is_locked_before_anything_else(world, monkeypatch, act):
    monkeypatch.setattr("claims.carrying.holding.extract_apart", extract)
    texts = ("About 43,000 people left the valley.", "About 58,000 people fled.")
    first, second = (a_question([a_claim(world.dossier, text)], text) for text in texts)
    do = act(world, first, second)
    with CaptureQueriesContext(connection) as queries:
        do()
    locks = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert 'FROM "sources_dossier"' in locks[0]
    assert any('FROM "claims_question"' in lock for lock in locks[1:])
