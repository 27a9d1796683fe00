"""What is read as the own words of each value, and what it takes over."""

import re
from collections.abc import Callable

import pytest

from claims.similarity import Statement, candidates, match

Marker = Callable[[str, str, str], list[Statement]]


def _by_question(statements: list[Statement]) -> dict[str, Statement]:
    return {statement.key[1]: statement for statement in statements}  # type: ignore[index]


def test_each_value_of_a_list_has_its_own_words(read_marked: Marker) -> None:
    found = _by_question(
        read_marked(
            "The flood killed [person:a|12 people], injured [person:b|310] and left [person:c|900] homeless.", "d", "en"
        )
    )
    assert "killed" in found["a"].near
    assert "injured" not in found["a"].near
    assert found["b"].near == "injured ‸"
    assert found["c"].near == "left ‸ homeless."


def test_a_value_whose_words_say_nothing_takes_over_those_before(read_marked: Marker) -> None:
    found = _by_question(
        read_marked("Sales of lamps were [EUR:a|9 million euros], up [percent:b|5 percent].", "d", "en")
    )
    assert "Sales of lamps" in found["b"].subject
    assert found["a"].subject == ""


def test_a_date_that_opens_a_sentence_takes_over_what_follows(read_marked: Marker) -> None:
    (found,) = read_marked("[date:x|2003年]，王国废除了盐税。", "d", "zh")
    assert "废除了盐税" in found.subject


def test_who_says_it_is_no_part_of_what_is_said(read_marked: Marker) -> None:
    (found,) = read_marked("The harbour office said that [count:x|40 boats] sank.", "d", "en")
    assert found.source == "The harbour office said that"
    assert "harbour" not in found.near


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("CAIRO, [date:day|May 3] (Agency) --", "en"),
        ("CAIRO (AGENCY) -", "en"),
        ("Port Said, [date:day|May 3]:", "en"),
        ("Ismailia, Suez Gov., [date:day|May 3] (Canal Press)--", "en"),
        ("[date:day|May 3] (CPI) —", "en"),
        ("（某社記者林某開羅3日電）", "zh"),
        ("【某某社开罗[date:day|5月3日]电】", "zh"),
        ("某某网消息（晚间新闻）：", "zh"),
    ],
)
def test_where_and_by_whom_a_report_was_filed_is_no_part_of_what_is_said(
    read_marked: Marker, line: str, language: str
) -> None:
    said = {"en": " Six barges sank and [person:x|9 sailors] died.", "zh": "六艘驳船沉没，造成[person:x|9人]死亡。"}
    found = _by_question(read_marked(line + said[language], "d", language))["x"]
    assert found.source == re.sub(r"\[date.*?\]", "…", line)


def test_a_heading_with_a_date_is_no_dateline(read_marked: Marker) -> None:
    (_, found) = read_marked("Sailors lost [date:when|2021]: [person:x|9 people]", "d", "en")
    assert found.source == ""
    assert "Sailors lost" in found.subject


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Output fell from [mass:x|9 tonnes] to 8.", "en", "earlier"),
        ("Output rose by [mass:x|9 tonnes].", "en", "change"),
        ("Output rose to [mass:x|9 tonnes].", "en", ""),
        ("The storm killed another [person:x|9 people].", "en", "added"),
        ("Analysts expect sales of [EUR:x|9 euros].", "en", "expected"),
        ("The mill is on track to sell [mass:x|9 tonnes].", "en", "expected"),
        ("全年目标为[mass:x|9吨]。", "zh", "expected"),
        ("产量比去年增加[mass:x|9吨]。", "zh", "change"),
        ("产量增至[mass:x|9吨]。", "zh", ""),
        ("新增[person:x|9人]确诊。", "zh", "added"),
        ("人口从上年的[person:x|9万人]降至8万人。", "zh", "earlier"),
    ],
)
def test_the_part_a_value_plays_is_read_from_the_words_beside_it(
    read_marked: Marker, text: str, language: str, expected: str
) -> None:
    assert read_marked(text, "d", language)[0].part == expected


def test_a_level_and_its_change_are_not_suggested(read_marked: Marker) -> None:
    english = read_marked("The population of Malta rose by [person:x|9,000 people].", "a", "en")
    chinese = read_marked("马耳他人口为[person:y|54万人]。", "b", "zh")
    assert match([*english, *chinese]) == []
    (found,) = candidates(english[0], chinese)
    assert "change / level" in found.reason["opposed"]


def test_another_year_lowers_the_score_and_is_named(read_marked: Marker) -> None:
    english = read_marked("In [date:when|1998] Iceland caught [mass:x|1.2 million tonnes] of fish.", "a", "en")
    same = read_marked("[date:when|1998年]冰岛捕鱼[mass:y|130万吨]。", "b", "zh")
    other = read_marked("[date:when|2004年]冰岛捕鱼[mass:y|130万吨]。", "c", "zh")
    asked = english[1]
    scores = {each.b: each for each in candidates(asked, [same[1], other[1]])}
    assert scores["c", "y"].score < 0.7 * scores["b", "y"].score
    assert scores["c", "y"].reason["opposed"] == ["year 1998 / 2004"]


def test_the_round_spoken_of_last_holds_for_what_follows(read_marked: Marker) -> None:
    text = (
        "In the run-off Ann won [percent:a|52%]. Bob got [percent:b|48%]. In the first round she had [percent:c|44%]."
    )
    found = _by_question(read_marked(text, "d", "en"))
    assert ["round=2" in found[name].qualifiers for name in "abc"] == [True, True, False]
    assert "round=1" in found["c"].qualifiers


def test_a_year_that_another_figure_is_of_says_nothing_of_this_one(read_marked: Marker) -> None:
    text = "Profit rose [percent:up|80%] from [USD:then|$5 million] in [date:year|2022]."
    found = _by_question(read_marked(text, "d", "en"))
    assert "year=2022" not in found["up"].qualifiers
    assert "year=2022" in found["then"].qualifiers


def test_a_value_is_said_of_whom_an_apposition_names(read_marked: Marker) -> None:
    found = _by_question(
        read_marked(
            "Mara Lind won [percent:a|52 percent], while her rival, Per Oster, received [percent:b|48 percent].",
            "d",
            "en",
        )
    )
    assert found["b"].subject.endswith("her rival, Per Oster")
    assert found["a"].subject == ""


def test_words_that_only_tell_the_time_are_no_subject(read_marked: Marker) -> None:
    text = "The mill made a profit of [EUR:a|9 million euros] ([USD:c|10 million]) last year, up [percent:b|5 percent]."
    found = _by_question(read_marked(text, "d", "en"))
    assert "profit" in found["b"].subject
