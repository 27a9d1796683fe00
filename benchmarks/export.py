"""How fast every claim of a dossier leaves by HTTP, against psql's `\\copy` of the same join.

    python -m benchmarks.export [--full] [--rounds N]

A made-up dossier (`benchmarks/corpus.py`) of 100,000 claims, with --full one of 1,000,000 too, on a server of its own
that is thrown away. gunicorn with one worker answers on 127.0.0.1; what it sends is counted and not kept, nor is what
psql writes. In turns, the best of each, in one run:

    ndjson, csv     GET /api/v1/claims/export/ by a signed-in member
    psql csv        \\copy of the same columns by the same join in the same order
    psql ndjson     \\copy of row_to_json of them
    serializer      a DRF ModelSerializer of these rows, paged by key, as a newcomer would write it (10,000 rows of it)

`first` is the time to the first byte, `memory` what the worker grew by while it sent.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.loading import binary
from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from sources.models import Dossier

PROJECT = Path(__file__).resolve().parents[1]
SIZES, FULL = [100_000], 1_000_000
SAMPLED = 10_000  # rows of the serializer
AIMS = {
    "csv / psql csv": (">=", 0.8),
    "ndjson / psql row_to_json": (">=", 1.3),
    "memory, MB": ("<=", 30),
    "first byte, ms": ("<=", 200),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="1,000,000 claims too; takes some minutes")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["API_RATE"] = "off"
    with server():
        from benchmarks.corpus import make_dossier
        from sources.models import Membership, Person, Role

        reader = Person.objects.create(username="reader")
        first = 0
        for size in [*SIZES, FULL] if options.full else SIZES:
            began = time.perf_counter()
            dossier = make_dossier(f"of-{size}", size, first=first)
            first += 2 * size
            print(f"\n{size:,} claims (made in {time.perf_counter() - began:.0f} s)")
            Membership.objects.create(dossier=dossier, person=reader, role=Role.VIEWER)
            with Worker(reader) as worker:
                compare(dossier, size, worker, options.rounds)


def compare(dossier: Dossier, size: int, worker: Worker, rounds: int) -> None:
    best: dict[str, float] = {}
    firsts: list[float] = []
    before = worker.memory(peak=False)

    def clock(name: str, act: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = act()
        best[name] = min(best.get(name, 1e9), time.perf_counter() - began)
        return done

    for _ in range(rounds):
        firsts.append(clock("ndjson", lambda: worker.get(dossier, "ndjson")))
        clock("psql row_to_json", lambda: psql(dossier, "ndjson"))
        firsts.append(clock("csv", lambda: worker.get(dossier, "csv")))
        clock("psql csv", lambda: psql(dossier, "csv"))
    grown = worker.memory(peak=True) - before
    began = time.perf_counter()
    serialized(dossier)
    rates = {name: size / seconds for name, seconds in best.items()}
    rates["serializer"] = SAMPLED / (time.perf_counter() - began)
    print("  rows a second: " + ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items()))
    tell("csv / psql csv", rates["csv"] / rates["psql csv"])
    tell("ndjson / psql row_to_json", rates["ndjson"] / rates["psql row_to_json"])
    for name in ("ndjson", "csv"):
        print(f"  {name + ' / serializer':28} {rates[name] / rates['serializer']:8.1f}")
    tell("memory, MB", grown)
    tell("first byte, ms", 1000 * min(firsts))


def tell(name: str, found: float) -> None:
    sign, aim = AIMS[name]
    holds = found >= aim if sign == ">=" else found <= aim
    print(f"  {name:28} {found:8.2f}   aim {sign} {aim}{'' if holds else '   MISSED'}")


class Worker:
    """gunicorn with one worker, on a port of its own, with somebody signed in."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader

    def __enter__(self) -> Worker:
        from django.test import Client

        client = Client()
        client.force_login(self.reader)
        self.cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "1"]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--log-level", "error", "--timeout", "600"], cwd=PROJECT
        )
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        self.get_address("/api/v1/claims/?limit=1")  # what a process does once
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def get(self, dossier: Dossier, as_format: str) -> float:
        """Seconds to the first byte; the rest is counted."""
        return self.get_address(f"/api/v1/claims/export/?dossier={dossier.slug}&as={as_format}")

    def get_address(self, address: str) -> float:
        asked = ["-H", f"Cookie: {self.cookies}", f"http://127.0.0.1:{self.port}{address}"]
        command = ["curl", "-sf", "-o", "/dev/null", "-w", "%{time_starttransfer}", *asked]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        return float(told.stdout)

    def memory(self, *, peak: bool) -> float:
        """Of the worker, in MB: what it holds, or the most it ever held."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        name = "VmHWM:" if peak else "VmRSS:"
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name)) / 1024


def psql(dossier: Dossier, as_format: str) -> None:
    from django.db import connection

    options = "format csv" if as_format == "csv" else r"format csv, quote e'\x01', delimiter e'\x02'"
    info = connection.settings_dict
    command = [binary("psql"), "-qX", "-h", info["HOST"], "-p", info["PORT"], "-U", info["USER"], info["NAME"]]
    copy = rf"\copy ({flat(dossier, as_format)}) TO '/dev/null' WITH ({options})"
    subprocess.run([*command, "-c", "SET jit = off", "-c", copy], check=True)


_BY_HAND = """
FROM claims_claim c
JOIN sources_passage p ON p.id = c.passage_id
JOIN (
    SELECT d.id, {document}
    FROM sources_document d
    LEFT JOIN sources_publisher b ON b.id = d.publisher_id
    LEFT JOIN sources_document s ON s.id = d.derived_from_id
    LEFT JOIN sources_document n ON n.supersedes_id = d.id
    WHERE d.dossier_id = {dossier}
    AND NOT EXISTS (SELECT FROM sources_passage x WHERE x.document_id = d.id AND x.withheld_because <> '')
) told ON told.id = p.document_id
LEFT JOIN claims_filing f ON f.claim_id = c.id AND f.state IN ('suggested', 'confirmed')
LEFT JOIN claims_question q ON q.id = f.question_id
ORDER BY told.id, c.id
"""


def flat(dossier: Dossier, as_format: str) -> str:
    """The same columns by the same join, in the same order, as one writes it by hand."""
    from claims.export.claim_columns import CLAIM, DOCUMENT, QUESTION

    document = ", ".join(f'{column.value} AS "{column.name}"' for column in DOCUMENT)
    names = ", ".join(f'told."{column.name}"' for column in DOCUMENT)
    claim = ", ".join(f'{column.sql} AS "{column.name}"' for column in (*CLAIM, *QUESTION))
    told = f"SELECT {claim}, {names}".format(wording="q.wording")
    query = " ".join((told + _BY_HAND.format(dossier=dossier.pk, document=document)).split())
    return query if as_format == "csv" else f"SELECT row_to_json(line) FROM ({query}) line"


def serialized(dossier: Dossier) -> None:
    from rest_framework.serializers import CharField, ModelSerializer

    from claims.models import Claim

    class Newcomers(ModelSerializer[Claim]):
        exact = CharField(source="passage.exact")
        document = CharField(source="passage.document.title")
        url = CharField(source="passage.document.url")
        sha256 = CharField(source="passage.document.sha256")

        class Meta:
            model = Claim
            fields = [
                *("id", "state", "statement", "value_text", "kind", "low", "high", "modifier", "unit", "base_unit"),
                *("strict", "likely", "population", "scope", "as_of", "attribution", "is_denied", "language"),
                *("passage", "exact", "document", "url", "sha256"),
            ]

    last = 0
    for _ in range(SAMPLED // 1000):
        claims = Claim.objects.filter(dossier=dossier, pk__gt=last).select_related("passage__document")
        claims = claims.defer("passage__document__original", "passage__document__text", "passage__document__blocks")
        page = list(claims.order_by("pk")[:1000])
        json.dumps(Newcomers(page, many=True).data, default=str)
        last = page[-1].pk


if __name__ == "__main__":
    main()
