"""DOCX to Text: paragraphs by their styles, tables, properties; headers of pages are not read."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from sources.extracting.composing import Piece, compose
from sources.extracting.decoding import clean
from sources.extracting.errors import FileDamaged
from sources.extracting.imprint import Imprint
from sources.extracting.text import BlockKind, Text

NAME, VERSION = "docx", 1
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_KINDS = {
    "heading": BlockKind.HEADING,
    "title": BlockKind.HEADING,
    "list": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "footnote": BlockKind.FOOTNOTE,
}
_FOOTNOTES = "/footnotes"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def extract(data: bytes) -> Text:
    """The text of a Word file, footnotes at its end. Raises FileDamaged where it cannot be opened."""
    try:
        document = docx.Document(io.BytesIO(data))
        pieces = [*_pieces(document), *_footnotes(document)]
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, XMLSyntaxError, EOFError) as error:
        raise FileDamaged("the Word file is damaged and cannot be opened: save it again as DOCX") from error
    return compose(pieces, media_type=MEDIA_TYPE, extractor=f"{NAME}/{VERSION}", imprint=_imprint(document))


def _pieces(document: Document) -> Iterator[Piece]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield Piece(BlockKind.TABLE, "\n".join(_rows(item)))
        else:
            yield Piece(_kind(item), clean(item.text))


def _kind(paragraph: Paragraph) -> BlockKind:
    """By the style's name, which Word keeps in English in the file whatever its own language."""
    name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None and not name.startswith("heading"):
        return BlockKind.LIST_ITEM
    return next((kind for prefix, kind in _KINDS.items() if name.startswith(prefix)), BlockKind.PARAGRAPH)


def _rows(table: Table) -> Iterator[str]:
    """One line a row; a cell that spans several columns is written once."""
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        texts = [" ".join(clean("".join(node.text or "" for node in cell.iter(f"{_W}t"))).split()) for cell in cells]
        if any(texts):
            yield " | ".join(texts)


def _footnotes(document: Document) -> Iterator[Piece]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_FOOTNOTES) and not relation.is_external:
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(relation.target_part.blob, parser).iter(f"{_W}footnote"):
                yield Piece(BlockKind.FOOTNOTE, clean("".join(node.text or "" for node in note.iter(f"{_W}t"))))


def _imprint(document: Document) -> Imprint:
    said = document.core_properties
    author = said.author or ""
    made = said.created
    return Imprint(
        title=clean(said.title or "").strip(),
        author="" if author == "python-docx" else clean(author).strip(),
        published=made.date() if made is not None else None,
    )
