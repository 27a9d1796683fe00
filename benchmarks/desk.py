"""How fast the pages of the desk are with a large database behind them, against a small one.

    python -m benchmarks.desk [--claims N] [--requests N]

Two databases on a server of their own that is thrown away: one of 1,000 made-up claims (`benchmarks/corpus.py`), and
one that has another dossier of 100,000 beside those. Every claim has a line in the ledger, every fiftieth a thread; the
conflicts are those the full pass finds, a tenth of them assigned. One reviewer, a member of all dossiers, asks for the
pages of both by turns, each conflict page for another conflict of two to twelve claims. Printed are medians, 95th
percentiles and their ratio.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.thrown_away import server

SMALL, LARGE = 1_000, 100_000
REQUESTS = 60
AIM = 2.0
_LOOKED_AT = {"queue", "conflict page"}  # what the aim is for; the others are told
_FEWEST, _MOST = 2, 12  # claims of a conflict that is looked at
_COPY = "small"

_LINES = """
INSERT INTO claims_event (dossier_id, sequence, at, actor_id, verb, subject, subject_id, detail, previous_hash, hash)
SELECT dossier_id, row_number() OVER (ORDER BY id) + COALESCE(
        (SELECT max(sequence) FROM claims_event e WHERE e.dossier_id = %(dossier)s), 0),
    now(), %(person)s, 'claim accepted', 'claim', id, '{}', '', md5(id::text)
FROM claims_claim WHERE dossier_id = %(dossier)s
"""
_THREADS = """
INSERT INTO claims_comment (claim_id, body, author_id, written_at)
SELECT id, 'Is this the whole district?', %(person)s, now()
FROM claims_claim WHERE dossier_id = %(dossier)s AND id %% 50 = 0
"""
_ASSIGNED = """
UPDATE claims_conflict SET assigned_to_id = %(person)s, assigned_at = now()
FROM claims_question q WHERE q.id = question_id AND q.dossier_id = %(dossier)s AND claims_conflict.id %% 10 = 0
"""
# What the triggers would have kept of rows that were made while they slept.
_ENTRIES = """
INSERT INTO claims_searchentry (dossier_id, language, text, claim_id, question_id, document_id, start)
SELECT dossier_id, language, statement, id, NULL::bigint, NULL::bigint, NULL::int
    FROM claims_claim WHERE dossier_id = %(dossier)s
UNION ALL SELECT dossier_id, language, wording, NULL, id, NULL, NULL
    FROM claims_question WHERE dossier_id = %(dossier)s
UNION ALL SELECT dossier_id, language, title, NULL, NULL, id, NULL FROM sources_document WHERE dossier_id = %(dossier)s
UNION ALL SELECT d.dossier_id, d.language, each.stretch, NULL, NULL, d.id, each.start
    FROM sources_document d, claims_search_stretches(d.text) AS each WHERE d.dossier_id = %(dossier)s
"""
_OF_LIKE_SIZE = """
SELECT k.id FROM claims_conflict k
    JOIN claims_position p ON p.conflict_id = k.id JOIN claims_position_claims c ON c.position_id = p.id
WHERE k.question_id IN (SELECT id FROM claims_question WHERE dossier_id =
    (SELECT max(id) FROM sources_dossier))
GROUP BY k.id HAVING count(*) BETWEEN %s AND %s ORDER BY k.id
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=LARGE)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    options = parser.parse_args()
    with server():
        fill("of-one-thousand", SMALL, first=0)
        keep_a_copy()
        fill("of-many", options.claims, first=2 * SMALL)
        took = measure(options.requests)
    tell(took, options.claims)


def fill(slug: str, claims: int, *, first: int) -> None:
    """A dossier with its conflicts, its ledger and its threads; the reviewer is a member of it."""
    from django.db import connection
    from django.utils import timezone

    from benchmarks.corpus import make_dossier, settle
    from claims.redetection import redetect
    from sources.models import Membership, Person, Role

    began = time.perf_counter()
    dossier = make_dossier(slug, claims, first=first)
    person, _ = Person.objects.get_or_create(username="reviewer")
    Membership.objects.create(dossier=dossier, person=person, role=Role.REVIEWER)
    redetect(dossier, at=timezone.now())
    named = {"dossier": dossier.pk, "person": person.pk}
    with connection.cursor() as cursor:
        for table in ("claims_event", "claims_conflict"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (_LINES, _THREADS, _ASSIGNED, _ENTRIES):
            cursor.execute(statement, named)
        for table in ("claims_event", "claims_conflict"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    settle()
    print(f"{claims:>9,} claims made in {time.perf_counter() - began:.0f} s", flush=True)


def keep_a_copy() -> None:
    """What is there now, as a database of its own."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.close()
    with _connected_to("postgres"), connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE {_COPY} TEMPLATE "{name}"')


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Other requests go to the database of that name meanwhile."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def measure(requests: int) -> dict[str, dict[str, list[float]]]:
    """Seconds a request takes, by page and size: the two databases by turns, ten requests of each page at once."""
    took: dict[str, dict[str, list[float]]] = {}
    at_once = 10
    for turn in range(requests // at_once):
        for size, name in (("small", _COPY), ("large", None)):
            with _connected_to(name) if name else _connected_to(_name()):
                for page, address in pages().items():
                    times = took.setdefault(page, {}).setdefault(size, [])
                    times += ask(address, range(turn * at_once, (turn + 1) * at_once))
    return took


def _name() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def pages() -> dict[str, Callable[[int], str]]:
    """The address of each page, for the n-th time it is asked for."""
    from django.db import connection
    from django.urls import reverse

    with connection.cursor() as cursor:
        cursor.execute(_OF_LIKE_SIZE, [_FEWEST, _MOST])
        conflicts = [pk for (pk,) in cursor.fetchall()]
    random.Random(1).shuffle(conflicts)
    queue = reverse("admin:claims_conflict_changelist")
    return {
        "queue": lambda _: queue,
        "conflict page": lambda n: reverse("admin:claims_conflict_change", args=[conflicts[n % len(conflicts)]]),
        "queue by origins": lambda _: f"{queue}?sort=origins",
        "queue searched": lambda n: f"{queue}?q=district+{n + 10}",
        "drafts": lambda _: reverse("drafts"),
        "dashboard": lambda _: reverse("admin:index"),
        "list of claims": lambda _: reverse("admin:claims_claim_changelist"),
    }


def ask(address: Callable[[int], str], numbers: range) -> list[float]:
    from django.test import Client

    from sources.models import Person

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(username="reviewer"))
    client.get(address(0))  # the connection is open and the templates are read
    took = []
    for number in numbers:
        began = time.perf_counter()
        response = client.get(address(number))
        took.append(time.perf_counter() - began)
        assert response.status_code == 200, (address(number), response.status_code)
    return took


def tell(took: dict[str, dict[str, list[float]]], claims: int) -> None:
    print(f"{'':20}{SMALL:>9,} claims: median, p95{claims:>12,} claims: median, p95    ratio of p95")
    for page, times in took.items():
        small, large = times["small"], times["large"]
        ratio = p95(large) / p95(small)
        aim = f" (aim <= {AIM:g}{', met' if ratio <= AIM else ''})" if page in _LOOKED_AT else ""
        each = [statistics.median(small), p95(small), statistics.median(large), p95(large)]
        figures = [f"{1000 * seconds:>7.0f} ms" for seconds in each]
        print(f"{page:20}{figures[0]:>16}{figures[1]}{figures[2]:>20}{figures[3]}{ratio:>14.2f}{aim}")


def p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


if __name__ == "__main__":
    main()
