"""What a row may say, and which column of a table says it, told by the words of its header. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from claims.errors import Refused

Columns = Mapping[str, str]
"""What each field is read from: the name of a column by the name of a field."""


class Field(StrEnum):
    """What a row says of a claim, in the order of the form."""

    STATEMENT = "statement"
    VALUE = "value"
    NAME = "name"
    DOCUMENT = "document"
    QUOTE = "quote"
    QUESTION = "question"
    POPULATION = "population"
    SCOPE = "scope"
    ATTRIBUTION = "attribution"
    AS_OF = "as_of"
    OVERRIDE_REASON = "override_reason"


HINTS = {
    Field.STATEMENT: "the sentence that says it, with the value as written; needed",
    Field.VALUE: "which value of the sentence, where it holds several",
    Field.NAME: "instead of a value: the name in the sentence that is the answer (who was first, which states)",
    Field.DOCUMENT: "a document of the dossier: its title, file name, address, sha256 or number",
    Field.QUOTE: "the words as they stand in that document",
    Field.QUESTION: "worded as one of the dossier's, or a new one",
    Field.POPULATION: "who or what is counted",
    Field.SCOPE: "where, from when to when, share of what",
    Field.ATTRIBUTION: "according to whom",
    Field.AS_OF: "the day, month or year it holds for: 2020-03-14, 2020-03 or 2020",
    Field.OVERRIDE_REASON: "why the value holds although it is not read there",
}
LONGEST = {
    Field.STATEMENT: 1500,  # beyond that it is no sentence
    Field.VALUE: 200,
    Field.NAME: 200,
    Field.QUOTE: 1500,
    Field.QUESTION: 500,
    Field.POPULATION: 200,
    Field.SCOPE: 300,
    Field.ATTRIBUTION: 300,
    Field.OVERRIDE_REASON: 4000,
}
"""Characters a cell may hold."""

_WORDS = {
    Field.STATEMENT: "statement|claim|sentence|assertion|text|陈述|陳述|主张|主張|说法|說法|论断|論斷|语句",
    Field.VALUE: "value|figure|number|amount|quantity|数值|數值|数字|數字|数量|數量|数据|數據|值",
    Field.NAME: "name as value|named value|named answer|以名称为值|名称值",  # "name" alone may be anything's
    Field.DOCUMENT: "document|source|file|url|link|reference|来源|來源|文献|文獻|文件|文档|文檔|出处|出處|网址|網址",
    Field.QUOTE: "quote|quotation|excerpt|passage|verbatim|引文|引用|原文|摘录|摘錄|引语",
    Field.QUESTION: "question|asked|问题|問題|提问",
    Field.POPULATION: "population|counted|who|group|人群|人口|对象|對象|群体|群體",
    Field.SCOPE: "scope|where|area|region|coverage|place|范围|範圍|地区|地區|地点|地點",
    Field.ATTRIBUTION: "attribution|attributed|according|said by|speaker|归属|歸屬|说话人|說話人|据称|引述",
    Field.AS_OF: "as of|as at|asof|date|截至|截止|日期|时点|時點|时间|時間",
    Field.OVERRIDE_REASON: "override reason|override|reason|justification|理由|原因",
}
_MARKS = re.compile(r"[\W_]+")


class MapRefused(Refused):
    """The columns named cannot be read so."""


def guessed(header: Sequence[str]) -> dict[str, str]:
    """Which column says what, by the words of the header: whole names before parts of them, long words before short.

    A column says one thing at most. What is not recognised is left out.
    """
    fits = []
    for place, name in enumerate(header):
        plain = " ".join(_MARKS.sub(" ", name.casefold()).split())
        for field, words in _WORDS.items():
            for word in words.split("|"):
                if plain == word or _holds(plain, word):
                    fits.append((plain != word, -len(word), place, list(Field).index(field), field, name))
    found: dict[str, str] = {}
    for *_, field, name in sorted(fits):
        if field not in found and name not in found.values():
            found[field] = name
    return {field: found[field] for field in Field if field in found}


def _holds(plain: str, word: str) -> bool:
    """Whether a header has that word in it; of Chinese, which parts no words, one of two signs at least."""
    return f" {word} " in f" {plain} " if word.isascii() else len(word) > 1 and word in plain


def checked(columns: Columns, header: Sequence[str]) -> dict[str, str]:
    """The map with its empty entries left out, in the order of the fields. Raises MapRefused."""
    for field, name in columns.items():
        if field not in list(Field):
            raise MapRefused(f"“{field}” is no field of a claim. There are: {', '.join(Field)}.")
        if name and name not in header:
            raise MapRefused(f"The sheet has no column “{name}”. Its columns: {', '.join(header)}.")
    if not columns.get(Field.STATEMENT):
        raise MapRefused("Say which column holds the statement, the sentence that says the value.")
    return {field: columns[field] for field in Field if columns.get(field)}
