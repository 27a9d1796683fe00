"""`make run`: the desk and a worker come together, and go together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests import addresses

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def served(transactional_db, ledger_may_be_emptied):
    """The command as a process of its own on this test's database, once both of its children are there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": addresses.of_the_database(), "SECRET_KEY": "of this test alone"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield psutil.Process(process.pid), until(lambda: family_of(process.pid) if answers(port) else None)
    finally:
        process.terminate()
        process.wait(30)


def family_of(pid: int) -> list[psutil.Process] | None:
    """Everything the command started, once all of it is there: gunicorn, its two workers, and that of the queue."""
    from procrastinate.contrib.django.models import ProcrastinateWorker

    family = psutil.Process(pid).children(recursive=True)
    return family if len(family) >= 4 and ProcrastinateWorker.objects.exists() else None


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(found, seconds: float = 90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.2)
    raise AssertionError("it did not come in time")


def test_ctrl_c_ends_both_and_leaves_nothing_behind(served):
    process, family = served
    process.send_signal(signal.SIGINT)
    until(lambda: not any(each.is_running() and each.status() != "zombie" for each in [process, *family]))


def test_where_one_ends_the_other_is_ended_too(served):
    process, family = served
    worker = next(each for each in family if "procrastinate" in each.cmdline())
    worker.kill()
    until(lambda: not any(each.is_running() and each.status() != "zombie" for each in [process, *family]))
