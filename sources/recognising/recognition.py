"""Bytes of a scan to Text: the pages as the engine reads them, then as any plain text is read."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sources.extracting import FileEmpty, Format, Text, plain
from sources.extracting.apart import check_size
from sources.extracting.decoding import clean
from sources.extracting.sniffing import binary_format, image_media_type
from sources.recognising.engine import INSTALL, Engine, engine_here
from sources.recognising.errors import RecognitionFailed
from sources.recognising.running import run_limited

MOST_PAGES = 300
SECONDS = 1800
_ROOT = Path(__file__).resolve().parents[2]


def recognise(data: bytes, *, seconds: float = SECONDS) -> Text:
    """The text the engine reads in a scanned PDF or an image, within so many seconds.

    Raises RecognitionFailed where no engine is installed or it reads nothing, and FileTooLarge.
    """
    check_size(len(data))
    format_ = binary_format(data)
    if format_ not in (Format.PDF, Format.IMAGE):
        raise RecognitionFailed("this is neither a PDF nor a picture: there is nothing to recognise")
    engine = engine_here()
    if engine is None:
        raise RecognitionFailed(f"no engine that recognises text is installed. {INSTALL}")
    with TemporaryDirectory(prefix="recognising-") as name:
        scan = Path(name, "scan")
        scan.write_bytes(data)
        reading = _Reading(engine, scan, time.monotonic() + seconds)
        pages = list(reading.pages() if format_ is Format.PDF else reading.text_of(scan).split("\f"))
    return _text(pages, engine, image_media_type(data) or "application/pdf")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file read by the engine, in the folder it lies in, until a moment of the monotonic clock."""

    engine: Engine
    scan: Path
    until: float

    def pages(self) -> Iterator[str]:
        """The text of each page of a PDF. One picture lies on the disk at a time."""
        picture = self.scan.with_name("page.pgm")
        number, count = 0, 1
        while number < count:
            count = self._draw(number, picture)
            if count > MOST_PAGES:
                raise RecognitionFailed(f"it has more than {MOST_PAGES} pages: split it, then recognise each part")
            yield self.text_of(picture)
            number += 1

    def text_of(self, picture: Path) -> str:
        return self._run(self.engine.command(str(picture))).removesuffix("\f")

    def _draw(self, number: int, picture: Path) -> int:
        """Draws a page, counted from 0; the number of pages of the PDF."""
        program = ["env", f"PYTHONPATH={_ROOT}", sys.executable, "-m", "sources.recognising.drawing"]
        try:
            return int(self._run([*program, str(self.scan), str(number), str(picture)]))
        except RecognitionFailed as error:
            raise RecognitionFailed(f"page {number + 1} cannot be drawn: {error}") from error

    def _run(self, command: list[str]) -> str:
        return run_limited(command, folder=self.scan.parent, seconds=self.until - time.monotonic())


def _text(pages: list[str], engine: Engine, media_type: str) -> Text:
    blank = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(blank) == len(pages):
        raise RecognitionFailed(
            "no text was recognised in it: it may be blank, too faint, or a picture of something else"
        )
    notes = ["its text was recognised by a machine: check the figures against the original"]
    notes += [f"nothing was recognised on page {number}" for number in blank]
    if engine.missing:
        notes.append(f"{' and '.join(engine.missing)} could not be recognised: the language is not installed")
    try:
        text = plain.extract(clean("\f".join(pages)), notes=tuple(notes))
    except FileEmpty as error:
        raise RecognitionFailed("no text was recognised in it") from error
    return replace(text, media_type=media_type, extractor=f"{engine}+{text.extractor}"[:40])
