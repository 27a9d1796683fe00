"""How fast conflicts are detected: every question of a dossier, and those one new document touches.

    python -m benchmarks.detection [--full] [--rounds N]

Made-up dossiers (`benchmarks/corpus.py`) of 10,000 and 100,000 claims, with --full of 1,000,000 too, in our own tables,
on a server of its own that is thrown away. All in one run, in turns, medians:

    pass      `redetect`: levels, positions, words and fingerprints written back, foreign keys and commit included
    finding   the pass up to its last temporary table, rolled back: questions locked, levels, positions, words and
              fingerprints found, nothing inserted
    floor     the joined rows COPY'd out, and the same results INSERTed again; no thought in between
    peers     Polars and DuckDB scripts that fetch the rows, say which questions clash and number the positions of their
              claims, all held in memory; words and fingerprints are not made: the same job as finding, and less
    detect    one new document of 40 claims for 40 questions there are: `detect`, foreign keys included
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from claims.models import Claim, Question
    from sources.models import Dossier, Passage

PROJECT = Path(__file__).resolve().parents[1]
SIZES = [10_000, 100_000]
FULL = 1_000_000
AIMS = {
    "floor / pass": (">=", 0.75),
    "finding / polars": ("<=", 1.5),
    "finding / duckdb": ("<=", 1.5),
    "detect, last / first": ("<=", 1.3),
}
_RESULTS = ("claims_conflict", "claims_position", "claims_position_claims")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a dossier of 1,000,000 claims too; takes some minutes")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with server():
        measure([*SIZES, FULL] if options.full else SIZES, options.rounds)


def measure(sizes: list[int], rounds: int) -> None:
    from benchmarks.corpus import make_dossier

    passes, touches = {}, {}
    first = 0
    for size in sizes:
        began = time.perf_counter()
        dossier = make_dossier(f"of-{size}", size, first=first)
        first += 2 * size
        print(f"\n{size:,} claims (made in {time.perf_counter() - began:.0f} s)")
        if size > min(sizes):
            passes[size] = compare_passes(dossier, rounds)
        touches[size] = touch(dossier)
    print("\nin all")
    if len(passes) > 1:
        small, large = min(passes), max(passes)
        print(f"  pass, {large:,} / {small:,} claims      {passes[large] / passes[small]:6.2f}")
    tell("detect, last / first", touches[max(touches)] / touches[min(touches)])


def tell(name: str, ratio: float) -> None:
    sign, aim = AIMS[name]
    holds = ratio >= aim if sign == ">=" else ratio <= aim
    print(f"  {name:28} {ratio:6.2f}   aim {sign} {aim}{'' if holds else '   MISSED'}")


# ---- the full pass ----


def compare_passes(dossier: Dossier, rounds: int) -> float:
    """The pass against the floor and the peers, in turns; returns the seconds of the pass."""
    from django.utils import timezone

    from claims.redetection import redetect

    seconds: dict[str, list[float]] = {}

    def clock(name: str, act: Callable[[], object]) -> object:
        began = time.perf_counter()
        done = act()
        seconds.setdefault(name, []).append(time.perf_counter() - began)
        return done

    peaks: dict[str, float] = {}
    for number in range(rounds):
        empty_results()
        before = peak_of_memory(reset=True)
        done = clock("pass", lambda: redetect(dossier, at=timezone.now()))
        peaks["pass"] = max(peaks.get("pass", 0), peak_of_memory() - before)
        if number == 0:
            print(f"  {done}")
            keep_results()
        empty_results()
        clock("fetch", lambda: copy_out(dossier))
        clock("insert", insert_kept)
        clock("finding", lambda: find_only(dossier))
        for name in ("polars", "duckdb"):
            told = json.loads(peer(name, dossier))
            seconds.setdefault(name, []).append(told["seconds"])
            peaks[name] = told["peak"]
    of = {name: statistics.median(each) for name, each in seconds.items()}
    of["floor"] = statistics.median(map(sum, zip(seconds["fetch"], seconds["insert"], strict=True)))
    print("  seconds: " + ", ".join(f"{name} {each:.2f}" for name, each in of.items()))
    tell("floor / pass", of["floor"] / of["pass"])
    for name in ("polars", "duckdb"):
        tell(f"finding / {name}", of["finding"] / of[name])
        print(f"  pass / {name} and insert {of['pass'] / (of[name] + of['insert']):8.2f}")
        print(f"  pass / {name:21} {of['pass'] / of[name]:6.2f}   (the peer writes nothing)")
    print("  memory, MB: " + ", ".join(f"{name} {peak:.0f}" for name, peak in peaks.items()) + " (of the pass: added)")
    return of["pass"]


def copy_out(dossier: Dossier) -> int:
    from django.db import connection

    from benchmarks.detection_peers import ROWS

    size = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY ({ROWS.format(dossier=dossier.pk)}) TO STDOUT") as rows:
        for block in rows:
            size += len(block)
    return size


def find_only(dossier: Dossier) -> None:
    """The statements of the pass that find, without those that write."""
    from django.db import connection, transaction

    from claims.redetection import find

    with transaction.atomic(), connection.cursor() as cursor:
        find(cursor, dossier)
        transaction.set_rollback(True)


def peer(name: str, dossier: Dossier) -> str:
    from django.db import connection

    info = connection.settings_dict
    uri = f"host={info['HOST']} port={info['PORT']} user={info['USER']} dbname={info['NAME']}"
    command = [sys.executable, "-m", "benchmarks.detection_peers", name, uri, str(dossier.pk)]
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout


def keep_results() -> None:
    execute(*(f"DROP TABLE IF EXISTS kept_{table}" for table in _RESULTS))
    execute(*(f"CREATE UNLOGGED TABLE kept_{table} AS SELECT * FROM {table}" for table in _RESULTS))


def insert_kept() -> None:
    from django.db import transaction

    with transaction.atomic():
        execute(*(f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY id" for table in _RESULTS))


def empty_results() -> None:
    execute(f"TRUNCATE {', '.join(_RESULTS)} CASCADE")


def execute(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def peak_of_memory(*, reset: bool = False) -> float:
    """Of this process in MB, since the last reset. Linux only; elsewhere 0."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    if reset:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    lines = status.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


