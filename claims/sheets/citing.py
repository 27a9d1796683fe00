"""What rows cite: a document of the dossier by any of its names, and the place in it where words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from claims.drafting import Draft, readings_of, sentences_of
from claims.errors import Refused
from sources.models import Document, Dossier
from sources.passages.folding import Folded, folded
from sources.reading.scripts import language_of

_LEAST_LIKENESS = 60  # of a hundred: below that a sentence is not near
_AROUND = 24  # characters shown on each side of a place
_SHOWN = 160


class NotCited(Refused):
    """The row's document or the place in it is not to be found, or not to be told from another."""


class Library:
    """The documents of a dossier by what people call them: title, file name, address, sha256 or number."""

    def __init__(self, dossier: Dossier, names: Iterable[str]) -> None:
        wanted = {_plain(name) for name in names}
        self._named: dict[str, list[Document]] = defaultdict(list)
        self._newer: dict[int, int] = {}
        if not wanted:
            return
        for document in dossier.documents.without_bodies().order_by("id"):
            if document.supersedes_id:
                self._newer[document.supersedes_id] = document.pk
            called = (document.title, document.file_name, document.url, document.sha256, str(document.pk))
            for name in wanted & {_plain(each) for each in called if each}:
                self._named[name].append(document)

    def document(self, name: str) -> Document:
        """The newest document of that name, its text still in the database. Raises NotCited."""
        called = self._named.get(_plain(name), [])
        found = [document for document in called if document.pk not in self._newer]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{document.pk} ({document})" for document in found)
            raise NotCited(f"“{name}” is the name of several documents: {listed}. Write the number of one.")
        if called:
            newer = self._newer[called[-1].pk]
            raise NotCited(f"A newer capture, document {newer}, took the place of “{name}”: cite that one.")
        raise NotCited(
            f"The dossier has no document called “{name}”. Import it first, or write its file name or number."
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().rstrip("/")


@dataclass
class Cited:
    """A document with its text, read once for all the rows that cite it."""

    document: Document

    @cached_property
    def readings(self) -> list[Draft]:
        return readings_of(self.document)

    @cached_property
    def _folded(self) -> Folded:
        return folded(self.document.text)

    @cached_property
    def _sentences(self) -> list[str]:
        return [" ".join(self.document.text[start:end].split()) for start, end in sentences_of(self.document)]

    def span(self, words: str) -> tuple[int, int]:
        """Where the words stand, whatever its white space, quotation marks and dashes. Raises NotCited."""
        found = self._places(words)
        if len(found) == 1:
            return found[0]
        if found:
            shown = " and ".join(f"“{self._shown(*place)}”" for place in found[:2])
            raise NotCited(
                f"It stands {len(found)} times in “{self.document}”: {shown}. Quote more of the words around."
            )
        near = process.extractOne(words, self._sentences, scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKENESS)
        said = f"The nearest sentence: “{_cut(near[0])}”; copy the words as they stand there." if near else ""
        if not near:
            other = language_of(words) != self.document.language
            said = "Quote the words in the document's own language." if other else "No sentence comes near it."
        raise NotCited(f"“{_cut(words)}” does not stand in “{self.document}”. {said}")

    def _places(self, words: str) -> list[tuple[int, int]]:
        sought, text = folded(words).cased, self._folded
        found, at = list[tuple[int, int]](), -1
        while sought and (at := text.cased.find(sought, at + 1)) >= 0:
            start, end = text.span(at, at + len(sought))
            if self._parts_words(start) and self._parts_words(end):
                found.append((start, end))
        return found

    def _parts_words(self, place: int) -> bool:
        """Whether no word or figure goes on over that place: “12 bridges” does not stand in “112 bridges”."""
        beside = self.document.text[max(0, place - 1) : place + 1]
        return len(beside) < 2 or not all(sign.isascii() and sign.isalnum() for sign in beside)

    def _shown(self, start: int, end: int) -> str:
        text = self.document.text
        return " ".join(
            f"…{text[max(0, start - _AROUND) : start]}{_cut(text[start:end])}{text[end : end + _AROUND]}…".split()
        )


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
