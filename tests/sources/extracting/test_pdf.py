import io
import textwrap
from collections.abc import Sequence

import pytest

from sources.extracting import BlockKind, ExtractionFailed, FileDamaged, Text, extract

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
cidfonts = pytest.importorskip("reportlab.pdfbase.cidfonts")

STORY = (
    "The rescue fleet left the harbour before dawn and came back eleven days later with about 43,000 people on board, "
    "the port office said. "
)
CHINESE = "港口办公室表示，救援船队在黎明前离港，十一天内共运送约4.3万人返回海湾，其中多数为老人和儿童。"


def pdf(
    pages: Sequence[Sequence[str]], *, font: str = "Helvetica", note: str = "", password: str | None = None
) -> bytes:
    """A PDF with a header, a page number and perhaps a footnote on each page that has lines."""
    if font != "Helvetica":
        pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(font))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(420, 595), encrypt=password)
    page.setTitle("The fleet")
    page.setAuthor("Ann Lee")
    for number, lines in enumerate(pages, 1):
        if lines:
            page.setFont(font, 9)
            page.drawString(60, 560, "海湾评论" if font != "Helvetica" else "Harbour Review")
            page.drawString(200, 30, str(number))
            page.setFont(font, 7)
            page.drawString(60, 80, note)
            page.setFont(font, 11)
            for row, line in enumerate(lines):
                page.drawString(60, 530 - 16 * row, line)
        page.showPage()
    page.save()
    return out.getvalue()


def of_kind(text: Text, kind: BlockKind) -> list[str]:
    return [text.text[block.start : block.end] for block in text.blocks if block.kind is kind]


def test_a_sentence_goes_on_across_the_page() -> None:
    lines = textwrap.wrap(STORY * 6, 55)
    text = extract(pdf([lines[:7], lines[7:]], note="1 Port office, annual report."))
    assert of_kind(text, BlockKind.PARAGRAPH) == [(STORY * 6).strip()]
    assert of_kind(text, BlockKind.PAGE_HEADER) == ["Harbour Review"] * 2
    assert of_kind(text, BlockKind.PAGE_NUMBER) == ["1", "2"]
    assert of_kind(text, BlockKind.FOOTNOTE) == ["1 Port office, annual report."] * 2


def test_chinese_lines_are_joined_without_a_space() -> None:
    story = CHINESE * 6
    lines = [story[start : start + 26] for start in range(0, len(story), 26)]
    text = extract(pdf([lines[:5], lines[5:]], font="STSong-Light", note="① 港口办公室：《年度报告》。"))
    assert of_kind(text, BlockKind.PARAGRAPH) == [story]
    assert of_kind(text, BlockKind.FOOTNOTE) == ["① 港口办公室：《年度报告》。"] * 2


def test_properties_are_metadata() -> None:
    text = extract(pdf([textwrap.wrap(STORY, 55)]))
    assert (text.title, text.author, text.media_type) == ("The fleet", "Ann Lee", "application/pdf")


def test_a_page_without_text_is_noted() -> None:
    assert extract(pdf([textwrap.wrap(STORY, 55), []])).notes == ("page 2 has no text: it may be scanned",)


def test_a_pdf_without_text_asks_for_ocr() -> None:
    with pytest.raises(ExtractionFailed, match="OCR"):
        extract(pdf([[], []]))


def test_a_locked_pdf_says_so() -> None:
    with pytest.raises(FileDamaged, match="password"):
        extract(pdf([["Nine ships came back."]], password="secret"))


def test_a_cut_pdf_is_damaged() -> None:
    with pytest.raises(FileDamaged, match="damaged"):
        extract(pdf([["Nine ships came back."]])[:200])
