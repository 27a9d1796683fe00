"""Rows become the claims they would be, by the rules of a claim written by hand; or it is told why not."""

import csv
import io
import re

import pytest

from claims.models import Question
from claims.sheets import preview
from sources.importing import Arrival, import_document
from tests.factories import NOW, a_claim, a_dossier, a_question

RIVER = (
    "The river rose in May. About 43,000 people left the valley, and 12 bridges fell.\n\nLater 12 bridges fell again."
)


@pytest.fixture
def river(world):
    """A document imported, nothing drafted from it."""
    arrival = Arrival(name="river.txt", title="The river", url="https://river.example/may/")
    return import_document(dossier=world.dossier, data=RIVER.encode(), arrival=arrival, at=NOW).document


COLUMNS = ["statement", "value", "document", "quote", "question", "as of", "override reason"]


def findings(dossier, *rows: list[str]):
    """What these rows come to, each given as far as it goes."""
    written = io.StringIO()
    csv.writer(written).writerows([COLUMNS, *([*row, *[""] * (len(COLUMNS) - len(row))] for row in rows)])
    return preview(dossier, written.getvalue().encode(), {}, at=NOW)[1]


def the_claim(dossier, *row: str):
    found = findings(dossier, [*row])
    assert not found.faults, found.faults
    [proposal] = found.proposals
    return proposal, proposal.claim


def the_fault(dossier, *rows: list[str]) -> tuple[str, str]:
    fault = findings(dossier, *rows).faults[-1]
    return fault.column, fault.words


def test_a_row_that_cites_nothing_stands_in_the_sheet(world):
    override = ["Nobody counted", "0 people", "", "", "", "", "Nobody is none."]
    found = findings(world.dossier, override, ["About 580 people came"])
    first, second = found.proposals
    assert (first.document, second.document) == (None, None)
    claim = second.claim
    assert (claim.value_phrase, claim.statement) == ("about 580 people", "About 580 people came")
    assert found.text.text[claim.value_start : claim.value_end] == claim.value_text == "About 580 people"
    assert (first.claim.value_phrase, first.claim.override_reason) == ("0 people", "Nobody is none.")


def test_a_row_is_read_by_itself(world):
    found = findings(world.dossier, ["In 2019 about 580 people came", "about 580 people"], ["The ferry sank in May"])
    assert "2019" not in found.proposals[1].claim.low


def test_a_value_may_be_another_wording_of_the_one_that_is_read(world):
    claim = the_claim(world.dossier, "In May about 43,000 people left", "约4.3万人")[1]
    assert claim.value_text == "about 43,000 people"


def test_the_day_given_goes_before_the_one_that_is_read(world):
    row = ["As of May 2020 580 people came", "580 people", "", "", "", "2020-06"]
    assert the_claim(world.dossier, *row)[0].days == "2020-06-01 to 2020-06-30"


@pytest.mark.parametrize("name", ["title", "file_name", "url", "sha256", "pk"])
def test_a_document_is_cited_by_any_of_its_names(world, river, name):
    quote = "About 43,000 people left the\n valley"
    proposal, claim = the_claim(world.dossier, "Many left", "", str(getattr(river, name)).upper(), quote)
    assert (proposal.document, claim.statement) == (river, "Many left")
    assert RIVER[proposal.start : proposal.end] == "About 43,000 people left the valley"
    assert RIVER[claim.value_start : claim.value_end] == "About 43,000 people"


def test_without_a_quote_the_statement_is_looked_for(world, river):
    row = ["About 43,000 people left the valley, and 12 bridges fell.", "about 43,000 people", "river.txt"]
    assert the_claim(world.dossier, *row)[1].value_text == "About 43,000 people"


