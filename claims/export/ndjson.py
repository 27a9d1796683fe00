"""One JSON object a line."""

import json
from collections.abc import Iterable, Iterator

from claims.export.record import ReconciledRecord

MEDIA_TYPE = "application/x-ndjson"


def lines(records: Iterable[ReconciledRecord]) -> Iterator[str]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
