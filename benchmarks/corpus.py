"""A dossier of made-up claims in our own tables: as many as you like, put together by the database itself.

Sizes of questions fall off as k^-2 up to 3,000. A third of them has two to four values 50 % apart, the others one;
half of the claims say it outright, half about it within 3 %, and 3 % are open to one side; a tenth of the questions
has claims in a second unit, 5 % of the claims tell as of when they hold. Twenty claims a document; 8 % of the documents
are copies of another one, 2 % are superseded. A tenth of the filings was refused, a tenth confirmed. Extents are those
of the table of meanings: `check` holds a sample against it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from claims.models import Claim, Filing, Question
from claims.models.valued import columns_of
from sources.models import Document, Dossier, Passage, Person

_QUESTIONS = """
CREATE TEMP TABLE made_question ON COMMIT DROP AS
WITH shares AS (
    SELECT array_agg(share ORDER BY share) AS bounds
    FROM (SELECT sum(1.0 / (k * k)) OVER (ORDER BY k) / sum(1.0 / (k * k)) OVER () AS share
          FROM generate_series(1, 3000) k) cumulated
), sized AS (
    SELECT n, least(3000, 1 + width_bucket(random()::numeric, bounds)) AS size
    FROM shares, generate_series(1, %(claims)s) n
), counted AS (
    SELECT n, size, sum(size) OVER (ORDER BY n) AS claims_so_far FROM sized
)
SELECT n, least(size, %(claims)s - claims_so_far + size)::int AS size, (claims_so_far - size)::int AS claims_before,
    (10 ^ (1 + 5 * random()))::int AS value,
    CASE WHEN random() < 0.35 THEN 2 + floor(3 * random()) ELSE 1 END::int AS clusters,
    random() < 0.1 AS has_two_units
FROM counted WHERE claims_so_far - size < %(claims)s
"""

_CLAIMS = """
CREATE TEMP TABLE made_claim ON COMMIT DROP AS
SELECT claims_before + k AS n, q.n AS question, 1 + floor(%(documents)s * random())::int AS document,
    greatest(4, (value * (1 + 0.5 * floor(clusters * random()))
        * CASE WHEN dice BETWEEN 0.03 AND 0.55 THEN 0.97 + 0.06 * random() ELSE 1 END)::int) AS number,
    CASE WHEN dice < 0.015 THEN 'at_least' WHEN dice < 0.03 THEN 'at_most' WHEN dice < 0.55 THEN 'about'
        ELSE 'exact' END AS modifier,
    CASE WHEN has_two_units AND random() < 0.5 THEN 'house' ELSE 'person' END AS unit,
    CASE WHEN random() < 0.05 THEN make_date(2015 + floor(8 * random())::int, 1, 1) END AS as_of
FROM made_question q, generate_series(1, size) k, LATERAL (SELECT random() + 0 * k AS dice) thrown
"""

_TOLD = """
CREATE TEMP TABLE told ON COMMIT DROP AS
SELECT *, number || ' ' || unit || 's' AS said,
    sum(length(sentence) + 1) OVER (PARTITION BY document ORDER BY n) - length(sentence) - 1 AS starts
FROM (
    SELECT *, 'In district ' || question || ' there were ' || number || ' ' || unit
        || 's by the last count, officials said in note ' || n || '.' AS sentence
    FROM made_claim
) worded
"""

_SENTENCES = """
SELECT document, sentence, n FROM told
UNION ALL SELECT document, 'Nothing.', 0 FROM generate_series(1, %(documents)s) document
    WHERE document NOT IN (SELECT document FROM told)
