"""A backup is restored into a database of its own, and everything that can be recomputed is what it was."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from claims.backups import Manifest, NotRestored, back_up, read, restore
from claims.models import Event
from sources import dumping
from sources.dumping import DumpFailed
from sources.models import Document, Person
from tests.conftest import APPLICATION, OWNER, connected_as, drop_database
from tests.factories import NOW
from tests.one_of_everything import one_of_everything
from tests.test_roles import rights_on


@dataclass(frozen=True)
class Kept:
    file: Path
    manifest: Manifest
    people: int


@pytest.fixture(scope="module")
def kept(ledger_may_be_emptied, django_db_blocker, tmp_path_factory) -> Iterator[Kept]:
    """One of everything, committed, and the backup of it."""
    file = tmp_path_factory.mktemp("backups") / "monday.zip"
    with django_db_blocker.unblock():
        one_of_everything()
        yield Kept(file, back_up(file, at=NOW), Person.objects.count())
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def empty(kept: Kept) -> Iterator[str]:
    """A database with nothing in it."""
    name = f"{connection.settings_dict['NAME']}_restored"
    _outside(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield name
    drop_database(name)


def _outside(statement: str) -> None:
    with owning(str(connection.settings_dict["NAME"])), connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def owning(database: str) -> Iterator[None]:
    with connected_as({**OWNER, "NAME": database}):
        yield


def using(database: str):
    return connected_as({**APPLICATION, "NAME": database})


def complaints(findings) -> list[str]:
    return [str(finding) for finding in findings if finding.faults]


def test_a_backup_is_restored_with_all_that_was_in_it(kept, empty):
    with owning(empty):
        findings = restore(kept.file)
        assert complaints(findings) == []
        assert min(finding.checked for finding in findings) > 0
    with using(empty):
        assert Person.objects.count() == kept.people
        assert bytes(Document.objects.first().original)


def test_a_backup_restored_under_another_key_says_what_cannot_be_read(kept, empty, settings):
    settings.SECRET_KEY = "not the key of that Monday"
    with owning(empty):
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("restore", str(kept.file), stdout=out)
    (complaint,) = [line for line in out.getvalue().splitlines() if "WRONG" in line]
    assert complaint.startswith("secrets against the key of this server: 1 checked")
    assert "cannot be read with SECRET_KEY or SECRET_KEY_FALLBACKS" in complaint


@pytest.mark.skipif(settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE, reason="one role is both here")
def test_the_application_owns_nothing_of_what_was_restored(kept, empty):
    with owning(empty):
        restore(kept.file)
    with using(empty), connection.cursor() as cursor:
        assert rights_on("claims_claim") == {"SELECT", "INSERT", "UPDATE", "DELETE"}
        assert rights_on("claims_event") == {"SELECT", "INSERT"}
        assert rights_on("claims_ledgerhead") == {"SELECT"}
        cursor.execute("SELECT has_function_privilege(current_user, 'claims_event_is_chained()', 'EXECUTE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_work_goes_on_where_the_backup_ended(kept, empty):
    with owning(empty):
        restore(kept.file)
    with using(empty):
        last = Event.objects.order_by("-sequence").first()
        Event(dossier=last.dossier, verb="claim accepted", subject="claim", subject_id=1, sequence=0, at=NOW).save()
        assert dict(kept.manifest.ledgers)[last.dossier.slug] == f"{last.sequence}:{last.hash}"
        out = StringIO()
        call_command("check_integrity", backup=kept.file, stdout=out)
        assert "WRONG" not in out.getvalue()


def test_a_restore_replaces_only_when_told_so(kept, empty):
    with owning(empty):
        restore(kept.file)
        Person.objects.create(username="later")
        with pytest.raises(NotRestored, match="not empty"):
            restore(kept.file)
        assert Person.objects.filter(username="later").exists()
        assert complaints(restore(kept.file, replace=True)) == []
        assert not Person.objects.filter(username="later").exists()


def test_a_restore_that_fails_in_the_middle_leaves_what_was_there(kept, empty, tmp_path):
    """Its dump and its hash agree, but the dump is cut."""
    cut = changed(kept.file, tmp_path / "cut.zip", cut_at=0.7)
    with owning(empty):
        restore(kept.file)
        with pytest.raises(DumpFailed, match="pg_restore failed"):
            restore(cut, replace=True)
        assert Person.objects.count() == kept.people


def changed(source: Path, target: Path, *, cut_at: float = 1, **said: object) -> Path:
    """The backup with other words in its manifest, or a shorter dump that the manifest knows of."""
    with zipfile.ZipFile(source) as archive:
        manifest, dump = json.loads(archive.read("manifest.json")), archive.read("database.dump")
    dump = dump[: int(len(dump) * cut_at)]
    manifest |= {"dump_sha256": hashlib.sha256(dump).hexdigest()} | said
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("database.dump", dump)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def test_a_damaged_file_is_refused(kept, tmp_path):
    damaged = tmp_path / "damaged.zip"
    content = bytearray(kept.file.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(NotRestored, match="damaged"):
        read(damaged)


def test_a_file_that_is_another_than_its_manifest_says_is_refused(kept, tmp_path):
    with pytest.raises(NotRestored, match="not what was backed up"):
        read(changed(kept.file, tmp_path / "other.zip", dump_sha256="0" * 64))


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_backup_is_refused(tmp_path, content):
    file = tmp_path / "holiday.zip"
    file.write_bytes(content)
    with pytest.raises(NotRestored, match="no backup"):
        read(file)


def test_a_backup_of_a_newer_version_is_refused(kept, empty, tmp_path):
    newer = changed(
        kept.file, tmp_path / "newer.zip", migrations=["claims.0001_from_question_to_event", "claims.9999_x"]
    )
    with owning(empty), pytest.raises(NotRestored, match=r"newer version, which made claims\.9999_x"):
        restore(newer)


def test_a_backup_that_needs_an_extension_says_so(kept, empty, tmp_path):
    wanting = changed(kept.file, tmp_path / "wanting.zip", extensions=["vector"])
    with owning(empty), pytest.raises(NotRestored, match="vector"):
        restore(wanting)


def test_rows_lost_and_ledgers_cut_are_told(kept, empty, tmp_path):
    tables = {**kept.manifest.tables, "claims_claim": 7}
    ledgers = {**kept.manifest.ledgers, "floods": "4000:abc"}
    other = changed(kept.file, tmp_path / "other.zip", tables=tables, ledgers=ledgers)
    out = StringIO()
    with owning(empty), pytest.raises(SystemExit) as ended:
        call_command("restore", other, stdout=out)
    assert ended.value.code == 1
    assert "claims_claim had 7 and has" in out.getvalue()
    assert "floods: line 4000 is not the one of the checkpoint" in out.getvalue()


_FAULTS = {
    "UPDATE sources_document SET original = 'other'::bytea": "original bytes against their SHA-256",
    "UPDATE sources_document SET sha256 = lpad(id::text, 64, '0')": "documents against the line of their import",
    "UPDATE sources_passage SET exact = 'other'": "passages against their text",
    "UPDATE claims_claim SET value_text = 'other'": "values of claims against their text",
    "UPDATE claims_reconciliation SET rationale = 'other'": "words of decisions against the ledger",
    "UPDATE claims_event SET detail = '{}'": "lines of the ledgers against their chain",
}


def test_every_fault_is_found_where_it_is(kept, empty):
    """By somebody who may put every trigger to rest."""
    with owning(empty):
        restore(kept.file)
        for fault, what in _FAULTS.items():
            table = fault.split()[1]
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"CREATE TABLE before AS TABLE {table}")
                cursor.execute(fault)
            out = StringIO()
            with pytest.raises(SystemExit):
                call_command("check_integrity", stdout=out)
            assert any(line.startswith(what) and "WRONG" in line for line in out.getvalue().splitlines()), fault
            column = fault.split()[3]
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} t SET {column} = b.{column} FROM before b WHERE b.id = t.id")
                cursor.execute(f"DROP TABLE before; ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_backup_is_whole_or_not_there(kept, tmp_path, monkeypatch):
    target = tmp_path / "tuesday.zip"
    target.write_text("of last week")

    def broken(*, snapshot: str) -> Iterator[bytes]:
        yield b"a beginning"
        raise DumpFailed("pg_dump failed: the disk is full")

    monkeypatch.setattr(dumping, "dump", broken)
    with pytest.raises(CommandError, match="the disk is full"):
        call_command("backup", target)
    assert [each.name for each in tmp_path.iterdir()] == ["tuesday.zip"]
    assert target.read_text() == "of last week"


def test_a_backup_is_for_its_owner_alone(kept):
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600


def test_where_no_programs_are_the_backup_says_so(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(dumping, "_folders", lambda: iter([tmp_path]))
    with pytest.raises(CommandError, match="pg_dump, pg_restore and psql are not on this machine"):
        call_command("backup", tmp_path / "tuesday.zip")


@pytest.mark.django_db
def test_programs_older_than_the_server_are_not_used(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(dumping, "_version", lambda folder: 9)
    with pytest.raises(DumpFailed, match="the newest programs here are of 9"):
        dumping.programs()
