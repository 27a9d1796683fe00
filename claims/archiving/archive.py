"""The file: a ZIP of the rows of each table, of bytes and texts, and of a manifest that says what each member is.

    rows/<table>.ndjson    a row a line, in the order of the keys
    people.ndjson          whom the rows name: number, user name and name, nothing else of an account
    <column>/<table>/<key> bytes as they came, texts as they were read
    manifest.json          what it is, where the ledger stands, and the size and SHA-256 of every member

It holds withheld passages, notes and comments: it is for whoever may see the whole dossier, and no publication.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from claims.archiving.rows import TABLES, Table, lines, people_of
from claims.ledger import head_of
from claims.snapshots import snapshot
from sources.models import Dossier

FORMAT = "concordance dossier archive 1"
MANIFEST, PEOPLE = "manifest.json", "people.ndjson"
MOST_BYTES = 32 * 1024**3  # of all members, unpacked
MOST_OF_A_BODY = 900 * 1024**2  # PostgreSQL takes no longer value
_NAME = re.compile(r"people\.ndjson|rows/[a-z_]+\.ndjson|(original|text)/[a-z_]+/[0-9]{1,19}")
_BLOCK = 1024**2


class NotRestored(Exception):
    """The archive or the instance is not what a restore needs; the message is for people. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Member:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`schema`: the newest migration of each app; `ledger`: its last line, as SEQUENCE:HASH."""

    format: str
    dossier: str
    made_at: str
    ledger: str
    schema: dict[str, str]
    members: dict[str, Member] = field(default_factory=dict)


def write(dossier: Dossier, file: BinaryIO, *, at: dt.datetime) -> Manifest:
    """All of a dossier as it is at one moment, whatever is written meanwhile."""
    with snapshot(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        manifest = Manifest(FORMAT, dossier.slug, at.isoformat(), head_of(dossier), schema())
        for name, blocks in _members(dossier):
            manifest.members[name] = _pack(packed, name, blocks)
        packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    return manifest


def _members(dossier: Dossier) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield PEOPLE, people_lines(dossier)
    for table in TABLES:
        yield rows_name(table), lines(table, dossier)
        for column in table.bodies:
            kept = table.rows(dossier).filter(**{f"{column}__isnull": False})
            for key in kept.order_by("pk").values_list("pk", flat=True):
                body = table.model._base_manager.values_list(column, flat=True).get(pk=key)
                yield f"{column}/{table.name}/{key}", [body.encode() if isinstance(body, str) else bytes(body)]


def people_lines(dossier: Dossier) -> Iterator[bytes]:
    for person in people_of(dossier).values("id", "username", "first_name", "last_name"):
        yield json.dumps(person, ensure_ascii=False).encode() + b"\n"


def rows_name(table: Table) -> str:
    return f"rows/{table.name}.ndjson"


def schema() -> dict[str, str]:
    applied = sorted(MigrationLoader(connection).applied_migrations)
    return {app: max(name for label, name in applied if label == app) for app in ("sources", "claims")}


def _pack(packed: zipfile.ZipFile, name: str, blocks: Iterable[bytes]) -> Member:
    sha256, size = hashlib.sha256(), 0
    with packed.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as member:
        for block in blocks:
            member.write(block)
            sha256.update(block)
            size += len(block)
    return Member(size, sha256.hexdigest())


# ---- reading ----


class Archive:
    """An archive that is whole: every member is there, no other, and each is what the manifest says of it."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest) -> None:
        self.packed, self.manifest = packed, manifest

    def lines(self, name: str) -> Iterator[bytes]:
        with self.packed.open(name) as member:
            yield from member

    def body(self, name: str) -> bytes | None:
        """The bytes; None where the row has none."""
        return self.packed.read(name) if name in self.manifest.members else None


def opened(path: Path) -> Archive:
    """Raises NotRestored for anything but a whole archive. No member is unpacked beyond what the manifest allows."""
    try:
        packed = zipfile.ZipFile(path)
        manifest = _manifest(packed)
        _expect_names(packed, manifest)
        for name, member in manifest.members.items():
            _expect_whole(packed, name, member)
    except OSError as error:
        raise NotRestored(f"{path} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise NotRestored(f"{path} is no archive of a dossier, or it is damaged: {error}.") from error
    return Archive(packed, manifest)


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    try:
        described = packed.getinfo(MANIFEST)
        if described.file_size > 2**30:
            raise NotRestored("The manifest of the archive is longer than any that was ever written.")
        said = json.loads(packed.read(described))
        if said["format"] != FORMAT:
            raise NotRestored(f"The archive is a “{said['format']}”; this version reads “{FORMAT}”.")
        members = {name: Member(int(each["size"]), str(each["sha256"])) for name, each in said.pop("members").items()}
        return Manifest(**said, members=members)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotRestored("The file is no archive of a dossier: it has no manifest that can be read.") from error


def _expect_names(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [each.filename for each in packed.infolist()]
    if strange := [name for name in manifest.members if not _NAME.fullmatch(name)]:
        raise NotRestored(f"The archive names “{strange[0][:80]}”, which no archive of a dossier has.")
    if sorted(names) != sorted([*manifest.members, MANIFEST]):
        odd = next(iter(set(names) ^ {*manifest.members, MANIFEST}), "a member twice")
        raise NotRestored(f"The archive and its manifest do not name the same members: “{odd[:80]}”.")
    if missing := {PEOPLE, *map(rows_name, TABLES)} - set(names):
        raise NotRestored(f"The archive lacks “{min(missing)}”.")
    if sum(each.size for each in manifest.members.values()) > MOST_BYTES:
        raise NotRestored(f"The archive is larger than {MOST_BYTES // 1024**3} GB unpacked.")


def _expect_whole(packed: zipfile.ZipFile, name: str, member: Member) -> None:
    most = MOST_BYTES if name.endswith(".ndjson") else MOST_OF_A_BODY
    if packed.getinfo(name).file_size != member.size or member.size > most:
        raise NotRestored(f"“{name}” of the archive is of another size than the manifest says.")
    sha256 = hashlib.sha256()
    with packed.open(name) as unpacked:
        while block := unpacked.read(_BLOCK):
            sha256.update(block)
    if sha256.hexdigest() != member.sha256:
        raise NotRestored(f"“{name}” of the archive is not what was archived: it was damaged or changed.")
