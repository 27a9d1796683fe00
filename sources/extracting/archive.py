"""A zip of documents -> its files, each with the name it has there. Nothing is written to disk, no path followed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from sources.extracting.errors import ExtractionFailed, FileDamaged, FileTooLarge

MOST_UNPACKED = 500_000_000
"""Bytes of all files of an archive together."""
_MOST_ENTRIES = 200_000  # looked at; each takes memory before anything is unpacked
_ENTRY = b"PK\x01\x02"
_OF_ONE_DOCUMENT = ("[Content_Types].xml", "mimetype")  # what DOCX and its like hold, and EPUB and ODT
_UTF8, _LOCKED = 0x800, 0x1  # flags of an entry
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip of files, and not a document that is a zip inside."""
    if data[:4] != b"PK\x03\x04" or data.count(_ENTRY) > _MOST_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not any(name in _OF_ONE_DOCUMENT for name in archive.namelist())
    except _DAMAGED:
        return False


def unpacked(data: bytes, *, most: int) -> Iterator[tuple[str, bytes | ExtractionFailed]]:
    """Each file of an archive and its bytes, or why it is not opened; a file has at most so many.

    Where all of them together are too many, the last one says so, and what follows it is left out.
    """
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or _is_of_the_system(entry.filename):
                continue
            found = _opened(archive, entry, most)
            left -= len(found) if isinstance(found, bytes) else 0
            if left < 0:
                yield _name(entry), FileTooLarge("the archive unpacks to more than 500 MB: send the rest in another")
                return
            yield _name(entry), found


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | ExtractionFailed:
    if entry.flag_bits & _LOCKED:
        return FileDamaged("the file is locked with a password in its archive: unlock it first")
    try:
        with archive.open(entry) as file:
            said = file.read(most + 1)
    except _DAMAGED:
        return FileDamaged("the file cannot be unpacked from its archive: it is damaged there")
    if len(said) > most:
        return FileTooLarge(f"the file has more than {most / 1e6:.0f} MB unpacked: split it")
    return said


def _is_of_the_system(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _name(entry: zipfile.ZipInfo) -> str:
    """Names that do not say they are UTF-8 may be so all the same, or Chinese ones of Windows."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    said = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return said.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
