"""What somebody typed to search for: words of written-out languages, and phrases of those written without spaces.

White space parts what has to be found; all of it has to be. "..." keeps words together, a - before a word leaves out
what has it, `or` takes either. A part with a Chinese character in it is looked for as it stands, in both scripts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from claims.searching.variants import variants

LONGEST = 200  # code points of what is typed; stretches of a text overlap by more (migration 0026)

# Han, kana and hangul; the migration of the index has the same.
UNSPACED = "⺀-⿟々〇぀-ヿ㐀-鿿가-힯豈-﫿𠀀-𿿽"
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_PART = re.compile(r'-?"[^"]*"?|\S+')
_QUOTED = '"“”„«»「」『』'
_QUOTES = str.maketrans(dict.fromkeys(_QUOTED, '"'))
_MOST_PAIRS = 12  # of a phrase that are looked up; the rest of it is held against what these find


@dataclass(frozen=True, slots=True)
class Phrase:
    """Signs that stand together, white space aside, in either script.

    signs      as typed, without white space
    is_wanted  else it must not be there
    """

    signs: str
    is_wanted: bool = True

    @property
    def pairs(self) -> list[str]:
        """Pairs of characters that cover the phrase, as many as are looked up; of a lone character it alone."""
        found = []
        for run in _UNSPACED_RUN.findall(self.signs):
            places = [*range(0, len(run) - 1, 2), *([len(run) - 2] if len(run) % 2 and len(run) > 1 else [])]
            found += [run[place : place + 2] for place in places] if places else [run]
        step = -(-len(found) // _MOST_PAIRS)
        return list(dict.fromkeys(found[::step]))

    @property
    def lookup(self) -> str:
        """The pairs for `tsquery`, either script. Pairs begin at every character: a lone one begins some pair."""
        return " & ".join(f"({' | '.join(_quoted(each) for each in written(pair))})" for pair in self.pairs)

    @property
    def is_found_by_lookup(self) -> bool:
        """Whether nothing is left to hold against the text: what the index knows is all of it."""
        return len(self.signs) <= 2 and _UNSPACED_RUN.fullmatch(self.signs) is not None

    @property
    def pattern(self) -> str:
        """The phrase as a regular expression, of Python and of PostgreSQL."""
        return "".join(_either(sign) for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Query:
    """
    words    what is looked for by words, in the syntax of `websearch_to_tsquery`
    phrases  what is looked for sign by sign
    """

    words: str
    phrases: tuple[Phrase, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing that could be found: only punctuation, or only what is to be left out."""
        wanted = any(phrase.is_wanted for phrase in self.phrases)
        return not wanted and not any(any(map(str.isalnum, part)) for part in self.wanted_words)

    @property
    def wanted_words(self) -> list[str]:
        parts = _PART.findall(self.words)
        return [part for part in parts if not part.startswith("-") and part.lower() != "or"]


def read_query(typed: str) -> Query:
    """What was typed, cut at its longest; signs that no text can hold are nothing."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST].translate(_QUOTES))
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in plain)
    words, phrases = list[str](), list[Phrase]()
    for part in _PART.findall(plain):
        if _UNSPACED_RUN.search(part):
            is_wanted = not part.startswith("-")
            bare = part.lstrip("-")
            bare = bare.strip('"') if bare.startswith('"') else bare
            phrases.append(Phrase("".join(bare.split()).lower(), is_wanted))
        else:
            words.append(part)
    return Query(" ".join(words), tuple(dict.fromkeys(phrases)))


def written(pair: str) -> list[str]:
    """One or two characters in every way that the scripts write them."""
    ways = [""]
    for character in pair:
        ways = [way + each for way in ways for each in variants(character)]
    return ways


def _quoted(pair: str) -> str:
    return f"'{pair}'" if len(pair) > 1 else f"'{pair}':*"


def _either(sign: str) -> str:
    ways = tuple(_QUOTED) if sign == '"' else variants(sign)
    if len(ways) > 1:
        return f"[{''.join(ways)}]"
    return sign if sign.isalnum() else f"[{sign}]" if sign not in "\\^[]" else f"\\{sign}"
