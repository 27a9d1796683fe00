"""What Polars and DuckDB make of the same task: which questions clash, by unit, of two origins. Fetching included.

    python -m benchmarks.detection_peers polars|duckdb URI DOSSIER

Prints one JSON line: seconds, the clashing groups, the peak of memory in MB. Bounds are floating-point and closed here,
positions and words are not made and nothing is written: both scripts do less than the pass they are held against.
"""

import io
import json
import resource
import sys
import time

import psycopg

# Everything the decision needs, joined: the same rows that the floor copies out.
ROWS = """
SELECT f.question_id, c.base_unit, c.id AS claim_id, COALESCE(d.derived_from_id, d.supersedes_id, d.id) AS origin,
    lower(c.strict) AS strict_low, upper(c.strict) AS strict_high,
    lower(c.likely) AS likely_low, upper(c.likely) AS likely_high
FROM claims_filing f
    JOIN claims_claim c ON c.id = f.claim_id
    JOIN sources_passage p ON p.id = c.passage_id
    JOIN sources_document d ON d.id = p.document_id
WHERE c.dossier_id = {dossier} AND f.state IN ('suggested', 'confirmed') AND c.state IN ('drafted', 'accepted')
    AND NOT EXISTS (SELECT 1 FROM sources_document newer WHERE newer.supersedes_id = d.id)
"""


def fetched(uri: str, dossier: int) -> io.BytesIO:
    held = io.BytesIO()
    copy = f"COPY ({ROWS.format(dossier=dossier)}) TO STDOUT (FORMAT csv, HEADER)"
    with psycopg.connect(uri) as connection, connection.cursor() as cursor, cursor.copy(copy) as rows:
        for block in rows:
            held.write(block)
    held.seek(0)
    return held


def by_polars(uri: str, dossier: int) -> int:
    import polars as pl

    numbers = dict.fromkeys(("strict_low", "strict_high", "likely_low", "likely_high"), pl.Float64)
    rows = pl.read_csv(fetched(uri, dossier), schema_overrides=numbers)
    low, high = pl.col("likely_low").fill_null(float("-inf")), pl.col("likely_high").fill_null(float("inf"))
    groups = rows.group_by("question_id", "base_unit").agg(
        (low.max() > high.min()).alias("clashes"),
        (
            pl.col("strict_low").fill_null(float("-inf")).max() > pl.col("strict_high").fill_null(float("inf")).min()
        ).alias("contradicts"),
        (pl.col("origin").get(low.arg_max()) != pl.col("origin").get(high.arg_min())).alias("is_of_two"),
    )
    return groups.filter(pl.col("clashes") & pl.col("is_of_two")).height


def by_duckdb(uri: str, dossier: int) -> int:
    import tempfile
    from pathlib import Path

    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(fetched(uri, dossier).getbuffer())
        relation = duckdb.sql(
            f"""SELECT count(*) FROM (
                SELECT question_id, base_unit,
                    max(coalesce(likely_low, '-inf')) > min(coalesce(likely_high, 'inf')) AS clashes,
                    max(coalesce(strict_low, '-inf')) > min(coalesce(strict_high, 'inf')) AS contradicts,
                    arg_max(origin, coalesce(likely_low, '-inf')) <> arg_min(origin, coalesce(likely_high, 'inf'))
                        AS is_of_two
                FROM read_csv('{path}', types = {{'strict_low': 'DOUBLE', 'strict_high': 'DOUBLE',
                    'likely_low': 'DOUBLE', 'likely_high': 'DOUBLE'}}) GROUP BY ALL
            ) groups WHERE clashes AND is_of_two"""
        )
        found = relation.fetchall() if relation else [(0,)]
    return int(found[0][0])


def main() -> None:
    name, uri, dossier = sys.argv[1:]
    began = time.perf_counter()
    groups = {"polars": by_polars, "duckdb": by_duckdb}[name](uri, int(dossier))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - began, "groups": groups, "peak": peak}))


if __name__ == "__main__":
    main()