"""

# Of each table what its rows hold, and where they come from; what is left out is as Django would have it.
_ROWS: dict[type[Model], tuple[dict[str, str], str]] = {
    Document: (
        {
            "id": "%(first)s + document",
            "dossier_id": "%(dossier)s",
            "original": "''",
            "sha256": "encode(sha256(convert_to(%(dossier)s || ':' || document, 'UTF8')), 'hex')",
            "media_type": "'text/plain'",
            "extractor": "'text 1'",
            "text": "string_agg(sentence, ' ' ORDER BY n)",
            "language": "'en'",
            "title": "'Note ' || document",
            "captured_at": "now()",
            "derived_from_id": "CASE WHEN document %% 25 < 2 AND document > 25 THEN %(first)s + document - 2 END",
            "supersedes_id": "CASE WHEN document %% 50 = 7 THEN %(first)s + document - 2 END",
        },
        f"({_SENTENCES}) every GROUP BY document ORDER BY document",
    ),
    Passage: (
        {
            "id": "%(first)s + n",
            "document_id": "%(first)s + document",
            "start": "starts",
            "end": "starts + length(sentence)",
            "exact": "sentence",
        },
        "told ORDER BY n",
    ),
    Claim: (
        {
            "id": "%(first)s + n",
            "dossier_id": "%(dossier)s",
            "passage_id": "%(first)s + n",
            "statement": "sentence",
            "language": "'en'",
            "value_text": "said",
            "value_start": "starts + position(said IN sentence) - 1",
            "value_end": "starts + position(said IN sentence) - 1 + length(said)",
            "kind": "'count'",
            "low": "CASE WHEN modifier <> 'at_most' THEN number::text END",
            "high": "CASE WHEN modifier <> 'at_least' THEN number::text END",
            "modifier": "modifier",
            "unit": "unit",
            "base_unit": "unit",
            "strict": """CASE modifier WHEN 'at_least' THEN numrange(number, NULL, '[)')
                WHEN 'at_most' THEN numrange(0, number, '[]')
                WHEN 'about' THEN numrange(number * 0.9, number * 1.1, '[]') ELSE numrange(number, number, '[]') END""",
            "likely": """CASE modifier WHEN 'at_least' THEN numrange(number, number + 1, '[]')
                WHEN 'at_most' THEN numrange(number - 1, number, '[]')
                WHEN 'about' THEN numrange(number * 0.9, number * 1.1, '[]') ELSE numrange(number, number, '[]') END""",
            "scope": "CASE WHEN as_of IS NULL THEN '' ELSE to_char(as_of, 'YYYY') END",
            "as_of": "CASE WHEN as_of IS NOT NULL THEN daterange(as_of, (as_of + interval '1 year')::date) END",
            "created_at": "now()",
        },
        "told ORDER BY document, n",
    ),
    Question: (
        {
            "id": "%(first)s + n",
            "dossier_id": "%(dossier)s",
            "wording": "'How many were there in district ' || n || '?'",
            "language": "'en'",
            "kind": "'count'",
            "unit": "'person'",
            "created_at": "now()",
        },
        "made_question ORDER BY n",
    ),
    Filing: (
        {
            "claim_id": "%(first)s + n",
            "question_id": "%(first)s + question",
            "state": "CASE WHEN dice < 0.1 THEN 'refused' WHEN dice < 0.2 THEN 'confirmed' ELSE 'suggested' END",
            "score": "0.5",
            "decided_by_id": "CASE WHEN dice < 0.2 THEN %(person)s END",
            "decided_at": "CASE WHEN dice < 0.2 THEN now() END",
            "created_at": "now()",
        },
        "(SELECT *, random() AS dice FROM told) thrown ORDER BY n",
    ),
}


def make_dossier(slug: str, claims: int, *, first: int) -> Dossier:
    """A dossier of so many claims, in a few statements. Its keys begin after `first`, which nothing may hold yet.

    The triggers that hold a passage against its document are asleep meanwhile: what they would find is made so.
    """
    dossier = Dossier.objects.create(slug=slug, title=slug)
    person, _ = Person.objects.get_or_create(username="judge")
    named = {
        "claims": claims,
        "documents": max(1, claims // 20),
        "first": first,
        "dossier": dossier.pk,
        "person": person.pk,
    }
    tables = [model._meta.db_table for model in _ROWS]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SELECT setseed(0.5)")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for step in (_QUESTIONS, _CLAIMS, _TOLD):
            cursor.execute(step, named)
        for model, (columns, source) in _ROWS.items():
            _insert(cursor, model, columns, source, named)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
    settle()
    check(dossier)
    return dossier


def _insert(
    cursor: CursorWrapper, model: type[Model], columns: dict[str, str], source: str, named: dict[str, Any]
) -> None:
    """The rows of one table; a column not named holds Django's default for it."""
    others = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.column in columns or (field.null and not field.has_default()))
    ]
    defaults: dict[str, Any] = {
        str(field.column): field.get_db_prep_save(field.get_default(), connection) for field in others
    }
    names = ", ".join(f'"{name}"' for name in (*columns, *defaults))
    values = ", ".join([*columns.values(), *(f"%({name})s" for name in defaults)])
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {source}", {**defaults, **named})


def settle() -> None:
    """Statistics and visibility as autovacuum would leave them, so that it does not run beside a clock."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def check(dossier: Dossier) -> None:
    """The columns of some claims are those the application would write."""
    for claim in Claim.objects.filter(dossier=dossier).order_by("?")[:200]:
        expected = columns_of(claim.value)
        assert {name: getattr(claim, name) for name in expected} == expected, claim.value
        text = claim.passage.document.text
        assert text[claim.passage.start : claim.passage.end] == claim.passage.exact
        assert text[claim.value_start : claim.value_end] == claim.value_text
