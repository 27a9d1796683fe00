"""Names that mean one thing in a dossier, as its people wrote them down: Ohio-class boats, 俄亥俄级, SSBN-726.

A machine translation, a nickname or an abbreviation leaves a name that no dictionary leads back. Every name of a group
is read as one word, the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from claims.similarity.terms import Word, words

_SIGN = "Zqxalias"
_SIGNED = re.compile(rf"{_SIGN}([a-z]+)")


@dataclass(frozen=True)
class Aliases:
    """Groups of names; a name that stands in several groups belongs to the first."""

    groups: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, groups: Iterable[Collection[str]]) -> Aliases:
        """Groups of at least two names, in an order of their own; white space and empty names are left aside."""
        told = (tuple(sorted({name.strip() for name in group} - {""})) for group in groups)
        return cls(tuple(sorted(group for group in told if len(group) > 1)))

    def words(self, text: str, language: str) -> tuple[Word, ...]:
        """The words of a text, every alias as one name."""
        if not self.groups or not text:
            return words(text, language)
        signed = self._pattern.sub(lambda found: f" {_SIGN}{_letters(self._number[found[0]])} ", text)
        return tuple(self._named(word) for word in words(signed, language))

    def _named(self, word: Word) -> Word:
        if not _SIGNED.search(word.shown + word.whole):
            return word
        sign = _SIGNED.fullmatch(word.shown)
        whole = _SIGNED.sub(lambda found: self._shown(found[1]), word.whole)
        if sign is None:
            return replace(word, whole=whole)
        shown = self._shown(sign[1])
        return Word(f"={shown}", shown, name=True, whole=whole or shown, at=word.at)

    def _shown(self, letters: str) -> str:
        return self.groups[_number(letters)][0]

    @cached_property
    def _number(self) -> dict[str, int]:
        return {name: number for number, group in reversed([*enumerate(self.groups)]) for name in group}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted(self._number, key=lambda name: (-len(name), name))
        return re.compile("|".join(_written(name) for name in ordered))


NO_ALIASES = Aliases()


def _written(name: str) -> str:
    """A name of letters only as a whole word."""
    before = r"(?<![A-Za-z])" if name[0].isascii() else ""
    after = r"(?![A-Za-z])" if name[-1].isascii() else ""
    return f"{before}{re.escape(name)}{after}"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _number(letters: str) -> int:
    return int("".join(str(ord(letter) - ord("a")) for letter in letters))
