"""One JSON array, written record by record."""

import json
from collections.abc import Iterable, Iterator

from claims.export.record import ReconciledRecord

MEDIA_TYPE = "application/json"


def lines(records: Iterable[ReconciledRecord]) -> Iterator[str]:
    yield "["
    for number, record in enumerate(records):
        yield (",\n" if number else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]\n"
