import textwrap

from sources.extracting import BlockKind, Text, extract

STORY = (
    "The rescue fleet left the harbour before dawn and came back eleven days later with about 43,000 people on board, "
    "the port office said. Nobody had expected so many: the plan was made for 12,000 at most, and the quays were full. "
)
CHINESE = (
    "港口办公室表示，救援船队在黎明前离港，十一天内共运送约4.3万人返回海湾，其中多数为老人和儿童。码头已经没有空位。"
)

SEQUEL = (
    "A storm kept six of the nine ships in the bay for two days on their way home, and bread ran short for everybody. "
    "When the last one tied up, the mayor thanked her crew and promised new quays, which are to cost 3 million euros. "
    "Builders begin in spring; fishermen fear for their berths and want to be heard by the council before that happens."
)


def blocks(text: Text) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def of_kind(text: Text, kind: BlockKind) -> list[str]:
    return [words for found, words in blocks(text) if found is kind]


def chinese_lines(text: str, columns: int = 20) -> list[str]:
    return [text[start : start + columns] for start in range(0, len(text), columns)]


def test_blocks_cover_the_text_and_are_parted_by_two_line_ends() -> None:
    text = extract(b"A title\n\nFirst paragraph, which ends.\nSecond paragraph, which ends too.\n")
    assert "\n\n".join(words for _, words in blocks(text)) == text.text
    assert (text.media_type, text.extractor, text.title) == ("text/plain", "plain/1", "A title")


def test_every_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    text = extract("标题在此\n\n　　第一段讲了港口的事情，一共有三艘船。\n　　第二段讲了别的。\n".encode())
    assert blocks(text) == [
        (BlockKind.HEADING, "标题在此"),
        (BlockKind.PARAGRAPH, "第一段讲了港口的事情，一共有三艘船。"),
        (BlockKind.PARAGRAPH, "第二段讲了别的。"),
    ]


def test_wrapped_english_lines_are_joined_with_one_space() -> None:
    text = extract(textwrap.fill(STORY * 3, 60).encode())
    assert blocks(text) == [(BlockKind.PARAGRAPH, (STORY * 3).strip())]


def test_a_number_at_a_wrap_keeps_its_space() -> None:
    text = extract(b"The port office said on Monday evening that about\n43,000 people had left by then.\n")
    assert "about 43,000 people" in text.text


def test_wrapped_chinese_lines_are_joined_without_a_space() -> None:
    text = extract("\n".join(chinese_lines(CHINESE * 3)).encode())
    assert blocks(text) == [(BlockKind.PARAGRAPH, CHINESE * 3)]


def test_blank_lines_between_all_lines_part_nothing() -> None:
    text = extract("\n\n".join(chinese_lines(CHINESE * 3)).encode())
    assert blocks(text) == [(BlockKind.PARAGRAPH, CHINESE * 3)]


def test_paragraphs_of_a_wrapped_text_stay_apart() -> None:
    first, second = textwrap.fill(STORY * 2, 60), textwrap.fill(STORY, 60)
    text = extract(f"{first}\n\n{second}\n".encode())
    assert of_kind(text, BlockKind.PARAGRAPH) == [(STORY * 2).strip(), STORY.strip()]


def test_a_running_header_stands_after_the_paragraph_it_interrupts() -> None:
    lines = chinese_lines(CHINESE * 4)
    lines[4:4] = ["· 12 ·", "海湾港口研究评论"]
    text = extract("\n".join(["海湾港口研究评论", "", *lines]).encode())
    assert blocks(text) == [
        (BlockKind.HEADING, "海湾港口研究评论"),
        (BlockKind.PARAGRAPH, CHINESE * 4),
        (BlockKind.PAGE_NUMBER, "· 12 ·"),
        (BlockKind.PAGE_HEADER, "海湾港口研究评论"),
    ]


