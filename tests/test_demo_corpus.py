"""The demo corpus is what its README says: ours, in two languages, in every format the real one comes in."""

import csv
import datetime as dt
import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from sources.extracting import FURNITURE, extract

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo"
SEEDS = ROOT.parent / "shared" / "seeds"
DOCUMENTS = sorted(path for path in DEMO.iterdir() if path.name not in ("README.md", "corpus.csv"))
MARKUP = re.compile(r"<[^>]*>|\[\[\w+:|\]\]|[*_`#>]")
SENTENCE_END = re.compile(r"[。！？!?；;]|\.(?=\s|$)|\n\s*\n")
LEAST_TELLING = 20  # characters: shorter sentences may coincide


def raw_text(path: Path) -> str:
    """What stands in the file, whatever its format; independent of the extractors under test elsewhere."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return path.read_text(encoding="utf-8")


def letters(text: str) -> str:
    """The text without markup, spaces and line ends, so that another wrapping of one sentence is the same."""
    return re.sub(r"\s+", "", MARKUP.sub("", text))


def sentences(text: str) -> list[str]:
    return [squeezed for part in SENTENCE_END.split(text) if len(squeezed := letters(part)) >= LEAST_TELLING]


def test_the_corpus_has_at_least_six_documents_and_a_readme() -> None:
    assert len(DOCUMENTS) >= 6
    assert (DEMO / "README.md").is_file()


def test_every_document_names_its_language_and_both_languages_are_there() -> None:
    assert {path.suffixes[0] for path in DOCUMENTS} == {".en", ".zh"}


def test_every_document_is_written_in_the_language_its_name_says() -> None:
    for path in DOCUMENTS:
        text = raw_text(path)
        han = len(re.findall(r"[\u4e00-\u9fff]", text))
        latin_words = len(re.findall(r"[A-Za-z]{2,}", text))
        assert (han > latin_words) == (path.suffixes[0] == ".zh"), path.name


def test_the_list_to_import_names_every_document() -> None:
    with (DEMO / "corpus.csv").open(encoding="utf-8", newline="") as listed:
        assert sorted(row["file"] for row in csv.DictReader(listed)) == [path.name for path in DOCUMENTS]


def test_the_readme_lists_every_document() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DOCUMENTS if f"`{path.name}`" not in readme] == []


@pytest.mark.parametrize(
    ("name", "starts", "holds"),
    [
        ("*.zh.txt", b" ", r"\d\. \d 万[\s\S]*①[\s\S]*·\d+·"),
        ("*.zh.md", b"#", r"\[\[zh:[^\]]+\]\]"),
        ("*.en.txt", b"", r"\A[^<#\[]+\Z"),
        ("*.zh.html", b"---\n", r"\npublisher: [\s\S]*\n---\n[\s\S]*<p>"),
        ("*.en.html", b"---\n", r"\npublisher: [\s\S]*\n---\n[\s\S]*<p>"),
        ("*.en.md", b"---\n", r"\npublisher: [\s\S]*\n---\n[\s\S]*\n## "),
        ("*.pdf", b"%PDF-", r"北桥简报[\s\S]*— 1 —[\s\S]*北桥简报[\s\S]*— 2 —"),
        ("*.docx", b"PK", r"11,500 square kilometres"),
    ],
)
def test_each_format_is_there_with_what_makes_it_hard(name: str, starts: bytes, holds: str) -> None:
    (path,) = (path for path in DOCUMENTS if path.match(name))
    assert path.read_bytes().startswith(starts)
    assert re.search(holds, raw_text(path))


def test_the_docx_has_headings_and_a_table() -> None:
    (path,) = DEMO.glob("*.docx")
    document = Document(str(path))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") >= 2
    assert len(document.tables) == 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed documents in ../shared/seeds")
def test_no_sentence_of_the_corpus_stands_in_a_seed() -> None:
    seeds = "\n".join(letters(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    assert seeds
    taken = [(path.name, said) for path in DOCUMENTS for said in sentences(raw_text(path)) if said in seeds]
    assert taken == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed documents in ../shared/seeds")
def test_a_sentence_taken_from_a_seed_would_be_noticed() -> None:
    seed = max(SEEDS.glob("*.txt"), key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    assert all(said in letters(seed) for said in sentences(seed)[5:10])


# What each file says of itself: start of its title, day of publication, publisher ("" where no field names one).
IMPRINTS = {
    "airlift-desk-report.en.txt": ("How Doha became", dt.date(2021, 10, 4), ""),
    "airlift-fact-sheet.en.docx": ("The Kabul airlift in figures", dt.date(2021, 12, 1), ""),
    "airlift-journal-article.zh.txt": ("空中走廊的外交账", None, ""),
    "doha-transit-camps.zh.html": ("球员公寓里的两周", dt.date(2021, 9, 20), "多哈湾晨讯"),
    "harbour-bases-gas-brief.zh.pdf": ("卡塔尔的空港、基地与天然气", dt.date(2022, 6, 20), ""),
    "kabul-airport-reopens.en.html": ("Kabul airport reopens", dt.date(2021, 9, 10), "The Caravan Wire"),
    "negotiators-notebook.en.md": ("Notes from the other sofa", dt.date(2022, 4, 2), "Meridian Quarterly"),
    "two-offices-in-doha.zh.md": ("多哈的客厅", dt.date(2023, 11, 18), ""),
}


def test_an_imprint_is_expected_of_every_document() -> None:
    assert sorted(IMPRINTS) == [path.name for path in DOCUMENTS]


@pytest.mark.parametrize("name", sorted(IMPRINTS))
def test_title_day_and_publisher_are_taken_from_the_file(name: str) -> None:
    title, published, publisher = IMPRINTS[name]
    text = extract((DEMO / name).read_bytes())
    assert text.title.startswith(title)
    assert (text.published, text.publisher) == (published, publisher)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_of_the_markup_is_left_in_the_text(path: Path) -> None:
    text = extract(path.read_bytes())
    assert text.notes == ()
    assert not re.search(r"\[\[|\]\]|<\w+|&\w+;|\*\*|^---$|^publisher:", text.text, re.MULTILINE)


def test_sentences_run_on_over_line_and_page_ends() -> None:
    expected = {
        "airlift-journal-article.zh.txt": "卡塔尔军队在多哈的营地每天要给撤离人员发出5万多份餐食。",
        "harbour-bases-gas-brief.zh.pdf": "国际客运航班于2021年9月9日飞往多哈，由卡塔尔航空公司执飞。",
    }
    for name, sentence in expected.items():
        text = extract((DEMO / name).read_bytes())
        said = ["".join(text.text[b.start : b.end].split()) for b in text.blocks if b.kind not in FURNITURE]
        assert any(sentence in paragraph for paragraph in said), name
