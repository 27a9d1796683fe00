"""Pages fetched and scans recognised by a worker: asked for, done once, tried again where that helps."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import captures, tasks
from claims.captures import TryAgain
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Claim, Conflict, Event
from sources.fetching import Fetched, FetchFailed, FetchInterrupted
from sources.models import Capture, Document, Membership, Role
from sources.models.capture import CaptureKind, CaptureState
from tests.factories import NOW, a_claim, a_document, a_dossier, a_person
from tests.sources.recognising.fake_tesseract import a_scan, install, uninstall

URL = "https://paper.example/ferry"
LATER = NOW + dt.timedelta(minutes=1)
PAGE = b"<html><head><title>The ferry</title></head><body><article><h1>The ferry</h1>"
PAGE += b"<p>About 43,000 passengers crossed the strait to Harwick in the storm.</p></article></body></html>"


@pytest.fixture(autouse=True)
def fetching_is_on(settings) -> None:
    settings.FETCH_URLS = True


@pytest.fixture
def web(monkeypatch) -> list[Any]:
    """What the web answers, one after the other; the last answer stays. Pages, failures, or what happens meanwhile."""
    answers: list[Any] = [Fetched("https://www.paper.example/ferry", PAGE)]

    def fetch(url: str) -> Fetched:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer()
            return fetch(url)
        assert isinstance(answer, Fetched)
        return answer

    monkeypatch.setattr(captures, "fetch_apart", fetch)
    return answers


def asked_for(world, url: str = URL) -> Capture:
    return captures.ask_for_page(world.dossier, url, by=world.editor, at=NOW)


def run(capture: Capture, *, is_last_try: bool = False) -> Capture:
    captures.run(capture.pk, now=lambda: LATER, is_last_try=is_last_try)
    return Capture.objects.get(pk=capture.pk)


# ---- pages ----


def test_a_page_becomes_a_document_that_knows_where_it_came_from(world, web):
    capture = run(asked_for(world))
    document = Document.objects.get()
    assert (capture.state, capture.document, capture.ended_at) == ("done", document, LATER)
    assert (capture.url, document.fetched_from) == (URL, "https://www.paper.example/ferry")
    assert (bytes(document.original), document.captured_by, document.captured_at) == (PAGE, "url", LATER)
    assert (document.imported_by, document.title, document.is_recognised) == (world.editor, "The ferry", False)
    assert Claim.objects.get().passage.document == document
    assert Event.objects.get(verb="document imported").actor == world.editor


def test_its_claims_are_compared_with_the_others(world, web):
    a_claim(world.dossier, "About 58,000 passengers crossed the strait to Harwick in the storm.")
    run(asked_for(world))
    assert Conflict.objects.get().level == "contradiction"


def test_a_capture_is_queued_with_its_row_and_run_once(world, web):
    capture = asked_for(world)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args, job.lock) == ("fetch", {"capture_id": capture.pk}, f"capture {capture.pk}")
    run(capture)
    web[0] = ZeroDivisionError("the page is not asked for again")
    assert run(capture).state == CaptureState.DONE


def test_an_address_that_is_asked_for_already_is_asked_for_once(world, web):
    assert asked_for(world) == asked_for(world)
    assert ProcrastinateJob.objects.count() == 1
    run(Capture.objects.get())
    assert asked_for(world).state == CaptureState.WAITING  # the page may have changed since


def test_bytes_that_are_there_already_make_no_second_document(world, web):
    run(asked_for(world))
    capture = run(asked_for(world))
    assert (capture.state, capture.reason) == ("done", "is in the dossier already")
    assert Document.objects.count() == 1


def test_a_passing_failure_is_tried_again(world, web):
    web.insert(0, FetchInterrupted("the server is in trouble"))
    capture = asked_for(world)
    with pytest.raises(TryAgain):
        run(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.reason) == ("waiting", "the server is in trouble; it will be tried again")
    assert run(capture).state == CaptureState.DONE


def test_the_last_try_ends_it(world, web):
    web[0] = FetchInterrupted("the server is in trouble")
    capture = run(asked_for(world), is_last_try=True)
    assert (capture.state, capture.reason, capture.ended_at) == ("failed", "the server is in trouble", LATER)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (FetchFailed("there is no such page (HTTP 404)"), "no such page"),
        (Fetched(URL, b""), "empty"),
        (Fetched(URL, b"{\\rtf nothing}"), "RTF"),
    ],
)
def test_a_final_failure_is_not_tried_again(world, web, answer, words):
    web[0] = answer
    capture = run(asked_for(world))
    assert capture.state == CaptureState.FAILED
    assert words in capture.reason
    assert not Document.objects.exists()


def test_what_nobody_foresaw_fails_with_a_reason_and_is_raised(world, web):
    web[0] = ZeroDivisionError()
    capture = asked_for(world)
    with pytest.raises(ZeroDivisionError):
        run(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.reason) == ("failed", "something went wrong that nobody foresaw (ZeroDivisionError)")


def test_a_capture_a_worker_died_over_is_run_anew(world, web):
    capture = asked_for(world)
    Capture.objects.update(state=CaptureState.RUNNING)
    assert run(capture).state == CaptureState.DONE


def test_of_two_workers_at_one_capture_the_first_ends_it(world, web):
    capture = asked_for(world)
    web.insert(0, lambda: run(capture))  # the second is done while the first still waits for the page
    assert (run(capture).state, capture.reason) == ("done", "")
    assert Capture.objects.get().reason == ""
    assert Document.objects.count() == 1


def test_whoever_lost_the_right_brings_nothing_in(world, web):
    capture = asked_for(world)
    Membership.objects.filter(person=world.editor).update(role=Role.VIEWER)
    assert "does not let you import" in run(capture).reason


def test_a_switch_turned_off_meanwhile_holds(world, web, settings):
    capture = asked_for(world)
    settings.FETCH_URLS = False
    assert "FETCH_URLS is off" in run(capture).reason


def test_a_newer_capture_is_held_with_its_bytes(world, web):
    older = a_document(world.dossier, "About 40,000 passengers crossed the strait.")
    capture = Capture.objects.create(
        dossier=world.dossier, kind=CaptureKind.URL, url=URL, supersedes=older, asked_by=world.editor, asked_at=NOW
    )
    capture = run(capture)
    assert (capture.state, capture.kind, capture.document) == ("held", "url", None)
    assert (bytes(capture.original), capture.fetched_from) == (PAGE, "https://www.paper.example/ferry")
    assert (capture.file_name, Document.objects.count()) == ("ferry", 1)
    with pytest.raises(WrongState):
        captures.start(capture, by=world.editor, at=LATER)


def test_a_scan_that_was_fetched_is_held_for_recognition(world, web, tmp_path, monkeypatch):
    install(tmp_path, monkeypatch)
    web[0] = Fetched("https://paper.example/scan.pdf", a_scan())
    capture = run(asked_for(world))
    assert (capture.state, capture.kind) == ("held", "ocr")
    captures.start(capture, by=world.editor, at=LATER)
    document = run(capture).document
    assert (document.is_recognised, document.fetched_from, document.captured_by) == (
        True,
        "https://paper.example/scan.pdf",
        "url",
    )


def test_a_switch_that_is_off_refuses(world, settings):
    settings.FETCH_URLS = False
    with pytest.raises(Refused, match="FETCH_URLS"):
        asked_for(world)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "ftp://paper.example/", "paper.example", "http://localhost/"])
def test_an_address_that_is_plainly_not_public_is_refused_at_once(world, url):
    with pytest.raises(Refused, match="Not fetched"):
        asked_for(world, url)
    assert not Capture.objects.exists()


@pytest.mark.parametrize("name", ["viewer", "stranger"])
def test_who_may_not_import_may_not_ask(world, name):
    with pytest.raises(NotAllowed):
        captures.ask_for_page(world.dossier, URL, by=world.person(name), at=NOW)


# ---- scans ----


def held(world) -> Capture:
    return captures.hold_scan(
        world.dossier, a_scan(), "scan.pdf", reason="no text", publisher="The Gull", by=world.editor, at=NOW
    )


def test_a_scan_is_recognised_when_somebody_asks(world, tmp_path: Path, monkeypatch):
    install(tmp_path, monkeypatch)
    capture = held(world)
    assert not ProcrastinateJob.objects.exists()
    captures.start(capture, by=world.editor, at=NOW)
    assert ProcrastinateJob.objects.get().task_name == "recognise"
    capture = run(capture)
    document = Document.objects.get()
    assert (capture.state, capture.document, bytes(capture.original)) == ("done", document, b"")
    assert (document.is_recognised, document.extractor) == (True, "tesseract/9.8.7+plain/1")
    assert (bytes(document.original), document.media_type) == (a_scan(), "application/pdf")
    assert (document.publisher.name, document.file_name) == ("The Gull", "scan.pdf")
    assert "check the figures" in capture.reason
    assert Claim.objects.filter(passage__document=document).exists()


def test_the_same_scan_is_held_once(world):
    assert held(world) == held(world)


def test_a_scan_that_failed_can_be_asked_for_again(world, tmp_path: Path, monkeypatch):
    (tmp_path / "nothing").mkdir()
    install(tmp_path, monkeypatch)
    capture = held(world)
    captures.start(capture, by=world.editor, at=NOW)
    with monkeypatch.context() as without:
        uninstall(tmp_path / "nothing", without)
        assert "tesseract-ocr" in run(capture).reason
    captures.start(capture, by=world.reviewer, at=LATER)
    assert run(capture).document.imported_by == world.reviewer


def test_a_capture_that_is_done_cannot_be_started(world, web):
    capture = run(asked_for(world))
    with pytest.raises(WrongState, match="done"):
        captures.start(capture, by=world.editor, at=LATER)


# ---- the worker ----


def test_a_worker_takes_what_waits_and_tries_again_later(transactional_db, ledger_may_be_emptied, web, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's threads keep no connection
    dossier = a_dossier()
    editor = a_person("editor", dossier, Role.EDITOR)
    good = captures.ask_for_page(dossier, URL, by=editor, at=NOW)
    bad = captures.ask_for_page(dossier, f"{URL}/busy", by=editor, at=NOW)
    web.append(FetchInterrupted("the server is busy"))
    work()
    good.refresh_from_db()
    bad.refresh_from_db()
    assert {good.state, bad.state} == {"done", "waiting"}
    job = ProcrastinateJob.objects.get(status="todo", task_name="fetch")
    assert (job.attempts, job.scheduled_at > timezone.now()) == (1, True)


@pytest.mark.parametrize(("tried", "state"), [(3, "done"), (4, "failed")])
def test_what_ends_every_worker_is_given_up(world, web, tried, state):
    capture = asked_for(world)
    tasks.fetch(SimpleNamespace(job=SimpleNamespace(attempts=tried)), capture_id=capture.pk)
    capture.refresh_from_db()
    assert capture.state == state


def test_a_job_of_a_worker_that_died_is_taken_over(transactional_db, ledger_may_be_emptied, web, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    dossier = a_dossier()
    capture = captures.ask_for_page(dossier, URL, by=a_person("editor", dossier, Role.EDITOR), at=NOW)
    with connection.cursor() as cursor:  # a worker took it an hour ago, and was not heard of since
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    app.configure_task("take over").defer(timestamp=0)
    work()
    work()
    capture.refresh_from_db()
    assert capture.state == "done"


def work() -> None:
    """One worker, until nothing is to be done now; in a thread, for a browser's tests leave a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    assert isinstance(app.connector, DjangoConnector)
    try:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1)
    finally:
        connection.close()
