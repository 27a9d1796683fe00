"""The English words that bound a number, before it and after its unit."""

from __future__ import annotations

import re

from sources.reading.wordlists import alternation, table

BEFORE = table(
    """
about: about around approximately approx. approx roughly some circa ca. an_estimated estimated_at estimated
about: more_or_less something_like in_the_region_of in_the_order_of an_average_of ~ c.
more_than: surpass surpasses later_than more_than over above exceeding in_excess_of greater_than upwards_of
more_than: upward_of surpassing exceeded surpassed topped just_over well_over slightly_more_than larger_than
more_than: higher_than bigger_than beyond > longer_than exceeds exceed older_than
at_least: greater_than_or_equal_to greater_or_equal_than greater_or_equal_to higher_or_equal_than
at_least: more_than_or_equal_to larger_than_or_equal_to larger_or_equal_than bigger_or_equal_than at_least
at_least: no_fewer_than no_less_than not_less_than not_fewer_than a_minimum_of minimum_of ≥ >= >_= minimum
at_least: equal_or_more_than
less_than: less_than smaller_than fewer_than under below lower_than smaller_than short_of < well_under
less_than: shorter_than younger_than
nearly: nearly almost close_to approaching just_under just_below nearing just_short_of not_quite
at_most: less_than_or_equal_to less_or_equal_than less_or_equal_to smaller_or_equal_than
at_most: smaller_than_or_equal_to lower_or_equal_than lower_than_or_equal_to at_most up_to as_many_as
at_most: as_much_as no_more_than not_more_than a_maximum_of maximum_of no_greater_than within not_exceeding ≤
at_most: <= <_= no_longer_than a_total_of_up_to capped_at
exactly: exactly precisely
"""
)
AFTER = table(
    """
at_least: or_more or_greater and_above and_over and_up or_above or_over or_older or_higher or_longer at_least
at_least: and_older and_more
about: or_so or_thereabouts approximately more_or_less
at_most: or_less or_fewer or_under or_below at_most or_younger and_under tops at_the_most
approx_over: plus
"""
)
_REACH = 34
# A word counts as a whole word; a sign needs no space.
_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?P<word>{alternation(word for word in BEFORE if word[0].isalpha())})(?:\s{{1,3}}(?:the|an?"
    rf"|another|only|just|its?|US|U\.S\.))?\s{{1,3}}"
    rf"|(?<![=<>-])(?P<sign>{alternation(word for word in BEFORE if not word[0].isalpha())})\s{{0,2}})\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s{{1,3}}(?P<word>{alternation(AFTER)})(?![\w-]|\s{{1,3}}than)|(?P<plus>\+)(?!\d)", re.IGNORECASE
)
# "200 or greater than.": the number is not said again.
_OR_THAN = re.compile(
    r"\s{1,3}or\s{1,3}(?:(?P<up>more|greater|higher|larger|bigger)|less|fewer|lower|smaller)\s{1,3}than(?=\s{0,3}(?:[.,;:!?)]|\Z))",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"\s{1,3}\w")  # "four boats plus divers" names something else
_ODD = re.compile(r"[\s-]odd(?![\w-])")
# "talk about 3 things", "take over 2 ships": the word belongs to the verb.
_NOT_A_BOUND = re.compile(
    r"(?:talk|talks|talked|all|think|know|knew|heard|left|take|took|hand|handed|run|turn|turned|moved|move|come|go|went|far)\s{1,3}\Z",
    re.IGNORECASE,
)


def before(text: str, floor: int, place: int) -> tuple[tuple[str, ...], int]:
    """The modifiers that end at `place`, in the order they are written, and where the first one begins."""
    found: list[str] = []
    start = place
    while len(found) < 3:
        match = _BEFORE.search(text, max(floor, start - _REACH), start)
        if match is None:
            break
        word = " ".join((match["word"] or match["sign"]).lower().split())
        if word in ("over", "about", "around", "under", "above") and _NOT_A_BOUND.search(
            text, max(floor, match.start() - 9), match.start()
        ):
            break
        found.insert(0, BEFORE[word])
        start = match.start()
    return tuple(dict.fromkeys(found)), start


def after(text: str, place: int, end: int) -> tuple[str, int] | None:
    """The modifier that follows the unit, and where it ends."""
    match = _AFTER.match(text, place, end)
    if match is None:
        than = _OR_THAN.match(text, place, end)
        return ("at_least" if than["up"] else "at_most", than.end()) if than else None
    if match["plus"]:
        return "at_least", match.end()
    word = " ".join(match["word"].lower().split())
    if word == "plus" and text[place - 1].isalpha() and _AND_MORE.match(text, match.end(), end):
        return None
    return AFTER[word], match.end()


def odd(text: str, place: int, end: int) -> int | None:
    """Where "-odd" after a numeral ends: 50-odd people are 50 to 59."""
    match = _ODD.match(text, place, end)
    return match.end() if match else None