def test_footnotes_between_a_page_number_and_a_header_do_not_break_the_sentence() -> None:
    page = ["· 3 ·", "① 港口办公室：《年度报告》。", "海湾研究　2019年第2期"]
    lines = chinese_lines(CHINESE * 6)
    text = extract("\n".join(["海湾的船队", "", *lines[:4], *page, *lines[4:10], *page, *lines[10:]]).encode())
    assert of_kind(text, BlockKind.PARAGRAPH) == [CHINESE * 6]
    assert of_kind(text, BlockKind.FOOTNOTE) == ["① 港口办公室：《年度报告》。"] * 2


def test_words_broken_one_a_line_are_put_together() -> None:
    lines = chinese_lines(CHINESE * 2)
    names = ["船长约翰·史密斯(John", " ", "", "A.", " ", "", "B.", " ", "", "Smith)说船队已经返回了港口。"]
    text = extract("\n".join("\n\n".join([*lines, "\n".join(names)]).split("\n")).encode())
    assert "史密斯(John A. B. Smith)说" in text.text


def test_blanks_in_the_empty_lines_of_an_ordinary_text_join_nothing() -> None:
    text = extract(
        b"First paragraph of the story, which ends.\n \nSecond one, which ends.\n \nThird one, too.\n \nLast.\n"
    )
    assert len(text.blocks) == 4


def test_numbered_chinese_headings_are_headings() -> None:
    lines = chinese_lines(CHINESE * 2)
    text = extract("\n".join([*lines, "一、 船队的来历", *lines, "（二）船队的去向", *lines]).encode())
    assert of_kind(text, BlockKind.HEADING) == ["一、 船队的来历", "（二）船队的去向"]


def test_form_feeds_mark_pages() -> None:
    story = STORY + SEQUEL
    lines = textwrap.wrap(story, 60)
    pages = [
        "\n".join([str(number), *lines[start : start + 4]]) for number, start in enumerate(range(0, len(lines), 4), 1)
    ]
    text = extract("\f".join(pages).encode())
    assert of_kind(text, BlockKind.PAGE_NUMBER) == [str(number) for number in range(1, len(pages) + 1)]
    assert of_kind(text, BlockKind.PARAGRAPH) == [story]


def test_a_word_broken_by_a_hyphen_is_whole_again() -> None:
    text = extract((textwrap.fill(STORY * 2, 60) + " The quays were the respon-\nsibility of the town.\n").encode())
    assert "responsibility of the town" in text.text


def test_text_wrapped_by_hand_is_joined_where_empty_lines_part_paragraphs() -> None:
    source = (
        "BAY CITY - The flood drove about\n43,000 people from their homes, the mayor\nsaid on Tuesday. More than "
        "1,200 houses were\ndestroyed.\n\nThe mayor asked for help from the\n"
        "government. It was the worst flood since\n1953.\n"
    )
    assert of_kind(extract(source.encode()), BlockKind.PARAGRAPH) == [
        "BAY CITY - The flood drove about 43,000 people from their homes, the mayor said on Tuesday. "
        "More than 1,200 houses were destroyed.",
        "The mayor asked for help from the government. It was the worst flood since 1953.",
    ]


def test_a_chinese_figure_that_a_wrap_cut_is_whole_again() -> None:
    lines = [*chinese_lines(CHINESE), "十一天内共运送约4.", "3万人返回海湾，其中多数为老人和儿童，没有人受伤。"]
    assert "约4.3万人" in extract("\n".join(lines).encode()).text


def test_a_page_with_a_head_of_its_own_is_no_footnote():
    body = [
        "渡轮公司在风暴过后立即恢复了前往该岛的航线并且连日加开班次以便滞留港口",
        "的旅客能够尽快离开。港务局称这一安排持续到当月月底为止其间没有发生任何事",
        "故。当地居民对此表示欢迎。",
    ]
    lines: list[str] = []
    for number, head in enumerate(["岛屿评论 甲", "岛屿研究 乙", "海峡通讯 丙"], start=1):
        lines += [head, *body * 4, f"·{number}·", f"① 见港务局公报,第{number}页。"]
    text = extract("\n".join(lines).encode())
    notes = [text.text[block.start : block.end] for block in text.blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == [f"① 见港务局公报,第{number}页。" for number in (1, 2, 3)]
