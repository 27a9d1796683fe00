"""Every question of a dossier -> its conflicts, in a few statements of SQL: after a bulk load, or to be sure.

The statements decide the plain questions as `findings.by_outermost` does, and write what is new. What is not plain goes
the way of `conflicts.detect`, some questions at a time, so that this process stays small:

    days without a year, counts without a unit beside counts with one, names, denials, answers that change over time,
    within a tolerance or in one unit only, extents of an older table, a clash whose outermost claims are of one origin
    or of other dates, and a conflict that has changed.
"""

# ruff: noqa: S608 - the statements are put together from each other, never from what somebody typed

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from claims import ledger
from claims.conflicts import MAY_CLASH, ORIGINS, detect_each
from sources.models import Dossier
from sources.units import UNITS
from sources.values import TABLE_VERSION, Value, phrase

_AT_ONCE = 200  # questions that are not plain

# Base units of counted nouns that are spelt as a dimension is ("five areas"): they compare with more than themselves.
_AMBIGUOUS = sorted({unit.dimension for unit in UNITS.values()} - {unit.base for unit in UNITS.values()} | {"age"})


@dataclass(frozen=True, slots=True)
class Redetection:
    """What a full pass came to: suspect questions, conflicts written at once, and questions examined one by one."""

    suspects: int
    found: int
    one_by_one: int


_SUSPECTS = f"""
{MAY_CLASH.format(which="c.dossier_id = %(dossier)s")}
UNION SELECT k.question_id FROM claims_conflict k JOIN claims_question q ON q.id = k.question_id
    WHERE q.dossier_id = %(dossier)s
UNION SELECT id FROM claims_question WHERE dossier_id = %(dossier)s AND changes_over_time
"""

# All are locked; told are those without rules of their own, in one text: a number each would fill this process.
_LOCKED = """
SELECT COALESCE(array_agg(id) FILTER (WHERE NOT is_odd), '{}')::text FROM (
    SELECT q.id, q.changes_over_time OR q.tolerance IS NOT NULL OR q.asked_in <> '' AS is_odd
    FROM claims_question q JOIN suspect s ON s.question_id = q.id
    ORDER BY q.id FOR NO KEY UPDATE OF q
) questions
"""
_LOCKED_WITH = """
SELECT count(*) FROM (
    SELECT k.id FROM claims_conflict k JOIN suspect s USING (question_id) ORDER BY k.id FOR NO KEY UPDATE OF k
) conflicts
"""

# What the words of a value depend on, its numbers aside: dates and a single one are part of it. Empty is "\x01".
_SHAPE = r"""concat_ws(E'\x1f', kind, modifier, COALESCE(unit, E'\x01'),
        CASE WHEN kind = 'date' THEN precision ELSE '1' END,
        CASE WHEN low IS NULL THEN E'\x01' WHEN kind = 'date' OR low = '1' THEN low ELSE '<low>' END,
        CASE WHEN high IS NULL THEN E'\x01' WHEN kind = 'date' OR high = '1' THEN high
            WHEN high = low THEN '<low>' ELSE '<high>' END)"""
_STAND_INS = {"<low>": "271828182", "<high>": "314159265"}

# The questions come as an array, for parallel workers see no table of this pass; the texts are made below, by them.
_ANSWERS = f"""
SELECT * FROM (
    SELECT f.question_id, c.id AS claim_id, c.passage_id, c.base_unit, c.strict, c.likely, c.low, c.high,
        c.table_version <> %(version)s OR c.strict IS NULL OR c.is_denied
            OR c.base_unit = 'date' AND (c.low LIKE '--%%' OR c.high LIKE '--%%') AS is_odd,
        {_SHAPE} AS shape,
        '''' || COALESCE(c.first_made_as_id, c.id) || ':' || c.strict || ':' || c.likely || '''' AS print,
        c.as_of
    FROM claims_filing f JOIN claims_claim c ON c.id = f.claim_id
    WHERE c.dossier_id = %(dossier)s AND f.question_id = ANY(%(questions)s::bigint[])
        AND f.state IN ('suggested', 'confirmed') AND c.state IN ('drafted', 'accepted')
    OFFSET 0
) claim
WHERE NOT EXISTS (
    SELECT 1 FROM (
        SELECT p.id FROM sources_document newer CROSS JOIN LATERAL (
            SELECT id FROM sources_passage WHERE document_id = newer.supersedes_id OFFSET 0  -- or each passage is read
        ) p
        WHERE newer.dossier_id = %(dossier)s AND newer.supersedes_id IS NOT NULL
    ) old WHERE old.id = claim.passage_id
)
"""

