"""Scans and pictures become text by the engine that is installed, within limits, and say what they are."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import gettempdir

import pytest

from sources.extracting import BlockKind, NoText, extract
from sources.recognising import RecognitionFailed, engine_here, recognise
from tests.sources.recognising.fake_tesseract import FakeTesseract, a_scan, install, uninstall

PNG, TIFF, JPEG = b"\x89PNG\r\n\x1a\nrest", b"II*\x00rest", b"\xff\xd8\xffrest"


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch) -> FakeTesseract:
    return install(tmp_path, monkeypatch)


@pytest.mark.parametrize("data", [a_scan(), PNG, TIFF, JPEG])
def test_a_scan_has_no_text_of_its_own(data: bytes) -> None:
    with pytest.raises(NoText, match="recognised first"):
        extract(data)


@pytest.mark.parametrize(("data", "media_type"), [(PNG, "image/png"), (TIFF, "image/tiff"), (JPEG, "image/jpeg")])
def test_a_picture_is_read(tesseract: FakeTesseract, data: bytes, media_type: str) -> None:
    text = recognise(data)
    assert text.text == "About 43,000 people crossed the strait in the storm."
    assert (text.media_type, text.extractor) == (media_type, "tesseract/9.8.7+plain/1")
    assert any("check the figures" in note for note in text.notes)


def test_every_page_of_a_pdf_is_drawn_and_read(tesseract: FakeTesseract) -> None:
    tesseract.does('head -c 15 "$1" | head -1; printf "\\f"')
    text = recognise(a_scan(pages=3))
    assert text.text.count("P5 834 417 255") == 3  # 200 x 100 points at 300 dots an inch
    assert (text.media_type, len(tesseract.asked)) == ("application/pdf", 3)


def test_chinese_is_asked_for_first_and_its_blanks_are_not_made_up(tesseract: FakeTesseract) -> None:
    recognise(PNG)
    assert "-l chi_sim+eng --psm 1 --dpi 300 -c preserve_interword_spaces=1" in tesseract.asked[0]


def test_a_language_that_is_missing_is_told(tmp_path: Path, monkeypatch) -> None:
    tesseract = install(tmp_path, monkeypatch, languages="eng")
    assert any("Chinese could not be recognised" in note for note in recognise(PNG).notes)
    assert "-l eng --psm 3" in tesseract.asked[0]


def test_blank_pages_are_told(tesseract: FakeTesseract) -> None:
    tesseract.does(
        f'[ -e "{tesseract.folder}/second" ] && echo "The ferry is late." || touch "{tesseract.folder}/second"'
    )
    assert "nothing was recognised on page 1" in recognise(a_scan(pages=2)).notes


def test_without_an_engine_it_says_what_to_install(tmp_path: Path, monkeypatch) -> None:
    uninstall(tmp_path, monkeypatch)
    assert engine_here() is None
    with pytest.raises(RecognitionFailed, match="tesseract-ocr-chi-sim"):
        recognise(PNG)


def test_an_engine_without_our_languages_is_none(tmp_path: Path, monkeypatch) -> None:
    install(tmp_path, monkeypatch, languages="fra\nosd")
    assert engine_here() is None


@pytest.mark.parametrize("data", [b"About 43,000 people.", b"PK\x03\x04"])
def test_what_is_no_scan_is_refused(tesseract: FakeTesseract, data: bytes) -> None:
    with pytest.raises(Exception, match=r"nothing to recognise|damaged archive"):
        recognise(data)
    assert not tesseract.asked


def test_a_scan_without_words_is_refused(tesseract: FakeTesseract) -> None:
    tesseract.says(" \f ")
    with pytest.raises(RecognitionFailed, match="no text was recognised"):
        recognise(PNG)


def test_an_engine_that_breaks_off_says_why(tesseract: FakeTesseract) -> None:
    tesseract.does("echo 'Error in pixReadMem: the picture is cut' >&2; exit 1")
    with pytest.raises(RecognitionFailed, match="the picture is cut"):
        recognise(PNG)


def test_an_engine_that_never_ends_is_ended(tesseract: FakeTesseract) -> None:
    tesseract.does("exec sleep 60")
    with pytest.raises(RecognitionFailed, match="longer than is allowed"):
        recognise(PNG, seconds=1)


def test_an_engine_that_eats_memory_is_stopped(tesseract: FakeTesseract) -> None:
    tesseract.does("exec dd if=/dev/zero of=/dev/null bs=3G count=1")
    with pytest.raises(RecognitionFailed, match="could not be recognised"):
        recognise(PNG)


def test_a_pdf_that_cannot_be_drawn_says_which_page(tesseract: FakeTesseract) -> None:
    with pytest.raises(RecognitionFailed, match="page 1 cannot be drawn"):
        recognise(b"%PDF-1.4 cut")


def test_nothing_stays_in_the_temporary_folder(tesseract: FakeTesseract) -> None:
    tesseract.does("exit 1")
    before = set(Path(gettempdir()).glob("recognising-*"))
    with pytest.raises(RecognitionFailed):
        recognise(PNG)
    assert set(Path(gettempdir()).glob("recognising-*")) <= before


@pytest.mark.skipif(
    not shutil.which("tesseract") or engine_here() is None,
    reason="tesseract-ocr is not installed here: recognition is tested with a program that stands for it only",
)
def test_a_real_scan_is_read_by_the_real_engine() -> None:
    text = recognise(_drawn("The ferry company said that about 43,000 people crossed the strait."))
    assert "about 43,000 people crossed" in text.text
    assert text.blocks[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)


def _drawn(sentence: str) -> bytes:
    """A PDF of pictures of the words, with no word in it as text."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    import io

    import pypdfium2

    written, scanned = io.BytesIO(), io.BytesIO()
    page = canvas.Canvas(written, pagesize=(420, 200))
    page.setFont("Helvetica", 11)
    page.drawString(30, 100, sentence)
    page.save()
    picture = pypdfium2.PdfDocument(written.getvalue())[0].render(scale=3, grayscale=True)
    scan = canvas.Canvas(scanned, pagesize=(420, 200))
    scan.drawInlineImage(picture.to_pil(), 0, 0, width=420, height=200)
    scan.save()
    return scanned.getvalue()
