"""Fifty reviewers at once: requests a second, how long each page takes, errors, memory of the server.

    python -m benchmarks.load [--full] [--seconds N] [--think FROM-TO] [--servers NAME ...] [--rounds N]

A dossier of 20,000 made-up claims (`benchmarks/corpus.py`) on a database of its own that is thrown away. Fifty people,
six of them chiefs, read the desk and the API, write comments, propose and approve (`benchmarks/reviewers.py`, a process
beside the server on the same machine) for a minute, or ten with --full. The server is gunicorn as `config/gunicorn.py`
starts it, with the settings of a real one, as if behind a proxy. A form that was overtaken by somebody else's is told
as late; every other answer but a page is an error, and there may be none.

--servers compares others, by turns: `gthread-3x4` (processes x threads), `sync-5x1`, `granian-3x1` (to be installed
for it), each also with `/pool=1-3` for DATABASE_POOL.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.reviewers import Answer, Plan
from benchmarks.thrown_away import server as database

CLAIMS, REVIEWERS, CHIEFS = 20_000, 50, 6
SECONDS, FULL, WARM = 60.0, 600.0, 10.0  # the first seconds are not counted
OURS = "config/gunicorn.py"
GROWTH = 1.10  # of the memory from the second minute to the end: what counts as flat
_ROOT = Path(__file__).resolve().parent.parent
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Run:
    """What came of a server in one run; memory in MB at seconds since the beginning."""

    answers: list[Answer]
    seconds: float
    memory: list[tuple[float, float]]
    cpu: float  # seconds the server's processes were at work: what others do on this machine changes it least

    @property
    def rate(self) -> float:
        return len(self.answers) / self.seconds

    @property
    def errors(self) -> list[Answer]:
        return [each for each in self.answers if each["told"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="ten minutes")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--think", default="0.5-2", help="seconds between two requests of one reviewer")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--servers", nargs="+", default=[OURS])
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    seconds = options.seconds or (FULL if options.full else SECONDS)
    least, most = map(float, options.think.split("-"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended whatever ends this
    os.environ["SECRET_KEY"] = "of this benchmark alone, fifty characters and more of it"
    found: dict[str, list[Run]] = {}
    with database():
        sessions = fill(options.claims)
        for _round in range(options.rounds):
            for name in options.servers:
                with started(name) as (process, port):
                    plan = planned(port, sessions, WARM + seconds, (least, most))
                    found.setdefault(name, []).append(asked(process, plan))
        check()
    print(f"{REVIEWERS} reviewers, {least:g} to {most:g} s between requests, {seconds:g} s, {os.cpu_count()} cores")
    if len(found) > 1:
        tell_each(found)
    for name, runs in found.items():
        tell(name, runs)
    sys.exit(any(run.errors for runs in found.values() for run in runs))


def fill(claims: int) -> list[str]:
    """A dossier with its conflicts and threads; returns the sessions of its people, chiefs first."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from benchmarks.corpus import make_dossier, settle
    from claims.models import Claim, Comment
    from claims.redetection import redetect
    from sources.models import Membership, Person, Role

    began = time.perf_counter()
    dossier = make_dossier("load", claims, first=0)
    redetect(dossier, at=timezone.now())
    sessions = []
    for number in range(REVIEWERS):
        person = Person.objects.create(username=f"reviewer-{number}", first_name="Reviewer", last_name=str(number))
        role = Role.CHIEF if number < CHIEFS else Role.REVIEWER
        Membership.objects.create(dossier=dossier, person=person, role=role)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    thread = {"body": "Is this the whole district?", "author": person, "written_at": timezone.now()}
    asked_about = Claim.objects.filter(dossier=dossier).order_by("pk").values_list("pk", flat=True)[::50]
    Comment.objects.bulk_create(Comment(claim_id=claim, **thread) for claim in asked_about)
    settle()
    print(f"{claims:,} claims made in {time.perf_counter() - began:.0f} s", flush=True)
    return sessions


def planned(port: int, sessions: list[str], seconds: float, think: tuple[float, float]) -> Plan:
    from claims.admin.queue import A_PAGE
    from claims.models import Conflict

    pages = max(1, Conflict.objects.undecided().count() // A_PAGE)
    cookie = "__Host-session"  # as config/settings.py names it where there is a DATABASE_URL
    return Plan(
        port=port, session_cookie=cookie, sessions=sessions, chiefs=CHIEFS, pages=pages, seconds=seconds, think=think
    )


# ---- servers ---------------------------------------------------------------------------------------


@contextmanager
def started(name: str) -> Iterator[tuple[Process, int]]:
    """The server of that name, ready to answer; its port."""
    from django.conf import settings

    place = settings.DATABASES["default"]
    address = (
        f"postgres://{settings.APPLICATION_ROLE}@{quote(str(place['HOST']), safe='')}:{place['PORT']}/{place['NAME']}"
    )
    (Path(os.environ["CONCORDANCE_VAR"]) / "static").mkdir(exist_ok=True)  # whoever collects them asks for none here
    port = _free_port()
    command, more = _command(name, port)
    environment = {**os.environ, "DATABASE_URL": address, "TRUSTED_PROXIES": "1", **more}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=_ROOT, env=environment, stderr=log, stdout=log, start_new_session=True)
        try:
            _wait_until_ready(process, port)
            yield process, port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
            log.seek(0)
            amiss = [line for line in log.read().decode(errors="replace").splitlines() if " ERROR " in line]
            print(*amiss[:10], sep="\n", end="\n" if amiss else "", file=sys.stderr, flush=True)


