"""What a value says: the strict extent its words allow and the likely extent a careful reader takes.

    extent    an interval of numbers
    table     what each modifier makes of a written number: the table of DESIGN 4, with its version
    periods   dates as spans of days
    value     one value, as written, with its extents
    words     values and extents as a reader says them; words_zh: values as a reader of Chinese does
    scales    large numbers as a reader takes them in
    comparing how two values stand to each other
    reckoning whether values that belong together add up
    slips     two values that clash as if one were the other, miswritten

Numbers are exact decimals in the base unit of their dimension; a date is a span of days, so that one kind of
interval serves both. Extents never are empty, and the likely one always lies within the strict one.
"""

from sources.values.comparing import Comparison, Verdict, comparable, compare
from sources.values.extent import Extent
from sources.values.periods import period_around
from sources.values.reckoning import part_above_whole, share_differs, sum_differs
from sources.values.scales import scaled
from sources.values.slips import Slip, slip_between
from sources.values.table import EXTENTS, TABLE_VERSION
from sources.values.value import ANY_COUNT, DATE, NAME, NoExtent, Value
from sources.values.words import day_numbered, in_words, phrase, plural
from sources.values.words_zh import phrase_zh, unit_zh

__all__ = [
    "ANY_COUNT",
    "DATE",
    "EXTENTS",
    "NAME",
    "TABLE_VERSION",
    "Comparison",
    "Extent",
    "NoExtent",
    "Slip",
    "Value",
    "Verdict",
    "comparable",
    "compare",
    "day_numbered",
    "in_words",
    "part_above_whole",
    "period_around",
    "phrase",
    "phrase_in",
    "scaled",
    "share_differs",
    "slip_between",
    "sum_differs",
    "unit_in",
]


def phrase_in(value: Value, language: str) -> str:
    """The value as a reader of the language is shown it: Chinese where that is "zh", else English.

    Large numbers are told with the word of their scale ("CNY 114.269 billion"); what is stored or exported says all
    their digits (`phrase`).
    """
    return phrase_zh(value) if language == "zh" else scaled(phrase(value))


def unit_in(unit: str, language: str) -> str:
    """A unit as the label of many, in the reader's language."""
    return unit_zh(unit) if language == "zh" else plural(unit)
