"""Words that have to go, blotted out wherever else they were written: in any text column of any table.

Pure but for `blot_out`, which asks PostgreSQL which columns there are, so that a table added tomorrow is no exception.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

BLOT = "█"
_HEAD = 3  # code points by which a word is looked up
_QUOTE, _QUOTE_ZH = 40, 16  # code points of a text that are a quotation of it, the latter where most are Chinese
_AT_ONCE = 2000  # rows

# What no person wrote: names of migrations, of models and of rights.
_NEVER = {"django_migrations", "django_content_type", "auth_permission"}

_COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    AND (c.data_type IN ('text', 'character varying', 'jsonb')
         OR c.data_type = 'ARRAY' AND c.udt_name IN ('_text', '_varchar'))
ORDER BY c.table_name, c.ordinal_position
"""


def blotted(words: str) -> str:
    """As many blots as there were code points: what counts them still finds its place."""
    return BLOT * len(words)


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


class Blotter:
    """Blots words out of what somebody wrote, and what quotes a text at length.

    A word is found whatever its case, and not inside a longer one; white space counts as one space.
    """

    def __init__(self, words: Iterable[str], text: str = "") -> None:
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for word in {" ".join(each.split()).lower() for each in words}:
            if word:
                self._by_head[word[:_HEAD]].append(word)
        plain = "".join(character for character, _ in _plain(text))
        self._quotes = {plain[start:end] for start, end in _stretches(plain)}

    def __call__(self, said: str) -> str:
        """The same with blots, or as it was."""
        placed = list(_plain(said))
        plain = "".join(character for character, _ in placed)
        out = list(said)
        for start, end in self._places(plain):
            first, last = placed[start][1], placed[end - 1][1]
            out[first : last + 1] = BLOT * (last + 1 - first)
        return "".join(out)

    def _places(self, plain: str) -> Iterator[tuple[int, int]]:
        for start in range(len(plain)):
            for word in self._by_head.get(plain[start : start + _HEAD], ()):
                end = start + len(word)
                if plain.startswith(word, start) and _stands_alone(plain, start, end):
                    yield start, end
            for end in range(start + 1, min(start + _HEAD, len(plain) + 1)):  # words shorter than that
                if plain[start:end] in self._by_head.get(plain[start:end], ()) and _stands_alone(plain, start, end):
                    yield start, end
        if self._quotes:
            yield from ((start, end) for start, end in _stretches(plain) if plain[start:end] in self._quotes)


def _plain(text: str) -> Iterator[tuple[str, int]]:
    """Each code point in small letters with its place; runs of white space are one space."""
    was_space = False
    for place, character in enumerate(text):
        is_space = character.isspace()
        if not (is_space and was_space):
            small = character.lower()
            yield " " if is_space else small if len(small) == 1 else character, place
        was_space = is_space


def _stretches(plain: str) -> Iterator[tuple[int, int]]:
    """Every stretch of a text that is long enough to be a quotation."""
    for start in range(len(plain) - _QUOTE + 1):
        yield start, start + _QUOTE
    chinese = [0]
    for character in plain:
        chinese.append(chinese[-1] + _is_chinese(character))
    for start in range(len(plain) - _QUOTE_ZH + 1):
        if 2 * (chinese[start + _QUOTE_ZH] - chinese[start]) > _QUOTE_ZH:
            yield start, start + _QUOTE_ZH


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Not part of a longer word; Chinese has no gaps between words."""
    return not (_joins(plain, start - 1, start) or _joins(plain, end, end - 1))


def _joins(plain: str, outside: int, inside: int) -> bool:
    if not 0 <= outside < len(plain):
        return False
    out, within = plain[outside], plain[inside]
    return out.isalnum() and within.isalnum() and not _is_chinese(out) and not _is_chinese(within)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds words, and the key of its table."""

    table: str
    name: str
    kind: str
    key: str


def columns(*, leave: Collection[str] = ()) -> list[Column]:
    """Every column of words but those of the tables to leave, keys, and those that hold one of a few fixed words.

    Histories come last: what is blotted in a table is written to its history first.
    """
    with connection.cursor() as cursor:
        keys = {
            table: connection.introspection.get_primary_key_column(cursor, table)
            for table in connection.introspection.table_names(cursor)
        }
        cursor.execute(_COLUMNS)
        found = cursor.fetchall()
    fixed = {
        (table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        for table in (model._meta.db_table, f"{model._meta.db_table}history")
        if field.choices
    }
    made = [
        Column(table, name, kind, key)
        for table, name, kind in found
        if (key := keys.get(table)) and name != key and (table, name) not in fixed and table not in {*_NEVER, *leave}
    ]
    return sorted(made, key=lambda column: column.table.endswith("history"))


def blot_out(blotter: Blotter, where: Iterable[Column]) -> dict[str, list[Any]]:
    """Blot these columns; returns the keys of the rows that were changed, by table."""
    changed: dict[str, set[Any]] = defaultdict(set)
    for column in where:
        for key, value in _values(column):
            became = _written(value, blotter)
            if became != value:
                _write(column, key, became)
                changed[column.table].add(key)
    return {table: sorted(keys) for table, keys in changed.items()}


def saying(blotter: Blotter, column: Column) -> list[Any]:
    """The keys of the rows in which something would be blotted."""
    return [key for key, value in _values(column) if _written(value, blotter) != value]


def still_said(words: Iterable[str], where: Iterable[Column]) -> dict[str, int]:
    """In how many rows one of these words still stands, as whole words, by table and column."""
    counts = {f"{column.table}.{column.name}": len(saying(Blotter(words), column)) for column in where}
    return {place: count for place, count in counts.items() if count}


def _written(value: Any, blot: Callable[[str], str]) -> Any:
    """The value with every string in it blotted; of JSON kept as text the strings, not the signs around them."""
    if isinstance(value, str):
        return _json_written(value, blot) if value[:1] in ("{", "[") else blot(value)
    if isinstance(value, list):
        return [_written(each, blot) for each in value]
    if isinstance(value, dict):
        return {blot(name): _written(each, blot) for name, each in value.items()}
    return value


def _json_written(text: str, blot: Callable[[str], str]) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        return blot(text)
    became = _written(said, blot)
    return text if became == said else json.dumps(became, ensure_ascii=text.isascii())


def _values(column: Column) -> Iterator[tuple[Any, Any]]:
    """Key and value of every row that has one, some thousand at a time."""
    names = {"table": column.table, "key": column.key, "column": column.name}
    said = sql.SQL(
        "SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL "
        "AND (%(last)s::text IS NULL OR {key}::text > %(last)s) ORDER BY {key}::text LIMIT %(most)s"
    ).format(**{name: sql.Identifier(value) for name, value in names.items()})
    last: str | None = None
    while True:
        with connection.cursor() as cursor:
            cursor.execute(said, {"last": last, "most": _AT_ONCE})
            rows = cursor.fetchall()
        for key, value in rows:
            yield key, json.loads(value) if column.kind == "jsonb" and isinstance(value, str) else value
        if len(rows) < _AT_ONCE:
            return
        last = str(rows[-1][0])


def _write(column: Column, key: Any, value: Any) -> None:
    statement = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s").format(
        sql.Identifier(column.table), sql.Identifier(column.name), sql.Identifier(column.key)
    )
    with connection.cursor() as cursor:
        stored: Any = Jsonb(value) if column.kind == "jsonb" else value
        cursor.execute(statement, [stored, key])
