"""Whether an English numeral is a number at all, and not part of a name, a mark or an idiom."""

from __future__ import annotations

from sources.reading.english import designations, lexicon
from sources.reading.english.counting import CountedUnit
from sources.reading.english.scales import Written
from sources.reading.numerals import is_serial
from sources.reading.passage import Passage


def stands(passage: Passage, written: Written, unit: CountedUnit | None, bounded: bool) -> bool:
    """`bounded`: a modifier, a currency sign, a minus or a second number says that it is one."""
    if written.words:
        return _words_stand(passage, written, unit, bounded)
    text, end = passage.text, passage.end
    after = text[written.end : written.end + 1]
    if after.isalpha() and unit is None:
        return False
    if unit is None and not bounded and "," not in text[written.start : written.end]:
        return not (
            lexicon.follows_name(text, written.start, passage.start)
            or designations.follows_mark(text, written.start, passage.start)
            or is_serial(text[written.start : written.end])
        )
    return after != "_" and not (unit is None and after in ("/", "\\") and written.end + 1 < end)


def _words_stand(passage: Passage, written: Written, unit: CountedUnit | None, bounded: bool) -> bool:
    text = passage.text
    short = text[written.start : written.end].lower()
    if text[written.start].isupper() and not bounded and lexicon.follows_name(text, written.start, passage.start):
        return False
    if short == "one":
        return bounded or (unit is not None and (unit.measures or unit.name == "person")) or _alone(passage, written)
    if written.part and text[written.start - 1 : written.start] == "-" and written.start > passage.start:
        return False  # first-half profit
    if written.part and not bounded and unit is None:
        return short != "quarter" and (short == "half" or " " in short or "-" in short)
    bare_scale = short in ("hundred", "thousand", "million", "dozen")
    return not (bare_scale and unit is None and not bounded and not _alone(passage, written))


def _alone(passage: Passage, written: Written) -> bool:
    """Whether nothing but the numeral is written on its line."""
    text = passage.text
    before = text[max(passage.start, written.start - 2) : written.start].strip(" ")
    after = text[written.end : min(passage.end, written.end + 2)].strip(" ")
    return before in ("", "\n") and after[:1] in ("", "\n", ".", ",", "?")
