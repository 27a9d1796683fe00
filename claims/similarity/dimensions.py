"""Which kinds of value could answer one question."""

from sources.units import PERSON, UNITS
from sources.values import ANY_COUNT, DATE, NAME

_MEASURED = {unit.dimension for unit in UNITS.values()} | {DATE, "ratio", "age", "ordinal", "rank", "money", "quantity"}


def could_be_taken(a: str, b: str) -> bool:
    """Whether values of these dimensions could be one and the same: of one dimension, or counts of something."""
    return a == b or (ANY_COUNT in (a, b) and _is_count(a) and _is_count(b))


def block_of(dimension: str) -> str:
    """One name for all dimensions whose values may meet: all counts are one block. To index postings by."""
    return ANY_COUNT if _is_count(dimension) else dimension


def named(rank: str) -> str:
    """The dimension of a name that stands out in some way: only two firsts, or two largest, can be one."""
    return f"{NAME} ({rank})" if rank else NAME


def _is_count(dimension: str) -> bool:
    if dimension.startswith(NAME):
        return False
    currency = len(dimension) == 3 and dimension.isupper()
    return dimension in (ANY_COUNT, PERSON) or not (dimension in _MEASURED or currency)
