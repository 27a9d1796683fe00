"""What is put in the queue that workers take from. The queue lies in the database: it commits with the rows."""

from procrastinate.contrib.django import app

from sources.models import Capture
from sources.models.capture import CaptureKind

FETCH, RECOGNISE, MAIL, DELIVER = "fetch", "recognise", "mail", "deliver"  # the tasks' names, see claims/tasks.py
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