# ---- one new document ----


def touch(dossier: Dossier, documents: int = 15, claims: int = 40) -> float:
    """Median seconds of `detect` after a new document answered as many questions; each is taken back."""
    from django.db import connection, transaction
    from django.utils import timezone

    from claims.conflicts import detect
    from claims.redetection import redetect

    redetect(dossier, at=timezone.now())
    execute("VACUUM ANALYZE")
    dice = random.Random(dossier.slug)
    pks = list(dossier.questions.values_list("pk", flat=True))
    sizes, times, queries = [], [], set()
    for number in range(documents + 1):
        with transaction.atomic():
            questions = answer(dossier, dice.sample(pks, claims), number)
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            sizes.append(sum(question.filings.count() for question in questions))
            connection.force_debug_cursor = number == 0  # the first is not timed
            connection.queries_log.clear()
            began = time.perf_counter()
            detect(questions, at=timezone.now())
            if number:
                times.append(time.perf_counter() - began)
            else:
                queries.add(len(connection.queries_log))
            connection.force_debug_cursor = False
            transaction.set_rollback(True)
    median = statistics.median(times)
    print(
        f"  detect, {claims} questions of {statistics.median(sizes):.0f} claims in all: median {median * 1000:.0f} ms, "
        f"worst {max(times) * 1000:.0f} ms, {queries.pop()} queries"
    )
    return median


def answer(dossier: Dossier, pks: list[int], number: int) -> list[Question]:
    """A new document with one claim for each question, said like one that is there, or half as much again."""
    from claims.models import Claim, Filing, Question
    from sources.models import Document, Passage

    questions = list(Question.objects.filter(pk__in=pks).order_by("pk"))
    like = {
        filing.question_id: filing.claim for filing in Filing.objects.filter(question__in=pks).select_related("claim")
    }
    text = " ".join(like[question.pk].value_text for question in questions)
    document = Document.objects.create(
        dossier=dossier,
        original=b"new",
        sha256=f"{number:064x}",
        media_type="text/plain",
        extractor="text 1",
        text=text,
        language="en",
        captured_at=dossier.created_at,
    )
    start, claims = 0, []
    for question in questions:
        said = like[question.pk].value_text
        passage = Passage(document=document, start=start, end=start + len(said), exact=said)
        claims.append(said_anew(like[question.pk], passage, is_other=question.pk % 5 == 0))
        start += len(said) + 1
    Passage.objects.bulk_create([claim.passage for claim in claims])
    Claim.objects.bulk_create(claims)
    Filing.objects.bulk_create(
        Filing(claim=claim, question=question, score=0.5) for claim, question in zip(claims, questions, strict=True)
    )
    return questions


def said_anew(claim: Claim, passage: Passage, *, is_other: bool) -> Claim:
    from claims.models import Claim
    from claims.models.valued import columns_of
    from sources.values import Value

    number = int(claim.low or claim.high or 0)
    number = number * 3 // 2 if is_other else number
    value = Value("count", str(number), str(number), "about", claim.unit, "1")
    return Claim(
        dossier=claim.dossier,
        passage=passage,
        statement=claim.statement,
        language="en",
        value_text=claim.value_text,
        value_start=passage.start,
        value_end=passage.end,
        **columns_of(value),
    )


if __name__ == "__main__":
    main()
