"""People say what is a copy of what; the questions that this bears on are examined anew."""

import pytest

from claims.errors import NotAllowed, Refused, WrongState
from claims.intake import take_in
from claims.models import Conflict
from claims.review.lineage import confirm_copy, mark_derived, refuse_copy
from sources.importing import Arrival
from sources.models import Document, Resemblance
from tests.factories import NOW, a_claim, a_conflict, a_document
from tests.sources.test_likeness import article, copies


def imported(dossier, text: str) -> Document:
    return take_in(dossier=dossier, data=text.encode(), arrival=Arrival(name="dam.txt"), at=NOW).document


@pytest.fixture
def resemblance(world) -> Resemblance:
    imported(world.dossier, article("dam_en"))
    imported(world.dossier, copies("en")["another headline and lead"])
    return Resemblance.objects.get()


def sides(conflict: Conflict) -> tuple[Document, Document]:
    first, second = Document.objects.filter(passages__claims__positions__conflict=conflict).order_by("pk")
    return first, second


def test_an_import_suggests_and_a_person_confirms(world, resemblance):
    confirm_copy(resemblance, copy=resemblance.document, by=world.editor, at=NOW)
    resemblance.refresh_from_db()
    assert (resemblance.state, resemblance.decided_by) == ("confirmed", world.editor)
    assert Document.objects.get(pk=resemblance.document_id).derived_from_id == resemblance.other_id
    event = world.dossier.events.order_by("-sequence").first()
    assert (event.verb, event.detail) == ("document marked as derived", {"was": None, "source": resemblance.other_id})


def test_the_older_one_may_be_the_copy(world, resemblance):
    confirm_copy(resemblance, copy=resemblance.other, by=world.editor, at=NOW)
    assert Document.objects.get(pk=resemblance.other_id).derived_from_id == resemblance.document_id


def test_a_refused_pair_is_never_suggested_again(world, resemblance):
    refuse_copy(resemblance, by=world.editor, at=NOW)
    imported(world.dossier, article("dam_en"))  # the same bytes: looked at once more
    assert [each.state for each in Resemblance.objects.all()] == ["refused"]
    assert world.dossier.events.filter(verb="copy refused").count() == 1


def test_an_import_that_was_cut_off_is_finished_by_the_next(world, resemblance):
    resemblance.delete()
    imported(world.dossier, article("dam_en"))
    assert Resemblance.objects.get().state == "suggested"


def test_a_conflict_between_a_document_and_its_copy_is_internal(world):
    conflict = a_conflict(world.dossier)
    first, second = sides(conflict)
    mark_derived(second, first, by=world.editor, at=NOW)
    conflict.refresh_from_db()
    assert conflict.level == "internal"
    mark_derived(second, None, by=world.editor, at=NOW)
    conflict.refresh_from_db()
    assert conflict.level == "contradiction"
    verbs = world.dossier.events.filter(subject="document").values_list("verb", flat=True)
    assert list(verbs) == ["document marked as derived", "document marked as no copy"]


def test_a_conflict_of_two_copies_is_internal_once_their_source_is_known(world):
    conflict = a_conflict(world.dossier)
    first, second = sides(conflict)
    wire = a_document(world.dossier, "The office counted again.")
    mark_derived(first, wire, by=world.editor, at=NOW)
    conflict.refresh_from_db()
    assert conflict.level == "contradiction"
    mark_derived(second, first, by=world.editor, at=NOW)
    conflict.refresh_from_db()
    assert conflict.level == "internal"


def test_a_resolved_conflict_reopens_where_its_sides_turn_out_one_origin(world):
    conflict = a_conflict(world.dossier)
    Conflict.objects.update(state="resolved")
    mark_derived(*reversed(sides(conflict)), by=world.editor, at=NOW)
    conflict.refresh_from_db()
    assert (conflict.state, conflict.level) == ("reopened", "internal")


def test_suggestions_inside_one_origin_are_settled_with_the_mark(world):
    wire, repost, trimmed = article("dam_en"), *list(copies("en").values())[1::-1]
    for text in (wire, repost, trimmed):
        imported(world.dossier, text)
    a, b, c = world.dossier.documents.order_by("pk")
    assert Resemblance.objects.suggested().count() == 3
    mark_derived(b, a, by=world.editor, at=NOW)
    mark_derived(c, a, by=world.editor, at=NOW)
    assert not Resemblance.objects.suggested().exists()


def test_no_circle_is_made(world):
    first, second = (a_document(world.dossier, text) for text in ("One said so.", "Another said so."))
    mark_derived(second, first, by=world.editor, at=NOW)
    with pytest.raises(Refused, match="take that back first"):
        mark_derived(first, second, by=world.editor, at=NOW)


def test_what_is_judged_is_judged_once(world, resemblance):
    refuse_copy(resemblance, by=world.editor, at=NOW)
    with pytest.raises(WrongState, match="judged these two documents already"):
        confirm_copy(resemblance, copy=resemblance.document, by=world.editor, at=NOW)
    with pytest.raises(WrongState, match="not marked"):
        mark_derived(resemblance.document, None, by=world.editor, at=NOW)


def test_a_third_document_is_no_side(world, resemblance):
    third = a_claim(world.dossier, "About 43,000 people left the valley.").passage.document
    with pytest.raises(Refused, match="one of the two"):
        confirm_copy(resemblance, copy=third, by=world.editor, at=NOW)


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_write_does_not_judge(world, resemblance, name):
    person = world.person(name)
    with pytest.raises(NotAllowed):
        confirm_copy(resemblance, copy=resemblance.document, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        refuse_copy(resemblance, by=person, at=NOW)
    with pytest.raises(NotAllowed):
        mark_derived(resemblance.document, None, by=person, at=NOW)
