"""The formats by the name the command and the API know them by."""

from types import ModuleType

from claims.export import claim_review, csv_raw, csv_spreadsheet, csvw, json_document, ndjson, web_annotation, xlsx

FORMATS: dict[str, ModuleType] = {
    "ndjson": ndjson,
    "json": json_document,
    "csv": csv_raw,
    "csvw": csvw,
    "spreadsheet": csv_spreadsheet,
    "xlsx": xlsx,
    "jsonld": web_annotation,
    "claimreview": claim_review,
}
"""Each has MEDIA_TYPE, SUFFIX and `blocks(contents)`, the bytes of the export in pieces."""
