"""How long one new document takes to be filed and looked into, in a small dossier and in a very large one.

    python -m benchmarks.incremental [--full] [--documents N]

Made-up dossiers (`benchmarks/corpus.py`) of 10,000 and 100,000 claims, with --full of 1,000,000 too, on a server of its
own that is thrown away. Every claim has its kept statement: six words of its question's topic, some of its own, some
that all have. Documents of 40 claims come in, each claim on the topic of a question that is there; timed is
`compare_documents`: keeping, asking, scoring, filing, detecting. Printed are medians and the ratio of last to first.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from typing import TYPE_CHECKING, Any

from benchmarks.thrown_away import server

if TYPE_CHECKING:
    from sources.models import Dossier

SIZES = [10_000, 100_000]
FULL = 1_000_000
AIM = 1.3
CLAIMS = 40  # of a new document
WORDS = 30_000
_COMMON = ["people", "left", "officials", "region", "report"]
_SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in "aeiou"]

_VOCABULARY = "CREATE TEMP TABLE vocabulary (number int PRIMARY KEY, word text, key bigint)"
_STATEMENTS = """
INSERT INTO claims_keptstatement (claim_id, document_id, said, terms, words, version)
SELECT claim.id, passage.document_id,
    jsonb_build_object('language', 'en', 'dimension', 'person', 'noun', 'people',
        'clause', initcap(words.said) || ' officials saw … people', 'at', length(words.said) + 15),
    words.keys || %(common)s::bigint[], words.counted, %(version)s
FROM claims_claim claim
JOIN sources_passage passage ON passage.id = claim.passage_id
JOIN claims_filing filing ON filing.claim_id = claim.id
CROSS JOIN LATERAL (
    SELECT string_agg(word, ' ' ORDER BY place) AS said, array_agg(key) AS keys,
        array_agg('en:' || word) AS counted
    FROM (
        SELECT place, abs(hashint8(filing.question_id * 16 + place)) %% %(words)s AS number
        FROM generate_series(1, 6) place
        UNION ALL
        SELECT place, abs(hashint8(claim.id * 16 + place)) %% %(words)s FROM generate_series(7, 9) place
    ) drawn JOIN vocabulary USING (number)
) AS words
WHERE claim.dossier_id = %(dossier)s
"""
_TOPICS = """
SELECT asked.id, string_agg(word, ' ' ORDER BY place) FROM (
    SELECT id FROM claims_question WHERE dossier_id = %(dossier)s AND id = ANY(%(questions)s)
) asked CROSS JOIN generate_series(1, 6) place
JOIN vocabulary ON number = abs(hashint8(asked.id * 16 + place)) %% %(words)s GROUP BY asked.id ORDER BY asked.id
"""
_COUNTED = """
INSERT INTO claims_wordcount (dossier_id, word, statements)
SELECT %(dossier)s, 'count#' || word, sum(times) FROM (
    SELECT unnest(terms) AS key, 1 AS times FROM claims_keptstatement
    WHERE document_id IN (SELECT id FROM sources_document WHERE dossier_id = %(dossier)s)
) held JOIN vocabulary USING (key) GROUP BY word
UNION ALL SELECT %(dossier)s, 'en:' || word, %(claims)s / 3000 FROM vocabulary
UNION ALL SELECT %(dossier)s, 'en:', %(claims)s
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a dossier of 1,000,000 claims too; takes some minutes")
    parser.add_argument("--documents", type=int, default=7)
    options = parser.parse_args()
    with server():
        measure([*SIZES, FULL] if options.full else SIZES, options.documents)


def measure(sizes: list[int], documents: int) -> None:
    from benchmarks.corpus import make_dossier

    took = {}
    first = 0
    for size in sizes:
        began = time.perf_counter()
        dossier = make_dossier(f"of-{size}", size, first=first)
        keep_all(dossier, size)
        first += 2 * size
        made = time.perf_counter() - began
        took[size] = statistics.median(time_of_one(dossier, number) for number in range(documents))
        print(
            f"{size:>9,} claims (made in {made:.0f} s): a document of {CLAIMS} claims takes {took[size]:.2f} s",
            flush=True,
        )
    ratio = took[max(took)] / took[min(took)]
    print(f"last / first {ratio:.2f} (aim <= {AIM}{', met' if ratio <= AIM else ''})")


def vocabulary() -> list[str]:
    """Words nobody knows, so that each means itself alone."""
    thrown = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(thrown.choices(_SYLLABLES, k=4)) + "k"] = None
    return list(words)


def keep_all(dossier: Dossier, claims: int) -> None:
    """The kept statements of all claims, and how common their words are."""
    from django.db import connection, transaction

    from benchmarks.corpus import settle
    from claims.recall import key_of
    from claims.similarity import SIMILARITY_VERSION

    common = [key_of(dossier, "count", word) for word in _COMMON]
    named: dict[str, Any] = {"dossier": dossier.pk, "claims": claims, "version": SIMILARITY_VERSION, "words": WORDS}
    named["common"] = common
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("DROP TABLE IF EXISTS vocabulary")
        cursor.execute(_VOCABULARY)
        rows = [(number, word, key_of(dossier, "count", word)) for number, word in enumerate(vocabulary())]
        cursor.executemany("INSERT INTO vocabulary VALUES (%s, %s, %s)", rows)
        cursor.execute("DROP INDEX IF EXISTS kept_statement_by_term")
        cursor.execute(_STATEMENTS, named)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        cursor.execute("CREATE INDEX kept_statement_by_term ON claims_keptstatement USING gin (terms)")
        cursor.execute(_COUNTED, named)
        cursor.execute("ALTER TABLE claims_claim DISABLE TRIGGER USER")
        cursor.execute("UPDATE claims_claim SET matched_at = now() WHERE dossier_id = %(dossier)s", named)
        cursor.execute("ALTER TABLE claims_claim ENABLE TRIGGER USER")
    settle()


def time_of_one(dossier: Dossier, number: int) -> float:
    """Import a document on the topics of forty questions; the seconds until its claims are filed and looked into."""
    from django.db import connection
    from django.utils import timezone

    from claims.intake import compare_documents, take_in
    from claims.models import Filing, Question
    from sources.importing import Arrival

    thrown = random.Random(number)
    asked = Question.objects.filter(dossier=dossier).order_by("id").values_list("pk", flat=True)
    questions = thrown.sample(list(asked[: 100 * CLAIMS]), CLAIMS)
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, {"dossier": dossier.pk, "questions": questions, "words": WORDS})
        topics = [topic for _, topic in cursor.fetchall()]
    said = [f"{topic.capitalize()} officials saw {thrown.randint(1000, 90000):,} people." for topic in topics]
    document = take_in(
        dossier=dossier, data=" ".join(said).encode(), arrival=Arrival(name=f"new-{number}.txt"), at=timezone.now()
    ).document
    began = time.perf_counter()
    compare_documents(dossier, at=timezone.now())
    took = time.perf_counter() - began
    filed = Filing.objects.filter(claim__passage__document=document).count()
    assert filed > CLAIMS / 2, f"only {filed} of {CLAIMS} claims were filed: this measures nothing"
    return took


if __name__ == "__main__":
    main()
