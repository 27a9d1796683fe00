"""Copies in a dossier: suggested once a pair, never between captures of one work or documents of one origin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.importing import Arrival, import_document
from sources.lineage import NotACopy, derive, lineage_of, place, suggest_copies
from sources.models import Document, Resemblance
from tests.factories import NOW
from tests.sources.test_likeness import article, copies

WIRE = article("dam_en")
REPOST = copies("en")["another headline and lead"]
TRIMMED = copies("en")["cut by 40 %"]


def taken_in(dossier, text: str, supersedes: Document | None = None) -> Document:
    arrival = Arrival(name="dam.txt", supersedes=supersedes)
    document = import_document(dossier=dossier, data=text.encode(), arrival=arrival, at=NOW).document
    place(document)
    return document


def test_a_copy_is_suggested_with_its_share(world):
    wire, repost = taken_in(world.dossier, WIRE), taken_in(world.dossier, REPOST)
    (found,) = suggest_copies(repost)
    assert (found.document, found.other, found.state) == (repost, wire, "suggested")
    assert 0.8 < found.share <= 1


def test_an_independent_account_is_not_suggested(world):
    taken_in(world.dossier, WIRE)
    assert suggest_copies(taken_in(world.dossier, article("dam_en_other"))) == []


def test_a_pair_is_suggested_once_whichever_is_looked_at(world):
    wire, repost = taken_in(world.dossier, WIRE), taken_in(world.dossier, REPOST)
    suggest_copies(repost)
    Resemblance.objects.update(state="refused", decided_by=world.editor, decided_at=NOW)
    assert suggest_copies(repost) == suggest_copies(wire) == []
    assert Resemblance.objects.get().state == "refused"


def test_a_newer_capture_is_no_copy_of_the_older_one_nor_suggested_where_that_was_judged(world):
    wire, repost = taken_in(world.dossier, WIRE), taken_in(world.dossier, REPOST)
    suggest_copies(repost)
    Resemblance.objects.update(state="refused", decided_by=world.editor, decided_at=NOW)
    newer = taken_in(world.dossier, WIRE + "\nCorrected on Thursday.", supersedes=wire)
    assert suggest_copies(newer) == []


def test_a_superseded_capture_is_not_suggested_but_the_newest_is(world):
    wire = taken_in(world.dossier, WIRE)
    newer = taken_in(world.dossier, WIRE + "\nCorrected on Thursday.", supersedes=wire)
    (found,) = suggest_copies(taken_in(world.dossier, REPOST))
    assert found.other == newer


def test_of_one_origin_one_document_is_suggested(world):
    wire, trimmed = taken_in(world.dossier, WIRE), taken_in(world.dossier, TRIMMED)
    derive(trimmed, wire)
    assert len(suggest_copies(taken_in(world.dossier, REPOST))) == 1
    assert suggest_copies(trimmed) != []  # with the repost, whose origin nobody knows
    assert not Resemblance.objects.filter(document=trimmed, other=wire).exists()


def test_another_dossier_is_not_looked_into(world):
    taken_in(world.stranger.memberships.get().dossier, WIRE)
    assert suggest_copies(taken_in(world.dossier, REPOST)) == []


def test_the_queries_do_not_grow_with_the_dossier(world):
    counts = []
    for batch in range(2):
        for number in range(10):
            taken_in(world.dossier, f"{REPOST}\n\nEdition {batch * 10 + number}.")
        document = taken_in(world.dossier, f"{WIRE}\nIssue {batch}.")
        with CaptureQueriesContext(connection) as queries:
            suggest_copies(document)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_a_newer_capture_keeps_the_lineage_of_the_older_one(world):
    wire, repost = taken_in(world.dossier, WIRE), taken_in(world.dossier, REPOST)
    derive(repost, wire)
    newer = taken_in(world.dossier, REPOST + "\nCorrected.", supersedes=Document.objects.get(pk=repost.pk))
    assert newer.derived_from_id == wire.pk


def test_a_copy_of_an_older_capture_is_of_the_origin_of_the_newer_one(world):
    wire, repost = taken_in(world.dossier, WIRE), taken_in(world.dossier, REPOST)
    newer = taken_in(world.dossier, WIRE + "\nCorrected.", supersedes=wire)
    derive(repost, wire)
    assert Document.objects.all().origins() == {repost.pk: wire.pk, newer.pk: wire.pk}
    derive(repost, None)
    assert Document.objects.all().origins() == {newer.pk: wire.pk}


def test_descendants_are_found_through_captures_and_copies(world):
    wire, repost, trimmed = (taken_in(world.dossier, text) for text in (WIRE, REPOST, TRIMMED))
    newer = taken_in(world.dossier, REPOST + "\nCorrected.", supersedes=repost)
    derive(repost, wire)
    derive(trimmed, newer)
    assert lineage_of(world.dossier).descendants(wire.pk) == {wire.pk, repost.pk, newer.pk, trimmed.pk}
    with pytest.raises(NotACopy, match="take that back first"):
        derive(wire, trimmed)


def test_captures_of_one_work_are_not_derived_from_each_other(world):
    wire = taken_in(world.dossier, WIRE)
    newer = taken_in(world.dossier, WIRE + "\nCorrected.", supersedes=wire)
    for document, source in [(wire, newer), (newer, wire), (wire, wire)]:
        with pytest.raises(NotACopy, match="captures of one work"):
            derive(document, source)


def test_a_document_is_not_derived_from_one_of_another_dossier(world):
    foreign = taken_in(world.stranger.memberships.get().dossier, WIRE)
    with pytest.raises(NotACopy, match="different dossiers"):
        derive(taken_in(world.dossier, REPOST), foreign)
