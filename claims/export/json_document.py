"""One JSON document, written record by record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.export.contents import Contents
from claims.export.shapes import RECORD_VERSION

MEDIA_TYPE = "application/json"
SUFFIX = "json"


def blocks(contents: Contents) -> Iterator[bytes]:
    """`{record_version, sequence, checkpoints, records: [...], withdrawn: [...]}`."""
    head = {"record_version": RECORD_VERSION, "sequence": contents.sequence, "checkpoints": contents.checkpoints}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "records": [').encode()
    for number, record in enumerate(contents.records):
        yield ((",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)).encode()
    yield f'\n], "withdrawn": {json.dumps(contents.withdrawn, ensure_ascii=False)}}}\n'.encode()
