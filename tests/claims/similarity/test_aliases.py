"""Names that the people of a dossier declared to mean one thing."""

from collections.abc import Callable

import pytest

from claims.similarity import Statement, candidates, match, terms_of
from claims.similarity.aliases import Aliases

Marker = Callable[[str, str, str], list[Statement]]

SHIP = ("Sea Lark", "云雀轮", "MV Lark")


def _keys(aliases: Aliases, text: str, language: str) -> list[str]:
    return [word.key for word in aliases.words(text, language)]


@pytest.mark.parametrize(
    ("text", "language"), [("the Sea Lark sank", "en"), ("MV Lark's owner", "en"), ("云雀轮沉没", "zh")]
)
def test_every_name_of_a_group_is_one_word(text: str, language: str) -> None:
    aliases = Aliases.of([SHIP])
    (named,) = [word for word in aliases.words(text, language) if word.key.startswith("=")]
    assert named.name
    assert named.key == "=MV Lark"
    assert named.shown == named.whole == "MV Lark"


def test_a_name_inside_a_longer_word_is_left_alone() -> None:
    aliases = Aliases.of([("Lark", "云雀")])
    assert _keys(aliases, "Larkspur grows here", "en") == _keys(Aliases(), "Larkspur grows here", "en")


def test_one_name_or_none_makes_no_group() -> None:
    assert Aliases.of([("Lark",), (), (" ", "Lark", "Lark ")]) == Aliases()


def test_the_order_of_groups_and_names_changes_nothing() -> None:
    assert Aliases.of([SHIP, ("a", "b")]) == Aliases.of([("b", "a"), SHIP[::-1]])


def test_a_pair_that_only_an_alias_joins_scores_higher_with_it(read_marked: Marker) -> None:
    (english,) = read_marked("The Sea Lark sank off Penang on [date:x|9 June].", "a", "en")
    (chinese,) = read_marked("云雀轮[date:x|6月9日]在槟城外海沉没。", "b", "zh")
    (without,) = candidates(english, [chinese])
    (with_it,) = candidates(english, [chinese], aliases=[SHIP])
    assert with_it.score > without.score
    assert "MV Lark" in with_it.reason["shared_names"]
    assert match([english, chinese], aliases=[SHIP])[0].score == with_it.score


def test_stored_terms_hold_the_alias(read_marked: Marker) -> None:
    (chinese,) = read_marked("云雀轮[date:x|6月9日]沉没。", "b", "zh")
    assert "=MV Lark" in terms_of(chinese, aliases=[SHIP])
    assert "=MV Lark" not in terms_of(chinese)
