"""A database of any released version is brought up to this one with all that is in it.

One database walks through every released state. In each it is given a dossier with a row of everything that matters, by
the models as they were then; at the end all of these rows say what they said, and the schema is that of a new database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from claims import ledger
from claims.integrity import examine
from claims.models import Claim, Event
from sources.models import Document, Dossier
from tests.conftest import OWNER, connected_as, drop_database

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
TEXT = "About 43,000 people left the valley. 超过5.8万人离开了山谷。"

# The newest migrations of each app at each landing. Add a row with every one.
RELEASED = [
    ("0002_text_is_kept", "0002_ledger_and_four_eyes"),
    ("0003_captures_notes_and_likeness", "0003_carried_claims_and_sheets"),
    ("0003_captures_notes_and_likeness", "0004_hints_at_conflicts"),
    ("0003_captures_notes_and_likeness", "0005_figures_that_do_not_add_up"),
    ("0003_captures_notes_and_likeness", "0006_aliases_and_merged_questions"),
    ("0004_passages_proved_in_one_reading", "0007_values_looked_up_in_their_passage"),
    ("0004_passages_proved_in_one_reading", "0010_worth_and_denial"),
    ("0004_passages_proved_in_one_reading", "0011_filing_weights"),
    ("0004_passages_proved_in_one_reading", "0012_the_desk"),
    ("0005_dossier_version", "0012_the_desk"),
    ("0009_tokens_of_the_api", "0023_passage_then_document"),
    ("0011_withheld_passages_by_document", "0028_claims_by_state"),
    ("0012_second_factors_enciphered", "0031_what_is_not_matched_yet"),
]

# What a migration says otherwise on purpose, by table and column.
_SAID_OTHERWISE = {("sources_person", "email")}

_SCHEMA = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, column_default IS NULL
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND probin IS NULL""",
}


@dataclass(frozen=True)
class Row:
    """What a row said when it was written."""

    table: str
    pk: int
    said: dict[str, Any]