# Of each plain question the clashing unit that counts: the worst, and of two as bad the one of the earlier claim.
_PLAIN = """
WITH one_unit AS (
    SELECT question_id, base_unit, min(claim_id) AS earliest, isempty(range_intersect_agg(strict)) AS is_strict,
        isempty(range_intersect_agg(likely)) AS clashes, bool_or(is_odd) AS is_odd
    FROM answer GROUP BY question_id, base_unit
)
SELECT question_id,
    (array_agg(base_unit ORDER BY is_strict DESC, earliest) FILTER (WHERE clashes))[1] AS base_unit,
    bool_or(is_strict) AS is_strict
FROM one_unit GROUP BY question_id
HAVING NOT bool_or(is_odd) AND (count(*) = 1 OR NOT bool_or(base_unit = ANY(%(ambiguous)s)))
"""

# Extents are stabbed from the smallest upper end up, as `findings.stab` does. A ray begins where the first of a
# position ends: what begins there or later does not meet it, so the rays below a claim count the positions before it.
# The keys of the sort come first in their rows: behind texts each comparison would have to find its way to them.
_MEMBERS = """
SELECT question_id, claim_id, passage_id, is_strict, place, extent, low, high, shape, print, as_of,
    1 + width_bucket(numrange(begins, NULL, CASE WHEN begins_open THEN '()' ELSE '[)' END), rays) AS number
FROM (
    SELECT *, row_number() OVER w AS place, claims_rays(extent) OVER w AS rays
    FROM (
        SELECT question_id, claim_id, upper(extent) AS ends, lower(extent) AS begins, upper_inc(extent) AS ends_closed,
            NOT lower_inc(extent) AS begins_open, is_strict, extent, passage_id, low, high, shape, print, as_of
        FROM answer JOIN plain USING (question_id, base_unit), LATERAL (
            SELECT CASE WHEN is_strict THEN strict ELSE likely END AS extent
        ) counted
        OFFSET 0  -- or the extent is made anew for each key of the sort
    ) keyed
    WINDOW w AS (
        PARTITION BY question_id
        ORDER BY ends NULLS LAST, ends_closed, begins NULLS FIRST, begins_open, claim_id
        ROWS UNBOUNDED PRECEDING
    )
) stabbed
"""


_GROUPED = "999,999,999,990"


def _number(column: str) -> str:
    """A number as `phrase` writes it, "-1,234.50". Short ones apart: `to_char` takes its time over a long picture."""
    number, picture = f"{column}::numeric", ",".join(["FM999"] + ["999"] * 15 + [_GROUPED])
    return f"""CASE WHEN {column} !~ '[^0-9]' AND length({column}) <= 12 THEN to_char({number}, 'FM{_GROUPED}')
        ELSE CASE WHEN {number} < 0 THEN '-' ELSE '' END || to_char(trunc(abs({number})), '{picture}')
            || COALESCE(substring({number}::text FROM '[.].*'), '') END"""


# Ranges of a position as the fingerprint has them, "[1.50, None)": put right all at once, there being no other commas.
_PRINTED = "replace(replace(replace(print, ',', ', '), '(, ', '(None, '), ', )', ', None)')"

