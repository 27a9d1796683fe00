"""A dossier out of its archive into an instance that has none of its numbers.

The ledger names rows and people by number, and its hashes are of these: rows keep their numbers or are not restored
at all. What was written is read again in the same transaction and has to be, byte for byte, what the archive holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.db.utils import DataError

from claims import ledger
from claims.archiving.archive import PEOPLE, Archive, NotRestored, rows_name, schema
from claims.archiving.rows import TABLES, Table, lines, people_of
from sources.models import Dossier, Person

_LARGEST_KEY = 2**53  # a sequence that goes on from a larger one would soon be at its end
_AT_ONCE = 500  # rows a statement
# What a decision rested on when it was approved may have changed since; the ledger's lines come with their hashes.
_ASLEEP = {
    "claims_event": ["event_is_chained"],
    "claims_reconciliation": ["reconciliation_has_four_eyes"],
    "claims_basis": ["basis_has_four_eyes"],
}
# The archive leaves out what the machine makes anew: for what was matched, rows that say it is to be (`recall.keep`).
_STATEMENTS_TO_KEEP = """
INSERT INTO claims_keptstatement (claim_id, document_id, said, terms, words, version)
SELECT c.id, p.document_id, '{}', '{}', '{}', 0 FROM claims_claim c JOIN sources_passage p ON p.id = c.passage_id
WHERE c.dossier_id = %s AND c.matched_at IS NOT NULL
"""
_OTHER_BYTES = """
SELECT d.id FROM sources_document d WHERE d.dossier_id = %s AND encode(sha256(d.original), 'hex') <> d.sha256
    AND NOT EXISTS (SELECT FROM sources_erasure e WHERE e.document_id = d.id) LIMIT 1
