"""Passages kept out of exports: by a person, with a reason that the ledger does not have."""

import re

import pytest

from claims.errors import NotAllowed, Refused, WrongState
from claims.intake import take_in
from claims.models import Claim
from claims.review import release, withhold, withhold_document
from sources.importing import Arrival, passage_at
from sources.models import Passage
from sources.withholding import touching, withheld_in
from tests.factories import NOW, a_claim, a_document

TWO = "About 43,000 people left the valley. A clerk showed us a list of 1,250 families."


@pytest.fixture
def passage(world) -> Passage:
    return a_claim(world.dossier, TWO).passage


def spans(passage: Passage) -> list[str]:
    return [each.exact for each in withheld_in(passage.document)]


def test_a_passage_is_withheld_and_released(world, passage):
    withhold(passage, by=world.editor, at=NOW, reason="The clerk would lose her post.")
    passage.refresh_from_db()
    assert passage.withheld_because == "The clerk would lose her post."
    release(passage, by=world.editor, at=NOW)
    passage.refresh_from_db()
    assert not passage.is_withheld


def test_the_ledger_says_who_but_not_why(world, passage):
    withhold(passage, by=world.editor, at=NOW, reason="The clerk would lose her post.")
    event = world.dossier.events.get(verb="passage withheld")
    assert (event.actor, event.subject_id, event.detail) == (
        world.editor,
        passage.pk,
        {"document": passage.document_id},
    )


def test_a_withheld_document_withholds_what_is_made_of_it_later(world, passage):
    document = passage.document
    withhold_document(document, by=world.editor, at=NOW, reason="An informant.")
    assert not document.passages.filter(withheld_because="").exists()
    later = passage_at(document, 6, 12)
    assert touching((later.start, later.end), withheld_in(document))


def test_of_a_withheld_document_one_passage_is_released_and_the_rest_stays(world, passage):
    withhold_document(passage.document, by=world.editor, at=NOW, reason="An informant.")
    release(passage, by=world.editor, at=NOW)
    withheld = withheld_in(passage.document)
    assert not touching((passage.start, passage.end), withheld)
    rest = passage.document.text[passage.end :]
    assert rest in [each.exact for each in withheld]
    assert {each.withheld_because for each in withheld} == {"An informant."}


def test_a_newer_capture_withholds_what_the_older_one_did(world, passage):
    withhold(passage, by=world.editor, at=NOW, reason="An informant.")
    newer = f"Updated on Friday.\n\n{TWO}"
    arrival = Arrival(name="newer.txt", supersedes=passage.document)
    document = take_in(dossier=world.dossier, data=newer.encode(), arrival=arrival, at=NOW).document
    assert [each.exact for each in withheld_in(document)] == [passage.exact]
    assert Claim.objects.get(passage__document=document, value_text="About 43,000 people").passage.is_withheld


def test_where_a_newer_capture_says_the_words_twice_both_are_withheld(world, passage):
    withhold(passage, by=world.editor, at=NOW, reason="An informant.")
    text = f"{passage.exact} Somebody else wrote: {passage.exact} The road is closed."
    arrival = Arrival(name="newer.txt", supersedes=passage.document)
    document = take_in(dossier=world.dossier, data=text.encode(), arrival=arrival, at=NOW).document
    said = [found.span() for found in re.finditer(re.escape(passage.exact), document.text)]
    assert len(said) == 2
    assert all(touching(place, withheld_in(document)) for place in said)


def test_a_newer_capture_of_a_withheld_document_is_withheld_whole(world, passage):
    withhold_document(passage.document, by=world.editor, at=NOW, reason="An informant.")
    arrival = Arrival(name="newer.txt", supersedes=passage.document)
    document = take_in(dossier=world.dossier, data=b"Other words, 77 pages.", arrival=arrival, at=NOW).document
    assert document.text in [each.exact for each in withheld_in(document)]


def test_without_a_reason_nothing_is_withheld(world, passage):
    with pytest.raises(Refused, match="Say why"):
        withhold(passage, by=world.editor, at=NOW, reason="  ")
    with pytest.raises(Refused, match="Say why"):
        withhold_document(passage.document, by=world.editor, at=NOW, reason="")
    assert spans(passage) == []


def test_what_is_done_is_not_done_again(world, passage):
    with pytest.raises(WrongState, match="not withheld"):
        release(passage, by=world.editor, at=NOW)
    withhold(passage, by=world.editor, at=NOW, reason="An informant.")
    with pytest.raises(WrongState, match="already"):
        withhold(passage, by=world.editor, at=NOW, reason="An informant.")


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_write_neither_withholds_nor_releases(world, passage, name):
    person = world.person(name)
    with pytest.raises(NotAllowed):
        withhold(passage, by=person, at=NOW, reason="An informant.")
    with pytest.raises(NotAllowed):
        release(passage, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        withhold_document(a_document(world.dossier, "Some text."), by=person, at=NOW, reason="An informant.")
