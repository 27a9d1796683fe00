"""Puts blocks together to a `Text`, so that every format makes one of the same shape."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from sources.extracting.errors import FileEmpty
from sources.extracting.imprint import Imprint, date_in
from sources.extracting.text import Block, BlockKind, Text

_LINE_ENDS = re.compile(r"[ \t]*\n\s*")
_LONGEST_BYLINE = 120
_BLOCKS_BEFORE_THE_STORY = 5


class Piece(NamedTuple):
    """A block before it has a place in the text."""

    kind: BlockKind
    text: str


def compose(
    pieces: Iterable[Piece],
    *,
    media_type: str,
    extractor: str,
    imprint: Imprint | None = None,
    notes: Iterable[str] = (),
) -> Text:
    """The text of the pieces, parted by two line ends. Raises FileEmpty where none of them says anything.

    A title the file does not name is its first heading; a date it does not name is that of the byline.
    """
    kept = [Piece(kind, _LINE_ENDS.sub("\n", text.strip())) for kind, text in pieces if text.strip()]
    if not kept:
        raise FileEmpty("the file holds no text that can be read")
    blocks, start = [], 0
    for kind, text in kept:
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + 2
    imprint = imprint or Imprint()
    return Text(
        text="\n\n".join(text for _, text in kept),
        blocks=tuple(blocks),
        media_type=media_type,
        extractor=extractor,
        title=imprint.title or _first_heading(kept),
        author=imprint.author,
        publisher=imprint.publisher,
        url=imprint.url,
        published=imprint.published or _byline_date(kept),
        notes=tuple(notes),
    )


def _first_heading(pieces: list[Piece]) -> str:
    """The first heading before the story begins, without the mark of a footnote to it."""
    opening = pieces[:_BLOCKS_BEFORE_THE_STORY]
    return next((text.rstrip("*∗†‡ ") for kind, text in opening if kind is BlockKind.HEADING), "")


def _byline_date(pieces: list[Piece]) -> dt.date | None:
    """The date of the one short line near the top that holds a full date; a sentence is no byline."""
    for kind, text in pieces[:_BLOCKS_BEFORE_THE_STORY]:
        if kind is BlockKind.PARAGRAPH and len(text) <= _LONGEST_BYLINE and text[-1] not in "。.!?！？":
            day = date_in(text)
            if day is not None:
                return day
    return None