_POSITIONS = f"""
WITH said AS (
    SELECT question_id, number, min(place) AS place,
        CASE WHEN words LIKE '%%<high>%%' THEN replace(one, '<high>', {_number("high")}) ELSE one END AS phrase
    FROM member JOIN shape USING (shape), LATERAL (
        SELECT CASE WHEN words LIKE '%%<low>%%' THEN replace(words, '<low>', {_number("low")}) ELSE words END AS one
    ) begun
    GROUP BY question_id, number, phrase
), told AS (
    SELECT question_id, number, left(string_agg(phrase, '; ' ORDER BY place), 300) AS value_text
    FROM said GROUP BY question_id, number
), grouped AS (
    SELECT question_id, number, string_agg(print, ',' ORDER BY print COLLATE "C") AS print,
        bool_or(is_strict) AS is_strict, range_intersect_agg(extent) AS extent, min(place) AS place
    FROM member GROUP BY question_id, number
)
SELECT nextval((SELECT pg_get_serial_sequence('claims_position', 'id')::regclass)) AS id,
    question_id, number, is_strict, extent, place, {_PRINTED} AS print, value_text
FROM grouped JOIN told USING (question_id, number)
"""

# The level is that of the outermost claims; where these are of one origin or of other dates, each pair has to be seen.
_FOUND = f"""
WITH copy AS ({ORIGINS.format(which="d.dossier_id = %(dossier)s")}), ends AS (
    SELECT question_id, CASE WHEN bool_or(is_strict) THEN 'contradiction' ELSE 'tension' END AS level,
        min(place) AS lower, (array_agg(place ORDER BY number DESC))[1] AS upper,
        string_agg('[' || print || ']', ', ' ORDER BY print COLLATE "C") AS print
    FROM position GROUP BY question_id
), pair AS (
    SELECT question_id, min(claim_id) FILTER (WHERE place = lower) AS lower_id,
        min(claim_id) FILTER (WHERE place = upper) AS upper_id
    FROM ends JOIN member USING (question_id)
        JOIN sources_passage p ON p.id = passage_id LEFT JOIN copy ON copy.id = p.document_id
    WHERE place IN (lower, upper)
    GROUP BY question_id
    HAVING min(COALESCE(origin, document_id)) <> max(COALESCE(origin, document_id))
        AND COALESCE(NOT isempty(range_intersect_agg(as_of)), true)
)
SELECT question_id, ends.level, pair.lower_id, pair.upper_id,
    CASE WHEN k.id IS NULL THEN nextval((SELECT pg_get_serial_sequence('claims_conflict', 'id')::regclass)) END
        AS new_id,
    k.fingerprint AS was,
    encode(sha256(convert_to('(''' || ends.level || ''', [' || ends.print || '])', 'UTF8')), 'hex') AS fingerprint
FROM pair JOIN ends USING (question_id) LEFT JOIN claims_conflict k USING (question_id)
"""

_CONFLICTS = """
INSERT INTO claims_conflict
    (id, question_id, level, state, state_reason, lower_id, upper_id, fingerprint, detected_at, version)
SELECT new_id, question_id, level, CASE WHEN EXISTS (
        SELECT 1 FROM claims_filing f WHERE f.question_id = found.question_id AND f.state = 'confirmed'
    ) THEN 'open' ELSE 'suspected' END, '', lower_id, upper_id, fingerprint, %(at)s, 1
FROM found WHERE new_id IS NOT NULL
"""
_CONFLICT_POSITIONS = """
INSERT INTO claims_position (id, conflict_id, number, value_text, extent)
SELECT position.id, new_id, number, value_text, extent
FROM found JOIN position USING (question_id) WHERE new_id IS NOT NULL ORDER BY position.id
"""
_POSITION_CLAIMS = """
INSERT INTO claims_position_claims (position_id, claim_id)
SELECT position.id, claim_id
FROM found JOIN position USING (question_id) JOIN member USING (question_id, number)
WHERE new_id IS NOT NULL
"""

