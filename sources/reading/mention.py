"""What the reader finds in a text: one quantity or date, where it stands and what is written."""

from dataclasses import dataclass

from sources.values import Value


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity or date of a text. Offsets are code points of the text that was read, end exclusive.

    quote = text[start:end]     modifier, number, classifier or unit, and the bare head noun that follows at once
    core_start, core_end        the number alone (with 万, million, 第), or the whole date
    kind, low, high, modifier, unit, precision   as `sources.values.Value` defines them;
                                low and high are None, modifier is "vague", where no number is written (数十, several)
    noun                        the counted noun as written ("外籍人士", "evacuees"); None where there is none
    resolution                  dates: explicit, context (a part taken from nearby text), relative (last week)
    """

    start: int
    end: int
    quote: str
    core_start: int
    core_end: int
    kind: str
    low: str | None
    high: str | None
    modifier: str
    unit: str | None
    precision: str
    noun: str | None = None
    resolution: str = "explicit"

    @property
    def is_vague(self) -> bool:
        return self.low is None and self.high is None

    @property
    def value(self) -> Value:
        """What it says. Raises `sources.values.NoExtent` on use of its extents where it is vague."""
        return Value(self.kind, self.low, self.high, self.modifier, self.unit, self.precision)
