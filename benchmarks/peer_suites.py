"""The reader in the shape of the shared bench: its conventions are the suites', not ours, and live here alone.

The suites differ among themselves and from us in the ends of ranges of dates (theirs exclude the last day, month or
year), in masses (duckling: grams), broken durations and compounds (duckling: the smallest unit) and in "a" as one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sources.reading import Mention, read
from sources.units import UNITS
from sources.values import period_around

_TEMPERATURES = ("degree celsius", "degree fahrenheit", "kelvin", "degree")
_BENCH_KINDS = {"percent": "percent", "money": "currency", "duration": "duration", "age": "age", "date": "date",
                "ordinal": "ordinal", "rank": "ordinal", "ratio": "number"}  # fmt: skip
_BOUNDS = {"exact": "=", "between": "range", "more_than": ">", "at_least": ">", "approx_over": ">", "since": ">",
           "less_than": "<", "at_most": "<", "nearly": "<", "until": "<", "about": "~"}  # fmt: skip


def bench_extractor(text: str, lang: str = "en", ref: dt.date | None = None) -> list[dict[str, Any]]:
    """The reader in the shape the shared bench asks for; vague mentions have no value and are left out."""
    read_here = read(text, language=lang, date=ref)
    mentions = [mention for mention in read_here if not mention.is_vague and not _is_bare_article(text, mention)]
    found = [_prediction(text, mention) for mention in mentions]
    return [*found, *_ones(text, mentions)] if lang == "en" else found


def _is_bare_article(text: str, mention: Mention) -> bool:
    """Whether the number is an article in running text ("for a week"), which no suite counts as one."""
    written = text[mention.core_start : mention.core_end].lower()
    return written in ("a", "an") and mention.quote.strip() != text.strip()


def _prediction(text: str, mention: Mention) -> dict[str, Any]:
    first = mention.modifier.split("+")[0]
    kind = _bench_kind(mention)
    start = _EQUALS.search(text, max(0, mention.start - 14), mention.start) if first == "exact" else None
    found: dict[str, Any] = {
        "start": start.start() if start else mention.start, "end": mention.end, "text": mention.quote, "kind": kind,
        "unit": mention.unit, "bound": _BOUNDS.get(first, "="), "num_start": mention.core_start,
        "num_end": mention.core_end, "qty_start": mention.start if first == "exact" else mention.core_start,
        "qty_end": mention.end,
    }  # fmt: skip
    if kind == "date":
        return found | {"bound": None} | _half_open(mention)
    low_number, high_number = (None if end is None else float(end) for end in (mention.low, mention.high))
    stated = low_number if low_number is not None else high_number
    found |= {"low": low_number, "high": high_number, "num_low": stated, "num_high": stated}
    if first == "between":
        found |= {"num_low": low_number, "num_high": high_number}
    if "approx_over" in mention.modifier and mention.kind == "money" and low_number is not None:
        found["num_high"] = low_number + float(mention.precision)  # the suite gives 3000多 as 3000 to 4000
    return found | _in_other_units(mention)


_EQUALS = re.compile(r"(?:(?<=\s)equals?(?:\s+to)?\s+|等于)\Z", re.IGNORECASE)
"""rt.range counts these words to the span."""
_GRAMS = ("kilogram", "milligram", "jin", "liang")
_SMALLER = {"year": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute", "minute": "second"}
_DAYS_OF_A_MONTH = 30  # duckling's month


def _in_other_units(mention: Mention) -> dict[str, float]:
    """What duckling writes in another unit: masses in grams, a broken duration in the next smaller unit, the parts
    of a compound in the smallest of them and small change in cents; rt gives a compound in its largest unit.
    """
    ends = {name: Decimal(end) for name, end in (("low", mention.low), ("high", mention.high)) if end is not None}
    compound = (
        _NUMBERS.findall(mention.quote[mention.core_end - mention.start :]) or len(_NUMBERS.findall(mention.quote)) > 1
    )
    if mention.unit == "CNY" and all(end < 1 for end in ends.values()):
        return {name: float(end * 100) for name, end in ends.items()}
    target = None
    if mention.unit in _GRAMS:
        target = "gram"
    elif (
        mention.modifier == "exact" and compound and mention.unit in UNITS and mention.kind in ("quantity", "duration")
    ):
        return _of_compound(mention, ends["low"])
    elif mention.kind == "duration" and any(end % 1 for end in ends.values()):
        target = _SMALLER.get(mention.unit or "")
    if target is None or mention.unit is None:
        return {}
    if target == "day" and mention.unit == "month":
        return {name: float(end * _DAYS_OF_A_MONTH) for name, end in ends.items()}
    own, other = UNITS[mention.unit], UNITS[target]
    return {name: float(own.to_base(end) / other.to_base(Decimal(1))) for name, end in ends.items()}


_NUMBERS = re.compile(r"\d[\d.,/]*")


def _of_compound(mention: Mention, number: Decimal) -> dict[str, float]:
    """A compound in its smallest unit as what it means, in its largest as what it states."""
    own = UNITS[mention.unit or ""]
    names = [found.unit for place in range(len(mention.quote)) for found in read(mention.quote[place:])[:1]]
    units = [UNITS[name] for name in names if name in UNITS and UNITS[name].dimension == own.dimension]
    if not units:
        return {}
    base = own.to_base(number)
    smallest, largest = (base / pick(units, key=lambda unit: unit.factor).to_base(Decimal(1)) for pick in (min, max))
    return {"low": float(smallest), "high": float(smallest), "num_low": float(largest), "num_high": float(largest)}


_ONE = re.compile(r"\b(?P<one>an?)\s+(?=[A-Za-z])", re.IGNORECASE)


def _ones(text: str, mentions: list[Mention]) -> Iterator[dict[str, Any]]:
    """ "a month" as one month, where nothing else stands on the line: duckling reads articles as numbers, we do not."""
    if mentions:
        return
    for article in _ONE.finditer(text):
        changed = f"1 {text[article.end() :]}"
        for mention in read(changed, language="en")[:1]:
            stop = article.end() + mention.end - 2
            if mention.start == 0 and mention.unit in UNITS | dict.fromkeys(("USD", "cent")) and stop == len(text):
                kind = _bench_kind(mention)
                yield {"start": article.start(), "end": stop, "text": text[article.start() : stop], "kind": kind,
                       "unit": mention.unit, "low": 1.0, "high": 1.0, "num_low": 1.0, "num_high": 1.0,
                       "bound": "="}  # fmt: skip


_JOINED = re.compile(r"\b(?:to|and|until|through)\b|[-–—~至到]")


def _half_open(mention: Mention) -> dict[str, str | None]:
    """The days of a date as the suites count them: half-open, "before" and "after" a period outside of it, "after" a
    day with that day, ranges up to the beginning of their last day, month, year or third of one.
    """
    low, high = mention.low, mention.high
    known = low or high or "--"
    if known.startswith("--"):
        return {"low": low, "high": high}
    unit = mention.precision.rpartition("-")[2]
    first, last = period_around(dt.date.fromisoformat(known), mention.precision)
    if mention.modifier == "more_than":
        return {"low": str(first if unit == "day" else last + dt.timedelta(days=1)), "high": None}
    if mention.modifier == "less_than":
        return {"low": None, "high": str(first)}
    joined = unit in ("day", "month", "year") or _JOINED.search(mention.quote) is not None
    if mention.modifier == "between" and high is not None and joined:
        end = dt.date.fromisoformat(high)
        begin = period_around(end, mention.precision)[0]
        if mention.precision in ("mid-year", "late-year", "early-year"):
            begin = dt.date(end.year, end.month - 3, 1)
        return {"low": low, "high": str(begin)}
    following = dt.date.fromisoformat(high) + dt.timedelta(days=1) if high else None
    return {"low": low, "high": str(following) if following else None}


def _bench_kind(mention: Mention) -> str:
    if mention.kind == "quantity":
        return "temperature" if mention.unit in _TEMPERATURES else "dimension"
    if mention.kind == "count":
        if mention.modifier != "exact":
            return "range"
        return "count" if mention.unit or mention.noun else "number"
    return _BENCH_KINDS[mention.kind]
