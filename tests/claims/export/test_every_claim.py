"""Every claim of a dossier in one stream: the database writes it, by the rules of every other export."""

import csv
import datetime as dt
import hashlib
import io
import json
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import review
from claims.export.claim_columns import COLUMNS, NAMES
from claims.export.claim_rows import FORMATS, row_of, with_filing
from claims.export.record import told_claims
from claims.models import Claim, Question
from sources.lineage import derive
from sources.models import Document, Dossier, Publisher
from sources.models.document import Evidence
from tests.claims.export.test_protection import SECRET, words_of
from tests.factories import NOW, a_claim, a_document, a_question

ODD = 'They said "about 43,000 people\t left\\n the\x02 valley", 约4.3万人, \U0001f600 and more.'


def exported(dossier: Dossier, as_format: str = "ndjson") -> bytes:
    return b"".join(FORMATS[as_format].blocks(dossier))


def lines(dossier: Dossier) -> list[dict]:
    *found, _end = [json.loads(line) for line in exported(dossier).decode().split("\n")[:-1]]
    return found


@pytest.fixture
def varied(world) -> list[Claim]:
    """Claims of every kind of value, of a copy, of a note, filed and not, with all that a text may hold."""
    press = Publisher.objects.create(dossier=world.dossier, name='Harbour "Post"', grade="B")
    first = a_claim(world.dossier, "About 43,000 people left the valley.", publisher=press, title="Eins, \\ zwei")
    second = a_claim(world.dossier, "In March 2021 at least 12.50 km2 burnt.", url="https://press.example/a?b=c")
    a_document(world.dossier, "The bridge was opened on 5 May 1999. It cost 3 million dollars.")
    note = a_claim(world.dossier, "Roughly 300 soldiers came.")
    Document.objects.filter(pk=note.passage.document_id).update(
        evidence=Evidence.INTERVIEW, told_by="Ottoline", told_at=NOW, title="Ottoline's call"
    )
    derive(second.passage.document, first.passage.document)
    Claim.objects.filter(pk=first.pk).update(
        statement=ODD, as_of=(dt.date(2021, 8, 1), dt.date(2021, 9, 1)), is_denied=True
    )
    a_question([first, second], wording='How many, "in all"?')
    return list(with_filing(told_claims()).filter(dossier=world.dossier).order_by("passage__document", "id"))


def test_the_database_says_of_each_claim_what_its_record_says(world, varied):
    told = lines(world.dossier)
    assert len(told) == len(varied) >= 5
    ignored = {"population", "scope"}
    for line, claim in zip(told, varied, strict=True):
        row = row_of(claim)
        expected = {column.name: column.of(row) for column in COLUMNS}
        assert list(line) == NAMES
        assert {k: v for k, v in line.items() if k not in ignored} == {
            k: v for k, v in expected.items() if k not in ignored
        }
        assert (line["population"], line["scope"]) == (claim.population, claim.scope)
    assert {line["kind"] for line in told} >= {"count", "date"}
    assert any(line["derived_from"] for line in told)
    assert [line["document"] for line in told].count(None) == 1


def test_csv_says_the_same_as_ndjson(world, varied):
    rows = list(csv.DictReader(io.StringIO(exported(world.dossier, "csv").decode(), newline="")))
    told = lines(world.dossier)
    as_cells = [
        {k: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for k, v in line.items()}
        for line in told
    ]
    assert rows == as_cells
    assert any("\\n" in row["statement"] for row in rows)


def test_the_last_line_proves_that_it_is_whole(world, varied):
    *before, end = exported(world.dossier).splitlines(keepends=True)
    told = json.loads(end)
    assert told["count"] == len(before)
    assert told["sha256"] == hashlib.sha256(b"".join(before)).hexdigest()
    assert told["checkpoints"]["floods"] == {
        "sequence": told["sequence"],
        "hash": told["checkpoints"]["floods"]["hash"],
    }


def test_an_empty_dossier_has_its_last_line_alone(world):
    (end,) = exported(world.dossier).splitlines()
    assert json.loads(end)["count"] == 0
    assert exported(world.dossier, "csv").decode() == ",".join(NAMES) + "\n"


def test_all_portions_of_documents_are_told_once(world, varied, monkeypatch):
    whole = exported(world.dossier)
    monkeypatch.setattr("claims.export.claim_rows._PORTIONS", (1, 2))
    assert exported(world.dossier) == whole


def test_claims_of_another_dossier_are_not_told(world, varied):
    other = a_claim(Dossier.objects.get(slug="elsewhere"), "About 43,000 people left the hill.")
    assert other.pk not in {line["id"] for line in lines(world.dossier)}


