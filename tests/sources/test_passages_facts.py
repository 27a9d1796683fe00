"""Figures, units, dates and negations are compared as what they say."""

import pytest

from sources.passages import same_facts
from sources.passages.facts import same_facts_at, whole_figures


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("约4.3万人", "about 43,000 people"),
        ("4. 3 万人", "4.3万人"),
        ("４３％", "43%"),
        ("43%", "43 percent"),
        ("10 000 litres", "10,000 litres"),
        ("on 3 March 2021", "on March 3, 2021"),
        ("2021年3月3日", "2021 年 3 月 3 日"),
        ("four boats", "4 boats"),
        ("It didn't sail", "It did not sail"),
        ("非洲的港口", "欧洲的港口"),
        ("an empty quay", "a full quay"),
    ],
)
def test_one_fact_written_in_two_ways_is_the_same(old: str, new: str) -> None:
    assert same_facts(old, new)
    assert same_facts(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("43,000 people", "48,000 people"),
        ("4.3万", "4.3亿"),
        ("三人", "四人"),
        ("5 km", "5 miles"),
        ("3美元", "3元"),
        ("22%", "22"),
        ("about 50 boats", "more than 50 boats"),
        ("on 3 March 2021", "on 3 April 2021"),
        ("It was found", "It was not found"),
        ("有人受伤", "无人受伤"),
        ("3 of 10", "10 of 3"),
        ("12 15", "1215"),
        ("-5", "5"),
        ("½ litre", "¼ litre"),
        ("见注①", "见注②"),
        ("10²", "102"),
        ("8:30 on 31 August", "9:30 on the 31 August"),
        ("id-7f3a-2041", "id-7f3a-2042"),
        ("9" * 60 + ".5", "9" * 59 + "8.5"),
    ],
)
def test_another_fact_is_seen(old: str, new: str) -> None:
    assert not same_facts(old, new)
    assert not same_facts(new, old)


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("some 143,000 people", "43,000", "143,000"),
        ("some 43,000 people", "some 43", "some 43,000"),
        ("载回约4.3万人", "约4.3", "约4.3万"),
        ("载回三十万人", "十万", "三十万"),
        ("in 2021. Then", "in 2021", "in 2021"),
        ("grew 70 percent", "grew 70", "grew 70"),
        ("the 2nd", "the", "the"),
    ],
)
def test_a_figure_that_a_span_cuts_is_taken_whole(text: str, span: str, whole: str) -> None:
    start = text.index(span)
    first, last = whole_figures(text, start, start + len(span))
    assert text[first:last] == whole


def test_a_figure_cut_by_the_end_of_a_line_is_the_same_where_its_other_half_stays_behind() -> None:
    old, new = "debt climbed to 70\npercent of output", "debt climbed to 70\nThe ministry"
    span = (0, len("debt climbed to 70"))
    assert same_facts_at(old, span, new, span)
    assert not same_facts_at(old, span, old.replace("70", "71"), span)
