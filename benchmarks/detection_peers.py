"""What Polars and DuckDB make of the same task: which questions clash, by unit, of two origins, and in which position
each of their claims stands. Fetching included.

    python -m benchmarks.detection_peers polars|duckdb URI DOSSIER

Prints one JSON line: seconds, the clashing groups, the peak of memory in MB. Positions are stabbed from the left: of
all groups at once the claims that meet the one that ends first, then of what is left. Bounds are floating-point and
closed here, words and fingerprints are not made and nothing is written: both do less than what they are held against.
"""

import io
import json
import resource
import sys
import time
from typing import Any

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
    groups = (
        rows.with_columns(low.alias("low"), high.alias("high"))
        .group_by("question_id", "base_unit")
        .agg(
            (pl.col("low").max() > pl.col("high").min()).alias("clashes"),
            (
                pl.col("strict_low").fill_null(float("-inf")).max()
                > pl.col("strict_high").fill_null(float("inf")).min()
            ).alias("contradicts"),
            (pl.col("origin").get(pl.col("low").arg_max()) != pl.col("origin").get(pl.col("high").arg_min())).alias(
                "is_of_two"
            ),
        )
        .filter(pl.col("clashes") & pl.col("is_of_two"))
    )
    strict_low, strict_high = (
        pl.col("strict_low").fill_null(float("-inf")),
        pl.col("strict_high").fill_null(float("inf")),
    )
    left = rows.join(groups, on=["question_id", "base_unit"]).select(
        "question_id",
        "base_unit",
        "claim_id",
        low=pl.when("contradicts").then(strict_low).otherwise(low),
        high=pl.when("contradicts").then(strict_high).otherwise(high),
    )
    positions = []
    while left.height:
        left = left.with_columns(end=pl.col("high").min().over("question_id", "base_unit"))
        positions.append(left.filter(pl.col("low") <= pl.col("end")).select("question_id", "claim_id"))
        left = left.filter(pl.col("low") > pl.col("end"))
    return groups.height


def by_duckdb(uri: str, dossier: int) -> int:
    import tempfile
    from pathlib import Path

    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(fetched(uri, dossier).getbuffer())
        duckdb.sql(
            f"""CREATE TABLE answer AS SELECT question_id, base_unit, claim_id, origin,
                coalesce(strict_low, '-inf') AS strict_low, coalesce(strict_high, 'inf') AS strict_high,
                coalesce(likely_low, '-inf') AS likely_low, coalesce(likely_high, 'inf') AS likely_high
            FROM read_csv('{path}', types = {{'strict_low': 'DOUBLE', 'strict_high': 'DOUBLE',
                'likely_low': 'DOUBLE', 'likely_high': 'DOUBLE'}})"""
        )
        duckdb.sql(
            """CREATE TABLE clashing AS SELECT question_id, base_unit,
                max(strict_low) > min(strict_high) AS contradicts
            FROM answer GROUP BY ALL HAVING max(likely_low) > min(likely_high)
                AND arg_max(origin, likely_low) <> arg_min(origin, likely_high)"""
        )
        duckdb.sql(
            """CREATE TABLE waiting AS SELECT question_id, base_unit, claim_id,
                if(contradicts, strict_low, likely_low) AS low, if(contradicts, strict_high, likely_high) AS high
            FROM answer JOIN clashing USING (question_id, base_unit)"""
        )
        duckdb.sql("CREATE TABLE placed (question_id BIGINT, claim_id BIGINT, number INTEGER)")
        number = 0
        while _first(duckdb.sql("SELECT count(*) FROM waiting")):
            number += 1
            duckdb.sql(
                """CREATE OR REPLACE TABLE reached AS
                SELECT *, low <= min(high) OVER (PARTITION BY question_id, base_unit) AS meets FROM waiting"""
            )
            duckdb.sql(f"INSERT INTO placed SELECT question_id, claim_id, {number} FROM reached WHERE meets")
            duckdb.sql("CREATE OR REPLACE TABLE waiting AS SELECT * EXCLUDE (meets) FROM reached WHERE NOT meets")
        return _first(duckdb.sql("SELECT count(*) FROM clashing"))


def _first(relation: Any) -> int:
    return int(relation.fetchall()[0][0])


def main() -> None:
    name, uri, dossier = sys.argv[1:]
    began = time.perf_counter()
    groups = {"polars": by_polars, "duckdb": by_duckdb}[name](uri, int(dossier))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - began, "groups": groups, "peak": peak}))


if __name__ == "__main__":
    main()
