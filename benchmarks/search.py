"""How fast words and parts of Chinese sentences are found, beside ILIKE over the same rows, and what the index costs.

    python -m benchmarks.search [--full] [--rows N] [--queries N]

100,000 made-up statements, with --full 1,000,000, half of them Chinese, on a server of its own that is thrown away.
Each query asks for the first fifty finds by both ways, in turns: the SQL that the desk and the API send, and ILIKE.
Medians; recall is over all finds of a query, of those of ILIKE (of English words: of those of a regular expression).
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from sources.models import Dossier, Person

ROWS, FULL, QUERIES, ASKED = 100_000, 1_000_000, 15, 50
AIM = 100
_AIMED_AT = "Chinese, 4 characters"
_COLUMNS = ["dossier_id", "comment_id", "language", "text"]
_INDEX = "CREATE INDEX search_entry_by_word ON claims_searchentry USING gin (public.claims_search_vector(text))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows; takes some minutes")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--queries", type=int, default=QUERIES)
    options = parser.parse_args()
    with server():
        measure(FULL if options.full else options.rows, options.queries)


def measure(rows: int, queries: int) -> None:
    from sources.models import Dossier, Membership, Person, Role

    dossier = Dossier.objects.create(slug="of-search", title="Search")
    person = Person.objects.create(username="searcher")
    Membership.objects.create(dossier=dossier, person=person, role=Role.VIEWER)
    load(dossier, rows)
    rng = random.Random(2)
    print(f"{rows:>9,} rows{'':14}ours, ms  ILIKE, ms     times   recall")
    for name, asked in kinds_of_query(rng, rows, queries).items():
        took, recalls = compare(person, asked, whole_words=name.startswith("English"))
        ours, theirs = (statistics.median(each) * 1000 for each in took)
        told = f"{name:24}{ours:12.2f}{theirs:11.1f}{theirs / ours:10.0f}{min(recalls):9.3f}"
        print(told + (f"   aim >= {AIM} at recall 1" if name == _AIMED_AT else ""), flush=True)


def load(dossier: Dossier, rows: int) -> None:
    """The rows by COPY, without and then with the index; what it costs is told."""
    from sources.copying import copy_rows

    took = {}
    for name, index in (("without", "DROP INDEX search_entry_by_word"), ("with", _INDEX)):
        execute("TRUNCATE claims_searchentry", index)
        began = time.perf_counter()
        copy_rows("claims_searchentry", _COLUMNS, ([dossier.pk, *row] for row in statements(rows)))
        took[name] = time.perf_counter() - began
    execute("VACUUM ANALYZE claims_searchentry")
    size = execute("SELECT pg_size_pretty(pg_relation_size('search_entry_by_word'))")[0][0]
    times = took["with"] / took["without"]
    print(f"COPY of entries: {took['with']:.1f} s with the index ({size}), {times:.1f} times as long as without it")


def statements(rows: int) -> Iterator[tuple[int, str, str]]:
    """As frequent as words are: the n-th with a weight of 1 / n."""
    rng = random.Random(1)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    weights = cumulated(len(signs))
    vocabulary, word_weights = english(), cumulated(20_000)
    for number in range(rows):
        if number % 2:
            said = "".join(rng.choices(signs, cum_weights=weights, k=36))
            yield number, "zh", f"{said[:12]}，{said[12:24]}约{rng.randint(100, 99_999)}人{said[24:]}。"
        else:
            said = " ".join(rng.choices(vocabulary, cum_weights=word_weights, k=16))
            yield number, "en", f"{said} {rng.randint(100, 99_999)}."


def english() -> list[str]:
    rng = random.Random(0)
    return ["".join(rng.choices("aeioubcdfglmnprstv", k=rng.randint(4, 9))) for _ in range(20_000)]


def cumulated(count: int) -> list[float]:
    total, sums = 0.0, []
    for rank in range(1, count + 1):
        total += 1 / (rank + 10)
        sums.append(total)
    return sums


def kinds_of_query(rng: random.Random, rows: int, count: int) -> dict[str, list[str]]:
    """Parts of statements that are there."""
    wanted = set(rng.sample(range(1, rows, 2), 3 * count))
    said = [text for number, _, text in statements(rows) if number in wanted]
    words = rng.sample(english()[20:5_000], count)
    cut = {size: [text[(place := rng.randrange(0, 9)) : place + size] for text in said] for size in (1, 2, 4)}
    return {
        _AIMED_AT: cut[4][:count],
        "Chinese, 2 characters": cut[2][count : 2 * count],
        "Chinese, 1 character": cut[1][2 * count :],
        "English, a word": words,
    }


def compare(person: Person, asked: list[str], *, whole_words: bool) -> tuple[list[list[float]], list[float]]:
    """Seconds of each query both ways, and the recall of each."""
    from claims.searching.asking import Asked, found
    from claims.searching.query import read_query

    took: list[list[float]] = [[], []]
    recalls = []
    for typed in asked:
        entries = found(Asked(read_query(typed)), person).order_by("id").values_list("pk")
        ours = entries.query.sql_with_params()
        first = entries[:ASKED].query.sql_with_params()
        condition = "text ~* %s" if whole_words else "text ILIKE %s"
        pattern = rf"\m{typed}\M" if whole_words else f"%{typed}%"
        slow = "SELECT id FROM claims_searchentry WHERE dossier_id > 0 AND {} ORDER BY id"
        for times, (sql, given) in zip(
            took, (first, (f"{slow.format('text ILIKE %s')} LIMIT {ASKED}", (f"%{typed}%",))), strict=True
        ):
            began = time.perf_counter()
            execute(sql, given=given)
            times.append(time.perf_counter() - began)
        there = {key for (key,) in execute(slow.format(condition), given=(pattern,))}
        got = {key for (key,) in execute(ours[0], given=ours[1])}
        recalls.append(len(there & got) / len(there) if there else 1.0)
    return took, recalls


def execute(*statements: str, given: Any = None) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    main()
