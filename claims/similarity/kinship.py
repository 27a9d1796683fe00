"""Which English words are akin: those that a dictionary gives side by side for the same Chinese words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection

from claims.similarity.stems import stem

_LINE = re.compile(r"/.*/\s*$", re.MULTILINE)
_ONE_WORD = re.compile(r"(?<=[/;])\s?(?:to )?([a-z]+)(?: \([^)]*\))?(?=[/;])")
_MOST_GLOSSES = 10  # an entry of more is a word of many meanings, whose glosses are no kin
_LEAST_ENTRIES = 2
_LEAST_LIKENESS = 0.15


class Kinship:
    """The one-word glosses of every entry that has several."""

    def __init__(self, dictionary: str) -> None:
        found = (set(_ONE_WORD.findall(line[0])) for line in _LINE.finditer(dictionary))
        self._entries = [glosses for glosses in found if 1 < len(glosses) <= _MOST_GLOSSES]
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, glosses in enumerate(self._entries):
            for word in glosses:
                self._numbers[word].append(number)

    def of(self, words: Collection[str]) -> dict[str, float]:
        """Stems akin to the words of one stem, with how far (0-1): found, establish."""
        own = {number for word in words for number in self._numbers.get(word, ())}
        beside = Counter(word for number in own for word in self._entries[number] if word not in words)
        found: dict[str, float] = {}
        for word, count in beside.items():
            likeness = count / math.sqrt(len(own) * len(self._numbers[word]))
            if count >= _LEAST_ENTRIES and likeness >= _LEAST_LIKENESS:
                found[stem(word)] = max(likeness, found.get(stem(word), 0.0))
        return found
