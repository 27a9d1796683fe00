"""Ready-made claims are written in bulk, and what must hold of a claim holds of each."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.drafting import facts_of, readings_of
from claims.loading import NewClaim, load_claims
from claims.models import Claim
from sources.importing import Arrival, import_document, passages_at
from sources.models import Document, Passage
from tests.factories import NOW

TEXT = "About 58 people left the valley. In 2019 at least 12 bridges fell. It was cold."


@pytest.fixture
def document(world) -> Document:
    return import_document(
        dossier=world.dossier, data=TEXT.encode(), arrival=Arrival(name="river.txt"), at=NOW
    ).document


def ready(document: Document, **others: object) -> list[NewClaim]:
    """What is read in the document, each value with the clause that says it."""
    return [
        ((document, *reading.clause), {**facts_of(document, reading), **others}) for reading in readings_of(document)
    ]


def test_claims_are_as_if_made_one_by_one(world, document):
    written = ready(document, as_of=DateRange(dt.date(2019, 1, 1), dt.date(2020, 1, 1)), matched_at=NOW)
    keys = load_claims(written, by=world.editor)
    loaded = Claim.objects.filter(pk__in=keys).in_bulk()
    assert len(keys) == len(written) >= 2
    for key, ((_, start, end), columns) in zip(keys, written, strict=True):
        claim = loaded[key]
        assert (claim.passage.start, claim.passage.end, claim.written_by) == (start, end, world.editor)
        made = Claim(pk=key, passage=claim.passage, written_by=world.editor, created_at=claim.created_at, **columns)
        fields = [field.attname for field in Claim._meta.concrete_fields]
        assert [getattr(claim, name) for name in fields] == [getattr(made, name) for name in fields]


def test_signs_that_mean_something_to_a_copy_are_kept(world, document):
    said = 'A tab\t, a line\nand a \\N, "quoted"\r, 中文; \\. too'
    key, *_ = load_claims(ready(document, statement=said), by=world.editor)
    assert Claim.objects.get(pk=key).statement == said


def test_a_passage_that_is_there_already_is_taken(world, document):
    (_, start, end), _ = ready(document)[0]
    kept = Passage.objects.create(document=document, start=start, end=end, exact=TEXT[start:end])
    key, *_ = load_claims(ready(document), by=world.editor)
    assert Claim.objects.get(pk=key).passage == kept


def test_a_place_named_twice_is_one_passage(document):
    place = (document, 0, 32)
    assert passages_at([place, (document, 33, 66), place]).keys() == {place, (document, 33, 66)}
    assert Passage.objects.count() == 2


def test_none_is_written_where_a_constraint_does_not_hold_of_one(world, document):
    first, *others = ready(document)
    wrong = (first[0], {**first[1], "value_text": "59 people"})
    with pytest.raises(IntegrityError, match="the value is not what the passage says"):
        load_claims([*others, wrong], by=world.editor)
    assert not Claim.objects.exists()
    assert not Passage.objects.exists()


def test_what_is_no_column_of_a_new_claim_is_refused(world, document):
    with pytest.raises(ValueError, match="decided_by_id"):
        load_claims(ready(document, decided_by_id=world.editor.pk), by=world.editor)


def test_claims_of_any_number_take_as_few_statements(world, document, django_assert_max_num_queries):
    many = ready(document) * 20  # a person may claim a value twice
    with django_assert_max_num_queries(9):
        load_claims(many, by=world.editor)
    assert Claim.objects.count() == len(many)
