"""Words that part two questions by being each other's opposite: imports and exports, the killed and the injured.

Directions of one quantity (rise and fall) are left out on purpose: they answer one question with two answers.
"""

from collections.abc import Iterable, Mapping

from claims.similarity.stems import stem
from claims.similarity.terms import Word

_OPPOSITES = """
    import / export
    male / female
    man / woman
    boy / girl
    child / adult
    birth / death
    injure wound hurt injury wounded / kill die dead death perish
    missing / rescue
    land arrive arrival landing touchdown touch_down / depart departure takeoff take_off lift_off
    enter entry / exit leave
    north northern / south southern
    eastern east / western west
    urban city / rural countryside
    domestic / foreign overseas abroad
    public state-owned / private
    gross / net
    minimum lowest least / maximum highest
    first / last
    begin start open found establish / end close abolish
    marriage marry / divorce
    buy purchase / sell sale
    income revenue / expenditure spending cost
    profit / loss
    deposit / loan
    employment / unemployment
    civilian / soldier military troops
    primary / secondary
    upper / lower
    daily / annual yearly monthly
    win / lose
    support favour / oppose against
    acquit / convict
    arrest / release free
    attack / defend
    borrow / lend
    inflow / outflow
    outbound / inbound
    summer / winter
"""


def _table() -> list[tuple[frozenset[str], frozenset[str]]]:
    lines = [line.split("/") for line in _OPPOSITES.strip().splitlines()]
    return [(_stems(one), _stems(other)) for one, other in lines]


def _stems(listed: str) -> frozenset[str]:
    """The keys of the words; an underscore joins a verb with its particle."""
    parted = (word.partition("_") for word in listed.split())
    return frozenset(f"{stem(verb)} {particle}" if particle else stem(verb) for verb, _, particle in parted)


_PAIRS = _table()
_BOTH_WAYS = [*_PAIRS, *((other, one) for one, other in _PAIRS)]
_OPPOSABLE = frozenset(key for pair in _PAIRS for side in pair for key in side)


def opposed(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[tuple[str, str]]:
    """The words of two clauses (`by_meaning`) that are opposites, neither clause having both: ("imports", "出口")."""
    found: list[tuple[str, str]] = []
    if not ours or not theirs:
        return found
    for one, other in _BOTH_WAYS:
        mine, yours = ours.keys() & one, theirs.keys() & other
        if mine and yours and not ours.keys() & other and not theirs.keys() & one:
            found.append((ours[min(mine)], theirs[min(yours)]))
    return list(dict.fromkeys(found))


def by_meaning(words: Iterable[Word]) -> dict[str, str]:
    """The words by the stems they stand for and that have an opposite: their own, or their first renderings."""
    meanings: dict[str, str] = {}
    for word in words:
        for key in [sense[0] for sense in word.senses[:3] if len(sense) == 1] if word.senses else [word.key]:
            if key in _OPPOSABLE:
                meanings.setdefault(key, word.shown)
    return meanings
