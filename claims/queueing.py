"""What is put in the queue that workers take from. The queue lies in the database: it commits with the rows."""

from collections.abc import Iterable

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from sources.models import Capture
from sources.models.capture import CaptureKind

FETCH, RECOGNISE, MAIL, DELIVER = "fetch", "recognise", "mail", "deliver"  # the tasks' names, see claims/tasks.py
IMPORT, COMPARE, EXPORT = "import", "compare", "export"
_BESIDE = -10  # the priority of what comes by the thousand: mails and pages asked for go first
_TASKS = {CaptureKind.URL: FETCH, CaptureKind.OCR: RECOGNISE}


def queue(capture: Capture) -> None:
    """Ask a worker to run a waiting capture. Asked twice, it is run once: the second finds it ended."""
    task = _TASKS[CaptureKind(capture.kind)]
    app.configure_task(task, lock=f"capture {capture.pk}").defer(capture_id=capture.pk)


def queue_mail(person_id: int) -> None:
    """Ask a worker to mail what this person waits for. Asked twice, the second finds nothing to mail."""
    app.configure_task(MAIL, lock=f"mail {person_id}").defer(person_id=person_id)


def queue_delivery(delivery_id: int, *, tries: int, seconds: int = 0) -> None:
    """Ask a worker to send a message, for the time after `tries` others, in so many seconds."""
    wait = {"seconds": seconds} if seconds else None
    task = app.configure_task(DELIVER, lock=f"delivery {delivery_id}", schedule_in=wait)
    task.defer(delivery_id=delivery_id, tries=tries)


def queue_files(files: Iterable[int]) -> None:
    """Ask workers to import these files of a batch. Asked twice, the second finds the file ended."""
    told: list[dict[str, JSONValue]] = [{"file_id": pk} for pk in files]
    app.configure_task(IMPORT, priority=_BESIDE).batch_defer(*told)


def queue_comparison(batch_id: int, *, dossier_id: int) -> None:
    """Ask a worker to compare what a batch brought in. One at a time in a dossier, however many batches end."""
    app.configure_task(COMPARE, lock=f"dossier {dossier_id}").defer(batch_id=batch_id)


def queue_export(export_id: int) -> None:
    """Ask a worker to write an export. Asked twice, the second finds it written."""
    app.configure_task(EXPORT, lock=f"export {export_id}").defer(export_id=export_id)
