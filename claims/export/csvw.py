"""The description of the CSV by CSV on the Web (W3C): its columns, their types and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claims.export.contents import Contents
from claims.export.shapes import RECORD_VERSION
from claims.export.table import COLUMNS

MEDIA_TYPE = "application/csvm+json"
SUFFIX = "csv-metadata.json"


def blocks(contents: Contents) -> Iterator[bytes]:
    yield described("reconciled-claims.csv", contents.lines)


def described(file_name: str, checkpoints: list[str]) -> bytes:
    """The description of the CSV of this name, to stand beside it, with where the ledgers stood."""
    return (json.dumps(_metadata(file_name, checkpoints), ensure_ascii=False, indent=1) + "\n").encode()


def _metadata(url: str, checkpoints: list[str]) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": "Reconciled claims",
        "dc:description": f"One row a claim of a reconciled question. Version {RECORD_VERSION} of the record.",
        "dc:identifier": checkpoints,
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.datatype,
                    "required": column.required,
                    "dc:description": column.says,
                }
                for column in COLUMNS
            ],
            "primaryKey": ["question_id", "role", "claim_id"],
        },
    }
