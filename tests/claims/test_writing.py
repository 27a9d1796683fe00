"""A person writes a claim: what is read in the passage counts, and another value needs a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Claim, Event
from claims.writing import ClaimedAlready, ValueNotRead, Wording, write_claim
from sources.importing import Arrival, import_document
from sources.models import Document
from tests.factories import NOW, a_claim, a_dossier, a_question

TEXT = "The river rose in May. About 43,000 people left the valley, and 12 bridges fell. Nobody was hurt."


@pytest.fixture
def document(world) -> Document:
    arrival = Arrival(name="river.txt")
    return import_document(dossier=world.dossier, data=TEXT.encode(), arrival=arrival, at=NOW).document


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def test_the_only_value_of_a_passage_is_read_in_it(world, document):
    claim = write_claim(document, Wording(**span("About 43,000 people left the valley")), by=world.editor, at=NOW)
    assert (claim.value_text, claim.value_phrase) == ("About 43,000 people", "about 43,000 people")
    assert (claim.state, claim.written_by, claim.passage.exact) == (
        "drafted",
        world.editor,
        "About 43,000 people left the valley",
    )
    assert claim.statement == "About 43,000 people left the valley, and 12 bridges fell."
    assert Event.objects.filter(verb="claim written", subject_id=claim.pk).exists()


def test_of_several_values_the_typed_one_is_meant_however_it_is_written(world, document):
    wording = Wording(**span("About 43,000 people left the valley, and 12 bridges fell"), value="大约4.3万人")
    assert write_claim(document, wording, by=world.editor, at=NOW).value_text == "About 43,000 people"


def test_several_values_and_none_named_are_refused_with_all_of_them(world, document):
    wording = Wording(**span("About 43,000 people left the valley, and 12 bridges fell"))
    with pytest.raises(ValueNotRead, match=r"“About 43,000 people” .*“12 bridges”"):
        write_claim(document, wording, by=world.editor, at=NOW)


def test_another_value_is_refused_with_what_is_read_there(world, document):
    wording = Wording(**span("About 43,000 people left the valley"), value="34,000 people")
    with pytest.raises(ValueNotRead, match=r"“34,000 people” is not .* read there: “About 43,000 people”"):
        write_claim(document, wording, by=world.editor, at=NOW)
    assert not Claim.objects.exists()


def test_a_reason_overrides_what_is_read(world, document):
    wording = Wording(**span("Nobody was hurt"), value="0 people", override_reason="Nobody is none.")
    claim = write_claim(document, wording, by=world.editor, at=NOW)
    assert (claim.value_phrase, claim.override_reason) == ("0 people", "Nobody is none.")


def test_an_override_still_needs_a_value(world, document):
    wording = Wording(**span("Nobody was hurt"), value="nobody", override_reason="Nobody is none.")
    with pytest.raises(ValueNotRead, match="No value is read in “nobody”"):
        write_claim(document, wording, by=world.editor, at=NOW)


def test_a_passage_without_a_value_is_refused(world, document):
    with pytest.raises(ValueNotRead, match="No value is read"):
        write_claim(document, Wording(**span("Nobody was hurt")), by=world.editor, at=NOW)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 5000)])
def test_a_span_outside_the_text_is_refused(world, document, start, end):
    with pytest.raises(Refused, match="Select the words"):
        write_claim(document, Wording(start=start, end=end), by=world.editor, at=NOW)


def test_a_value_is_claimed_once(world, document):
    wording = Wording(**span("12 bridges fell"))
    first = write_claim(document, wording, by=world.editor, at=NOW)
    with pytest.raises(ClaimedAlready, match=f"Claim {first.pk} "):
        write_claim(document, wording, by=world.editor, at=NOW)


def test_it_is_filed_under_the_question_it_answers(world, document):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    wording = Wording(**span("About 43,000 people left the valley"))
    claim = write_claim(document, wording, by=world.editor, at=NOW, question=question)
    filing = claim.filings.get()
    assert (filing.question, filing.state, filing.decided_by) == (question, "confirmed", world.editor)
    assert question.conflict.level == "contradiction"


def test_a_value_of_another_kind_is_no_answer(world, document):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    with pytest.raises(Refused, match="no answer to this question"):
        write_claim(document, Wording(**span("The river rose in May")), by=world.editor, at=NOW, question=question)


def test_a_question_of_another_dossier_is_refused(world, document):
    elsewhere = a_question([a_claim(a_dossier("far"), "About 58,000 people left the valley.")])
    with pytest.raises(Refused, match="another dossier"):
        write_claim(document, Wording(**span("12 bridges fell")), by=world.editor, at=NOW, question=elsewhere)


def test_a_viewer_may_not_write(world, document):
    with pytest.raises(NotAllowed):
        write_claim(document, Wording(**span("12 bridges fell")), by=world.viewer, at=NOW)


def test_of_equal_values_the_one_at_the_place_named_is_meant(world):
    text = "The north lost 12 bridges and the south lost 12 bridges."
    data, arrival = text.encode(), Arrival(name="bridges.txt")
    document = import_document(dossier=world.dossier, data=data, arrival=arrival, at=NOW).document
    wording = Wording(start=0, end=len(text), value_start=text.rindex("12 bridges"))
    assert write_claim(document, wording, by=world.editor, at=NOW).value_start == text.rindex("12 bridges")


def test_a_new_question_is_worded_with_the_claim(world, document):
    wording = Wording(**span("12 bridges fell"))
    claim = write_claim(document, wording, by=world.editor, at=NOW, asked=" How many bridges\nfell? ")
    question = claim.filings.get().question
    assert (question.wording, question.worded_by, question.kind) == ("How many bridges fell?", world.editor, "count")
    assert Event.objects.filter(verb="question worded", subject_id=question.pk).exists()


def test_a_new_question_beside_a_chosen_one_is_refused(world, document):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    wording = Wording(**span("About 43,000 people left the valley"))
    with pytest.raises(Refused, match="not both"):
        write_claim(document, wording, by=world.editor, at=NOW, question=question, asked="How many?")


def test_a_question_that_is_too_long_is_refused(world, document):
    with pytest.raises(Refused, match="characters"):
        write_claim(document, Wording(**span("12 bridges fell")), by=world.editor, at=NOW, asked="How many? " * 60)


def test_a_question_merged_into_another_takes_no_claim(world, document):
    texts = ("About 58,000 people left the valley.", "About 59,000 people fled.")
    question, into = (a_question([a_claim(world.dossier, text)], text) for text in texts)
    review.merge(question, into, by=world.editor, at=NOW, seen=question.version)
    wording = Wording(**span("About 43,000 people left the valley"))
    with pytest.raises(WrongState, match="merged into another"):
        write_claim(document, wording, by=world.editor, at=NOW, question=question)


def test_the_ledger_is_written_when_no_other_row_is_waited_for(world, document):
    with CaptureQueriesContext(connection) as queries:
        write_claim(
            document, Wording(**span("12 bridges fell")), by=world.editor, at=NOW, asked="How many bridges fell?"
        )
    inserted = [query["sql"].split('"')[1] for query in queries if query["sql"].startswith("INSERT")]
    assert inserted.index("claims_event") > max(map(inserted.index, ["sources_passage", "claims_claim"]))


def test_a_whole_book_is_no_passage(world):
    text = "The river rose. " * 400 + "About 43,000 people left."
    book = import_document(dossier=world.dossier, data=text.encode(), arrival=Arrival(name="b.txt"), at=NOW).document
    with pytest.raises(Refused, match="at most 4,000 characters"):
        write_claim(book, Wording(start=0, end=len(book.text)), by=world.editor, at=NOW)
