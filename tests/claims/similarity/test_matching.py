"""Which statements meet across documents and languages, on our own little articles."""

import random
from collections.abc import Callable

import pytest

from claims.similarity import Match, Statement, candidates, comparable, match, threshold

Reader = Callable[[str], list[Statement]]
Marker = Callable[[str, str, str], list[Statement]]


def _pairs(found: list[Match]) -> set[frozenset[object]]:
    return {frozenset((one.a, one.b)) for one in found}


def _right(found: list[Match]) -> list[bool]:
    return [one.a[1] == one.b[1] for one in found]  # type: ignore[index]


def _meet(found: list[Match], a: str, b: str, question: str, other: str | None = None) -> bool:
    return frozenset(((a, question), (b, other or question))) in _pairs(found)


@pytest.mark.parametrize(
    ("a", "b", "questions"),
    [
        ("quake_en", "quake_zh", ["struck", "depth", "tents", "japan", "houses", "rescued", "cash"]),
        ("ferry_en", "ferry_zh", ["sank", "built", "cargo", "arrested", "sentenced", "aboard"]),
        ("budget_en", "budget_zh", ["passed", "education", "debt", "inflation", "railway", "tea", "fuel"]),
        ("firm_en", "firm_zh", ["thai", "hungary", "shanghai", "revenue", "sold"]),
        ("bank_en", "bank_zh", ["price", "liquidity", "bonds", "completed", "ermotti", "founded", "outflow", "svb"]),
        ("wildfire_en", "wildfire_zh", ["help", "burnt", "tui", "tourism", "mati_dead", "arrested"]),
        ("flood_en", "flood_zh", ["flood", "merkel", "damage", "belgium"]),
        ("offices_en", "offices_zh", ["farc", "accord", "turnout", "nobel", "weapons"]),
    ],
)
def test_an_english_and_a_chinese_article_on_one_event_meet(
    read_article: Reader, a: str, b: str, questions: list[str]
) -> None:
    found = match([*read_article(a), *read_article(b)])
    assert [question for question in questions if not _meet(found, a, b, question)] == []
    assert sum(_right(found)) >= 0.8 * len(found)


def test_two_chinese_articles_on_one_event_meet(read_article: Reader) -> None:
    found = match([*read_article("flood_zh"), *read_article("flood_zh2")])
    for question in ("merkel", "belgium", "dead"):
        assert _meet(found, "flood_zh", "flood_zh2", question)


@pytest.mark.parametrize(
    ("a", "b", "questions"),
    [
        ("tunnel_en", "tunnel_en2", ["opened", "built", "cost", "length", "collapse"]),
        ("mine_zh", "mine_zh2", ["dead", "hurt", "missing", "out", "opened", "fined"]),
    ],
)
def test_two_articles_of_one_language_meet_though_reworded(
    read_article: Reader, a: str, b: str, questions: list[str]
) -> None:
    found = match([*read_article(a), *read_article(b)])
    assert [question for question in questions if not _meet(found, a, b, question)] == []
    assert all(_right(found))


def test_few_pairs_are_false_when_all_articles_lie_in_one_dossier(read_article: Reader) -> None:
    topics = ("quake", "ferry", "budget", "firm", "offices")
    names = [f"{topic}_{language}" for topic in topics for language in ("en", "zh")]
    found = match([statement for name in names for statement in read_article(name)])
    same_topic = [one.a[0].split("_")[0] == one.b[0].split("_")[0] for one in found]  # type: ignore[index]
    assert sum(right and same for right, same in zip(_right(found), same_topic, strict=True)) >= 0.9 * len(found)


def test_the_right_partner_is_nearly_always_among_the_first_three(read_article: Reader) -> None:
    english, chinese = read_article("quake_en"), read_article("quake_zh")
    known = {statement.key[1] for statement in chinese}  # type: ignore[index]
    asked = [statement for statement in english if statement.key[1] in known]  # type: ignore[index]
    hits = [("quake_zh", one.key[1]) in [each.b for each in candidates(one, chinese)] for one in asked]  # type: ignore[index]
    assert sum(hits) >= 0.85 * len(hits)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "Vietnam Airlines opened its office in Vientiane in [date:x|2011].",
            "泰国航空公司[date:y|2012年]在万象设立办事处。",
        ),
        (
            "The first plane to land at Sana'a airport after the siege arrived on [date:x|3 May].",
            "围困结束后，首架从亚丁机场起飞的客机于[date:y|5月9日]启程。",
        ),
        (
            "Exports of Brazilian soybeans came to [mass:x|98 million tonnes].",
            "阿根廷大豆进口量为[mass:y|400万吨]。",
        ),
        ("Poland took in [person:x|950,000 refugees].", "德国接收了[person:y|110万]难民。"),
    ],
)
def test_twin_events_are_not_suggested(read_marked: Marker, english: str, chinese: str) -> None:
    statements = [*read_marked(english, "a", "en"), *read_marked(chinese, "b", "zh")]
    assert len(statements) == 2
    assert match(statements) == []
    assert len(candidates(statements[0], statements)) == 1


def test_a_rise_without_its_subject_is_not_suggested(read_marked: Marker) -> None:
    english = read_marked("Sales of lamps went up. They rose by [percent:x|188 percent] year on year.", "a", "en")
    chinese = read_marked("轮胎出口扩大，同比增长[percent:y|188%]。", "b", "zh")
    assert match([*english, *chinese]) == []


