"""What the sentence says a value holds for: the age group, the round, the year and the period."""

import re
from collections.abc import Sequence

from claims.similarity.surroundings import Span, plain
from sources.reading.mention import Mention
from sources.values import DATE

_QUARTER = re.compile(r"\bquarter|\bQ[1-4]\b|季度|财季|季报", re.IGNORECASE)
_HALF = re.compile(
    r"\b(?:first|second|latter)[ -]half|\bhalf-year|\bH[12]\b|[上下]半年|半年(?:度?报|报告)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:full|fiscal|financial)[ -]year|\bannual|\bfiscal\b|全年|年度|财年", re.IGNORECASE)
_STAGE = re.compile(  # what is counted where an ordinal parts two questions: the first round, not the first time
    r"[ -]?(?:rounds?|quarter|half|phase|stage|leg|wave|term|session|ballot|batch|season|tranche|semester)\b"
    r"|[轮輪季期批届屆波局]|财季|财年|阶段|階段|学期|回合|半[年场]",
    re.IGNORECASE,
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NAMED_QUARTER = re.compile(
    r"\b(first|second|third|fourth)[ -](?:fiscal[ -]|financial[ -])?quarter\b|\bQ([1-4])\b", re.IGNORECASE
)
_LONGEST_STAGE, _LONGEST_BRACKET = 10, 40
_OPENING = 6  # code points from the start of a sentence up to which a date governs all of it: "In 2022, ..."
_IN_THAT_YEAR = re.compile(r"\s*(?:in|during|for|over)\s+(?:[a-z-]+\s+){0,4}", re.IGNORECASE)
_COMPARED_WITH = re.compile(r"(?:[较較比从從与與]|\b(?:than|with|from))\s*\Z", re.IGNORECASE)
_NAMED_STAGE = re.compile(
    r"\b(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:round|ballot|leg|phase)|(?P<last>run-?off))\b"
    r"|(?P<zh>首|第[一二三四1-4])[轮輪](?!胎|船|椅)|(?P<lastzh>决选|決選|第二回合)",
    re.IGNORECASE,
)
_NTH = {"首": 1, "一": 1, "二": 2, "三": 3, "四": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def qualifiers(
    masked: str,
    mention: Mention,
    others: Sequence[Mention],
    clause: Span,
    sentence: Span,
    covered: tuple[str, str, str] = ("", "", ""),
) -> tuple[str, ...]:
    """What the sentence says of this value: the age group, the round, the year and period it holds for.

    Of a date, whether it bounds what went on until then: that is another question than when something happened.

    A year holds for the clause it stands in, or where it opens the sentence for all of it; one told of something else
    on the way says nothing of the value.

    covered   the period that the text spoke of last, the quarter, and the round
    """
    period, quarter, stage = covered
    ages_and_stages = [each for each in others if _may_qualify(masked, each)]
    found = [(kind, _nearest(mention, ages_and_stages, clause, kind)) for kind in ("age", "ordinal")]
    if period == "quarter" and not found[1][1]:
        found[1] = ("ordinal", quarter)
    if mention.kind == DATE:
        found.append(("bound", "until" if "until" in mention.modifier.split("+") else ""))
    else:
        dates = [each for each in others if clause[0] <= each.start < clause[1] or each.start - sentence[0] < _OPENING]
        figures = [each for each in others if each.kind != DATE and not each.is_vague and each.kind != "ordinal"]
        governing = [each for each in dates if _could_govern(masked, each, mention, figures)]
        found.append(("year", _nearest(mention, governing, clause, "year")))
        found.append(("period", period))
        found.append(("round", stage))
    return tuple(f"{kind}={said}" for kind, said in found if said)


def _could_govern(masked: str, date: Mention, mention: Mention, figures: Sequence[Mention]) -> bool:
    """Whether a date may tell the year of a figure: not where another figure stands between the two, nor where it is
    that of another figure just before it ("up 5 % from 9 billion in 2022, to 12 billion"), nor what it is compared
    with ("较2022年")."""
    if _COMPARED_WITH.search(masked, max(0, date.start - _OPENING), date.start):
        return False
    if date.start >= mention.end:
        return not any(mention.end <= other.start < date.start for other in figures)
    return not any(
        other is not mention
        and other.end <= date.start
        and _IN_THAT_YEAR.fullmatch(plain(masked, (other.end, date.start)))
        for other in figures
    )


def _may_qualify(masked: str, other: Mention) -> bool:
    """An ordinal only where it counts rounds, quarters and the like; what brackets hold explains what stands before."""
    if other.kind == DATE:
        return not _in_brackets(masked, other.start)
    if other.kind != "ordinal":
        return True
    after = masked[other.end : other.end + _LONGEST_STAGE]
    counts = any(_STAGE.match(text) for text in (after, other.quote[-1:], other.quote[-2:]))
    return counts and not _in_brackets(masked, other.start)


def _in_brackets(masked: str, place: int) -> bool:
    before = masked[max(0, place - _LONGEST_BRACKET) : place]
    return max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))