# What the statements did not decide: conflicts that would change, clashes of one origin, questions not plain.
_LEFT = """
SELECT question_id FROM suspect
    LEFT JOIN found USING (question_id)
    LEFT JOIN plain USING (question_id)
    LEFT JOIN claims_conflict k USING (question_id)
WHERE CASE WHEN found.question_id IS NOT NULL THEN found.was <> found.fingerprint
    ELSE plain.question_id IS NULL OR plain.base_unit IS NOT NULL OR k.id IS NOT NULL END
ORDER BY question_id
"""


@transaction.atomic
def redetect(dossier: Dossier, *, at: dt.datetime) -> Redetection:
    """Look for conflicts in every question of a dossier and write down what is found, as `detect` does.

    The ledger gets one line for all that the statements find, and one for each of the others.
    """
    with connection.cursor() as cursor:
        find(cursor, dossier)
        for statement in (_CONFLICTS, _CONFLICT_POSITIONS, _POSITION_CLAIMS):
            cursor.execute(statement, {"at": at})
        cursor.execute("SELECT level, count(*) FROM found WHERE new_id IS NOT NULL GROUP BY level ORDER BY level")
        found = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM suspect")
        (suspects,) = cursor.fetchone()
        cursor.execute(_LEFT)
        left = [pk for (pk,) in cursor.fetchall()]
        cursor.execute("DROP TABLE suspect, answer, plain, member, shape, position, found")
    if found:
        ledger.record(dossier, "conflicts found", dossier, by=None, **found)
    for start in range(0, len(left), _AT_ONCE):
        detect_each(left[start : start + _AT_ONCE], at=at)
    return Redetection(suspects, sum(found.values()), len(left))


def find(cursor: CursorWrapper, dossier: Dossier) -> None:
    """Lock the questions that may clash; find the plain ones that do, with their positions, in tables of this pass."""
    named: dict[str, Any] = {"dossier": dossier.pk, "version": TABLE_VERSION, "ambiguous": ["count", *_AMBIGUOUS]}
    cursor.execute("SET LOCAL work_mem = '256MB'")
    cursor.execute("SET LOCAL default_statistics_target = 10")  # how many rows there are is what matters
    cursor.execute("SET LOCAL parallel_tuple_cost = 0.01")  # a second core reads and groups the claims, if one is free
    _make(cursor, "suspect", _SUSPECTS, named)
    cursor.execute(_LOCKED)
    (named["questions"],) = cursor.fetchone()
    cursor.execute(_LOCKED_WITH)
    _make(cursor, "answer", _ANSWERS, named)
    _make(cursor, "plain", _PLAIN, named)
    _make(cursor, "member", _MEMBERS, named)
    _word(cursor)
    _make(cursor, "position", _POSITIONS, named)
    _make(cursor, "found", _FOUND, named)


def _make(cursor: CursorWrapper, table: str, query: str, named: dict[str, Any]) -> None:
    """Fill a table that lasts as long as the pass. Its statistics keep the next statement from a plan for few rows."""
    cursor.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}", named)
    cursor.execute(f"ANALYZE {table} (question_id)")


def _word(cursor: CursorWrapper) -> None:
    """Put the values into words but for their numbers: there are few shapes of values, however many claims."""
    cursor.execute("SELECT DISTINCT shape FROM member")
    shapes = [shape for (shape,) in cursor.fetchall()]
    cursor.execute("CREATE TEMP TABLE shape (shape text, words text) ON COMMIT DROP")
    cursor.execute(
        "INSERT INTO shape SELECT * FROM unnest(%s::text[], %s::text[])", [shapes, list(map(_words, shapes))]
    )
    cursor.execute("ANALYZE shape")


def _words(shape: str) -> str:
    kind, modifier, unit, precision, low, high = (None if part == "\x01" else part for part in shape.split("\x1f"))
    low, high = (_STAND_INS.get(end or "", end) for end in (low, high))
    words = phrase(Value(kind or "", low, high, modifier or "", unit, precision or ""))
    for name, number in _STAND_INS.items():
        words = words.replace(f"{int(number):,}", name)
    return words
