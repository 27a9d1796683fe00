"""Words that are stored or said in English and shown in the language of the interface.

States, levels and the ledger's verbs are kept as plain English words, and so are the machine's reasons: what was
decided reads the same for ever, whoever looks. The domain refuses in English sentences too, since commands and the API
say them. A page translates both as it shows them: words are looked up (words.py), sentences are told by their shape
(sentences.py, files.py).
"""

from __future__ import annotations

import re
from functools import cache, partial

from django.utils.translation import get_language, gettext

from claims.shown.files import OF_FILES
from claims.shown.sentences import SENTENCES

_PLACE = re.compile(r"%\((\w+)\)s")


def shown(words: object) -> str:
    """The words in the reader's language; as they stand where nobody translated them."""
    text = str(words)
    if not text or (get_language() or "en").startswith("en"):
        return text
    translated = gettext(text)
    if translated != text:
        return translated
    for shape, sentence in _shapes():
        if found := shape.fullmatch(text):
            return _PLACE.sub(partial(_filled, found), gettext(sentence))
    return text


def _filled(found: re.Match[str], place: re.Match[str]) -> str:
    return shown(found[place[1]])


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