AGAIN = "Later 12 bridges fell again"
FAULTS = {
    "no value": (["Nobody came"], "statement", "No value is read"),
    "several values": (["In May 580 people came"], "statement", r"Several values .*“May” .*“580 people”"),
    "another value": (["580 people came", "590 people"], "value", r"“590 people” is not what .*: “580 people”"),
    "an override without a value": (
        ["580 people came", "many", "", "", "", "", "I know"],
        "value",
        "No value is read in “many”",
    ),
    "an unknown document": (["580 people came", "", "The sea"], "document", "no document called “The sea”. Import it"),
    "words that are not there": (
        ["Left", "", "river.txt", "About 43,000 people fled the valley"],
        "quote",
        "does not stand in “The river”. The nearest sentence: “About 43,000 people left the valley, and 12",
    ),
    "words in another language": (
        ["约四万三千人离开山谷", "", "river.txt"],
        "statement",
        "the document's own language",
    ),
    "nothing near": (["Quartz 77 xylophones jazzed", "", "river.txt"], "statement", "No sentence comes near"),
    "words that stand twice": (
        ["12 bridges fell", "", "river.txt"],
        "statement",
        r"It stands 2 times in “The river”: “….*valley, and 12 bridges fell.*…” and “….* Later 12 bridges fell",
    ),
    "part of a figure": (["2 bridges fell again", "", "river.txt"], "statement", "does not stand in"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_a_row_is_told_with_its_column_and_what_to_do(world, river, name):
    row, column, words = FAULTS[name]
    named, said = the_fault(world.dossier, row)
    assert named == column
    assert re.search(words, said), said


def test_a_name_of_several_documents_is_told_with_their_numbers(world, river):
    arrival = Arrival(name="other.txt", title="the  river")
    other = import_document(dossier=world.dossier, data=b"Five bridges fell.", arrival=arrival, at=NOW).document
    column, words = the_fault(world.dossier, ["580 people came", "", "The River"])
    assert (column, f"{river.pk} (The river)" in words, f"{other.pk} (" in words) == ("document", True, True)


def test_an_older_capture_is_not_cited(world, river):
    arrival = Arrival(name="newer.txt", title="The river", supersedes=river)
    newer = import_document(dossier=world.dossier, data=f"{RIVER} Yes.".encode(), arrival=arrival, at=NOW).document
    assert f"document {newer.pk}, took the place" in the_fault(world.dossier, [AGAIN, "", str(river.pk)])[1]
    assert the_claim(world.dossier, AGAIN, "", "The river")[0].document == newer


def test_documents_of_other_dossiers_are_not_cited(world, river):
    assert the_fault(a_dossier("far"), [AGAIN, "", str(river.pk)])[0] == "document"


def test_what_a_claim_says_already_is_no_error_and_no_second_claim(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    row = ["About 43,000 people left the valley", "", str(claim.passage.document.pk)]
    found = findings(world.dossier, row)
    assert (found.proposals, found.errors) == ([], [])
    assert [(fault.number, fault.claim) for fault in found.claimed] == [(2, claim.pk)]


@pytest.mark.parametrize("row", [["580 people came"], [AGAIN, "", "river.txt"]])
def test_a_row_that_says_what_another_says_is_an_error(world, river, row):
    found = findings(world.dossier, row, ["Other 9 people"], row)
    assert len(found.proposals) == 2
    assert [(fault.number, fault.words[:19]) for fault in found.errors] == [(4, "Row 2 says the same")]


def asking(statement: str, question: str) -> list[str]:
    return [statement, "", "", "", question]


def test_a_question_is_found_by_its_wording_or_new(world):
    known = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")], "How many  people left?")
    rows = [asking("580 people left", "How many people  left?"), asking("590 people stayed", "How many stayed?")]
    found = findings(world.dossier, *rows)
    assert [proposal.question for proposal in found.proposals] == [known, None]
    assert found.questions_worded == ["How many stayed?"]


def test_a_question_that_was_merged_stands_for_the_other(world):
    kept = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")], "How many left?")
    Question.objects.create(
        dossier=world.dossier, wording="What number left?", language="en", kind=kept.kind, merged_into=kept
    )
    assert the_claim(world.dossier, *asking("580 people left", "What number left?"))[0].question == kept


def test_questions_worded_alike_are_told(world):
    for text in ("About 58,000 people left the valley.", "About 59,000 people left the valley."):
        a_question([a_claim(world.dossier, text)], "How many left?")
    column, words = the_fault(world.dossier, asking("580 people left", "How many left?"))
    assert column == "question"
    assert "are worded alike" in words


@pytest.mark.parametrize("other", [[], [asking("580 people left", "How many left?")]])
def test_a_value_that_is_no_answer_is_told(world, other):
    if not other:
        a_question([a_claim(world.dossier, "About 58,000 people left the valley.")], "How many left?")
    column, words = the_fault(world.dossier, *other, asking("The river rose in May 2020", "How many left?"))
    assert (column, "is no answer to this question" in words) == ("question", True)


def test_the_same_statement_may_answer_two_questions(world):
    rows = [asking("580 people came", "How many came?"), asking("580 people came", "How many arrived?")]
    assert len(findings(world.dossier, *rows).proposals) == 2
