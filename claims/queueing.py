"""A capture put in the queue that workers take from. The queue lies in the database: it commits with the row."""

from procrastinate.contrib.django import app

from sources.models import Capture
from sources.models.capture import CaptureKind

FETCH, RECOGNISE = "fetch", "recognise"  # the tasks' names, see claims/tasks.py
_TASKS = {CaptureKind.URL: FETCH, CaptureKind.OCR: RECOGNISE}


def queue(capture: Capture) -> None:
    """Ask a worker to run a waiting capture. Asked twice, it is run once: the second finds it ended."""
    task = _TASKS[CaptureKind(capture.kind)]
    app.configure_task(task, lock=f"capture {capture.pk}").defer(capture_id=capture.pk)
