"""Our own little articles with the values marked: "[person:killed|157 people]" answers the question "killed"."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.similarity import Statement
from claims.similarity.statements import statements
from sources.reading.mention import Mention

ARTICLES = Path(__file__).parent / "articles"
_MARK = re.compile(r"\[(?P<dimension>[\w ]+):(?P<question>\w+)\|(?P<quote>[^\]]+)\]")
_BASE_UNITS = {"length": "metre", "mass": "kilogram", "area": "square metre", "duration": "day"}
_NOUN = re.compile(r"(?<=[\d\w] )[A-Za-z]+$|(?<=[辆间座栋件个名具])[\u4e00-\u9fff]+$")


def _mention(start: int, dimension: str, quote: str) -> Mention:
    kinds = {"date": "date", "percent": "percent", "person": "count", "count": "count"}
    kind = kinds.get(dimension, "money" if dimension.isupper() else "quantity")
    unit = None if dimension in ("date", "count") else _BASE_UNITS.get(dimension, dimension)
    noun = _NOUN.search(quote) if kind == "count" else None
    end = start + len(quote)
    year = re.search(r"\d{4}", quote) if kind == "date" else None
    low = f"{year[0]}-01-01" if year else "--01-01" if kind == "date" else "1"
    return Mention(start, end, quote, start, end, kind, low, low, "exact", unit, "1", noun[0] if noun else None)


def marked(text: str, document: str, language: str) -> list[Statement]:
    """The statements of a marked text; the key of each is (document, question)."""
    plain, mentions, questions, end = "", [], [], 0
    for mark in _MARK.finditer(text):
        plain += text[end : mark.start()]
        mentions.append(_mention(len(plain), mark["dimension"], mark["quote"]))
        questions.append(mark["question"])
        plain, end = plain + mark["quote"], mark.end()
    plain += text[end:]
    keys = {
        (document, mention.start): (document, question) for mention, question in zip(mentions, questions, strict=True)
    }
    found = statements(plain, mentions, document=document, language=language)
    return [_renamed(statement, keys[statement.key]) for statement in found]  # type: ignore[index]


def _renamed(statement: Statement, key: tuple[str, str]) -> Statement:
    fields = {name: getattr(statement, name) for name in Statement.__dataclass_fields__}
    return Statement(**{**fields, "key": key})


def article(name: str) -> list[Statement]:
    """The statements of one of the articles: "quake_en"; the part after the _ begins with the language."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    return marked(text, name, name.split("_")[1][:2])


@pytest.fixture(scope="session")
def read_article() -> Callable[[str], list[Statement]]:
    return article


@pytest.fixture(scope="session")
def read_marked() -> Callable[[str, str, str], list[Statement]]:
    return marked
