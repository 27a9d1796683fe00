"""The columns of the export of every claim of a dossier: what a claim says, where, and what it is filed under.

Each is said twice: as SQL, in which the database writes a million rows as fast as it reads them, and by the record of
one claim (`record.claim_record`), which knows what may be told where a passage of the document is withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from claims.export.shapes import ClaimRecord
from claims.models import Claim, Filing
from claims.models.filing import STANDING
from sources.models.document import Evidence
from sources.values import DATE


class Form(Enum):
    """How a column is written in JSON. PLAIN: a text that needs no escaping, by a constraint or by its making."""

    TEXT, PLAIN, NUMBER, FLAG = "text", "plain", "number", "flag"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim with what may be told of it; its standing filing, and the question's wording, where there are any."""

    claim: Claim
    record: ClaimRecord
    filing: Filing | None
    wording: str | None
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class Column:
    """`sql` names the tables by the letters of `ROWS`; `of` tells the same of a row. A flag is never null."""

    name: str
    form: Form
    sql: str
    of: Callable[[Row], Any]

    @property
    def value(self) -> str:
        """As a cell of CSV."""
        return f"CASE WHEN {self.sql} THEN 'true' ELSE 'false' END" if self.form is Form.FLAG else self.sql

    def json(self, before: str) -> str:
        """What stands before it, its key and value in JSON.

        One null that is not asked for would swallow the row; each || more is felt.
        """
        written = {
            Form.TEXT: f"coalesce(to_json(({self.value})::text)::text, 'null')",
            Form.PLAIN: f"coalesce('\"' || ({self.value}) || '\"', 'null')",
            Form.NUMBER: f"coalesce(({self.value})::text, 'null')",
            Form.FLAG: self.value,
        }[self.form]
        return f"'{before}\"{self.name}\":' || {written}"


def _text(name: str, sql: str, of: Callable[[Row], Any]) -> Column:
    return Column(name, Form.TEXT, sql, of)


def _plain(name: str, sql: str, of: Callable[[Row], Any]) -> Column:
    return Column(name, Form.PLAIN, sql, of)


def _number(name: str, sql: str, of: Callable[[Row], Any]) -> Column:
    return Column(name, Form.NUMBER, sql, of)


def _flag(name: str, sql: str, of: Callable[[Row], Any]) -> Column:
    return Column(name, Form.FLAG, sql, of)


def _end(extent: str, end: str) -> Column:
    """An end of an extent: a number as short as it can be written, or a day."""
    number = f"{'lower' if end == 'low' else 'upper'}(c.{extent})"
    day = f"(date '0001-01-01' + ({number}::int - 1))::text"

    def of(row: Row) -> Any:
        found = row.record["value"][extent]  # type: ignore[literal-required]
        return found and found[end]

    return _plain(f"{extent}_{end}", f"CASE WHEN c.kind = '{DATE}' THEN {day} ELSE trim_scale({number})::text END", of)


def _value(name: str, column: str) -> Column:
    return _text(name, f"c.{column}", lambda row: row.record["value"][name])  # type: ignore[literal-required]


def _as_of(end: str, sql: str) -> Column:
    return _plain(f"as_of_{end}", sql, lambda row: row.record["as_of"] and row.record["as_of"][end])  # type: ignore[literal-required]


def _passage(form: Form, name: str, sql: str, key: str) -> Column:
    return Column(name, form, sql, lambda row: row.record["passage"] and row.record["passage"][key])  # type: ignore[literal-required]


def _document(form: Form, name: str, sql: str, key: str) -> Column:
    return Column(name, form, sql, lambda row: row.record["document"] and row.record["document"][key])  # type: ignore[literal-required]


def _named(sql: str) -> str:
    """Of a note nothing that could name somebody is told."""
    return f"CASE WHEN d.evidence = '{Evidence.DOCUMENT.value}' THEN {sql} END"


_STATES = ", ".join(f"'{state.value}'" for state in STANDING)
_NOTHING_WITHHELD = (
    "NOT EXISTS (SELECT FROM sources_passage x WHERE x.document_id = {of}.id AND x.withheld_because <> '')"
)
_SOURCE = f"s.evidence = '{Evidence.DOCUMENT.value}' AND {_NOTHING_WITHHELD.format(of='s')}"