def _nearest(mention: Mention, others: Sequence[Mention], clause: Span, kind: str) -> str:
    """What the nearest value of that kind says: of those before it, or else of those after it in its clause; a round
    or a quarter that its clause names is its own, whichever side it stands on."""
    fitting = [(other, said) for other in others if other is not mention and (said := _said(other, kind))]
    if kind == "ordinal" and (inside := [each for each in fitting if clause[0] <= each[0].start < clause[1]]):
        return min(inside, key=lambda each: max(each[0].start - mention.end, mention.start - each[0].end))[1]
    before = [said for other, said in fitting if other.end <= mention.start]
    after = [said for other, said in fitting if mention.end <= other.start < clause[1]]
    return (before[-1:] or after[:1] or [""])[0]


def _said(other: Mention, kind: str) -> str:
    if kind in ("year", "period"):
        low = other.low or other.high or ""
        if other.kind != DATE or not low[:1].isdigit():
            return ""
        return low[:4] if kind == "year" else other.precision.split("-")[-1]
    if kind == "ordinal" and other.kind == DATE and other.precision == "quarter" and other.low:
        quarter = (int(other.low[5:7]) + 2) // 3
        return f"{quarter}-{quarter}"
    if other.kind != kind or other.is_vague:
        return ""
    return f"{other.low or ''}-{other.high or ''}"


def quarter(masked: str, mention: Mention, others: Sequence[Mention], sentence: Span) -> str:
    """The quarter that a sentence speaks of up to a value: "4-4". One in brackets only explains the one before it."""
    named = _NAMED_QUARTER.finditer(masked, sentence[0], mention.start)
    told = [(match.start(), _QUARTERS[(match[1] or match[2]).lower()]) for match in named]
    read = [
        (each.start, _said(each, "ordinal"))
        for each in others
        if each.start <= mention.start
        and (each.kind == DATE or _QUARTER.match(masked[each.end : each.end + _LONGEST_STAGE].lstrip(" -")))
        and not _in_brackets(masked, each.start)
    ]
    found = [*((place, f"{number}-{number}") for place, number in told), *(each for each in read if each[1])]
    return max(found)[1] if found else ""


def stage(text: str, mention: Mention, sentence: Span) -> str:
    """The round that a sentence speaks of around a value: of those named before it the last, else the first after it.
    A run-off is the second round. `text` has its values, ordinals are read as values too."""
    named = [(match.start(), str(_number_of(match))) for match in _NAMED_STAGE.finditer(text, *sentence)]
    before = [number for place, number in named if place < mention.start]
    return (before[-1:] or [number for _, number in named][:1] or [""])[0]


def _number_of(match: re.Match[str]) -> int:
    said = (match["nth"] or match["zh"] or "").lower()
    return _NTH.get(said) or _NTH.get(said[-1:]) or _QUARTERS.get(said) or 2


def period(masked: str, mention: Mention, others: Sequence[Mention], clause: Span, sentence: Span) -> str:
    """Whether a figure is of a quarter, half a year or a year, where its clause or the sentence before it says so."""
    for start, end in (clause, (sentence[0], mention.start)):
        text = masked[start:end]
        if start >= end:
            continue
        dated = {_said(other, "period") for other in others if start <= other.start < end and other is not mention}
        if "half" in dated or _HALF.search(text):
            return "half"
        if "quarter" in dated or _QUARTER.search(text):
            return "quarter"
        if "year" in dated or _YEAR.search(text):
            return "year"
    return ""
