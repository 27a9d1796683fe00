"""A passage lit in its context: the text around it cut into pieces a template can mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sources.extracting.text import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and how it is shown: "" for plain, "passage" or "value"."""

    text: str
    mark: str = ""


def excerpt(
    text: str, passage: tuple[int, int], value: tuple[int, int] | None = None, around: int = 160
) -> list[Piece]:
    """The passage with up to `around` code points of context on both sides, never across a blank line."""
    start, end = passage
    before = text[max(0, start - around) : start]
    after = text[end : end + around]
    before, after = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    cut_before, cut_after = len(before) < start and len(before) == around, len(after) == around
    low, high = value if value else (end, end)
    pieces = [
        Piece(("…" if cut_before else "") + before),
        Piece(text[start:low], "passage"),
        Piece(text[low:high], "value"),
        Piece(text[high:end], "passage"),
        Piece(after + ("…" if cut_after else "")),
    ]
    return [piece for piece in pieces if piece.text]


def lit_blocks(
    text: str, blocks: Iterable[Block], passages: Iterable[tuple[int, int]]
) -> Iterator[tuple[BlockKind, list[Piece]]]:
    """Every block of a text with the passages in it marked. Overlapping passages are shown as one."""
    spans = _merged(passages)
    for block in blocks:
        pieces, place = list[Piece](), block.start
        for start, end in spans:
            if end <= place or start >= block.end:
                continue
            start, end = max(start, place), min(end, block.end)
            pieces += [Piece(text[place:start]), Piece(text[start:end], "passage")]
            place = end
        pieces.append(Piece(text[place : block.end]))
        yield block.kind, [piece for piece in pieces if piece.text]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
