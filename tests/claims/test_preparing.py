"""Exports that a worker writes: whole, for whoever may export, and for some days."""

import datetime as dt
import json

import pytest
from django.db import OperationalError
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import preparing, review, tasks
from claims.errors import NotAllowed, Refused, WrongState
from claims.export.formats import FORMATS
from claims.export.gathering import gathered
from claims.models import ExportPiece, PreparedExport
from claims.review import Decision
from sources.models import Membership
from tests.factories import NOW, a_conflict

LATER = NOW + dt.timedelta(minutes=1)


def asked(world, written_as: str = "ndjson") -> PreparedExport:
    return preparing.ask_for_export(world.dossier, written_as, by=world.viewer, at=NOW)


def write(export: PreparedExport, *, is_last_try: bool = False) -> PreparedExport:
    preparing.write(export.pk, now=lambda: LATER, is_last_try=is_last_try)
    return PreparedExport.objects.get(pk=export.pk)


@pytest.fixture
def decided(world) -> None:
    conflict = a_conflict(world.dossier)
    review.propose(conflict, Decision("none holds", "copying error", "A misprint."), by=world.reviewer, at=NOW, seen=1)
    review.approve(conflict.question.reconciliations.get(), by=world.chief, at=NOW, seen=2)


def test_an_export_is_written_whole_in_pieces(world, decided, monkeypatch):
    monkeypatch.setattr(preparing, "_PIECE", 100)
    export = write(asked(world))
    content = b"".join(preparing.content_of(export))
    assert (export.state, export.size, export.ended_at) == ("done", len(content), LATER)
    assert export.pieces.count() == -(-len(content) // 100)
    record, end = map(json.loads, content.splitlines())
    assert record["question"] == "How many people left the valley?"
    assert (end["_end"], end["count"]) == (True, 1)


@pytest.mark.parametrize("written_as", FORMATS)
def test_every_format_can_be_prepared(world, decided, written_as):
    assert write(asked(world, written_as)).size


def test_it_is_queued_with_its_row_and_asked_for_once(world):
    export = asked(world)
    assert asked(world) == export
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args, job.lock) == ("export", {"export_id": export.pk}, f"export {export.pk}")


def test_what_a_worker_died_over_is_written_anew_and_what_is_written_is_left(world):
    export = asked(world)
    PreparedExport.objects.update(state="running")
    export = write(export)
    first = ExportPiece.objects.get()
    assert write(export).ended_at == LATER
    assert ExportPiece.objects.get() == first


def test_one_removed_while_it_is_written_is_kept_nowhere(world, monkeypatch):
    export = asked(world)

    def meanwhile(*given, **told):
        preparing.remove(PreparedExport.objects.get(), by=world.viewer, at=NOW)
        return gathered(*given, **told)

    monkeypatch.setattr(preparing, "gathered", meanwhile)
    preparing.write(export.pk, now=lambda: LATER, is_last_try=True)
    assert not PreparedExport.objects.exists()
    assert not ExportPiece.objects.exists()


def test_one_removed_before_is_not_written(world):
    export = asked(world)
    preparing.remove(PreparedExport.objects.get(), by=world.viewer, at=NOW)
    preparing.write(export.pk, now=lambda: LATER, is_last_try=True)


