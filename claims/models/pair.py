"""Two claims side by side: how their values compare, and what may explain it where they clash."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims.models.claim import Claim
from claims.models.reconciliation import Difference
from sources.values import Comparison, Verdict, compare, slip_between


@dataclass(frozen=True, slots=True)
class Hint:
    """What may explain a clash, for a person to judge: the typed difference it would be, and the words that say so."""

    difference: Difference
    reason: str


@dataclass(frozen=True)
class Pair:
    """Two claims of one question."""

    a: Claim
    b: Claim

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.a.value, self.b.value)

    @property
    def clashes(self) -> bool:
        return self.comparison.verdict in (Verdict.CONTRADICTION, Verdict.TENSION)

    @property
    def hint(self) -> Hint | None:
        """What may explain why the two clash: a slip of digit or unit, or that they hold for different periods."""
        if not self.clashes:
            return None
        if slip := slip_between(self.a.value, self.b.value):
            return Hint(Difference.SLIP, slip.reason)
        if self.is_of_other_dates:
            earlier, later = (self.a, self.b) if _ends_before(self.a.as_of, self.b.as_of) else (self.b, self.a)
            return Hint(Difference.PERIOD, f"one holds for {earlier.scope}, the other for {later.scope}")
        return None

    @property
    def is_of_other_dates(self) -> bool:
        """Both say as of when they hold, and the periods do not meet."""
        a, b = self.a.as_of, self.b.as_of
        return bool(a and b and (_ends_before(a, b) or _ends_before(b, a)))


def _ends_before(a: Any, b: Any) -> bool:
    return None not in (a.upper, b.lower) and a.upper <= b.lower