@pytest.mark.parametrize("as_format", sorted(FORMATS))
def test_no_word_of_a_withheld_passage_is_told(world, varied, as_format):
    secret = a_claim(world.dossier, f"{SECRET} Then 12 horses died.")
    question = a_question([secret], wording="How many souls departed Zanderbrook?")
    review.withhold(secret.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
    page = exported(world.dossier, as_format).decode()
    assert words_of(page) & {"ottoline", "whispered", "souls", "departed", "zanderbrook"} == set()
    assert "12 horses" in page
    assert f"Question {question.pk}, worded from a withheld passage" in page


def test_a_withheld_claim_tells_its_value_alone(world, varied):
    secret = a_claim(world.dossier, SECRET)
    review.withhold(secret.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
    (line,) = [line for line in lines(world.dossier) if line["id"] == secret.pk]
    assert (line["withheld"], line["low"], line["kind"]) == (True, "58000", "count")
    assert {
        line[name] for name in ("statement", "value_as_written", "exact", "document_id", "passage_id", "sha256")
    } == {None}


def test_a_question_a_person_worded_is_told_though_a_passage_is_withheld(world):
    secret = a_claim(world.dossier, SECRET)
    a_question([secret], wording="How many people left?", worded_by=world.editor)
    review.withhold(secret.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
    assert [line["question"] for line in lines(world.dossier)] == ["How many people left?"]


@pytest.mark.django_db(transaction=True)
def test_the_stream_is_of_one_moment(world, varied, ledger_may_be_emptied, monkeypatch):
    """What another connection commits meanwhile is not told: neither its claim nor another wording."""
    monkeypatch.setattr("claims.export.claim_rows._PORTIONS", (1,))
    monkeypatch.setattr("claims.export.claim_rows._BLOCK", 1)
    client = Client()
    client.force_login(world.viewer)
    answer: Any = client.get(reverse("api:claims-export"), {"dossier": "floods"})
    stream = iter(answer.streaming_content)
    first = next(stream)
    written_meanwhile()
    told = (first + b"".join(stream)).decode()
    assert "meanwhile" not in told
    assert json.loads(told.splitlines()[-1])["count"] == len(varied)


def written_meanwhile() -> None:
    def write() -> None:
        try:
            Question.objects.update(wording="Worded meanwhile?")
            a_claim(Dossier.objects.get(slug="floods"), "About 77 meanwhile people left.")
        finally:
            connection.close()

    thread = Thread(target=write)
    thread.start()
    thread.join()


@pytest.mark.parametrize(
    ("as_format", "media"), [("ndjson", "application/x-ndjson"), ("csv", "text/csv; charset=utf-8")]
)
def test_the_api_streams_either_format(world, varied, as_format, media):
    client = Client()
    client.force_login(world.viewer)
    answer: Any = client.get(reverse("api:claims-export"), {"dossier": "floods", "as": as_format})
    assert answer["Content-Type"] == media
    assert f"claims.{as_format}" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content) == exported(world.dossier, as_format)


def test_the_head_of_csv_tells_its_rows_so_that_a_cut_one_shows(world, varied):
    client = Client()
    client.force_login(world.viewer)
    secret = a_claim(world.dossier, SECRET)
    review.withhold(secret.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
    answer: Any = client.get(reverse("api:claims-export"), {"dossier": "floods", "as": "csv"})
    data = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert data.endswith("\n")
    assert answer["Row-Count"] == str(len(rows) - 1) == str(len(varied) + 1)


@pytest.mark.django_db(transaction=True)
def test_the_rows_are_counted_in_the_moment_of_the_stream(world, varied, ledger_may_be_emptied):
    client = Client()
    client.force_login(world.viewer)
    answer: Any = client.get(reverse("api:claims-export"), {"dossier": "floods", "as": "csv"})
    written_meanwhile()
    data = b"".join(answer.streaming_content).decode()
    assert len(list(csv.reader(io.StringIO(data, newline="")))) - 1 == int(answer["Row-Count"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_answer_nobody_reads_leaves_no_snapshot_behind(world, varied, ledger_may_be_emptied, method):
    client = Client()
    client.force_login(world.viewer)
    answer: Any = getattr(client, method)(reverse("api:claims-export"), {"dossier": "floods", "as": "csv"})
    answer.close()
    assert not connection.in_atomic_block


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"dossier": "floods", "as": "xlsx"}, 400),
        ({"dossier": "elsewhere"}, 404),
        ({"dossier": "none"}, 404),
    ],
)
def test_what_cannot_be_exported_is_refused(world, asked, status):
    client = Client()
    client.force_login(world.viewer)
    assert client.get(reverse("api:claims-export"), asked).status_code == status


def test_the_number_of_queries_does_not_grow(world, varied):
    secret = a_claim(world.dossier, SECRET)
    review.withhold(secret.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            exported(world.dossier)
        return len(queries)

    before = asked()
    for number in range(3):
        each = a_claim(world.dossier, f"Number {number}: {SECRET}")
        review.withhold(each.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
        a_claim(world.dossier, f"About {number + 2},000 people crossed bridge {number}.")
    assert asked() == before
