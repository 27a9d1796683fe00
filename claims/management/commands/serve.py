"""The desk and one worker, started together and ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

_GRACE_SECONDS = 10
_LOOK_SECONDS = 0.2


class _Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, or the signal a service manager sends."""


class Command(BaseCommand):
    help = "Serve the desk with gunicorn and run one worker beside it; Ctrl-C ends both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        web = ["-m", "gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", options["bind"]]
        worker = ["manage.py", "procrastinate", "worker"]
        children = list[subprocess.Popen[bytes]]()
        try:
            # Each in a group of its own, so that what it started in turn can be ended with it.
            for command in (web, worker):
                children.append(subprocess.Popen([sys.executable, *command], start_new_session=True))  # noqa: S603
            while all(child.poll() is None for child in children):
                time.sleep(_LOOK_SECONDS)
        except _Stopped:
            return
        finally:
            _end(children)
        raise CommandError("The web server or the worker ended by itself, see above; the other was ended too.")


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise _Stopped


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to finish what it does; after the time of grace, end it with whatever it started."""
    for child in children:
        child.terminate()
    until = time.monotonic() + _GRACE_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, until - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