def test_equal_numbers_are_no_likeness(read_marked: Marker) -> None:
    english = read_marked("The bridge over the river cost [EUR:x|41 million euros].", "a", "en")
    chinese = read_marked("歌剧院的门票收入为[EUR:y|4100万欧元]。", "b", "zh")
    assert match([*english, *chinese]) == []


def test_the_value_itself_never_changes_the_score(read_marked: Marker) -> None:
    scores = []
    for number in ("3,000", "77,000"):
        english = read_marked(f"The strike in Lyon involved [person:x|{number} workers].", "a", "en")
        chinese = read_marked("里昂罢工共有[person:y|3000名]工人参加。", "b", "zh")
        scores.append(match([*english, *chinese])[0].score)
    assert scores[0] == scores[1]


def test_of_two_values_in_one_clause_each_meets_its_own(read_marked: Marker) -> None:
    english = read_marked(
        "The typhoon in Okinawa left [person:dead|12 people] dead and [person:hurt|310] injured.", "a", "en"
    )
    chinese = read_marked("冲绳台风造成[person:dead|12人]死亡，[person:hurt|305人]受伤。", "b", "zh")
    found = match([*english, *chinese])
    assert _pairs(found) <= {
        frozenset((("a", "dead"), ("b", "dead"))),
        frozenset((("a", "hurt"), ("b", "hurt"))),
    }
    assert _meet(found, "a", "b", "dead")


def test_a_suggestion_is_the_best_of_both_documents_that_is_left(read_article: Reader) -> None:
    found = match([*read_article("quake_en"), *read_article("quake_zh")])
    for side in ("a", "b"):
        keys = [getattr(one, side) for one in found]
        assert len(keys) == len(set(keys))
    ranks = [(one.reason["rank_a"], one.reason["rank_b"]) for one in found]
    assert max(map(max, ranks)) <= 2
    assert ranks.count((1, 1)) >= 0.75 * len(ranks)


def test_traditional_and_simplified_script_meet(read_marked: Marker) -> None:
    simplified = read_marked("台风导致高雄港[date:x|7月3日]关闭。", "a", "zh")
    traditional = read_marked("颱風導致高雄港[date:x|7月4日]關閉。", "b", "zh")
    (found,) = match([*simplified, *traditional])
    assert found.score > 0.6


def test_neither_the_order_nor_the_side_of_the_statements_changes_anything(read_article: Reader) -> None:
    statements = [*read_article("ferry_en"), *read_article("ferry_zh"), *read_article("flood_zh")]
    expected = match(statements)
    shuffled = list(statements)
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert match(shuffled) == expected


def test_only_pairs_that_touch_the_new_document_are_returned(read_article: Reader) -> None:
    statements = [*read_article("flood_zh"), *read_article("flood_zh2"), *read_article("flood_en")]
    everything = match(statements)
    touching = match(statements, touching={"flood_en"})
    assert all("flood_en" in (one.a[0], one.b[0]) for one in touching)  # type: ignore[index]
    assert 0 < len(touching) < len(everything)


def test_two_statements_of_one_document_never_match(read_article: Reader) -> None:
    assert match(read_article("flood_zh")) == []


def test_candidates_are_listed_even_below_the_threshold(read_article: Reader) -> None:
    known = read_article("quake_zh")
    asked = next(one for one in read_article("ferry_en") if one.key == ("ferry_en", "aboard"))
    found = candidates(asked, known)
    assert len(found) == 3
    assert all(one.score < threshold("person") for one in found)
    assert [one.reason["rank_a"] for one in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("person", "person", True),
        ("count", "person", True),
        ("count", "building", True),
        ("building", "person", False),
        ("USD", "EUR", False),
        ("count", "USD", False),
        ("count", "mass", False),
        ("date", "duration", False),
        ("percent", "percent", True),
    ],
)
def test_only_values_that_can_be_compared_meet(a: str, b: str, *, expected: bool) -> None:
    one, other = Statement(1, "a", "en", a, "clause"), Statement(2, "b", "en", b, "clause")
    assert comparable(one, other) is expected
    assert comparable(other, one) is expected


def test_a_language_without_a_pack_is_matched_by_its_plain_words() -> None:
    one = Statement(1, "a", "de", "date", "eröffnete die Elbphilharmonie in Hamburg ihren Konzertsaal …")
    other = Statement(2, "b", "de", "date", "Elbphilharmonie Hamburg Konzertsaal eröffnete …")
    (found,) = match([one, other])
    assert "Elbphilharmonie" in found.reason["shared_names"]


def test_transit_to_a_third_country_meets_in_both_languages(read_marked: Marker) -> None:
    english = read_marked(
        "About [person:passed|58,000 people] of those who left Ruritania passed through the islands on their way to"
        " third countries.",
        "a",
        "en",
    )
    chinese = read_marked(
        "离开鲁里坦尼亚的人员中，约有[person:passed|4.3万人]经群岛转往第三国。[person:wait|1.7万人]在营地等待。",
        "b",
        "zh",
    )
    assert _meet(match([*english, *chinese]), "a", "b", "passed")
