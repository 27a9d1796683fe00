"""How much of a text stands in another: wire copies and reposts, found by their hashes and proved on their words.

Two steps, so that a dossier of any size costs one look-up. `sketch` keeps a few of the hashes of a text's shingles
(runs of a few words, or characters of Chinese): copies have hashes in common, and a database finds those by an index.
`share_held` then compares the texts themselves, stretch by stretch, so that a cut end, a changed lead, advertisements
between the paragraphs or another order of them do not hide a copy (docs/decisions/0009).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import zip_longest

from rapidfuzz.distance import LCSseq

LEAST = 40
"""Words (or Chinese characters) that a text must have: two shorter ones are alike by chance, or quote each other."""

SUGGESTED_FROM = 0.5
"""The share of the shorter text from which a copy is suggested (measured: docs/decisions/0009)."""

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_SMALLEST = 128  # hashes kept of every text
_DENSITY = 32  # and of longer ones, one hash in so many: a short text is found within a long one
_HASHES = 1 << 64  # how many there are; they are stored as signed numbers of 8 bytes
_PROVED = 0.25  # of a stretch stands in runs: then single words in the same order count too
_COMMONEST = 8  # a shingle that stands more often in a text than that places nothing


@dataclass(frozen=True, slots=True)
class _Script:
    """How texts of one script are compared, in tokens: words, or characters of Chinese.

    shingle   the length of a run that places a stretch of one text in another
    run       the least length of a run of equal tokens that counts: shorter ones meet by chance
    stretch   how much is compared at a time
    """

    shingle: int
    run: int
    stretch: int


_WORDS = _Script(shingle=3, run=2, stretch=100)
_CHARACTERS = _Script(shingle=5, run=3, stretch=160)


def sketch(text: str) -> list[int]:
    """The hashes by which the text is found again, in order, the same on every machine; none for a short text.

    The smallest 128 of its shingles' hashes, and all below a fixed bound: two texts with a shingle in common keep or
    drop its hash alike.
    """
    tokens = _tokens(text)
    if len(tokens) < LEAST:
        return []
    hashes = {_hash(shingle) for shingle in _shingles(tokens, _script_of(tokens).shingle)}
    bound = _HASHES // _DENSITY
    kept = set(nsmallest(_SMALLEST, hashes)) | {each for each in hashes if each < bound}
    return sorted(each - _HASHES // 2 for each in kept)


def share_held(a: str, b: str) -> float:
    """The share of the shorter text that stands in the longer one, 0 to 1, whatever stands between.

    Counted are words that follow one another in both (two at least, or three characters of Chinese). Texts of
    different scripts, and those shorter than `LEAST`, share nothing.
    """
    shorter, longer = sorted((_tokens(a), _tokens(b)), key=len)
    script = _script_of(shorter)
    if len(shorter) < LEAST or script != _script_of(longer):
        return 0.0
    places = _places(longer, script.shingle)
    held = sum(
        _held(shorter[start : start + script.stretch], longer, places, script)
        for start in range(0, len(shorter), script.stretch)
    )
    return held / len(shorter)


def first_difference(a: str, b: str, longest: int = 240) -> tuple[str, str]:
    """The first lines, blank ones aside, in which two texts differ; "" where one has ended. Cut after `longest`."""
    sides = ((line.strip() for line in text.split("\n") if line.strip()) for text in (a, b))
    for one, other in zip_longest(*sides, fillvalue=""):
        if " ".join(one.split()) != " ".join(other.split()):
            return _cut(one, longest), _cut(other, longest)
    return "", ""


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def _script_of(tokens: Sequence[str]) -> _Script:
    han = sum("\u3400" <= token <= "\ufaff" for token in tokens)
    return _CHARACTERS if 2 * han >= len(tokens) else _WORDS


def _shingles(tokens: Sequence[str], width: int) -> Iterator[str]:
    return map(" ".join, zip(*(tokens[offset:] for offset in range(width)), strict=False))


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest())


def _places(tokens: Sequence[str], width: int) -> Mapping[str, list[int]]:
    """Where each shingle stands that does not stand everywhere."""
    places = defaultdict(list)
    for index, shingle in enumerate(_shingles(tokens, width)):
        places[shingle].append(index)
    return {shingle: found for shingle, found in places.items() if len(found) <= _COMMONEST}


def _held(stretch: Sequence[str], text: Sequence[str], places: Mapping[str, list[int]], script: _Script) -> int:
    """How many tokens of the stretch stand in the text: by the shingles found anywhere, or in order, at one place."""
    found = [(index, places[each]) for index, each in enumerate(_shingles(stretch, script.shingle)) if each in places]
    if not found:
        return 0
    scattered = {index + offset for index, _ in found for offset in range(script.shingle)}
    blocks = LCSseq.opcodes(stretch, _region(len(stretch), text, found, script))
    equal = [range(block.src_start, block.src_end) for block in blocks if block.tag == "equal"]
    runs = scattered.union(*(block for block in equal if len(block) >= script.run))
    if len(runs) < _PROVED * len(stretch):
        return len(runs)
    return len(runs.union(*equal))


def _region(length: int, text: Sequence[str], found: Sequence[tuple[int, list[int]]], script: _Script) -> Sequence[str]:
    """The part of the text where most of the stretch's shingles stand, a little wider than they reach."""
    shifts = sorted(place - index for index, places in found for place in places)
    ends = [bisect_right(shifts, shift + script.stretch) for shift in shifts]
    first = max(range(len(shifts)), key=lambda index: ends[index] - index)
    slack = script.stretch // 4
    return text[max(0, shifts[first] - slack) : shifts[ends[first] - 1] + length + slack]
