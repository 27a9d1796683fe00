"""A Chinese number in its place, before its unit is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sources.reading.chinese.counting import CountedUnit
from sources.reading.numerals import Numeral


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in its place. `low` None is vague (数十); `unit` and `kind` are what the numeral says itself (三成)."""

    core_start: int
    core_end: int
    low: Numeral | None
    high: Numeral | None = None
    modifier: str | None = None
    unit: str | None = None
    kind: str | None = None
    has_digits: bool = True
    is_fraction: bool = False
    is_bare_scale: bool = False
    is_one: bool = False

    def negated(self) -> Amount:
        low, high = (each.negated() if each else None for each in (self.low, self.high))
        return replace(self, low=low, high=high)

    def stands(self, text: str, start: int, end: int, unit: CountedUnit | None, bounded: bool) -> bool:
        """Whether this is a number at all. Chinese characters need more evidence than digits do."""
        after = text[self.core_end : self.core_end + 1]
        if self.low is None:
            return unit is not None or self.is_bare_scale
        if self.unit or self.is_fraction:
            return True
        if self.has_digits:
            return unit is not None or not (after.isascii() and (after.isalpha() or after == "_"))
        if self.is_one and unit is not None and not unit.noun and self._alone(text, start, end, unit.end):
            return True
        if self.is_one:
            said = self._is_said_to_be(text, start, end, "却而这")
            return bounded or (unit is not None and unit.measures) or self._alone(text, start, end) or said
        return self._words_stand(text, start, end, unit, bounded)

    def _words_stand(self, text: str, start: int, end: int, unit: CountedUnit | None, bounded: bool) -> bool:
        if unit is not None and unit.is_loose and not bounded:
            return self._alone(text, start, end, unit.end)
        if unit is not None and text[self.core_start : self.core_end] == "拾" and not unit.measures:
            return False
        if unit is not None:
            return not self.is_bare_scale or unit.measures or unit.name is not None
        length = self.core_end - self.core_start
        if length >= 2 and not self.is_bare_scale:
            return True
        return self._alone(text, start, end) or self._is_said_to_be(text, start, end) or (bounded and length >= 2)

    def _is_said_to_be(self, text: str, start: int, end: int, following: str = "") -> bool:
        """Whether a verb gives it as the value of something: 答案是五, 不是四而是五."""
        before = text[self.core_start - 1] if self.core_start > start else ""
        after = text[self.core_end] if self.core_end < end else ""
        return (
            before != ""
            and before in "是为"
            and (after in following if following else not after.isalnum() or after in "而却这")
        )

    def _alone(self, text: str, start: int, end: int, stop: int | None = None) -> bool:
        """Whether no other character of a word stands beside it, as in a cell of a table."""
        stop = self.core_end if stop is None else stop
        before = text[self.core_start - 1] if self.core_start > start else ""
        after = text[stop] if stop < end else ""
        return (
            not before.isalnum()
            and not after.isalnum()
            and after not in tuple("、．)）")
            and before not in tuple("(（")
        )
