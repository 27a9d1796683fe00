"""HTML to Text: whole pages without their boilerplate, fragments as they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.extracting.composing import Piece, compose
from sources.extracting.imprint import Imprint
from sources.extracting.joining import is_wide, width
from sources.extracting.page_imprint import page_imprint
from sources.extracting.text import BlockKind, Text

NAME, VERSION = "html", 1
MEDIA_TYPE = "text/html"

_DROPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "head",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "header",
        "hr",
        "html",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
_KINDS = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
_BOLD = frozenset(("b", "strong"))
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDEST_HEADING = 80
_LEAST_SHARE_OF_PAGE = 0.25


def extract(markup: str, *, imprint: Imprint | None = None, notes: tuple[str, ...] = ()) -> Text:
    """The text of a page or a fragment. What the file says before its markup (`imprint`) outranks its tags."""
    tree = LexborHTMLParser(markup)
    said = (imprint or Imprint()).or_else(page_imprint(tree))
    pieces = pieces_of(tree)
    if re.search(r"<(html|body)[\s>]", markup[:4096], re.I):
        pieces = _article(markup, pieces)
    return compose(pieces, media_type=MEDIA_TYPE, extractor=f"{NAME}/{VERSION}", imprint=said, notes=notes)


def _article(markup: str, whole: list[Piece]) -> list[Piece]:
    """The article of a page as trafilatura finds it; the whole page where it finds little (a table, a list)."""
    from trafilatura import extract as article_of  # half a second to import, and needed for whole pages only

    article = article_of(markup, output_format="html", include_comments=False, include_tables=True, favor_recall=True)
    pieces = pieces_of(LexborHTMLParser(article)) if article else []
    if _length(pieces) < _length(whole) * _LEAST_SHARE_OF_PAGE:
        return whole
    said = {"".join(text.split()) for _, text in pieces}
    title = next((piece for piece in whole if piece.kind is BlockKind.HEADING), None)
    if title and "".join(title.text.split()) not in said:
        pieces = [title, *pieces]
    return pieces


def _length(pieces: list[Piece]) -> int:
    return sum(len(text) for _, text in pieces)


def pieces_of(tree: LexborHTMLParser) -> list[Piece]:
    """The blocks of the page in the order they are written."""
    body = tree.body
    if body is None:
        return []
    walk = _Walk()
    for node, entered in _steps(body):
        walk.enter(node) if entered else walk.leave(node)
    walk.end_block()
    return walk.pieces


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below the root, on the way in and on the way out. No recursion: pages nest as deep as they like."""
    stack = [(child, True) for child in reversed(list(root.iter(include_text=True)))]
    while stack:
        node, entered = stack.pop()
        yield node, entered
        if not entered or node.tag in _DROPPED or _is_data_table(node):
            continue
        stack.append((node, False))
        stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))


@dataclass
class _Walk:
    """Gathers the text of a block until the block ends."""

    pieces: list[Piece] = field(default_factory=list)
    _runs: list[tuple[str, bool]] = field(default_factory=list)
    _kinds: list[BlockKind] = field(default_factory=list)
    _bold: int = 0
    _raised: int = 0
    _preformatted: int = 0

    def enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "")
        elif tag == "br":
            self._runs.append(("\n", True))
        elif tag == "table" and _is_data_table(node):
            self.end_block()
            self.pieces += _table(node)
        elif tag in _BLOCKS or tag in _KINDS or tag in ("table", "tr", "td", "th"):
            self.end_block()
            if tag in _KINDS or _is_footnotes(node):
                self._kinds.append(_KINDS.get(tag, BlockKind.FOOTNOTE))
            self._preformatted += tag == "pre"
        self._bold += tag in _BOLD
        self._raised += tag == "sup"

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        self._bold -= tag in _BOLD
        self._raised -= tag == "sup"
        if tag in _BLOCKS or tag in _KINDS or tag in ("table", "tr", "td", "th"):
            self.end_block()
            if tag in _KINDS or _is_footnotes(node):
                self._kinds.pop()
            self._preformatted -= tag == "pre"

    def _write(self, text: str) -> None:
        if self._raised and text.strip().isascii():
            text = text.translate(_SUPERSCRIPTS)
        if not self._preformatted:
            text = _SPACE.sub(lambda blank: "\r" if "\n" in blank[0] else " ", text)
        self._runs.append((text, bool(self._bold)))

    def end_block(self) -> None:
        """Ends the block; a line of it that is bold from end to end is a heading."""
        lines = _lines(self._runs)
        self._runs = []
        kind = self._kind
        for is_heading, group in groupby(lines, key=lambda line: kind is BlockKind.PARAGRAPH and _is_heading(line)):
            text = "\n".join("".join(part for part, _ in line).strip() for line in group).strip()
            if text:
                self.pieces.append(Piece(BlockKind.HEADING if is_heading else kind, text))

    @property
    def _kind(self) -> BlockKind:
        """The innermost kind, but a list of footnotes is footnotes, and a list in a quotation is quoted."""
        for outer in (BlockKind.FOOTNOTE, BlockKind.QUOTE):
            if outer in self._kinds:
                return outer
        return self._kinds[-1] if self._kinds else BlockKind.PARAGRAPH


def _lines(runs: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The runs of a block, parted where `<br>` or a line of `<pre>` ends, blanks within a line as one."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    return [_without_source_breaks(line) for line in lines]


def _without_source_breaks(line: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A line end of the source (written as CR here) is a space, but nothing beside a full-width character."""
    whole = "".join(text for text, _ in line)
    kept: list[tuple[str, bool]] = []
    position, last = 0, " "
    for text, bold in line:
        out = ""
        for character in text:
            position += 1
            if character == "\r":
                following = whole[position:].lstrip(" \r")[:1]
                character = "" if following and (is_wide(last) or is_wide(following)) else " "
            if character == " " and last == " ":
                continue
            out += character
            last = character or last
        kept.append((out, bold))
    return kept


def _is_heading(line: list[tuple[str, bool]]) -> bool:
    text = "".join(part for part, _ in line).strip()
    is_bold = all(bold for part, bold in line if part.strip())
    return bool(text) and is_bold and width(text) <= _WIDEST_HEADING and text[-1] not in "。.;；,，:："


def _is_footnotes(node: LexborNode) -> bool:
    classes = (node.attributes.get("class") or "").split()
    return node.tag in ("section", "ol", "div") and ("footnotes" in classes or "references" in classes)


def _is_data_table(node: LexborNode) -> bool:
    """Whether a table holds values, not a layout: no table or paragraphs nest in it."""
    return node.tag == "table" and not node.css("table table, td p ~ p, td h1, td h2, td h3, td ul, td div div")


def _table(table: LexborNode) -> list[Piece]:
    caption = table.css_first("caption")
    rows = []
    for row in table.css("tr"):
        cells = [_cell(cell) for cell in row.css("td, th")]
        if any(cells):
            rows.append(" | ".join(cells))
    pieces = [Piece(BlockKind.CAPTION, _cell(caption))] if caption is not None else []
    return [*pieces, Piece(BlockKind.TABLE, "\n".join(rows))]


def _cell(node: LexborNode) -> str:
    walk = _Walk()
    for child, entered in _steps(node):
        walk.enter(child) if entered else walk.leave(child)
    walk.end_block()
    return " ".join(" ".join(piece.text.split()) for piece in walk.pieces)
