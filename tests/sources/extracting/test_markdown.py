import datetime as dt

import pytest

from sources.extracting import BlockKind, FileEmpty, Text, extract


def blocks(text: Text) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def test_wiki_links_leave_their_words() -> None:
    text = extract("# 港口\n\n[[zh:海湾]]的[[港口|码头]]有 3 艘船，[[File:ship.png|thumb]]见[[灯塔]]。".encode())
    assert text.text == "港口\n\n海湾的码头有 3 艘船，见灯塔。"
    assert (text.title, text.media_type) == ("港口", "text/markdown")


def test_marks_and_addresses_go_and_words_stay() -> None:
    source = "## Port\n\n**Nine** *ships* of `type A` [came](https://example.org/a_b) ~~back~~ ![x](y.png)in 2019.\n"
    assert extract(source.encode()).text == "Port\n\nNine ships of type A came back in 2019."


def test_bold_beside_a_chinese_sign_loses_its_stars() -> None:
    assert extract("# 港口\n\n这是**港口：**三艘船。".encode()).text.endswith("这是港口：三艘船。")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The fleet\nauthor: [Ann Lee, Bo Li]\ndate: 2019-06-04\nsource: Bay News\nurl: https://example.org/1\n---",
        '+++\ntitle = "The fleet"\nauthor = "Ann Lee, Bo Li"\ndate = 2019-06-04\npublisher = "Bay News"\n'
        'link = "https://example.org/1"\n+++',
    ],
)
def test_front_matter_is_metadata_and_not_text(front: str) -> None:
    text = extract(f"\n{front}\n\nNine ships came back.\n".encode())
    assert text.text == "Nine ships came back."
    assert (text.title, text.author, text.publisher) == ("The fleet", "Ann Lee, Bo Li", "Bay News")
    assert (text.url, text.published) == ("https://example.org/1", dt.date(2019, 6, 4))


def test_front_matter_that_cannot_be_read_is_noted() -> None:
    text = extract(b"---\ntitle: 'open\nx: [\n---\nNine ships came back.\n")
    assert text.text == "Nine ships came back."
    assert "front matter" in text.notes[0]


def test_front_matter_without_a_body_is_an_empty_file() -> None:
    with pytest.raises(FileEmpty):
        extract(b"---\ntitle: The fleet\n---\n\n")


def test_blocks_have_their_kinds() -> None:
    source = (
        "# Fleet\n\n- nine ships\n- two boats\n\n> It was hard.\n\n"
        "| port | ships |\n|---|---|\n| Bay | 9 |\n\nEnd.[^1]\n\n[^1]: Port office.\n"
    )
    assert blocks(extract(source.encode())) == [
        (BlockKind.HEADING, "Fleet"),
        (BlockKind.LIST_ITEM, "nine ships"),
        (BlockKind.LIST_ITEM, "two boats"),
        (BlockKind.QUOTE, "It was hard."),
        (BlockKind.TABLE, "port | ships\nBay | 9"),
        (BlockKind.PARAGRAPH, "End."),
        (BlockKind.FOOTNOTE, "Port office."),
    ]


def test_a_line_all_in_bold_is_a_heading() -> None:
    text = extract("# 港口\n\n**船队去了哪里？**\n船队去了海湾，\n共九艘。\n".encode())
    assert blocks(text)[1:] == [(BlockKind.HEADING, "船队去了哪里？"), (BlockKind.PARAGRAPH, "船队去了海湾，共九艘。")]


def test_the_byline_gives_the_date_and_a_heading_that_is_a_link_no_title() -> None:
    text = extract(
        b"### [back](README.md)\n---\n\n## The fleet\n`6/4/2019 6:22 AM UTC Ann`\n\nNine ships came on 1 May 2018.\n"
    )
    assert (text.title, text.published) == ("The fleet", dt.date(2019, 6, 4))


def test_html_inside_is_read_as_html() -> None:
    text = extract(b"# Fleet\n\n<div><p>Nine<br>ships</p><script>x()</script></div>\n\nArea: 12 km<sup>2</sup>.\n")
    assert text.text == "Fleet\n\nNine\nships\n\nArea: 12 km\u00b2."
