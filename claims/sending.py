"""What was sent at once, as a batch takes it: files one by one, those of an archive too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile

from claims import batches
from claims.models import Batch
from sources.extracting import ExtractionFailed
from sources.extracting.apart import MOST_BYTES, check_size
from sources.extracting.archive import is_archive, unpacked
from sources.models import Dossier, Person

MOST_SENT = 4 * MOST_BYTES
"""Bytes of one request, all its files together."""


class TooMuchSent(RequestDataTooBig):
    """A request with files says that it is larger than MOST_SENT; nothing of it is read. The message is for people."""


def sent(files: Sequence[UploadedFile[bytes]]) -> Iterator[batches.Named]:
    """The files of a request, those of an archive one by one; never more of them in memory than one and its archive."""
    for file in files:
        name = file.name or ""
        try:
            check_size(file.size or 0)
        except ExtractionFailed as refusal:
            yield name, refusal
            continue
        data = file.read()
        if is_archive(data):
            yield from unpacked(data, most=MOST_BYTES)
        else:
            yield name, data


def take(
    batch: Batch | None,
    dossier: Dossier,
    files: Iterator[batches.Named],
    *,
    publisher: str,
    language: str = "",
    by: Person | None,
    at: dt.datetime,
    more: bool = False,
) -> Batch:
    """Add files to a batch, begun here where there is none; closed unless more are to come."""
    batch = batch or batches.begin(dossier, publisher=publisher, language=language, by=by, at=at)
    batches.add(batch, files, by=by, at=at)
    return batch if more else batches.close(batch, by=by, at=at)
