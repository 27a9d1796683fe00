"""Source protection: no word of a withheld passage, nor whose it is, stands anywhere in an export."""

import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from claims import review
from claims.conflicts import detect
from claims.export.formats import FORMATS
from claims.export.gathering import gathered
from claims.models import Claim, Conflict, Filing, Question
from claims.wording import word_question
from sources.lineage import derive
from sources.models import Document, Dossier
from sources.models.document import Evidence
from tests.factories import NOW, a_claim, a_document

NEED_A_PASSAGE = {"jsonld", "claimreview"}  # and say nothing of a claim that may not tell its own
OPEN = "About 43,000 people left the valley, the mayor said."
SECRET = "Clerk Ottoline whispered that roughly 58,000 souls departed Zanderbrook."


def decided(world, *claims: Claim, question: Question | None = None) -> None:
    """A conflict of these claims, settled by two people."""
    question = question or word_question(world.dossier, list(claims))
    for claim in claims:
        Filing.objects.create(claim=claim, question=question, score=0.5, reason={"words": "alike"})
    detect([question], at=NOW)
    conflict = Conflict.objects.get(question=question)
    accepted = tuple(claim.pk for claim in conflict.positions.last().claims.all())
    decision = review.Decision("one position holds", "different period", "Signed.", accepted=accepted)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def exported(as_format: str = "ndjson") -> str:
    """All that an export says; of a workbook, which is packed, what stands in its cells."""
    contents = gathered(list(Dossier.objects.all()), at=timezone.now(), base="https://desk.example/")
    data = b"".join(FORMATS[as_format].blocks(contents))
    if as_format != "xlsx":
        return data.decode()
    rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def record() -> dict:
    told: dict = json.loads(exported().splitlines()[0])
    return told


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-z]{3,}", text)}


@pytest.fixture
def secret(world) -> Claim:
    claim = a_claim(
        world.dossier, SECRET, title="Ottoline's call", url="https://zanderbrook.example/", file_name="o.txt"
    )
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="Ottoline would be found out.")
    return claim


@pytest.mark.parametrize("as_format", sorted(set(FORMATS) - {"csvw"}))
def test_no_word_of_a_withheld_passage_is_exported(world, secret, as_format):
    decided(world, secret, a_claim(world.dossier, OPEN))
    page = exported(as_format)
    told = words_of("about people") | words_of(secret.value_phrase)
    assert ("58000" in page) == (as_format not in NEED_A_PASSAGE)
    found = (words_of(SECRET + "Ottoline's call found out") - told) & words_of(page)
    assert found - words_of(OPEN) == set()
    assert secret.passage.document.sha256 not in page
    assert "zanderbrook" not in page


def test_of_a_withheld_claim_only_the_value_is_told(world, secret):
    decided(world, secret, a_claim(world.dossier, OPEN))
    (claim,) = record()["accepted_claims"]
    told = {name for name, value in claim.items() if value is not None}
    assert told == {"id", "withheld", "value", "state"}
    assert (claim["withheld"], claim["value"]["low"]) == (True, "58000")
    (other,) = record()["rejected_claims"]
    assert (other["withheld"], other["passage"]["exact"]) == (False, OPEN)


def test_a_question_that_the_machine_worded_from_a_withheld_passage_is_worded_otherwise(world, secret):
    question = word_question(world.dossier, [secret])
    assert "Ottoline" in question.wording
    decided(world, secret, a_claim(world.dossier, OPEN), question=question)
    assert "left the valley" in record()["question"]


def test_without_a_free_claim_the_question_has_no_words(world, secret):
    other = a_claim(world.dossier, "Another clerk counted 99,000 souls in Zanderbrook.")
    review.withhold(other.passage, by=world.editor, at=NOW, reason="As before.")
    decided(world, secret, other)
    assert re.fullmatch(r"Question \d+, worded from a withheld passage", record()["question"])


def test_a_question_that_a_person_worded_stays_as_it_is(world, secret):
    question = word_question(world.dossier, [secret])
    review.reword(question, "How many left?", by=world.editor, at=NOW, seen=1)
    decided(world, secret, a_claim(world.dossier, OPEN), question=question)
    assert record()["question"] == "How many left?"


def test_around_a_withheld_passage_the_others_tell_their_own_words_alone(world):
    text = (
        "Ottoline counted 700 tents in the meadow, and about 43,000 people left the valley on foot. Bram saw 12 cars."
    )
    claims = Claim.objects.filter(passage__document=a_document(world.dossier, text))
    before, between, after = claims.order_by("value_start")
    assert "Ottoline" in between.statement
    assert "meadow" in between.passage.prefix
    for claim in (before, after):
        review.withhold(claim.passage, by=world.editor, at=NOW, reason="Named people.")
    decided(world, between, a_claim(world.dossier, "About 58,000 people left the valley."))
    (told,) = record()["rejected_claims"]
    assert told["statement"] == told["passage"]["exact"] == "and about 43,000 people left the valley on foot."
    assert (told["passage"]["prefix"], told["passage"]["suffix"]) == (", ", " ")
    assert not words_of("Ottoline tents meadow Bram cars") & words_of(exported())


def test_a_copy_does_not_name_a_withheld_source(world, secret):
    copy = a_claim(world.dossier, OPEN)
    derive(copy.passage.document, secret.passage.document)
    decided(world, copy, a_claim(world.dossier, "About 77,000 people left the valley."))
    assert all(claim["document"]["derived_from"] is None for claim in record()["rejected_claims"])
    assert secret.passage.document.sha256 not in exported()


def test_a_note_is_never_named_but_says_what_evidence_it_is(world):
    note = a_claim(world.dossier, OPEN, title="Call with Ottoline", file_name="ottoline.txt")
    Document.objects.filter(pk=note.passage.document_id).update(
        evidence=Evidence.PHONE_CALL, told_by="Ottoline", told_at=NOW
    )
    decided(world, note, a_claim(world.dossier, "About 77,000 people left the valley."))
    (claim,) = record()["rejected_claims"]
    assert claim["document"]["evidence"] == "phone call"
    assert {name for name, value in claim["document"].items() if value} == {"id", "evidence", "language"}
    assert "ottoline" not in exported().casefold()


def test_the_queries_do_not_grow_with_withheld_passages(world):
    counts = []
    for batch in range(2):
        for number in range(3):
            count = 50 + 10 * batch + number
            claim = a_claim(world.dossier, f"About {count},000 people left valley {count}.")
            review.withhold(claim.passage, by=world.editor, at=NOW, reason="As asked.")
            decided(world, claim, a_claim(world.dossier, f"About {count + 40},000 people left valley {count}."))
        with CaptureQueriesContext(connection) as queries:
            exported()
        counts.append(len(queries))
    assert counts[0] == counts[1]
