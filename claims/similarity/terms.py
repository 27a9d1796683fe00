"""A text as weighable words: each language pack cuts it, and gives every word the keys that other languages share.

Two words meet when they are the same word, or when an English rendering of the one is written in the other's text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.similarity import stopwords
from claims.similarity.lexicon import Sense, lexicon
from claims.similarity.names import WORD, folded, shown
from claims.similarity.synonyms import classes_of
from claims.similarity.transliteration import english_skeleton

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_CHUNK = re.compile(rf"[{_CJK}]+(?:[·•‧][{_CJK}]+)*|[^{_CJK}]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]\s*|[\"“‘'(\[]\s*)\Z")
_PARTICLES = frozenset(("bin", "ibn", "al", "el", "de", "da", "do", "dos", "du", "di", "von", "van", "der", "den"))
_JOINS_NAMES = re.compile(rf"\s*(?:(?:{'|'.join(sorted(_PARTICLES))})\b[\s-]*)*", re.IGNORECASE)
_LONGEST_PART = 6  # characters of one part of a name
_LONG_NAME = 5
_ORDINAL = re.compile(r"(第[一二三四五六七八九十百]+)")
_ORDINALS = {
    "第三": "third",
    "第四": "fourth",
    "第五": "fifth",
    "第六": "sixth",
    "第七": "seventh",
    "第八": "eighth",
    "第九": "ninth",
    "第十": "tenth",
}  # the dictionary has the first and the second
_OWN_COUNTRY = {"我国": "中国"}  # what a Chinese text calls its own country
_ANY_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    key      what the same word of another text has too: the English stem, the name's root, the Chinese word
    shown    as it is written
    senses   Chinese: its English renderings as stems, the commonest first; empty where the key itself is English
    name     whether it names one person, place or body
    whole    the whole name it is a part of ("Angela Merkel"), itself included; empty where it is no name
    known    whether the dictionary could have led from it to the other language
    at       where it stands in its text, in code points
    sound    the consonants of a name that no dictionary knows, by which it may meet itself in another script
    """

    key: str
    shown: str
    senses: tuple[Sense, ...] = ()
    name: bool = False
    whole: str = ""
    known: bool = True
    at: int = 0
    sound: str = ""


def english(text: str) -> list[Word]:
    """The words of an English text without its stopwords, stemmed; names by their root."""
    text = folded(text)
    capitals = _mostly_capitals(text)
    found: list[Word] = []
    end, whole = 0, ""
    for token in lexicon().tokens(text):
        lower, written = token.written.lower(), shown(token.written)
        starts = capitals or bool(_SENTENCE_START.search(text, 0, token.start))
        name = token.written[:1].isupper() and _is_name(token.written, starts)
        if (
            lower in stopwords.CALENDAR
            or (whole and lower in _PARTICLES)
            or (not name and (lower in stopwords.ENGLISH or len(lower) < 2))
        ):
            continue
        sound = english_skeleton(token.written) if name else ""
        if name:
            goes_on = whole and _JOINS_NAMES.fullmatch(text, end, token.start)
            whole, end = (f"{whole} {written}" if goes_on else written), token.end
        found.append(
            Word(token.key, written, (), name, whole if name else "", lexicon().knows(token.key), token.start, sound)
        )
    return _with_whole_names(found)


def _with_whole_names(found: list[Word]) -> list[Word]:
    """Every part of a name of several words gets the name in full."""
    for number in range(len(found) - 2, -1, -1):
        word, after = found[number], found[number + 1]
        if word.name and after.whole.startswith(word.whole + " "):
            found[number] = replace(word, whole=after.whole)
    return found


def _is_name(written: str, starts: bool) -> bool:
    """A capital says nothing where a sentence or a quotation starts, or in a headline; there the word must be one
    the dictionary knows as a name, or does not know at all."""
    lower = written.lower()
    if starts and lower in stopwords.ENGLISH:
        return False
    return lexicon().is_name(written)


def _mostly_capitals(text: str) -> bool:
    words = WORD.findall(text)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def chinese(text: str) -> list[Word]:
    """The words of a Chinese text, simplified or traditional, without its stopwords; Latin names stay English words."""
    found: list[Word] = []
    for chunk in _CHUNK.finditer(text):
        if not re.match(rf"[{_CJK}]", chunk[0]):
            found += [replace(word, at=chunk.start() + word.at) for word in english(chunk[0])]
            continue
        at = chunk.start()
        parts: list[Word] = []
        for run in re.split(r"([·•‧])", chunk[0]):
            parts += _words_of(run, at) if re.match(rf"[{_CJK}]", run) else []
            at += len(run)
        found += _one_person(parts, chunk) if re.search(r"[·•‧]", chunk[0]) else parts
    return found


