"""What the history of every row costs: writing claims in bulk with its triggers and without; and how fast a ledger
is proved.

    python -m benchmarks.history [--claims N] [--lines N]

Made-up claims (`benchmarks/corpus.py`) on a server of its own that is thrown away. Timed are statements on all of them
at once: inserting them, changing a column that is kept, changing one that is not, deleting a tenth. Each runs with the
triggers asleep and awake by turns; printed are the ratios of the medians. Before each a single row is changed in the
same session: the plan of a trigger is made for the first statement it fires for, and kept. Of the ledger the lines
proved a second are printed, and the ratio to reading them.
"""

from __future__ import annotations

import argparse
import statistics
import time

from benchmarks.thrown_away import server

_CLAIMS, _LINES = 100_000, 100_000
_ROUNDS = 2
_STATEMENTS = {
    "insert": "INSERT INTO claims_claim SELECT * FROM kept",
    "update": "UPDATE claims_claim SET worth = worth + 1",
    "update of a column not kept": "UPDATE claims_claim SET matched_at = now()",
    "delete of a tenth": "DELETE FROM claims_claim WHERE id % 10 = 0",
}
_ONE = "UPDATE claims_claim SET worth = 1 WHERE id = (SELECT min(id) FROM claims_claim)"
_AIMS = {"insert": 1.1, "update": 2.5, "update of a column not kept": 2.0, "delete of a tenth": 1.5}
# As the trigger would chain them, without its update of the head for each: a hundred thousand versions of one row.
_WRITTEN = """
DO $$ DECLARE before varchar := ''; BEGIN
    ALTER TABLE claims_event DISABLE TRIGGER USER;
    FOR n IN 1..{lines} LOOP
        INSERT INTO claims_event
            (dossier_id, sequence, at, actor_id, verb, subject, subject_id, detail, previous_hash, hash)
            VALUES ({dossier}, n, now(), NULL, 'claim accepted', 'claim', n, '{{"number": 1}}', before,
                claims_event_digest({dossier}, n, now(), NULL, 'claim accepted', 'claim', n, '{{"number": 1}}', before))
            RETURNING hash INTO before;
    END LOOP;
    INSERT INTO claims_ledgerhead (dossier_id, sequence, hash) VALUES ({dossier}, {lines}, before);
END $$
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=_CLAIMS)
    parser.add_argument("--lines", type=int, default=_LINES)
    options = parser.parse_args()
    with server():
        measure_writing(options.claims)
        measure_proving(options.lines)


def measure_writing(claims: int) -> None:
    from benchmarks.corpus import make_dossier

    make_dossier("of-history", claims, first=0)
    _execute(
        "CREATE UNLOGGED TABLE kept AS SELECT * FROM claims_claim",
        "ALTER TABLE claims_claim DISABLE TRIGGER claim_value_in_its_passage",
    )
    took: dict[tuple[str, bool], list[float]] = {}
    for turn in range(2 * _ROUNDS):
        is_kept = bool(turn % 2)
        _keep_history(is_kept)
        _execute("TRUNCATE claims_claim CASCADE")
        for name, statement in _STATEMENTS.items():
            _execute("VACUUM ANALYZE claims_claim", _ONE)
            took.setdefault((name, is_kept), []).append(_seconds(statement))
    for name, aim in _AIMS.items():
        ratio = statistics.median(took[name, True]) / statistics.median(took[name, False])
        print(f"{name:>28} of {claims:,} claims: with history / without {ratio:.2f} (aim <= {aim})", flush=True)


def measure_proving(lines: int) -> None:
    from claims.ledger import verify
    from sources.models import Dossier

    dossier = Dossier.objects.get(slug="of-history")
    _execute(_WRITTEN.format(dossier=dossier.pk, lines=lines), "VACUUM ANALYZE claims_event")
    began = time.perf_counter()
    assert verify(dossier).fault is None
    took = time.perf_counter() - began
    read = _seconds("SELECT max(hash), max(previous_hash), max(detail::text) FROM claims_event")
    print(
        f"{'ledger':>28} of {lines:,} lines: {lines / took:,.0f} proved a second, proving / reading {took / read:.1f}"
    )


def _keep_history(wanted: bool) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'claims_claim'::regclass AND tgname LIKE 'pgtrigger%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE claims_claim {'ENABLE' if wanted else 'DISABLE'} TRIGGER {name}")


def _seconds(statement: str) -> float:
    began = time.perf_counter()
    _execute(statement)
    return time.perf_counter() - began


def _execute(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


if __name__ == "__main__":
    main()
