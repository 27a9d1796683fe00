"""What rows said before: kept by the database, whoever changes them and how."""

from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from claims import review
from claims.models import Claim, Question
from claims.models.claim import ClaimState
from sources.models import Document, Dossier, History, Membership, Person, Publisher, Role
from sources.models.history import act_for
from tests.conftest import World
from tests.factories import NOW, a_claim, a_document, a_question

owns_nothing = pytest.mark.skipif(
    settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE, reason="one role is owner and application here"
)


def test_an_update_keeps_what_the_row_said(world):
    publisher = Publisher.objects.create(dossier=world.dossier, name="Harbour Post")
    publisher.name, publisher.grade = "The Harbour Post", "B"
    publisher.save()
    (before,) = history_of(publisher).all()
    assert (before.name, before.grade, before.pgh_label) == ("Harbour Post", "F", "update")
    assert before.pgh_obj == publisher
    assert before.pgh_created_at


def test_an_insert_leaves_nothing(world):
    a_document(world.dossier, "About 43,000 people left the valley.")
    assert not histories_of(Document).exists()
    assert not histories_of(Claim).exists()


def test_a_change_of_many_rows_in_raw_sql_is_kept_row_by_row(world):
    Publisher.objects.bulk_create(Publisher(dossier=world.dossier, name=f"Paper {n}") for n in range(5))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_publisher SET grade = 'A' WHERE name <> 'Paper 3'")
    assert sorted(row.name for row in histories_of(Publisher)) == ["Paper 0", "Paper 1", "Paper 2", "Paper 4"]


def test_a_deleted_row_is_kept_with_its_last_words(world):
    membership = Membership.objects.get(person=world.viewer)
    membership.delete()
    (last,) = histories_of(Membership)
    assert (last.person_id, last.role, last.pgh_label) == (world.viewer.pk, Role.VIEWER, "delete")


def test_a_row_written_again_as_it_was_leaves_nothing(world):
    world.dossier.save()
    assert not history_of(world.dossier).exists()


def test_what_is_not_kept_leaves_nothing_when_it_changes(world):
    document = a_document(world.dossier, "About 43,000 people left the valley.")
    Claim.objects.filter(passage__document=document).update(matched_at=NOW)
    Person.objects.filter(pk=world.viewer.pk).update(last_login=NOW, password="another", first_name="Vera")
    assert not histories_of(Claim).exists()
    assert not histories_of(Person).exists()


def test_of_a_person_the_rights_are_kept_and_not_the_name(world):
    Person.objects.filter(pk=world.viewer.pk).update(is_staff=True, last_name="Doe")
    (before,) = histories_of(Person)
    assert before.is_staff is False
    assert not hasattr(before, "last_name")


def test_an_act_of_a_person_is_theirs(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    review.accept_claim(claim, by=world.reviewer, at=NOW, seen=claim.version)
    (before,) = history_of(claim).all()
    assert (before.state, before.pgh_person) == (ClaimState.DRAFTED, world.reviewer)


def test_nobody_told_is_the_machine(world):
    question = a_question([a_claim(world.dossier, "About 43,000 people left the valley.")])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL concordance.person = ''")
    Question.objects.filter(pk=question.pk).update(wording="How many?")
    assert history_of(question).get().pgh_person is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("ledger_may_be_emptied")
def test_the_next_transaction_is_on_nobodys_behalf():
    dossier = Dossier.objects.create(slug="a", title="A")
    with transaction.atomic():
        act_for(Person.objects.create(username="vera"))
        Dossier.objects.update(title="B")
    Dossier.objects.update(title="C")
    assert [row.pgh_person and row.pgh_person.username for row in history_of(dossier).order_by("pgh_id")] == [
        "vera",
        None,
    ]


@owns_nothing
@pytest.mark.parametrize("verb", ["INSERT INTO {} DEFAULT VALUES", "UPDATE {} SET pgh_label = ''", "DELETE FROM {}"])
def test_the_application_writes_no_history_itself(world, verb):
    for model in (Document, Claim):
        statement = verb.format(histories_of(model).model._meta.db_table)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_every_history_is_written_with_the_owners_rights_and_without_nested_loops(db):
    """A function's plan is kept for the session: one made for a single row would join 100,000 with 100,000."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT p.prosecdef, p.proconfig FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgname LIKE 'pgtrigger%'"
        )
        assert cursor.fetchall() == [
            (True, ["search_path=pg_catalog, public, pg_temp", "enable_nestloop=off", "jit=off"])
        ]


def history_of(row: Any) -> Any:
    return row.history


def histories_of(model: Any) -> Any:
    return next(each for each in History.__subclasses__() if each.pgh_tracked_model is model).objects.all()


def test_a_world_is_made_without_a_history(world: World):
    assert not any(histories.objects.exists() for histories in History.__subclasses__())