@pytest.fixture
def walking(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Connected as its owner to a database with nothing in it; yields the name of a new one, which stands beside it."""
    with django_db_blocker.unblock():
        name = str(connection.settings_dict["NAME"])
        with connected_as(OWNER), connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}_walking" TEMPLATE template0')
        with connected_as({**OWNER, "NAME": f"{name}_walking"}):
            yield name
        drop_database(f"{name}_walking")


def schema() -> dict[str, set[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        found = {}
        for what, question in _SCHEMA.items():
            cursor.execute(question)
            found[what] = set(cursor.fetchall())
        return found


def walk_to(sources: str, claims: str) -> Apps:
    targets = [("sources", sources), ("claims", claims)]
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


class Writer:
    """Writes rows by the models of a state, and remembers them. What a model did not have yet is left out."""

    def __init__(self, apps: Apps) -> None:
        self._apps, self.rows = apps, list[Row]()

    def __call__(self, label: str, **said: Any) -> Any:
        model = self._apps.get_model(label)
        had = {field.name: field.column for field in model._meta.concrete_fields}
        row = model.objects.create(**{name: value for name, value in said.items() if name in had})
        self.rows.append(
            Row(model._meta.db_table, row.pk, self._stored(row, [had[name] for name in said if name in had]))
        )
        return row

    def _stored(self, row: Model, columns: list[str]) -> dict[str, Any]:
        with connection.cursor() as cursor:
            named = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f"SELECT {named} FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", [row.pk])
            return dict(zip(columns, cursor.fetchone(), strict=True))


def fill(apps: Apps, slug: str) -> list[Row]:
    """A dossier with a decided conflict between two claims, what was said about it, and its ledger."""
    write = Writer(apps)
    asked, decided = (write("sources.Person", username=f"{slug}-{n}", email=f"{n}.{slug}@x.example") for n in "ab")
    dossier = write("sources.Dossier", slug=slug, title=f"As of {slug}")
    write("sources.Membership", dossier=dossier, person=asked, role="chief")
    publisher = write("sources.Publisher", dossier=dossier, name="The Valley Gazette", grade="B")
    data = f"{TEXT}{slug}".encode()
    document = write(
        "sources.Document", dossier=dossier, publisher=publisher, original=data, text=f"{TEXT}{slug}", language="en",
        sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", extractor="plain/1", captured_at=NOW,
        blocks=[["paragraph", 0, len(TEXT)]], title="Leaving", imported_by=asked,
    )  # fmt: skip
    question = write(
        "claims.Question", dossier=dossier, wording="How many left?", language="en", kind="count", unit="person"
    )
    claims = []
    for start, end, value, low in ((0, 36, "About 43,000 people", 43_000), (37, 49, "超过5.8万人", 58_000)):
        passage = write("sources.Passage", document=document, start=start, end=end, exact=TEXT[start:end])
        extent = NumericRange(low - 500, low + 500)
        claims.append(write(
            "claims.Claim", dossier=dossier, passage=passage, statement=TEXT[start:end], language="en", kind="count",
            value_text=value, value_start=TEXT.index(value), value_end=TEXT.index(value) + len(value), low=str(low),
            high=str(low), unit="person", base_unit="person", strict=extent, likely=extent, state="accepted",
            decided_by=asked, decided_at=NOW,
        ))  # fmt: skip
        write("claims.Filing", claim=claims[-1], question=question, state="confirmed", decided_by=asked, decided_at=NOW)
    lower, upper = claims
    conflict = write(
        "claims.Conflict", question=question, level="contradiction", state="resolved", fingerprint="f" * 64,
        detected_at=NOW, lower=lower, upper=upper, reason="nothing in common",
    )  # fmt: skip
    for number, claim in enumerate(claims, start=1):
        told = {"value_text": claim.value_text, "extent": claim.strict}
        write("claims.Position", conflict=conflict, number=number, **told).claims.add(claim)
    accepted = {name: getattr(lower, name) for name in ("strict", "likely", "low", "high", "unit", "base_unit", "kind")}
    decision = write(
        "claims.Reconciliation", question=question, state="approved", outcome="one position holds", **accepted,
        difference="contradiction", value_text="about 43,000 people", rationale="The list is signed.",
        proposed_by=asked, proposed_at=NOW, decided_by=decided, decided_at=NOW,
    )  # fmt: skip
    for claim, role in ((lower, "accepted"), (upper, "rejected")):
        write("claims.Basis", reconciliation=decision, claim=claim, role=role)
    write(
        "claims.Comment", question=question, body="Which list?", author=asked, written_at=NOW, resolved_by=asked,
        resolved_at=NOW,
    )  # fmt: skip
    for number, verb in enumerate(("document imported", "decision approved")):
        detail = {"sha256": document.sha256} if number == 0 else {"value": "about 43,000 people"}
        subject, pk = ("reconciliation", decision.pk) if number else ("document", document.pk)
        write("claims.Event", dossier=dossier, verb=verb, subject=subject, subject_id=pk, detail=detail, sequence=0,
              at=NOW, actor=decided)  # fmt: skip
    return write.rows


def otherwise(row: Row) -> dict[str, tuple[Any, Any]]:
    """The columns of a row, as far as there still are such, that say something else now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {row.table} WHERE id = %s", [row.pk])
        now = dict(zip([each.name for each in cursor.description], cursor.fetchone(), strict=True))
    return {
        column: (was, now[column])
        for column, was in row.said.items()
        if column in now and now[column] != was and (row.table, column) not in _SAID_OTHERWISE
    }


@pytest.mark.django_db(databases=["default"])
def test_the_table_of_released_states_is_in_the_order_of_the_migrations():
    assert sorted(RELEASED) == RELEASED


def test_every_released_state_is_brought_up_with_all_that_is_in_it(walking):
    rows = {}
    for sources, claims in RELEASED:
        slug = f"s{sources[:4]}-c{claims[:4]}"
        rows[slug] = fill(walk_to(sources, claims), slug)
    call_command("migrate", verbosity=0)
    for slug, written in rows.items():
        assert {f"{slug}: {row.table} {row.pk}": found for row in written if (found := otherwise(row))} == {}
        assert ledger.verify(Dossier.objects.get(slug=slug)).events == 2
    assert [str(finding) for finding in examine() if finding.faults] == []
    assert Document.objects.count() == len(RELEASED)
    _assert_guarded()
    walked = schema()
    with connected_as({**OWNER, "NAME": walking}):
        new = schema()
    assert {what: walked[what] ^ new[what] for what in new} == {what: set() for what in new}


def _assert_guarded() -> None:
    """What was written in the oldest state is under the constraints of the newest."""
    for act in (
        lambda: Document.objects.update(text="x"),
        lambda: Event.objects.filter(sequence=1).update(verb="claim accepted"),
        lambda: Claim.objects.update(value_text="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
