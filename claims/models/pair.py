"""Two claims side by side: how what they say compares, and what may explain it where they clash."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from claims.models.claim import Claim
from claims.models.reconciliation import Difference
from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.similarity.naming import Name, Sameness, liken
from claims.similarity.scope import Aspect, Scope, otherwise, years_said
from claims.similarity.statement import MASK
from sources.values import DATE, NAME, Comparison, Verdict, compare, slip_between

_OF_NAMES = {
    Sameness.SAME: Verdict.AGREE,
    Sameness.HELD: Verdict.COMPATIBLE,
    Sameness.OTHER: Verdict.TENSION,  # never a contradiction: two names of one body are known to people, not to us
    Sameness.UNTOLD: Verdict.NOT_COMPARABLE,
}

_GROWING = frozenset({"count", "money", "quantity"})  # kinds of value that are counted on while an event is reported
_ONE_EVENT = dt.timedelta(days=92)  # how long its figures are counted on

_LONG_PAST = 2  # years

_DIFFERENCES = {Aspect.PERIOD: Difference.PERIOD}  # all others are of scope


@dataclass(frozen=True, slots=True)
class Hint:
    """What may explain a clash, for a person to judge: the typed difference it would be, and the words that say so."""

    difference: Difference
    reason: str


@dataclass(frozen=True)
class Pair:
    """Two claims of one question.

    tolerance   of the question, in percent
    aliases     of the dossier: they tell of names
    """

    a: Claim
    b: Claim
    tolerance: Decimal | None = None
    aliases: Aliases = NO_ALIASES

    @cached_property
    def comparison(self) -> Comparison:
        """As their values compare; whoever denies one supports none."""
        if self.a.is_denied and self.b.is_denied:
            return Comparison(Verdict.COMPATIBLE, "both say only what does not hold")
        if self.a.is_denied or self.b.is_denied:
            return self._denial
        return self._of_values

    @property
    def _of_values(self) -> Comparison:
        if self.a.kind == NAME == self.b.kind:
            one, other = (Name(claim.value_text, claim.language) for claim in (self.a, self.b))
            likening = liken(one, other, self.aliases)
            return Comparison(_OF_NAMES[likening.sameness], likening.reason)
        return compare(self.a.value, self.b.value, tolerance=self.tolerance)

    @property
    def _denial(self) -> Comparison:
        """A value that one claim holds and the other denies is a clash; a value beside another that is denied is none.

        Never worse than a tension: what exactly is denied is for a person to read.
        """
        held, denied = (self.b, self.a) if self.a.is_denied else (self.a, self.b)
        of_values = self._of_values
        if of_values.verdict == Verdict.NOT_COMPARABLE:
            return of_values
        if of_values.verdict == Verdict.AGREE or _lies_within(held, denied):
            return Comparison(Verdict.TENSION, f"one says {held.value_phrase}, the other denies it")
        return Comparison(Verdict.COMPATIBLE, f"{held.value_phrase} may hold where {denied.value_phrase} is denied")

    @property
    def clashes(self) -> bool:
        return self.comparison.verdict in (Verdict.CONTRADICTION, Verdict.TENSION)

    @property
    def hint(self) -> Hint | None:
        """What may explain why the two clash: a slip of digit or unit, or that they speak of different things.

        Other periods first, by the as-of dates; then whom they count, where, and as a share of what, by their words;
        last that one speaks of long ago, or that the later report says more.
        """
        if not self.clashes:
            return None
        if slip := slip_between(self.a.value, self.b.value):
            return Hint(Difference.SLIP, slip.reason)
        if self.is_of_other_dates:
            earlier, later = (self.a, self.b) if _ends_before(self.a.as_of, self.b.as_of) else (self.b, self.a)
            return Hint(Difference.PERIOD, f"one holds for {earlier.scope}, the other for {later.scope}")
        if self.is_of_a_longer_period:
            return Hint(Difference.PERIOD, f"one holds for {self.a.scope}, the other for {self.b.scope}")
        found = None if NAME in (self.a.kind, self.b.kind) else otherwise(_scope_of(self.a), _scope_of(self.b))
        if found:
            return Hint(_DIFFERENCES.get(found.aspect, Difference.SCOPE), found.reason)
        return self._long_past or self._growth

    @property
    def _long_past(self) -> Hint | None:
        """One figure is of a year long before the other's document: "294 in 1935", in an article of 2020."""
        ours, theirs = _years_of(self.a), _years_of(self.b)
        for years, others, present in ((ours, theirs, self.b), (theirs, ours, self.a)):
            published = present.passage.document.published_on
            if years and published and not others and max(years) <= published.year - _LONG_PAST:
                return Hint(Difference.PERIOD, f"one speaks of {max(years)}, the other was published on {published}")
        return None

    @property
    def _growth(self) -> Hint | None:
        """The later of two reports says more, as of an event whose figures are still counted on."""
        if any(claim.kind not in _GROWING or claim.is_denied for claim in (self.a, self.b)):
            return None
        less, more = (self.a, self.b) if _ends_before(self.a.likely, self.b.likely) else (self.b, self.a)
        first, last = (claim.passage.document.published_on for claim in (less, more))
        if not first or not last or not dt.timedelta() < last - first <= _ONE_EVENT:
            return None
        return Hint(Difference.PERIOD, f"one was published on {first}, the other on {last} and says more")

    @property
    def is_of_other_dates(self) -> bool:
        """Both say as of when they hold, and the periods do not meet."""
        a, b = self.a.as_of, self.b.as_of
        return bool(a and b and (_ends_before(a, b) or _ends_before(b, a)))

    @property
    def is_of_a_longer_period(self) -> bool:
        """Both say as of when they hold, and one period is part of the other and at most half of it: Q2 2024, 2024."""
        periods = [claim.as_of for claim in (self.a, self.b) if claim.as_of and claim.scope]
        if len(periods) < 2 or any(None in (period.lower, period.upper) for period in periods):
            return False
        short, long = sorted(periods, key=lambda period: period.upper - period.lower)
        is_part = long.lower <= short.lower and short.upper <= long.upper
        return bool(is_part and 2 * (short.upper - short.lower) <= long.upper - long.lower)


def _scope_of(claim: Claim) -> Scope:
    """What the claim's own clause says around its value."""
    return Scope(claim.language, claim.population, _clause_of(claim), claim.value.dimension)


def _clause_of(claim: Claim) -> str:
    """The claim's passage, its value masked."""
    passage = claim.passage
    start, end = claim.value_start - passage.start, claim.value_end - passage.start
    return f"{passage.exact[:start]}{MASK}{passage.exact[end:]}"


def _years_of(claim: Claim) -> list[int]:
    """The years that a figure's own clause names; a date is one itself."""
    return [int(year) for year in years_said(_clause_of(claim))] if claim.kind not in (DATE, NAME) else []


def _lies_within(held: Claim, denied: Claim) -> bool:
    """Whether all that the one claim is likely to mean is what the other one denies: 3 May 2015, and "not in 2015"."""
    if held.kind == NAME:
        return False
    likely = held.value.likely
    return likely.intersection(denied.value.likely) == likely


def _ends_before(a: Any, b: Any) -> bool:
    return None not in (a.upper, b.lower) and a.upper <= b.lower
