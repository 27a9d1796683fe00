"""One file with everything an instance knows, and the way back from it.

A backup is a ZIP archive (stored) of two files: `database.dump`, the database in pg_dump's custom format, which any
PostgreSQL's pg_restore reads too, and `manifest.json`, which says of the same moment how many rows each table held,
where each ledger stood, which migrations were applied, and the SHA-256 of the dump. Bytes and texts of documents lie in
the database. Not in it: `SECRET_KEY` (without it the secrets of second factors and webhooks cannot be read, nothing
else is lost) and what is only kept to save time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from claims import integrity
from claims.integrity import Finding, Kept
from claims.snapshots import snapshot
from sources import dumping

FORMAT = 1
_DUMP, _MANIFEST = "database.dump", "manifest.json"


class NotRestored(Exception):
    """The file or the database is not what a restore needs; the message is for people. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `migrations` are those applied, as "app.name"."""

    format: int
    made_at: str
    server: str
    extensions: list[str]
    migrations: list[str]
    tables: dict[str, int]
    ledgers: dict[str, str]
    dump_bytes: int
    dump_sha256: str

    @property
    def kept(self) -> Kept:
        return Kept(self.tables, self.ledgers)


def back_up(target: Path, *, at: dt.datetime) -> Manifest:
    """Write a backup: the whole file or none, readable by its owner alone. A file of that name is replaced.

    Whatever is written meanwhile, the dump and the manifest are of one moment. Raises DumpFailed and OSError.
    """
    with _complete_or_absent(target) as part, snapshot():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            moment = cursor.fetchone()[0]
        kept, digest, size = integrity.kept_now(), hashlib.sha256(), 0
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            with archive.open(_DUMP, "w", force_zip64=True) as member:
                for block in dumping.dump(snapshot=moment):
                    member.write(block)
                    digest.update(block)
                    size += len(block)
            manifest = Manifest(
                format=FORMAT,
                made_at=at.isoformat(),
                server=_asked("SHOW server_version")[0],
                extensions=_extensions(),
                migrations=[f"{app}.{name}" for app, name in sorted(MigrationLoader(connection).applied_migrations)],
                tables=kept.tables,
                ledgers=kept.ledgers,
                dump_bytes=size,
                dump_sha256=digest.hexdigest(),
            )
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def restore(source: Path, *, replace: bool = False) -> list[Finding]:
    """Make this database what the backup holds, bring its tables up to this version, and look whether all is there.

    replace   the database may hold something: what the owner of its tables owns in it goes, if the backup is whole

    Connected as the owner of the tables. Raises NotRestored and DumpFailed, and then nothing was changed.
    """
    manifest = read(source)
    _expect_room(manifest, replace=replace)
    with zipfile.ZipFile(source) as archive, archive.open(_DUMP) as member:
        dumping.load(member, replace=replace)
    connection.close()  # what this session knew of the tables is of the past
    rows = integrity.differences(manifest.kept)
    call_command("migrate", verbosity=0, interactive=False)  # and the application gets its rights (config/roles.py)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [rows, *integrity.examine(manifest.kept.checkpoints)]


def read(source: Path) -> Manifest:
    """The manifest of a backup that is whole. Raises NotRestored for anything else."""
    try:
        with zipfile.ZipFile(source) as archive:
            said = json.loads(archive.read(_MANIFEST))
            if said.get("format") != FORMAT:
                raise NotRestored(f"The backup is of format {said.get('format')}; this version reads {FORMAT}.")
            manifest, digest = Manifest(**said), hashlib.sha256()
            with archive.open(_DUMP) as member:
                while block := member.read(dumping.BLOCK):
                    digest.update(block)
    except OSError as error:
        raise NotRestored(f"{source} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise NotRestored(f"{source} is no backup, or it is damaged: {error}.") from error
    if digest.hexdigest() != manifest.dump_sha256:
        raise NotRestored(f"{source} is damaged: what is in it is not what was backed up.")
    return manifest


def _expect_room(manifest: Manifest, *, replace: bool) -> None:
    ours = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if newer := [name for name in manifest.migrations if name not in ours]:
        raise NotRestored(f"The backup is of a newer version, which made {newer[-1]}: update the program first.")
    if missing := set(manifest.extensions) - set(_extensions()):
        raise NotRestored(
            f"The backup needs the extension {', '.join(sorted(missing))} of PostgreSQL, which only a superuser can "
            "create in this database; for the embedded server set EMBEDDER as it was."
        )
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if tables and not replace:
        raise NotRestored(
            f"The database is not empty: it has {len(tables)} tables. Name an empty one, or --replace it."
        )


def _extensions() -> list[str]:
    """Those that somebody created in this database."""
    return _asked("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname")


def _asked(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [answer for (answer,) in cursor.fetchall()]


@contextmanager
def _complete_or_absent(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its name when all of it is written and on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)  # mode 0600
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
