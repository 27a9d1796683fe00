"""The entity gate."""

from collections.abc import Callable

import pytest

from claims.similarity import Statement, candidates

Marker = Callable[[str, str, str], list[Statement]]


def _score(read_marked: Marker, english: str, chinese: str) -> float:
    (a,), b = read_marked(english, "a", "en"), read_marked(chinese, "b", "zh")
    return candidates(a, b)[0].score


@pytest.mark.parametrize("elsewhere", ["秘鲁", "越南", "比利时"])
def test_another_country_lowers_the_score(read_marked: Marker, elsewhere: str) -> None:
    english = "The parliament of Norway abolished the fishing tax in [date:x|1999]."
    here = _score(read_marked, english, "挪威议会[date:y|1999年]取消捕鱼税。")
    there = _score(read_marked, english, f"{elsewhere}议会[date:y|1999年]取消捕鱼税。")
    assert there < 0.8 * here


def test_a_name_only_one_side_gives_costs_little(read_marked: Marker) -> None:
    english = "The parliament of Norway abolished the fishing tax in [date:x|1999]."
    plain = _score(read_marked, english, "挪威议会[date:y|1999年]取消捕鱼税。")
    more = _score(read_marked, english, "挪威议会[date:y|1999年]在奥斯陆取消捕鱼税。")
    assert 0.7 * plain < more < plain


def test_a_name_the_dictionary_does_not_know_is_not_held_against_a_text(read_marked: Marker) -> None:
    chinese = "挪威议会[date:y|1999年]取消捕鱼税。"
    known = _score(read_marked, "In Peru the parliament of Norway abolished the fishing tax in [date:x|1999].", chinese)
    unknown = _score(
        read_marked, "In Zyqvu the parliament of Norway abolished the fishing tax in [date:x|1999].", chinese
    )
    assert unknown > known
