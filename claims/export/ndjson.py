"""One JSON object a line; the last one tells what came before it, so that a cut stream shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import chain

from claims.export.contents import Contents

MEDIA_TYPE = "application/x-ndjson"
SUFFIX = "ndjson"


def blocks(contents: Contents) -> Iterator[bytes]:
    """The records, the tombstones, and `{"_end": true, count, sequence, checkpoints, sha256}` of the bytes before.

    `sequence` is that of the ledger where the export is of one dossier: what to ask `since` the next time.
    """
    sha256, count = hashlib.sha256(), 0
    for told in chain(contents.records, contents.withdrawn):
        count += 1
        line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        sha256.update(line)
        yield line
    end = {
        "_end": True,
        "count": count,
        "sequence": contents.sequence,
        "checkpoints": contents.checkpoints,
        "sha256": sha256.hexdigest(),
    }
    yield json.dumps(end, ensure_ascii=False).encode() + b"\n"