def _one_person(parts: list[Word], chunk: re.Match[str]) -> list[Word]:
    """The words on either side of a name's dots are parts of one name: 哈马德·本·哈利法."""
    dots = [chunk.start() + dot.start() for dot in re.finditer(r"[·•‧]", chunk[0])]
    inside = [part.name and dots[0] - _LONGEST_PART <= part.at <= dots[-1] + 1 for part in parts]
    whole = "·".join(part.shown for part, held in zip(parts, inside, strict=True) if held)
    return [replace(part, whole=whole) if held else part for part, held in zip(parts, inside, strict=True)]


def _words_of(run: str, at: int) -> list[Word]:
    words = []
    pieces = [piece for part in _ORDINAL.split(run) for piece in _pieces(part)]
    for piece in _joined(pieces):
        simple = _OWN_COUNTRY.get(lexicon().simplified(piece), lexicon().simplified(piece))
        entry = lexicon().entry(simple) or lexicon().entry(piece)
        if simple in _ORDINALS:
            words.append(Word(simple, piece, ((lexicon().key(_ORDINALS[simple]),),), at=at))
        elif entry is None and lexicon().spelling.spells_mostly(simple):
            words.append(Word(simple, piece, (), True, piece, False, at, lexicon().spelling.skeleton(simple)))
        elif simple not in stopwords.CHINESE and (entry is not None or len(piece) > 1):
            senses, name = (entry.senses, entry.name) if entry else ((), False)
            known = bool(senses or classes_of(simple))
            words.append(Word(simple, piece, senses, name, piece if name else "", known, at))
        at += len(piece)
    return words


def _pieces(run: str) -> list[str]:
    """A run of characters cut by the dictionary; an ordinal is one word, so that 第三国 is no 三国 (Three Kingdoms)."""
    return [run] if _ORDINAL.fullmatch(run) else lexicon().words(run)


def _joined(pieces: list[str]) -> list[str]:
    """Single characters side by side that spell foreign names are one unknown name, with the short words they seem to
    stand before (布 and 林肯, Lincoln, are Blinken); three others or more are one unknown word."""
    joined: list[str] = []
    run: list[str] = []
    singles = spelt = False
    for number, piece in enumerate(pieces):
        simple = lexicon().simplified(piece)
        single = len(piece) == 1 and (simple not in stopwords.CHINESE or (spelt and _goes_on(pieces[number + 1 :])))
        spells = (single or len(piece) == 2) and lexicon().spelling.spells(simple)
        if (single and singles) or (spells and spelt):
            run.append(piece)
            singles, spelt = singles and single, spelt and spells
        else:
            joined += _closed(run, spelt)
            run, singles, spelt = [piece], single, spells
    return joined + _closed(run, spelt)


def _goes_on(pieces: list[str]) -> bool:
    """Whether what follows a common word goes on spelling a name: the 达 of 克勒奇达尔奥卢."""
    simple = lexicon().simplified(pieces[0]) if pieces else ""
    return len(simple) == 1 and simple not in stopwords.CHINESE and lexicon().spelling.spells(simple)


def _closed(run: list[str], spelt: bool) -> list[str]:
    whole = "".join(run)
    if len(run) > 1 and len(run[0]) > 1 and len(whole) < _LONG_NAME:
        return [run[0], *_joined(run[1:])]  # what begins with a word is one name only where it goes on for long
    return [whole] if len(run) > 1 and (spelt or len(whole) > 2) else run


def plain(text: str) -> list[Word]:
    """The words of a language without a pack, as they are written, in lower case."""
    found = []
    for match in _ANY_WORD.finditer(text):
        name = match[0] if match[0][0].isupper() else ""
        found.append(Word(match[0].lower(), match[0], (), bool(name), name, False, match.start()))
    return found


PACKS: dict[str, Callable[[str], list[Word]]] = {"en": english, "zh": chinese}


@lru_cache(maxsize=50_000)
def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in the order they stand; of a language without a pack, its plain words."""
    return tuple(PACKS.get(language, plain)(text))
