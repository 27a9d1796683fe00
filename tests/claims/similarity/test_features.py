"""What a comparison tells: what speaks for a pair, what against it, and how far it leads its rivals."""

from collections.abc import Callable

import pytest

from claims.similarity import DEFAULT, WITH_MEANING, Statement, Weights, candidates, company, match
from claims.similarity.features import among
from claims.similarity.likelihood import FIRST, SIGNS

Marker = Callable[[str, str, str], list[Statement]]


def _told(read_marked: Marker, english: str, chinese: str) -> dict[str, float]:
    (one,), (other,) = read_marked(english, "a", "en"), read_marked(chinese, "b", "zh")
    (found,) = candidates(one, [other])
    return found.reason["told"]


def test_all_that_is_told_has_a_weight(read_marked: Marker) -> None:
    told = _told(read_marked, "The typhoon killed [person:x|12 people].", "台风造成[person:y|13人]死亡。")
    assert told.keys() <= DEFAULT.of.keys()
    assert FIRST.of.keys() | company.FEATURES.keys() | {"date", "duration"} == DEFAULT.of.keys()
    assert DEFAULT.of.keys() | {"meaning"} == SIGNS.keys() == WITH_MEANING.of.keys()


@pytest.mark.parametrize(
    ("feature", "english", "chinese"),
    [
        ("opposed", "Brazil imported [mass:x|98 million tonnes] of soybeans.", "巴西出口大豆[mass:y|400万吨]。"),
        ("other_part", "The population of Malta rose by [person:x|9,000].", "马耳他人口为[person:y|54万人]。"),
        ("names_apart", "Poland took in [person:x|950,000 refugees].", "德国接收了[person:y|110万]难民。"),
    ],
)
def test_what_parts_two_questions_is_told(read_marked: Marker, feature: str, english: str, chinese: str) -> None:
    assert _told(read_marked, english, chinese)[feature] > 0


def test_what_is_counted_says_little_of_the_question(read_marked: Marker) -> None:
    """Countries that joined a pact and countries whose sailors took part in a race are countries, and no more."""
    pact = "The pact was signed by [country:x|14] countries."
    race = _told(read_marked, pact, "[country:y|5个]国家的帆船参加比赛。")["heaviest_own_word"]
    signed = _told(read_marked, pact, "[country:y|13个]国家签署了条约。")["heaviest_own_word"]
    assert 0 < race < 0.6 * signed


def test_two_clauses_that_name_nobody_in_common_are_apart_whatever_stands_around_them(read_marked: Marker) -> None:
    chinese = "[person:y|至少90名]旅客离开里斯本。葡萄牙航空恢复了航班。"
    apart = _told(read_marked, "Portugal sent buses. [person:x|About 1,200 passengers] left Madrid.", chinese)
    shared = _told(read_marked, "Portugal sent buses. [person:x|About 1,200 passengers] left Lisbon.", chinese)
    assert apart["names_apart"] == pytest.approx(2 / 3, abs=0.01)
    assert "names_apart" not in shared


def test_the_margins_are_over_the_best_rival_of_either_side() -> None:
    told = among(0.5, [0.25, 0.1], [0.6])
    assert told["margin"] == pytest.approx(-0.18, abs=0.01)
    assert told["margin_of_one"] == pytest.approx(0.69, abs=0.01)
    assert told["best_of_both"] == 0
    assert among(0.5, [0.25], [0.3])["best_of_both"] == 1
    assert among(0.5, [], []) == among(0.1, [], [])


def test_the_weights_that_are_given_decide(read_marked: Marker) -> None:
    english = read_marked("The strike in Lyon involved [person:x|3,000 workers].", "a", "en")
    chinese = read_marked("里昂罢工共有[person:y|3100名]工人参加。", "b", "zh")
    (found,) = match([*english, *chinese])
    assert found.score >= DEFAULT.threshold
    assert match([*english, *chinese], weights=Weights(DEFAULT.of, DEFAULT.offset, 0.999)) == []
