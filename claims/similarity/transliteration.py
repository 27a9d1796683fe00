"""Foreign names in Chinese characters: which characters spell them, and the consonants by which they meet the original.

布林肯 and Blinken, 桑托斯 and Santos share their skeleton of consonants, vowels and doubled sounds left out. What
spells names is learnt from the dictionary's own names; no list of people or places is kept.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from claims.similarity.names import unaccented

_NAME = re.compile(r"^\S+ ([\u4e00-\u9fff]{3,}) \[([^\]]*)\] /(?:the )?[A-Z][a-z]{2,}(?: \(|,|/)", re.MULTILINE)
_LEAST_NAMES, _LEAST_SHARE = 4, 0.046  # names a character must spell, and their share of all words with it
_MOSTLY_LAST = 0.85  # a character that nearly always ends names is a kind of place (市, 州), no spelling
_LEAST_CONSONANTS = 3
_LEAST_FOR_NEARLY, _LEAST_FOR_TWO = 4, 7  # consonants of which one, or two, may differ
_SHORTEST, _MOST_STRANGE = 3, 1  # of a name that is spelt with a character that spells few: 泽连斯基

# Sounds that Chinese spells alike are one class; h and the semivowels are too fickle to count.
_PINYIN = {
    **dict.fromkeys(["b", "p"], "P"),
    **dict.fromkeys(["d", "t"], "T"),
    **dict.fromkeys(["g", "k", "j", "q"], "K"),
    **dict.fromkeys(["z", "c", "s", "x"], "S"),
    **dict.fromkeys(["m", "n"], "N"),
    **dict.fromkeys(["l", "r"], "L"),
    **dict.fromkeys(["f", "w"], "F"),
}
_ENGLISH = {
    **dict.fromkeys("bp", "P"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("gkcqj", "K"),
    **dict.fromkeys("szx", "S"),
    **dict.fromkeys("mn", "N"),
    **dict.fromkeys("lr", "L"),
    **dict.fromkeys("fvw", "F"),
}
_VOWELS = {**dict.fromkeys("a", "a"), **dict.fromkeys("eiy", "i"), **dict.fromkeys("ouüv", "u")}
_FINAL_LIQUID = re.compile(r"[lr](?=[^aeiouylr]|$)")  # Chinese leaves it out as often as not
_DIGRAPHS = [("ph", "f"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("ce", "se"), ("ci", "si"), ("ck", "k"), ("ng", "n")]


class Spelling:
    """What the names of a dictionary teach about spelling names."""

    def __init__(self, dictionary: str, words: Iterable[str]) -> None:
        spelt: Counter[str] = Counter()
        last: Counter[str] = Counter()
        readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, pinyin in _NAME.findall(dictionary):
            syllables = pinyin.lower().split()
            if len(syllables) == len(name):
                last[name[-1]] += 1
                for character, syllable in zip(name, syllables, strict=True):
                    spelt[character] += 1
                    readings[character][syllable.rstrip("12345")] += 1
        used = Counter("".join(words))
        self._any_reading = {character: each.most_common(1)[0][0] for character, each in readings.items()}
        self._readings = {
            character: readings[character].most_common(1)[0][0]
            for character, count in spelt.items()
            if count >= _LEAST_NAMES
            and count >= _LEAST_SHARE * used[character]
            and last[character] <= _MOSTLY_LAST * count
        }

    def spells(self, characters: str) -> bool:
        """Whether these are all characters that foreign names are spelt with."""
        return all(character in self._readings for character in characters)

    def spells_mostly(self, characters: str) -> bool:
        """Whether they spell a name, one of them perhaps that is seldom used for it but is in some name."""
        strange = [character for character in characters if character not in self._readings]
        if len(characters) < _SHORTEST:
            return len(characters) > 1 and not strange
        return len(strange) <= _MOST_STRANGE and all(character in self._any_reading for character in strange)

    def skeleton(self, name: str) -> str:
        """The consonants of a Chinese name in their classes; empty where a character spells none, or too few do."""
        if not self.spells_mostly(name):
            return ""
        return _collapsed("".join(_of_syllable(self._any_reading[character]) for character in name))


def _of_syllable(syllable: str) -> str:
    """Its consonants in capitals, its vowel in small letters; 尔 stands for a final l or r, often left out as well."""
    if syllable == "er":
        return "-"
    vowel = next((_VOWELS[letter] for letter in reversed(syllable) if letter in _VOWELS), "")
    nasal = "N" if syllable.rstrip("g").endswith("n") and len(syllable) > 1 else ""
    return _PINYIN.get(syllable[:1], "-") + vowel + nasal


@cache
def english_skeleton(name: str) -> str:
    """The consonants of an English name in the same classes.

    >>> english_skeleton("Blinken")
    'PLNKN'
    >>> english_skeleton("Lula")
    'LuLa'
    """
    lower = unaccented(name.lower())
    for written, heard in _DIGRAPHS:
        lower = lower.replace(written, heard)
    lower = _FINAL_LIQUID.sub("-", lower)
    return _collapsed("".join(_ENGLISH.get(letter) or _VOWELS.get(letter, "-") for letter in lower))


def _collapsed(sounds: str) -> str:
    """Doubled consonants once and vowels out; a name of two consonants keeps its vowels, one of fewer tells nothing."""
    bare = re.sub(r"[^A-Z-]", "", sounds)
    once = re.sub(r"([A-Z])\1+", r"\1", bare).replace("-", "")
    if len(once) >= _LEAST_CONSONANTS:
        return once
    voiced = re.sub(r"(\w)\1+", r"\1", sounds.replace("-", ""))
    return voiced if sum(letter.isupper() for letter in voiced) == _LEAST_CONSONANTS - 1 else ""


@cache
def nearly_alike(one: str, other: str) -> bool:
    """Whether two skeletons of many consonants differ by one of them, or long ones by two.

    >>> nearly_alike("KLKTLKL", "KLKTL"), nearly_alike("PLNKN", "PLNKT"), nearly_alike("PST", "PSTN")
    (True, True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LEAST_FOR_NEARLY or not longer.isupper() or shorter[0] != longer[0]:
        return False
    allowed = 2 if len(longer) >= _LEAST_FOR_TWO else 1
    return len(longer) - len(shorter) <= allowed and _distance(shorter, longer) <= allowed


def _distance(one: str, other: str) -> int:
    """How many sounds have to be changed, added or taken away to make the one the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(above + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]
