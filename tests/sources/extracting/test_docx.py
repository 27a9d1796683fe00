import datetime as dt
import io

import docx
import pytest

from sources.extracting import BlockKind, FileDamaged, FormatUnknown, extract


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "The fleet"
    document.core_properties.author = "Ann Lee"
    document.core_properties.created = dt.datetime(2019, 6, 4, tzinfo=dt.UTC)
    document.add_heading("The fleet", 1)
    document.add_paragraph("Nine ships came back with 4.3 万人.")
    document.add_paragraph("food", style="List Bullet")
    document.add_paragraph("It was hard.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["port", "ships", "Bay", "9"], strict=True):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_is_read_with_its_kinds_and_properties() -> None:
    text = extract(word_file())
    assert [(block.kind, text.text[block.start : block.end]) for block in text.blocks] == [
        (BlockKind.HEADING, "The fleet"),
        (BlockKind.PARAGRAPH, "Nine ships came back with 4.3 万人."),
        (BlockKind.LIST_ITEM, "food"),
        (BlockKind.QUOTE, "It was hard."),
        (BlockKind.TABLE, "port | ships\nBay | 9"),
    ]
    assert (text.title, text.author, text.published) == ("The fleet", "Ann Lee", dt.date(2019, 6, 4))


def test_a_cut_word_file_is_damaged() -> None:
    with pytest.raises(FileDamaged):
        extract(word_file()[:2000])


def test_another_archive_is_refused() -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "nine ships")
    with pytest.raises(FormatUnknown, match="unpack"):
        extract(out.getvalue())