def test_a_passing_failure_is_tried_again_and_the_last_one_told(world, monkeypatch):
    def away(*given: object, **told: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    export = asked(world)
    with monkeypatch.context() as patched:
        patched.setattr(preparing, "gathered", away)
        with pytest.raises(OperationalError):
            write(export)
        assert PreparedExport.objects.get().state == "running"
        with pytest.raises(OperationalError):
            write(export, is_last_try=True)
    export.refresh_from_db()
    assert (export.state, "OperationalError" in export.reason) == ("failed", True)
    assert write(preparing.ask_again(export, by=world.viewer, at=LATER) and export).state == "done"


def test_only_what_failed_is_asked_for_again(world):
    with pytest.raises(WrongState):
        preparing.ask_again(asked(world), by=world.viewer, at=NOW)


def test_whoever_left_the_dossier_gets_none(world):
    export = asked(world)
    Membership.objects.filter(person=world.viewer).delete()
    assert write(export).state == "failed"
    with pytest.raises(NotAllowed):
        asked(world)


def test_an_unknown_format_is_refused(world):
    with pytest.raises(Refused):
        asked(world, "docx")


def test_a_dossier_keeps_only_so_many(world, monkeypatch):
    monkeypatch.setattr(preparing, "MOST", 1)
    asked(world)
    with pytest.raises(Refused):
        asked(world, "csv")


def test_it_is_let_go_of_with_its_bytes(world):
    export = write(asked(world))
    PreparedExport.objects.update(expires_at=NOW)
    tasks.forget.func(timestamp=0)
    assert not PreparedExport.objects.filter(pk=export.pk).exists()
    assert not ExportPiece.objects.exists()


# ---- the page ----


@pytest.fixture
def fresh(world) -> PreparedExport:
    """One written now, by the clock of the pages."""
    export = write(asked(world))
    PreparedExport.objects.update(expires_at=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    return export


def test_one_asked_for_on_the_page_is_fetched_from_it(client, world, decided):
    client.force_login(world.viewer)
    page = reverse("exports", args=[world.dossier.pk])
    assert client.post(page, {"written_as": "csv", "act": "prepare"}).status_code == 302
    assert "No worker runs at the moment" in client.get(page).content.decode()
    export = write(PreparedExport.objects.get())
    address = reverse("prepared_export", args=[export.pk])
    assert address in client.get(page).content.decode()
    answer = client.get(address)
    content = b"".join(answer.streaming_content)
    assert (len(content), answer["Content-Length"]) == (export.size, str(export.size))
    assert answer["Content-Disposition"].startswith('attachment; filename="floods-')


def test_a_download_leads_to_the_export_in_the_chosen_format(client, world, decided):
    client.force_login(world.viewer)
    page = reverse("exports", args=[world.dossier.pk])
    answer = client.post(page, {"written_as": "csv", "act": "download"}, follow=True)
    assert answer.redirect_chain == [("/api/v1/export/?dossier=floods&as=csv", 302)]
    assert answer["Content-Disposition"] == 'attachment; filename="reconciled-claims.csv"'
    assert not PreparedExport.objects.exists()
    assert client.post(page, {"written_as": "papyrus", "act": "download"}).status_code == 400


def test_a_stranger_finds_none_of_it(client, world, fresh):
    client.force_login(world.stranger)
    assert client.get(reverse("exports", args=[world.dossier.pk])).status_code == 404
    assert client.get(reverse("prepared_export", args=[fresh.pk])).status_code == 404


def test_one_that_expired_is_not_found(client, world, fresh):
    client.force_login(world.viewer)
    assert client.get(reverse("prepared_export", args=[fresh.pk])).status_code == 200
    PreparedExport.objects.update(expires_at=NOW)
    assert client.get(reverse("prepared_export", args=[fresh.pk])).status_code == 404


def test_one_is_removed_and_one_that_failed_is_asked_for_again(client, world, fresh):
    client.force_login(world.viewer)
    page = reverse("exports", args=[world.dossier.pk])
    PreparedExport.objects.update(state="failed", reason="the database was away")
    assert "the database was away" in client.get(page).content.decode()
    assert client.post(page, {"act": "again", "export": fresh.pk}).status_code == 302
    assert PreparedExport.objects.get().state == "waiting"
    assert client.post(page, {"act": "remove", "export": fresh.pk}).status_code == 302
    assert not PreparedExport.objects.exists()


def test_what_was_written_before_a_passage_was_withheld_is_gone_and_what_waits_is_written_without_it(world, decided):
    written, waiting = write(asked(world)), asked(world, "json")
    claim = world.dossier.claims.first()
    review.withhold(claim.passage, by=world.editor, at=LATER, reason="A source.")
    assert not PreparedExport.objects.filter(pk=written.pk).exists()
    assert claim.passage.exact.encode() not in b"".join(preparing.content_of(write(waiting)))
