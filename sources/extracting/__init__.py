"""Bytes to Text: the one door. The format is told by content, never by the name of the file."""

from sources.extracting import html, markdown, plain
from sources.extracting.decoding import Decoded, decoded
from sources.extracting.errors import ExtractionFailed, FileDamaged, FileEmpty, FileTooLarge, FormatUnknown, NoText
from sources.extracting.sniffing import Format, binary_format, text_format
from sources.extracting.text import FURNITURE, Block, BlockKind, Text

__all__ = [
    "FURNITURE",
    "Block",
    "BlockKind",
    "ExtractionFailed",
    "FileDamaged",
    "FileEmpty",
    "FileTooLarge",
    "Format",
    "FormatUnknown",
    "NoText",
    "Text",
    "extract",
]


def extract(data: bytes) -> Text:
    """The normalised text of a file. Of files from elsewhere use `apart.extract_apart`.

    Raises FileEmpty, FormatUnknown, FileDamaged, NoText or another ExtractionFailed; `str()` of it says what to do.
    """
    format_ = binary_format(data)
    if format_ is Format.PDF:
        from sources.extracting import pdf

        return pdf.extract(data)
    if format_ is Format.DOCX:
        from sources.extracting import docx

        return docx.extract(data)
    if format_ is Format.IMAGE:
        raise NoText("this is a picture: its text has to be recognised first (OCR)")
    return _extracted_text(decoded(data))


def _extracted_text(source: Decoded) -> Text:
    format_ = text_format(source.text)
    if format_ is Format.PLAIN:
        return plain.extract(source.text, notes=source.notes)
    if format_ is Format.MARKDOWN:
        return markdown.extract(source.text, notes=source.notes)
    imprint, body, notes = markdown.front_matter(source.text)
    return html.extract(body, imprint=imprint, notes=(*source.notes, *notes))
