"""Which format a file is, told by what stands in it and never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from sources.extracting.errors import FileDamaged, FormatUnknown
from sources.extracting.markdown import front_matter

_PDF_HEADER_WITHIN = 1024
_NOT_READ = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file (.doc, .xls, .ppt): save it as DOCX or PDF first",
    rb"{\rtf": "RTF: save it as DOCX or PDF first",
    b"\x1f\x8b": "a compressed archive: unpack it first",
    b"Rar!": "a compressed archive: unpack it first",
    b"7z\xbc\xaf": "a compressed archive: unpack it first",
    b"GIF8": "a GIF: save it as PNG first",
}
_IMAGES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_PAGE = re.compile(r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_BLOCK_TAG = re.compile(
    r"</?(p|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|figure|article|section|main|br)\b[^<>]*>", re.I
)
_TAG_FIRST = re.compile(r"^\s*(<!--.*?-->\s*)*<[a-z][a-z0-9]*[\s>/]", re.I | re.S)
# Each sign of Markdown with what it weighs; two points make a Markdown file.
_SIGNS = [
    (re.compile(r"^#{1,6} +\S", re.M), 2),
    (re.compile(r"\[[^\]\n]+\]\((https?:|\.{0,2}/|#|[^)\s]+\.md)[^)\n]*\)"), 2),
    (re.compile(r"\[\[[^\[\]\n]+\]\]"), 2),
    (re.compile(r"^(```|~~~)", re.M), 2),
    (re.compile(r"^\|?[ :]*-{3,}[ :]*\|[-| :]*$", re.M), 2),
    (re.compile(r"^\[\^[^\]\n]+\]:", re.M), 2),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]+\)"), 2),
    (re.compile(r"(?<![*\w])\*\*[^*\s][^*\n]*\*\*"), 2),
    (re.compile(r"^\S[^\n]*\n(=|-){3,}$", re.M), 1),
    (re.compile(r"^> +\S", re.M), 1),
    (re.compile(r"^[-*+] +\S", re.M), 1),
]


class Format(StrEnum):
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    IMAGE = "image"


def binary_format(data: bytes) -> Format | None:
    """PDF, DOCX or an image; None for what may be text. Raises FormatUnknown for a format known and not read."""
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _format_in_archive(data)
    if image_media_type(data):
        return Format.IMAGE
    for magic, what in _NOT_READ.items():
        if data.startswith(magic):
            raise FormatUnknown(f"this is {what}")
    return None


def image_media_type(data: bytes) -> str | None:
    """The media type of an image that text can be recognised in; None for any other bytes."""
    return next((media_type for magic, media_type in _IMAGES.items() if data.startswith(magic)), None)


def _format_in_archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise FileDamaged("the file is a damaged archive (DOCX or ZIP): fetch or save it again") from error
    if "word/document.xml" in names:
        return Format.DOCX
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
        raise FormatUnknown("this is a spreadsheet or a presentation: save it as PDF first")
    if "mimetype" in names:
        raise FormatUnknown("this is an OpenDocument or EPUB file: save it as DOCX or PDF first")
    raise FormatUnknown("this is an archive: unpack it first")


def text_format(text: str) -> Format:
    """HTML, Markdown or plain text."""
    _, body, _ = front_matter(text)
    has_front_matter = len(body) < len(text.strip())
    if _PAGE.match(body) or (_TAG_FIRST.match(body) and len(_BLOCK_TAG.findall(body)) >= 2):
        return Format.HTML
    weight = sum(points for sign, points in _SIGNS if sign.search(body))
    return Format.MARKDOWN if has_front_matter or weight >= 2 else Format.PLAIN
