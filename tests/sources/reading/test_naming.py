"""Who is said to be the first, the only, the largest: the name and the clause, and what is left to people."""

import pytest

from sources.reading.naming import namings, rank_in

SAID = [
    ("Pakistan was the first country to recognise the new government.", "Pakistan", "first"),
    ("The first country to recognise the new government was Pakistan.", "Pakistan", "first"),
    ("In 1999 Iceland became the only state to abolish the levy.", "Iceland", "only"),
    ("Tourism is the main source of income.", "Tourism", "main"),
    ("Norra, the island carrier, was the first airline to resume flights to Tripoli.", "Norra", "first"),
    ("The first flight to land at Tripoli airport after the war came from Malta.", "Malta", "first"),
    ("Norway and Sweden were the only countries to vote against it.", "Norway and Sweden", "only"),
    (
        "Officials said that the United Arab Emirates was the largest buyer of jets.",
        "the United Arab Emirates",
        "largest",
    ),
    ("Maria Lopez became the first woman to lead the bank, in 2012.", "Maria Lopez", "first"),
    ("巴基斯坦是第一个承认该政权的国家。", "巴基斯坦", "first"),
    ("第一个承认该政权的国家是巴基斯坦。", "巴基斯坦", "first"),
    ("1999年，冰岛成为唯一废除渔业税的国家。", "冰岛", "only"),
    ("首架降落在的黎波里机场的国际航班来自马耳他。", "马耳他", "first"),
    ("目前，中国是世界上最大的钢铁出口国。", "中国", "largest"),
    ("玛丽亚·洛佩斯成为首位领导央行的女性。", "玛丽亚·洛佩斯", "first"),
    ("沙特是日本最主要的石油供应国。", "沙特", "main"),
]
LEFT_ALONE = [
    "It was the first time that Iran did so.",
    "Monday was the first day of the strike.",
    "He was the first president to resign.",
    "The main reason was Russian pressure on prices.",
    "Iceland was not the first country to do so.",
    "The bank is one of the oldest banks in Europe.",
    "The country's largest port is Rotterdam, which handles coal.",
    "Its main supplier of oil is Norway.",
    "这是第一次。",
    "他是第一个辞职的总统。",
    "他的主要目的是打击走私。",
    "冰岛不是第一个这样做的国家。",
    "主要原因是经济制裁。",
    "并且是该国的主要买家。",
    "鹿特丹是欧洲最大的港口之一。",
    "旅游业是该国最主要的收入来源。",
]


def language(text: str) -> str:
    return "en" if text.isascii() else "zh"


@pytest.mark.parametrize(("text", "name", "rank"), SAID)
def test_a_name_beside_what_it_is_said_to_be_is_found(text: str, name: str, rank: str) -> None:
    (naming,) = namings(text, 0, len(text), language(text))
    assert (text[naming.start : naming.end], naming.rank) == (name, rank)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_names_nobody_beyond_doubt_is_left_to_people(text: str) -> None:
    assert namings(text, 0, len(text), language(text)) == []


def test_the_clause_holds_the_name_and_what_is_said_and_no_more() -> None:
    text = "On Monday it rained. Malta, officials said, was calm, and Cyprus was the first island to send aid, too."
    start = text.index("Malta")
    (naming,) = namings(text, start, len(text), "en")
    assert text[slice(*naming.clause)] == "Cyprus was the first island to send aid"


def test_a_line_end_inside_a_name_changes_nothing() -> None:
    text = "The United\nKingdom was the first country to join."
    (naming,) = namings(text, 0, len(text), "en")
    assert text[naming.start : naming.end] == "The United\nKingdom"


@pytest.mark.parametrize(
    ("clause", "language", "rank"),
    [("the sole survivor", "en", "only"), ("最大的港口", "zh", "largest"), ("a quiet island", "en", "")],
)
def test_a_clause_says_in_which_way_something_stands_out(clause: str, language: str, rank: str) -> None:
    assert rank_in(clause, language)[0] == rank