"""


def restore(archive: Archive) -> Dossier:
    """All of the dossier, or nothing. Connected as the owner of the tables.

    People who are not here come as accounts that nobody can sign in with. Raises NotRestored.
    """
    _expect_same_schema(archive)
    try:
        with transaction.atomic():
            with _guards_asleep():
                _restore_people(archive)
                for table in TABLES:
                    _restore_rows(archive, table)
                _let_sequences_go_on()
                _execute("SET CONSTRAINTS ALL IMMEDIATE")
            dossier = _proved(archive)
            _execute(_STATEMENTS_TO_KEEP, dossier.pk)
            return dossier
    except (IntegrityError, DataError) as error:
        said = str(error).strip().splitlines()
        raise NotRestored(f"The rows of the archive do not hold together, or not here: {said[0]}.") from error


def _expect_same_schema(archive: Archive) -> None:
    here = schema()
    if archive.manifest.schema != here:
        there = ", ".join(sorted(archive.manifest.schema.values()))
        raise NotRestored(
            f"The archive was written at {there}; this instance is at {', '.join(sorted(here.values()))}. Restore it "
            "with the version that wrote it, bring that up to date and archive the dossier anew."
        )


# ---- writing the rows ----


@contextmanager
def _guards_asleep() -> Iterator[None]:
    """The owner alone can do that; where it fails, or where a check finds something, all is rolled back."""
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    _execute("SET CONSTRAINTS ALL DEFERRED")
    for table, triggers in _ASLEEP.items():
        _execute(f"ALTER TABLE {table} " + ", ".join(f"DISABLE TRIGGER {trigger}" for trigger in triggers))
    yield
    for table, triggers in _ASLEEP.items():
        _execute(f"ALTER TABLE {table} " + ", ".join(f"ENABLE TRIGGER {trigger}" for trigger in triggers))


def _restore_people(archive: Archive) -> None:
    """Whoever has the same number and the same user name is taken for the same person; their account stays as it is."""
    for line in archive.lines(PEOPLE):
        said = json.loads(line)
        person = Person(**{name: said[name] for name in ("id", "username", "first_name", "last_name")}, is_active=False)
        _expect_key(person.pk)
        here = Person.objects.filter(pk=person.pk).first() or Person.objects.filter(username=person.username).first()
        if here is None:
            person.set_unusable_password()
            Person.objects.bulk_create([person])  # as the archive has it: a name that looks like another is kept too
        elif (here.pk, here.username) != (person.pk, person.username):
            raise NotRestored(
                f"Number {person.pk} is “{person.username}” in the archive; here “{here.username}” has number "
                f"{here.pk}. The ledger names people by number: restore into an instance where nobody has an account "
                "yet, or those of the same instance do."
            )


def _restore_rows(archive: Archive, table: Table) -> None:
    held: list[bytes] = []
    for line in archive.lines(rows_name(table)):
        if table.bodies:
            _insert(table, line, _bodies_of(archive, table, line))
            continue
        held.append(line)
        if len(held) == _AT_ONCE:
            _insert(table, b"[" + b",".join(held) + b"]")
            held = []
    if held:
        _insert(table, b"[" + b",".join(held) + b"]")


def _bodies_of(archive: Archive, table: Table, line: bytes) -> list[bytes | str | None]:
    key = json.loads(line)[table.key]
    found: list[bytes | str | None] = []
    for column, kind in table.bodies.items():
        body = archive.body(f"{column}/{table.name}/{key}")
        found.append(body.decode() if body is not None and kind == "txt" else body)
    return found


def _insert(table: Table, told: bytes, bodies: Sequence[bytes | str | None] = ()) -> None:
    names = ", ".join(f'"{name}"' for name in (*table.columns, *table.bodies))
    values = ", ".join((*(f'"{name}"' for name in table.columns), *("%s" for _ in table.bodies)))
    record = "record" if table.bodies else "recordset"
    statement = (
        f"INSERT INTO {table.name} ({names}) SELECT {values} "  # noqa: S608 - of names
        f"FROM json_populate_{record}(NULL::{table.name}, %s::json)"
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, [*bodies, told.decode()])
    except IntegrityError as error:
        if "_pkey" in str(error) or "slug" in str(error):
            raise NotRestored(
                f"This instance has rows of {table.name} with the number or the name of some in the archive. The "
                "ledger names rows by number, so that they cannot get others: restore into an empty instance."
            ) from error
        raise


def _let_sequences_go_on() -> None:
    for table in TABLES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, table.key])
            (sequence,) = cursor.fetchone()
        if sequence:
            _go_on(table.name, table.key, sequence)
    _go_on("sources_person", "id", "sources_person_id_seq")


def _go_on(table: str, key: str, sequence: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT max("{key}") FROM {table}')  # noqa: S608 - of names
        (largest,) = cursor.fetchone()
        if largest is not None:
            _expect_key(largest)
            cursor.execute(f"SELECT setval(%s, greatest(%s, (SELECT last_value FROM {sequence})))", [sequence, largest])  # noqa: S608


def _expect_key(key: object) -> None:
    if not isinstance(key, int) or not 0 < key < _LARGEST_KEY:
        raise NotRestored(f"The archive numbers a row {key!s:.40}, which no instance does.")


# ---- proving that it is the same ----


def _proved(archive: Archive) -> Dossier:
    try:
        dossier = Dossier.objects.get(slug=archive.manifest.dossier)
    except Dossier.DoesNotExist as error:
        raise NotRestored("The archive does not hold the dossier that its manifest names.") from error
    for table in TABLES:
        _expect_the_same(archive, rows_name(table), lines(table, dossier))
        _expect_nothing_of_others(table, dossier)
    keys = {json.loads(line)["id"] for line in archive.lines(PEOPLE)}
    if keys != set(people_of(dossier).values_list("pk", flat=True)):
        raise NotRestored("The people of the archive are not those whom its rows name.")
    with connection.cursor() as cursor:
        cursor.execute(_OTHER_BYTES, [dossier.pk])
        if other := cursor.fetchone():
            raise NotRestored(f"The bytes of document {other[0]} are not those of its SHA-256.")
    verified = ledger.verify(dossier)
    if verified.fault or verified.head != archive.manifest.ledger:
        raise NotRestored(f"The ledger of the archive does not hold: {verified.fault or 'it ends elsewhere'}.")
    return dossier


def _expect_the_same(archive: Archive, name: str, told: Iterable[bytes]) -> None:
    sha256 = hashlib.sha256()
    for line in told:
        sha256.update(line)
    if sha256.hexdigest() != archive.manifest.members[name].sha256:
        raise NotRestored(f"“{name}” holds rows of no or another dossier, or such as PostgreSQL would not write.")


def _expect_nothing_of_others(table: Table, dossier: Dossier) -> None:
    """No row points out of the dossier."""
    for other in TABLES:
        for name in table.foreign_keys(other.model):
            own = other.rows(dossier).values("pk")
            if table.rows(dossier).filter(**{f"{name}__isnull": False}).exclude(**{f"{name}__in": own}).exists():
                raise NotRestored(f"Rows of {table.name} in the archive name rows of another dossier.")


def _execute(statement: str, *given: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given or None)
