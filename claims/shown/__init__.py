"""Words that are stored or said in English and shown in the language of the interface.

States, levels and the ledger's verbs are kept as plain English words, and so are the machine's reasons: what was
decided reads the same for ever, whoever looks. The domain refuses in English sentences too, since commands and the API
say them. A page translates both as it shows them: words are looked up (words.py), sentences are told by their shape
(sentences.py, files.py), and the values in them by theirs (amounts.py).
"""

from __future__ import annotations

import re
from functools import cache, partial

from django.utils.translation import gettext

from claims.shown.amounts import (
    amount_said,
    is_large,
    number_said,
    position_said,
    reading_language,
    unit_said,
    value_said,
)
from claims.shown.files import OF_FILES
from claims.shown.sentences import OF_VALUES, SENTENCES
from claims.shown.words import KINDS, MODIFIERS
from sources.models.document import language_named

__all__ = [
    "amount_said",
    "kind_said",
    "language_said",
    "modifier_said",
    "number_said",
    "position_said",
    "reading_language",
    "shown",
    "unit_said",
    "value_said",
]

_PLACE = re.compile(r"%\((\w+)\)s")
_LISTED = re.compile(r"(?<=” \()[^()]+(?=\))")  # “43,000人” (43,000 people), “58,000人” (58,000 people)


def shown(words: object) -> str:
    """The words in the reader's language; as they stand where nobody translated them.

    To a reader of English only the large numbers in the values of a sentence are told anew.
    """
    text = str(words)
    if not text or (reading_language() == "en" and not is_large(text)):
        return text
    translated = gettext(text)
    if translated != text:
        return translated
    for shape, sentence in _shapes():
        if found := shape.fullmatch(text):
            return _PLACE.sub(partial(_filled, found), gettext(sentence))
    return text


def kind_said(kind: str) -> str:
    """A kind of values, in the reader's language."""
    return shown(KINDS.get(kind, kind))


def modifier_said(modifier: str) -> str:
    """The modifier of a value, or several joined by "+", in the reader's language."""
    return ", ".join(shown(MODIFIERS.get(name, name)) for name in modifier.split("+"))


def language_said(code: str) -> str:
    """A language, in the reader's."""
    return shown(language_named(code))


def _filled(found: re.Match[str], place: re.Match[str]) -> str:
    """What stands in a place of a sentence: words of ours, or values. What is quoted is somebody's words."""
    words, name = found[place[1]], place[1]
    is_quoted = place.string[place.start() - 1 : place.start()] == "“"
    if name in OF_VALUES and not is_quoted:
        return " + ".join(amount_said(each) for each in words.split(" + "))
    if name == "read":
        return _LISTED.sub(lambda value: amount_said(value[0]), words)
    return unit_said(words) if name == "unit" and reading_language() != "en" else shown(words)


@cache
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with something filled in, the ones that say most themselves first."""
    filled = [sentence for sentence in [*SENTENCES, *OF_FILES] if _PLACE.search(sentence)]
    return [(_shape(sentence), sentence) for sentence in sorted(filled, key=_length, reverse=True)]


def _shape(sentence: str) -> re.Pattern[str]:
    parts = _PLACE.split(sentence)
    places = (f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile("".join(places), re.DOTALL)


def _length(sentence: str) -> int:
    return len(_PLACE.sub("", sentence))
