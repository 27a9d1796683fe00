"""English words and places in which a numeral is no number: at first, no one, Boeing 737, page 12, 12:30."""

from __future__ import annotations

import re

from sources.reading.wordlists import alternation, words

_IDIOM = re.compile(
    r"(?:first(?:ly)?\s{1,3}of\s{1,3}all|first\s{1,3}(?:name|lady|aid|hand|minister|glance|and\s{1,3}foremost|person\s{1,3}to|world\s{1,3}war|secretary|class)|first-?hand|first-(?:class|rate|ever)"
    r"|second\s{1,3}(?:world\s{1,3}war|thoughts?|nature|to\s{1,3}none|glance|hand|language)|second-?(?:hand|guess|rate|class)"
    r"|third\s{1,3}(?:part(?:y|ies)|world|reich|countr(?:y|ies)\s{1,3}nationals?)|third-(?:party|world|rate|countr)|fourth\s{1,3}(?:estate|of\s{1,3}july)|fifth\s{1,3}column|tenth\s{1,3}amendment"
    r"|one\s{1,3}(?:of|another|day|side|hand|thing|way|or\s{1,3}another|by\s{1,3}one|more\s{1,3}time|an?other|who|that|which|can|could|may|might|must|should|would|is|was|has|with|such|and\s{1,3}only|and\s{1,3}the\s{1,3}same)(?![\w-])"
    r"|one['’]s|one-(?:on-one|off|sided|time|way|stop|third\s{1,3}party|man|to-one)|ones|one\s*[,.;:]\s*(?:the|and)"
    r"|two-(?:way|faced|state|tier|fold\s{1,3}path)|two\s{1,3}cents|three-dimensional|four-wheel|twenty-four\s{1,3}seven|seven\s{1,3}seas|cloud\s{1,3}nine|nine-eleven|fifty-fifty"
    r"|hundred\s{1,3}years['’]\s{1,3}war|six-day\s{1,3}war|million-dollar\s{1,3}question|zero(?:-sum|\s{1,3}tolerance|\s{1,3}hour|\s{1,3}in)|half[\s-]?(?:way|time|hearted|brother|sister|heartedly|term|truth|moon|mast|baked|back|measure)s?)",
    re.IGNORECASE,
)
_ANY_THIRD_COUNTRY = re.compile(r"third\s{1,3}countries(?!\w)|(?<=\ba\s)third\s{1,3}country(?!\w)", re.IGNORECASE)
_AT_FIRST = re.compile(r"\b(?:at|split|per|every|head|feet)\s{1,3}\Z", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:no|any|every|some|each|the|this|which|another|only|not|loved)\s{1,3}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:#|№|§|\b(?:%s)\.?)\s{0,2}\Z"  # noqa: UP031
    % alternation(
        words(
            """
    no nos number numbers page pages pp p chapter chapters article articles section sections figure figures fig
    table tables room flight
    route resolution item items version volume vol issue boeing airbus type model line channel highway
    interstate note notes footnote appendix
    row seat annex exhibit gate platform unit division battalion brigade apartment suite box zip code rule law
    act amendment psalm verse track episode
    season level grade class category protocol directive regulation docket case-number id isbn issn ext phone
    tel fax windows iphone apollo g-
    step question q paragraph para clause lot batch serial mark mk
    """
        )
    ),
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?<![.!?:]\s)(?<![\w])[A-Z][A-Za-z]*[a-z][\w’']*[\s-]\Z")
_SENTENCE_WORDS = frozenset(
    words(
        """
    the a an in on at by for from to with after before since when while if as but and so it he she they we some
    about around nearly almost over under more less up only just within between roughly approximately another
    these those all both of is was are were have has had than or nor per until till during through total exactly
    not there may mr who
    """
    )
)
_CLOCK = re.compile(
    r"(?:24/7|9/11)(?![\d/])|"
    r"\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\d{3,4}\s(?:GMT|UTC|hours\s(?:local|GMT))",
    re.IGNORECASE,
)
_LINE_MARK = re.compile(r"(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s{1,3}[A-Z]))(?=\s)")
_BRACKETED = re.compile(r"\d{1,3}\)")


def idiom_at(text: str, place: int, end: int) -> int | None:
    """Where the set phrase that begins here ends: first of all, one of, third party."""
    match = _IDIOM.match(text, place, end) or _ANY_THIRD_COUNTRY.match(text, place, end)
    return match.end() if match else None


def inside_phrase(text: str, place: int, floor: int, word: str) -> bool:
    """Whether the word before makes it no number: at first, no one, a split second."""
    pattern = _NO_ONE if word == "one" else _AT_FIRST
    return pattern.search(text, max(floor, place - 9), place) is not None


def is_label(text: str, place: int, start: int) -> bool:
    """Whether the words before name a thing by its number: page 12, Resolution 2249, No. 5."""
    return _LABEL.search(text, max(start, place - 14), place) is not None


def follows_name(text: str, place: int, start: int) -> bool:
    """Whether a capitalised word stands right before, so that a bare number is part of a name: Apollo 11."""
    match = _CAPITALISED.search(text, max(start, place - 20), place)
    return match is not None and match[0][:-1].lower() not in _SENTENCE_WORDS


def mark_end(text: str, place: int, start: int, end: int) -> int | None:
    """Where a clock time, a list mark or a section number that begins here ends."""
    clock = _CLOCK.match(text, place, end)
    if clock:
        return clock.end()
    before = text[place - 1] if place > start else "\n"
    if before == "\n":
        mark = _LINE_MARK.match(text, place, end)
        if mark:
            return mark.end()
    if before == "(" and (place - 2 < start or text[place - 2] in "\n \t.;,:"):
        mark = _BRACKETED.match(text, place, end)
        if mark:
            return mark.end()
    return None
