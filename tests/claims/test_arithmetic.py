"""Figures that do not add up are found with their passage, judged by a person, and found once."""

import pytest

from claims.arithmetic import add_up, judge_discrepancy
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Discrepancy, Event
from tests.factories import NOW, a_claim, a_document, a_question

WRONG = "The ferry sailed at dawn. It carried 1,200 people, of whom 1,400 were tourists. It rained."


def test_a_part_above_its_whole_is_found_once_with_its_sentence(world):
    document = a_document(world.dossier, WRONG)
    add_up(document, at=NOW)
    add_up(document, at=NOW)
    found = Discrepancy.objects.get()
    assert (found.kind, found.state) == ("part of a whole", "suspected")
    assert found.passage.exact == "It carried 1,200 people, of whom 1,400 were tourists."
    assert Event.objects.filter(verb="discrepancy found").count() == 1


def test_figures_that_add_up_are_left_alone(world):
    assert add_up(a_document(world.dossier, "It carried 1,200 people, of whom 400 were tourists."), at=NOW) == []


def test_a_part_above_the_whole_of_another_document_is_found(world):
    own = a_document(world.dossier, "More than 900 people sailed, of whom 1,400 were tourists.")
    whole = own.passages.get().claims.get(value_text="More than 900 people")
    other = a_claim(world.dossier, "Some 1,000 people sailed.")
    a_question([whole, other], "How many people sailed?")
    (found,) = add_up(own, at=NOW)
    assert (found.against, found.passage.document) == (other, own)
    assert found.reason == "a part, 1,400, is more than its whole, about 1,000 people"


def test_what_is_in_conflict_already_is_not_told_again(world):
    own = a_document(world.dossier, "Exactly 1,500 people sailed, of whom 1,400 were tourists.")
    whole = own.passages.get().claims.get(value_text="Exactly 1,500 people")
    a_question([whole, a_claim(world.dossier, "Some 1,000 people sailed.")], "How many people sailed?")
    assert add_up(own, at=NOW) == []


@pytest.fixture
def discrepancy(world) -> Discrepancy:
    return add_up(a_document(world.dossier, WRONG), at=NOW)[0]


@pytest.mark.parametrize(("confirm", "state"), [(True, "confirmed"), (False, "dismissed")])
def test_a_person_says_whether_the_figures_are_wrong(world, discrepancy, confirm, state):
    judged = judge_discrepancy(discrepancy, confirm=confirm, reason="Checked.", by=world.reviewer, at=NOW)
    assert (judged.state, judged.decided_by, judged.state_reason) == (state, world.reviewer, "Checked.")
    assert Event.objects.filter(verb=f"discrepancy {state}", actor=world.reviewer).exists()


def test_it_is_judged_once(world, discrepancy):
    judge_discrepancy(discrepancy, confirm=True, reason="Checked.", by=world.reviewer, at=NOW)
    with pytest.raises(WrongState, match="already: confirmed"):
        judge_discrepancy(discrepancy, confirm=False, reason="No.", by=world.chief, at=NOW)


def test_a_reason_is_asked_for(world, discrepancy):
    with pytest.raises(Refused, match="Say what is wrong"):
        judge_discrepancy(discrepancy, confirm=True, reason=" ", by=world.reviewer, at=NOW)


def test_an_editor_may_not_judge(world, discrepancy):
    with pytest.raises(NotAllowed):
        judge_discrepancy(discrepancy, confirm=True, reason="Checked.", by=world.editor, at=NOW)


def test_the_page_shows_the_passage_and_takes_the_verdict(world, discrepancy, client):
    client.force_login(world.reviewer)
    address = f"/desk/claims/discrepancy/{discrepancy.pk}/change/"
    assert "of whom 1,400 were tourists" in client.get(address).content.decode()
    assert client.post(address, {"act": "confirm", "reason": ""}).status_code == 400
    assert client.post(address, {"act": "confirm", "reason": "Checked."}).status_code == 302
    discrepancy.refresh_from_db()
    assert discrepancy.state == "confirmed"
    assert client.get("/desk/claims/discrepancy/").status_code == 200


def test_a_stranger_finds_nothing(world, discrepancy, client):
    client.force_login(world.stranger)
    response = client.get(f"/desk/claims/discrepancy/{discrepancy.pk}/change/")
    assert response.status_code in (302, 404)
    assert "tourists" not in response.content.decode()