def _command(name: str, port: int) -> tuple[list[str], dict[str, str]]:
    """How it is started, and with which settings."""
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--config", OURS, "--bind", f"127.0.0.1:{port}"]
    if name == OURS:
        return gunicorn, {}
    kind, *settings = name.split("/")
    kind, _, size = kind.partition("-")
    workers, _, threads = size.partition("x")
    more = {"DATABASE_POOL": settings[0].removeprefix("pool=")} if settings else {}
    if kind == "granian":
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
        command += ["--port", str(port), "--workers", workers, "--blocking-threads", threads, "--no-ws"]
        return command, more
    return [*gunicorn, "--worker-class", kind], {**more, "WEB_CONCURRENCY": workers, "WEB_THREADS": threads}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_ready(process: Process, port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5):
                return
        except (OSError, HTTPException):  # among them that it is not listening, or says 503
            time.sleep(0.2)
    raise AssertionError("the server was not ready within a minute")


def memory_of(process: Process) -> float:
    """MB of the server and all its processes; what they share is counted once (PSS)."""
    top = psutil.Process(process.pid)
    held = 0
    for each in (top, *top.children(recursive=True)):
        try:
            held += each.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue  # given back between the two questions
    return held / 2**20


def cpu_of(process: Process) -> float:
    """Seconds that the server and all its processes were at work, those that ended among them."""
    top = psutil.Process(process.pid)
    own = top.cpu_times()
    spent = float(own.user + own.system + own.children_user + own.children_system)
    for each in top.children(recursive=True):
        try:
            spent += sum(each.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return spent


def asked(process: Process, plan: Plan) -> Run:
    """Let the reviewers work; look at the memory at first, then every minute (every ten seconds of a short run)."""
    memory, spent = [(0.0, memory_of(process))], [0.0]
    every = 60.0 if plan["seconds"] > 180 else 10.0
    began = time.monotonic()
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as found:
        told.write(json.dumps(plan).encode())
        told.seek(0)
        command = [sys.executable, "-m", "benchmarks.reviewers"]
        with subprocess.Popen(command, cwd=_ROOT, stdin=told, stdout=found) as reviewers:
            while reviewers.poll() is None:
                time.sleep(0.2)
                elapsed = time.monotonic() - began
                if WARM <= elapsed <= plan["seconds"]:
                    spent.append(cpu_of(process))
                if elapsed >= len(memory) * every:
                    memory.append((elapsed, memory_of(process)))
            assert reviewers.returncode == 0, "the reviewers fell over"
        found.seek(0)
        answers: list[Answer] = json.load(found)
    counted = [each for each in answers if each["at"] >= WARM and each["at"] + each["took"] <= plan["seconds"]]
    wrong = [each for each in answers if each["told"] and each not in counted]
    return Run(counted + wrong, plan["seconds"] - WARM, memory, spent[-1] - spent[1])


def check() -> None:
    """What was written under load holds: the chain of the ledger, and that nobody approved what was their own."""
    from claims import ledger
    from claims.models import Event, Reconciliation
    from sources.models import Dossier

    assert ledger.verify(Dossier.objects.get(slug="load")).fault is None
    made = dict(Counter(Reconciliation.objects.values_list("state", flat=True)))
    print(f"the ledger holds, {Event.objects.count():,} lines; decisions {made}", flush=True)


# ---- what is told ----------------------------------------------------------------------------------


def tell_each(found: dict[str, list[Run]]) -> None:
    print(f"{'':28}{'requests a second':>24}{'p50':>9}{'p95':>9}{'CPU a request':>15}{'errors':>8}{'MB':>7}")
    for name, runs in found.items():
        answers = [each for run in runs for each in run.answers]
        rates = " ".join(f"{run.rate:.1f}" for run in runs)
        took, cpu = [each["took"] for each in answers], 1000 * sum(run.cpu for run in runs) / len(answers)
        errors, memory = sum(len(run.errors) for run in runs), max(run.memory[-1][1] for run in runs)
        print(f"{name:28}{rates:>24}{_at(took, 0.5)}{_at(took, 0.95)}{cpu:>12.0f} ms{errors:>8}{memory:>7.0f}")


def tell(name: str, runs: list[Run]) -> None:
    answers = [each for run in runs for each in run.answers]
    print(f"\n{name}: {sum(run.rate for run in runs) / len(runs):.1f} requests a second")
    print(f"{1000 * sum(run.cpu for run in runs) / len(answers):.0f} ms of CPU a request")
    print(f"{'':20}{'requests':>9}{'p50':>9}{'p95':>9}{'late':>7}{'errors':>8}")
    kinds = sorted({each["kind"] for each in answers})
    for kind, rows in [
        ("all", answers),
        *((kind, [each for each in answers if each["kind"] == kind]) for kind in kinds),
    ]:
        took = [each["took"] for each in rows]
        late, errors = sum(each["is_late"] for each in rows), sum(bool(each["told"]) for each in rows)
        print(f"{kind:20}{len(rows):>9}{_at(took, 0.5)}{_at(took, 0.95)}{late:>7}{errors:>8}")
    for (status, said), count in Counter((each["status"], each["told"]) for run in runs for each in run.errors).items():
        print(f"  error, {count} times: {status} {said}")
    memory = runs[-1].memory
    print("memory, MB:", ", ".join(f"{held:.0f} at {at:.0f} s" for at, held in memory))
    if len(memory) > 3:
        growth = memory[-1][1] / memory[2][1]
        print(f"since {memory[2][0]:.0f} s times {growth:.2f} (aim <= {GROWTH:g}{', met' if growth <= GROWTH else ''})")


def _at(took: Sequence[float], share: float) -> str:
    if not took:
        return f"{'-':>9}"
    return f"{1000 * sorted(took)[max(0, round(share * len(took)) - 1)]:>6.0f} ms"


if __name__ == "__main__":
    main()