CLAIM = (
    _number("id", "c.id", lambda row: row.record["id"]),
    _plain("state", "c.state", lambda row: row.record["state"]),
    _flag("withheld", "false", lambda row: row.record["withheld"]),
    _text("statement", "c.statement", lambda row: row.record["statement"]),
    _text("value_as_written", "c.value_text", lambda row: row.record["value_as_written"]),
    *(_value(name, name) for name in ("kind", "low", "high", "modifier", "unit", "base_unit")),
    *(_end(extent, end) for extent in ("strict", "likely") for end in ("low", "high")),
    _text("population", "c.population", lambda row: None),
    _text("scope", "c.scope", lambda row: None),
    _as_of("first", "lower(c.as_of)::text"),
    _as_of("last", "(upper(c.as_of) - 1)::text"),
    _text("attribution", "c.attribution", lambda row: row.record["attribution"]),
    _flag("is_denied", "c.is_denied", lambda row: row.claim.is_denied),
    _text("language", "c.language", lambda row: row.record["language"]),
    _number("passage_id", "p.id", lambda row: row.record["passage"] and row.record["passage"]["id"]),
    _passage(Form.TEXT, "exact", "p.exact", "exact"),
    _passage(Form.TEXT, "prefix", "p.prefix", "prefix"),
    _passage(Form.TEXT, "suffix", "p.suffix", "suffix"),
    _passage(Form.NUMBER, "start", "p.start", "start"),
    _passage(Form.NUMBER, "end", 'p."end"', "end"),
)
"""`population` and `scope` are the machine's, from the words around: not told where some of these are withheld."""

QUESTION = (
    _number("question_id", "q.id", lambda row: row.filing and row.filing.question_id),
    _text("question", "{wording}", lambda row: row.wording),
    _plain("filing", "f.state", lambda row: row.filing and row.filing.state),
)
DOCUMENT = (
    _document(Form.NUMBER, "document_id", "d.id", "id"),
    _document(
        Form.TEXT,
        "document",
        _named("coalesce(nullif(d.title, ''), nullif(d.file_name, ''), left(d.sha256, 12))"),
        "title",
    ),
    _document(Form.TEXT, "publisher", _named("b.name"), "publisher"),
    _document(Form.PLAIN, "grade", "b.grade", "grade"),
    _document(Form.PLAIN, "published_on", "d.published_on::text", "date"),
    _document(Form.TEXT, "url", _named("nullif(d.url, '')"), "url"),
    _document(Form.PLAIN, "sha256", _named("d.sha256"), "sha256"),
    _document(Form.PLAIN, "derived_from", _named(f"CASE WHEN {_SOURCE} THEN s.sha256 END"), "derived_from"),
    _flag("superseded", "n.id IS NOT NULL", lambda row: row.is_superseded),
)
COLUMNS = (*CLAIM, *QUESTION, *DOCUMENT)
NAMES = [column.name for column in COLUMNS]

_PORTION = "d.dossier_id = {dossier} AND d.id > {after} AND d.id <= {upto}"
# The tables by their letters. Claims are written out before they are put in order, as the database does either on
# several processors, and only what is asked for in order: therefore both ORDER BY. What is told of a document is put
# together once, not once a claim (OFFSET 0), and joined last.
ROWS = f"""
SELECT {{row}}
FROM (
    SELECT d.id AS document_key, c.id AS claim_key, {{of_claim}}
    FROM sources_document d
    JOIN sources_passage p ON p.document_id = d.id
    JOIN claims_claim c ON c.passage_id = p.id
    LEFT JOIN claims_filing f ON f.claim_id = c.id AND f.state IN ({_STATES})
    LEFT JOIN claims_question q ON q.id = f.question_id
    WHERE {_PORTION} AND {_NOTHING_WITHHELD.format(of="d")}
    ORDER BY d.id, c.id
) claims
JOIN (
    SELECT d.id AS document_key, {{of_document}}
    FROM sources_document d
    LEFT JOIN sources_publisher b ON b.id = d.publisher_id
    LEFT JOIN sources_document s ON s.id = d.derived_from_id
    LEFT JOIN sources_document n ON n.supersedes_id = d.id
    WHERE {_PORTION}
    OFFSET 0
) documents USING (document_key)
ORDER BY document_key, claim_key
"""  # noqa: S608 - of constants
