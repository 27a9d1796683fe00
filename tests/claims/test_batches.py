"""Batches of files: they wait in the database, workers import them, what failed or was not done is resumed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import OperationalError
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import batches, filing
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Batch, BatchFile, Claim, Conflict, Event
from claims.models.batch import BatchState, FileState
from sources.extracting import FileDamaged, extract
from sources.models import Document, Membership, Resemblance, Role
from tests.factories import NOW, a_document

LATER = NOW + dt.timedelta(minutes=1)
FERRIES = [
    ("a.txt", b"About 43,000 passengers crossed the strait to Harwick in the storm."),
    ("b.txt", b"About 58,000 passengers crossed the strait to Harwick in the storm."),
]


@pytest.fixture(autouse=True)
def read_here(monkeypatch) -> None:
    """Without a process of its own for each file: those are tested in tests/sources/extracting."""
    monkeypatch.setattr(batches, "extract_apart", extract)


def a_batch(world, *files: tuple[str, bytes], is_closed: bool = True) -> Batch:
    batch = batches.begin(world.dossier, by=world.editor, at=NOW)
    batches.add(batch, files or FERRIES, by=world.editor, at=NOW)
    return batches.close(batch, by=world.editor, at=NOW) if is_closed else batch


def run(file: BatchFile, *, is_last_try: bool = False) -> BatchFile:
    batches.run(file.pk, now=lambda: LATER, is_last_try=is_last_try)
    return BatchFile.objects.get(pk=file.pk)


def compare(batch: Batch) -> Batch:
    batches.compare(batch.pk, now=lambda: LATER, is_last_try=True)
    return Batch.objects.get(pk=batch.pk)


def queued(task: str) -> list[dict[str, int]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task).order_by("id")]


def states(batch: Batch) -> list[str]:
    return list(batch.files.values_list("state", flat=True))


def test_every_file_is_queued_with_its_row(world):
    batch = a_batch(world)
    assert queued("import") == [{"file_id": pk} for pk in batch.files.values_list("pk", flat=True)]
    assert (batch.state, states(batch), queued("compare")) == ("working", ["waiting", "waiting"], [])
    assert [bytes(file.original or b"") for file in batch.files.all()] == [data for _, data in FERRIES]


def test_mails_and_pages_go_before_files(world):
    a_batch(world)
    assert ProcrastinateJob.objects.first().priority < 0


def test_a_file_becomes_a_document_and_its_bytes_wait_no_more(world):
    batch = a_batch(world)
    file = run(batch.files.first())
    document = Document.objects.get()
    assert (file.state, file.document, file.original, file.ended_at) == ("done", document, None, LATER)
    assert (document.file_name, document.imported_by, document.captured_by) == ("a.txt", world.editor, "upload")
    assert Event.objects.get(verb="document imported").actor == world.editor
    assert queued("compare") == []


def test_after_the_last_file_the_dossier_is_compared_once_under_its_lock(world):
    batch = a_batch(world)
    for file in batch.files.all():
        run(file)
    batch.refresh_from_db()
    job = ProcrastinateJob.objects.get(task_name="compare")
    assert (batch.state, job.args, job.lock) == ("comparing", {"batch_id": batch.pk}, f"dossier {world.dossier.pk}")
    batch = compare(batch)
    assert (batch.state, batch.conflicts, batch.ended_at) == ("done", 1, LATER)
    assert Conflict.objects.get().level == "contradiction"


def test_a_file_run_again_is_left_alone(world):
    batch = a_batch(world)
    run(batch.files.first())
    run(batch.files.first())
    assert (Document.objects.count(), Event.objects.filter(verb="document imported").count()) == (1, 1)


def test_what_a_worker_died_over_is_done_anew(world):
    file = a_batch(world).files.first()
    BatchFile.objects.filter(pk=file.pk).update(state=FileState.RUNNING)
    assert run(file).state == "done"


def test_a_worker_that_died_after_the_document_was_there_leaves_its_copies_to_the_next(world, monkeypatch):
    text = " ".join(f"On day {day} about {day},000 passengers crossed the strait to Harwick." for day in range(1, 40))
    batch = a_batch(world, ("a.txt", text.encode()), ("b.txt", f"{text} It rained.".encode()))
    first, second = batch.files.all()
    run(first)
    with monkeypatch.context() as patched:
        patched.setattr(batches, "suggest_copies", lambda document: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            batches._import(batches._taken(second.pk, at=NOW), lambda: NOW)
    assert (Document.objects.count(), Resemblance.objects.count()) == (2, 0)
    assert run(second).state == "done"
    assert (Document.objects.count(), Resemblance.objects.count()) == (2, 1)


def test_the_same_bytes_twice_are_one_document(world):
    batch = a_batch(world, ("a.txt", FERRIES[0][1]), ("again.txt", FERRIES[0][1]))
    one, other = [run(file) for file in batch.files.all()]
    assert one.document == other.document == Document.objects.get()
    assert (one.reason, other.reason) == ("", "is in the dossier already")


def test_a_file_that_cannot_be_read_fails_with_a_reason_and_holds_up_nothing(world):
    batch = a_batch(world, ("empty.txt", b""), FERRIES[0])
    bad, good = [run(file) for file in batch.files.all()]
    assert (bad.state, good.state) == ("failed", "done")
    assert "empty" in bad.reason
    assert compare(batch).state == "done"


def test_a_file_that_is_not_opened_has_failed_from_the_start(world):
    batch = a_batch(world, ("huge.pdf", FileDamaged("it is damaged")), FERRIES[0])
    assert [(file.state, file.reason) for file in batch.files.all()] == [("failed", "it is damaged"), ("waiting", "")]
    assert len(queued("import")) == 1


def test_a_batch_of_nothing_but_failures_ends(world):
    batch = a_batch(world, ("huge.pdf", FileDamaged("it is damaged")))
    assert batch.state == "comparing"
    assert compare(batch).state == "done"


def test_it_is_not_compared_while_files_are_still_sent(world):
    batch = a_batch(world, FERRIES[0], is_closed=False)
    run(batch.files.get())
    assert queued("compare") == []
    assert batches.close(batch, by=world.editor, at=NOW).state == "comparing"
    assert len(queued("compare")) == 1


def test_nothing_is_added_once_it_is_closed(world):
    batch = a_batch(world)
    with pytest.raises(WrongState):
        batches.add(batch, FERRIES, by=world.editor, at=NOW)


def test_a_batch_has_only_so_many_files(world, monkeypatch):
    monkeypatch.setattr(batches, "MOST_FILES", 1)
    batch = batches.begin(world.dossier, by=world.editor, at=NOW)
    with pytest.raises(Refused):
        batches.add(batch, FERRIES, by=world.editor, at=NOW)
    assert not batch.files.exists()


def test_cancelling_leaves_what_is_done_and_compares_it(world):
    batch = a_batch(world)
    first, second = batch.files.all()
    run(first)
    assert batches.cancel(batch, by=world.editor, at=LATER).state == "cancelled"
    assert run(second).state == "waiting"
    assert Document.objects.count() == 1
    assert len(queued("compare")) == 1
    assert compare(batch).state == "cancelled"
    assert not Claim.objects.all().unmatched().exists()


def test_what_is_cancelled_while_a_worker_is_at_it_is_compared_after_that(world):
    batch = a_batch(world)
    taken = batches._taken(batch.files.first().pk, at=NOW)
    batches.cancel(batch, by=world.editor, at=LATER)
    assert queued("compare") == []
    batches._import(taken, lambda: LATER)
    assert (states(batch), len(queued("compare"))) == (["done", "waiting"], 1)


def test_a_file_whose_worker_died_before_it_was_cancelled_waits_again(world):
    batch = a_batch(world)
    file = batches._taken(batch.files.first().pk, at=NOW)
    batches.cancel(batch, by=world.editor, at=LATER)
    assert run(file).state == "waiting"
    assert len(queued("compare")) == 1


def test_resuming_asks_for_what_failed_or_was_not_done(world):
    batch = a_batch(world, ("empty.txt", b""), *FERRIES)
    bad, done, waiting = batch.files.all()
    run(bad), run(done)
    batches.cancel(batch, by=world.editor, at=LATER)
    ProcrastinateJob.objects.all().delete()
    assert batches.resume(batch, by=world.editor, at=LATER).state == "working"
    assert queued("import") == [{"file_id": bad.pk}, {"file_id": waiting.pk}]
    assert states(batch) == ["waiting", "done", "waiting"]
    for file in batch.files.all():
        run(file)
    assert compare(batch).state == "done"
    assert states(batch) == ["failed", "done", "done"]


def test_a_comparison_that_failed_is_resumed(world, monkeypatch):
    batch = a_batch(world)
    for file in batch.files.all():
        run(file)
    with monkeypatch.context() as patched:
        patched.setattr(batches, "compare_documents", lambda dossier, at: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            compare(batch)
    batch.refresh_from_db()
    assert (batch.state, "ZeroDivisionError" in batch.reason) == ("failed", True)
    assert batches.resume(batch, by=world.editor, at=LATER).state == "comparing"
    assert compare(batch).conflicts == 1


def test_there_is_nothing_to_cancel_or_resume_in_what_is_done(world):
    batch = a_batch(world)
    for file in batch.files.all():
        run(file)
    batch = compare(batch)
    for act in (batches.cancel, batches.resume):
        with pytest.raises(WrongState):
            act(batch, by=world.editor, at=LATER)


@pytest.mark.parametrize("act", [batches.close, batches.cancel, batches.resume])
def test_a_viewer_may_only_watch(world, act):
    batch = a_batch(world)
    with pytest.raises(NotAllowed):
        act(batch, by=world.viewer, at=LATER)


def test_a_viewer_begins_none(world):
    with pytest.raises(NotAllowed):
        batches.begin(world.dossier, by=world.viewer, at=NOW)


def test_whoever_lost_the_right_meanwhile_imports_nothing(world):
    batch = a_batch(world)
    Membership.objects.filter(person=world.editor).update(role=Role.VIEWER)
    assert run(batch.files.first()).state == "failed"
    assert not Document.objects.exists()


def test_a_database_that_was_away_is_tried_again_and_told_at_the_last_try(world, monkeypatch):
    def away(**given: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    file = a_batch(world).files.first()
    monkeypatch.setattr(batches, "bring_in", away)
    with pytest.raises(OperationalError):
        run(file)
    assert BatchFile.objects.get(pk=file.pk).state == "running"
    with pytest.raises(OperationalError):
        run(file, is_last_try=True)
    assert BatchFile.objects.get(pk=file.pk).reason == "the database was not there, or too busy"


def test_what_nobody_foresaw_is_told_and_raised(world, monkeypatch):
    file = a_batch(world).files.first()
    monkeypatch.setattr(batches, "bring_in", lambda **given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(file)
    assert "ZeroDivisionError" in BatchFile.objects.get(pk=file.pk).reason


def test_what_ends_every_worker_is_given_up(world):
    batch = a_batch(world, FERRIES[0])
    batches.give_up(batch.files.get().pk, at=LATER)
    batch.refresh_from_db()
    assert (states(batch), batch.state) == (["failed"], "comparing")
    batches.give_up_comparing(batch.pk, at=LATER)
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED


def test_bytes_nobody_resumes_are_let_go_of_after_a_month(world):
    batch = a_batch(world, ("empty.txt", b""), FERRIES[0])
    run(batch.files.first())
    batches.cancel(batch, by=world.editor, at=NOW)
    batches.forget(at=NOW + batches.KEPT_FOR)
    assert batches.can_resume(Batch.objects.get())
    batches.forget(at=NOW + batches.KEPT_FOR + dt.timedelta(seconds=1))
    assert not batch.files.filter(original__isnull=False).exists()
    assert not batches.can_resume(Batch.objects.get())


def test_a_batch_whose_sender_went_away_is_closed(world):
    batch = a_batch(world, FERRIES[0], is_closed=False)
    batches.forget(at=NOW + dt.timedelta(hours=5))
    assert Batch.objects.get().state == "arriving"
    batches.forget(at=NOW + dt.timedelta(hours=7))
    batch.refresh_from_db()
    assert batch.state == "working"


def test_counts_are_told_in_one_query(world, django_assert_num_queries):
    batch = a_batch(world)
    run(batch.files.first())
    with django_assert_num_queries(1):
        told = Batch.objects.counted().values("total", "waiting", "running", "done", "failed", "ended").get()
    assert told == {"total": 2, "waiting": 1, "running": 0, "done": 1, "failed": 0, "ended": 1}


def test_what_comes_in_while_others_are_compared_is_compared_next_time(world, monkeypatch):
    """Another worker's document is there halfway through: it is not marked as looked into."""
    for file in a_batch(world).files.all():
        run(file)
    suggest = filing._suggested

    def meanwhile(*given: object) -> object:
        a_document(world.dossier, "About 61,000 passengers crossed the strait to Harwick in the storm.")
        return suggest(*given)

    with monkeypatch.context() as patched:
        patched.setattr(filing, "_suggested", meanwhile)
        compare(Batch.objects.get())
    late = Claim.objects.latest("pk")
    assert Claim.objects.all().unmatched().get() == late
    compare(Batch.objects.get())
    assert late.filings.exists()
