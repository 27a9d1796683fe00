"""Draws one page of a PDF as a grey picture, and says how many pages there are.

python -m sources.recognising.drawing PDF PAGE PICTURE      a process of its own: the PDF may be made to do harm
"""

import sys
from pathlib import Path

import pypdfium2 as pdfium

from sources.recognising.engine import DOTS_PER_INCH

MOST_PIXELS = 40_000_000


def draw(pdf: Path, number: int, picture: Path) -> int:
    """Writes the page (counted from 0) as PGM; returns the number of pages."""
    document = pdfium.PdfDocument(pdf)
    if number < len(document):
        page = document[number]
        width, height = page.get_size()
        scale = min(DOTS_PER_INCH / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        rows = memoryview(bitmap.buffer).cast("B")
        with picture.open("wb") as out:
            out.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
            for row in range(bitmap.height):
                out.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    return len(document)


if __name__ == "__main__":
    sys.stdout.write(str(draw(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
