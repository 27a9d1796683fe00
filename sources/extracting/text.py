"""What every extractor returns: one text, its blocks, and what the file says of itself."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of text is on its page. `FURNITURE` is not part of what the document says."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    PAGE_HEADER = "page header"
    PAGE_NUMBER = "page number"


FURNITURE = frozenset({BlockKind.PAGE_HEADER, BlockKind.PAGE_NUMBER})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, in code points, end exclusive."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised text of a file. Blocks lie in order, do not overlap, and are parted by two line ends.

    extractor   name and version of what read it ("markdown/1"): the same bytes read by a better one
                become a new document
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    extractor: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: dt.date | None = None
    notes: tuple[str, ...] = field(default=())
    """What a person should know of the extraction ("page 3 has no text: it may be scanned")."""
