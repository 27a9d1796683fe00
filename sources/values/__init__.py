"""What a value says: the strict extent its words allow and the likely extent a careful reader takes.

    extent    an interval of numbers
    table     what each modifier makes of a written number: the table of DESIGN 4, with its version
    periods   dates as spans of days
    value     one value, as written, with its extents
    words     values and extents as a reader says them
    comparing how two values stand to each other
    slips     two values that clash as if one were the other, miswritten

Numbers are exact decimals in the base unit of their dimension; a date is a span of days, so that one kind of
interval serves both. Extents never are empty, and the likely one always lies within the strict one.
"""

from sources.values.comparing import Comparison, Verdict, compare
from sources.values.extent import Extent
from sources.values.periods import period_around
from sources.values.slips import Slip, slip_between
from sources.values.table import EXTENTS, TABLE_VERSION
from sources.values.value import ANY_COUNT, DATE, NoExtent, Value
from sources.values.words import day_numbered, in_words, phrase

__all__ = [
    "ANY_COUNT",
    "DATE",
    "EXTENTS",
    "TABLE_VERSION",
    "Comparison",
    "Extent",
    "NoExtent",
    "Slip",
    "Value",
    "Verdict",
    "compare",
    "day_numbered",
    "in_words",
    "period_around",
    "phrase",
    "slip_between",
]
