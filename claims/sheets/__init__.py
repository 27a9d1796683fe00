"""Ready-made claims in a table (CSV, TSV): read, looked at, imported.

table       bytes -> a header and its lines            pure
fields      which column says what                     pure
rows        lines as rows, the sheet as a text         pure
citing      the documents and places that rows cite
proposals   rows -> the claims they would become, or why not
importing   the good ones written, once
faults      the others as a table to correct
"""

from claims.sheets.faults import faults_as_csv
from claims.sheets.importing import (
    Imported,
    findings_of,
    import_sheet,
    imported_before,
    keep_sheet,
    map_columns,
    preview,
)
from claims.sheets.proposals import Findings, Proposal
from claims.sheets.rows import Fault

__all__ = [
    "Fault",
    "Findings",
    "Imported",
    "Proposal",
    "faults_as_csv",
    "findings_of",
    "import_sheet",
    "imported_before",
    "keep_sheet",
    "map_columns",
    "preview",
]
