"""The page that tells what became of a row: who changed what, from what to what, when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from claims import review
from claims.changes import changes_of
from claims.models import Claim, Conflict, Question
from claims.models.valued import columns_of
from sources.models import Document, Publisher
from sources.values import Value
from tests.factories import NOW, a_claim, a_conflict, a_question


@pytest.fixture
def claim(world) -> Claim:
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    return review.accept_claim(claim, by=world.reviewer, at=NOW, seen=claim.version)


def page(client, person, kind: str, pk: int):
    if person:
        client.force_login(person)
    return client.get(reverse("history", args=[kind, pk]))


def test_a_change_tells_who_and_what_it_was_before(world, claim):
    (change,) = changes_of(claim)
    assert change.by == world.reviewer
    told = {difference.field: (difference.before, difference.after) for difference in change.differences}
    assert told["State"] == ("Drafted", "Accepted")
    assert told["Decided by"] == ("", "Reviewer")
    assert "Version" not in told


def test_changes_are_told_newest_first_each_against_the_one_before(world, claim):
    question = a_question([claim], wording="How many?")
    for wording in ("How many left?", "How many people left?"):
        Question.objects.filter(pk=question.pk).update(wording=wording)
    question.refresh_from_db()
    told = [(change.differences[0].before, change.differences[0].after) for change in changes_of(question)]
    assert told == [("How many left?", "How many people left?"), ("How many?", "How many left?")]


def test_a_change_of_counters_alone_is_not_told(claim):
    before = len(changes_of(claim))
    Claim.objects.filter(pk=claim.pk).update(version=9)
    claim.refresh_from_db()
    assert len(changes_of(claim)) == before


def test_values_are_told_in_words(world, claim):
    document = Document.objects.get(pk=claim.passage.document_id)
    other = a_claim(world.dossier, "About 58,000 people left the valley.", title="The list").passage.document
    Document.objects.filter(pk=document.pk).update(is_primary=True, derived_from=other, published_on="2026-02-01")
    document.refresh_from_db()
    (change,) = changes_of(document)
    told = {difference.field: (difference.before, difference.after) for difference in change.differences}
    assert told["Is primary"] == ("no", "yes")
    assert told["Derived from"] == ("", "The list")
    assert told["Published on"] == ("", "1 Feb 2026")


def test_a_value_is_told_in_words_column_by_column(world):
    claim = a_claim(world.dossier, "More than 43,000 people left the valley.")
    value = Value("money", "114269000000", "114269000000", "exact", "CNY", "1000000")
    Claim.objects.filter(pk=claim.pk).update(**columns_of(value))
    claim.refresh_from_db()
    (change,) = changes_of(claim)
    told = {difference.field: (difference.before, difference.after) for difference in change.differences}
    assert told["Kind"] == ("count", "money")
    assert told["Low"] == ("43,000", "114.269 billion")
    assert told["Modifier"] == ("more than", "as written")
    assert told["Unit"] == ("people", "CNY")
    assert told["Strict"] == ("above 43,000 people", "114.2685 billion to below 114.2695 billion CNY")
    assert told["Precision"] == ("1,000", "1 million")
    with translation.override("zh-hans"):
        (change,) = changes_of(claim)
    chinese = {difference.field: (difference.before, difference.after) for difference in change.differences}
    assert chinese["修饰语"] == ("超过", "照原文")
    assert chinese["单位"] == ("人", "元人民币")


def test_a_value_that_is_a_date_is_told_in_days(world):
    claim = a_claim(world.dossier, "The camp was closed on 14 March 2020.")
    Claim.objects.filter(pk=claim.pk).update(
        **columns_of(Value("date", "2020-03-15", "2020-03-15", "exact", None, "day"))
    )
    claim.refresh_from_db()
    (change,) = changes_of(claim)
    told = {difference.field: (difference.before, difference.after) for difference in change.differences}
    assert told["Low"] == ("2020-03-14", "2020-03-15")
    assert told["Strict"] == ("2020-03-14", "2020-03-15")


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "chief"])
def test_members_read_it(client, world, claim, name):
    answer = page(client, world.person(name), "claim", claim.pk)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "<del>Drafted</del>" in body
    assert "<ins>Accepted</ins>" in body
    assert "claim accepted" in body
    assert reverse("admin:claims_claim_change", args=[claim.pk]) in body


def test_every_kind_has_its_page(client, world):
    conflict = a_conflict(world.dossier)
    publisher = Publisher.objects.create(dossier=world.dossier, name="Harbour Post")
    claim = Claim.objects.first()
    rows = {
        "claim": claim.pk,
        "question": conflict.question_id,
        "conflict": conflict.pk,
        "document": claim.passage.document_id,
        "publisher": publisher.pk,
    }
    assert {page(client, world.viewer, kind, pk).status_code for kind, pk in rows.items()} == {200}


def test_a_stranger_finds_nothing(client, world):
    conflict = a_conflict(world.dossier)
    claim = Claim.objects.first()
    for kind, pk in {"claim": claim.pk, "document": claim.passage.document_id, "conflict": conflict.pk}.items():
        assert page(client, world.stranger, kind, pk).status_code == 404


def test_nobody_is_asked_to_sign_in(client, claim):
    assert page(client, None, "claim", claim.pk).status_code == 302


@pytest.mark.parametrize(("kind", "pk"), [("person", 1), ("membership", 1), ("claim", 0)])
def test_what_has_no_page_is_404(client, world, kind, pk):
    assert page(client, world.chief, kind, pk).status_code == 404


def test_what_was_written_is_text_and_never_markup(client, world, claim):
    question = a_question([claim], wording="How <b>many</b>?")
    Question.objects.filter(pk=question.pk).update(wording="How many?")
    assert "How &lt;b&gt;many&lt;/b&gt;?" in page(client, world.viewer, "question", question.pk).content.decode()


def test_the_queries_do_not_grow_with_the_changes(client, world):
    conflict = a_conflict(world.dossier)
    counts = []
    for assigned in (world.reviewer, world.chief, world.editor, None):
        for number in range(3):
            Conflict.objects.filter(pk=conflict.pk).update(assigned_to=assigned, state_reason=f"note {number}")
        with CaptureQueriesContext(connection) as queries:
            page(client, world.viewer, "conflict", conflict.pk)
        counts.append(len(queries))
    assert counts[-1] == counts[1]
