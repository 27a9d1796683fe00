"""PDF to Text: the lines of each page by their place, then as hard-wrapped text is read."""

import ctypes
import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sources.extracting.composing import compose
from sources.extracting.decoding import clean
from sources.extracting.errors import FileDamaged, FileTooLarge, NoText
from sources.extracting.imprint import Imprint
from sources.extracting.joining import width
from sources.extracting.lines import Line
from sources.extracting.paragraphs import pieces_of_lines
from sources.extracting.text import Text

NAME, VERSION = "pdf", 1
MEDIA_TYPE = "application/pdf"

MOST_PAGES = 5000
_EDGE_LINES = 2
_GAP = 1.5  # times the usual distance of lines: more is the space between paragraphs
_HYPHEN_AT_LINE_END = "\ufffe"  # PDFium writes this for a hyphen that breaks a word
_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")


def extract(data: bytes) -> Text:
    """The text of a PDF. Raises FileDamaged, FileTooLarge, or NoText where it has none."""
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise FileTooLarge(f"the PDF has {len(document):,} pages; at most {MOST_PAGES:,} can be read: split it")
        pages = [list(_lines_of_page(document, number)) for number in range(len(document))]
        imprint = _imprint(document)
    finally:
        document.close()
    if not any(pages):
        raise NoText("no page of the PDF has text: it looks scanned. Its text has to be recognised first (OCR)")
    notes = [f"page {number} has no text: it may be scanned" for number, lines in enumerate(pages, 1) if not lines]
    pieces = pieces_of_lines([line for lines in pages for line in lines])
    return compose(pieces, media_type=MEDIA_TYPE, extractor=f"{NAME}/{VERSION}", imprint=imprint, notes=notes)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise FileDamaged("the PDF is locked by a password: save a copy without one, then import that") from error
        raise FileDamaged("the PDF is damaged and cannot be opened: fetch or export it again") from error


def _lines_of_page(document: pdfium.PdfDocument, number: int) -> Iterator[Line]:
    """The lines of one page, in the order they are written. A page that cannot be read counts as empty."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return
    text_page = page.get_textpage()
    rows = [row for row in _rows(text_page) if row[0]]
    height = page.get_height()
    text_page.close()
    page.close()
    pitch = _pitch(rows)
    order = sorted(range(len(rows)), key=lambda index: -rows[index][4])
    edges = {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]} if len(rows) > 2 * _EDGE_LINES else set(order[-1:])
    for index, (text, left, right, size, baseline) in enumerate(rows):
        drop = rows[index - 1][4] - baseline if index else 0.0
        yield Line(
            text,
            left,
            right,
            gap=drop > _GAP * pitch,
            page=number + 1,
            edge=index in edges,
            low=baseline < height / 2,
            size=size,
            em=(right - left) / max(1, width(text)),
        )


_Row = tuple[str, float, float, float, float]


def _rows(text_page: pdfium.PdfTextPage) -> Iterator[_Row]:
    """Each line of the page with its left and right end, its type size and its baseline, in points."""
    start, characters = 0, _characters(text_page)
    for index, character in enumerate([*characters, "\n"]):
        if character not in "\r\n":
            continue
        text = "".join(characters[start:index])
        inked = [place for place in range(start, index) if not characters[place].isspace()]
        start = index + 1
        if inked:
            first, last = text_page.get_charbox(inked[0], loose=True), text_page.get_charbox(inked[-1], loose=True)
            size = float(pdfium_c.FPDFText_GetFontSize(text_page, inked[len(inked) // 2]))
            yield (
                clean(text.replace(_HYPHEN_AT_LINE_END, "-")).strip(),
                first[0],
                last[2],
                round(size if size > 1.5 else first[3] - first[1], 1),
                _baseline(text_page, inked[0]),
            )


def _characters(text_page: pdfium.PdfTextPage) -> list[str]:
    """One string for each character PDFium counts, so that its places can be asked for by index."""
    characters = []
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        characters.append(chr(code) if 0 < code < 0x110000 else "")
    return characters


def _baseline(text_page: pdfium.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
    return y.value


def _pitch(rows: list[_Row]) -> float:
    """The usual distance from line to line, in points."""
    drops = [a[4] - b[4] for a, b in pairwise(rows) if a[4] - b[4] > 1]
    return median(drops) if drops else float("inf")


def _imprint(document: pdfium.PdfDocument) -> Imprint:
    """Title, author and day of making as the document's properties have them; a file name is no title."""
    said = {name: clean(value).strip() for name, value in document.get_metadata_dict(skip_empty=True).items()}
    title = said.get("Title", "")
    if re.search(r"\.(docx?|pdf|indd|tex|wps|qxd)$", title, re.I) or title.lower() in ("untitled", "(anonymous)"):
        title = ""
    author = said.get("Author", "")
    return Imprint(
        title=title.removeprefix("Microsoft Word - "),
        author="" if author.lower() in ("anonymous", "(anonymous)", "unspecified") else author,
        published=_day(said.get("CreationDate", "")),
    )


def _day(text: str) -> dt.date | None:
    match = _DATE.match(text)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
