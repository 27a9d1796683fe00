"""What two statements say of who is counted, where, for which period and as a share of what: where they say otherwise.

Only what is said on both sides and shares no meaning is told, in the words of either side: evacuees and 士兵, in Basra
and 在伊德利卜, a quarter and a year, of members and of voters. It suggests why two values differ; a person judges.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from claims.similarity.linking import links
from claims.similarity.portrait import Portrait
from claims.similarity.qualifiers import by_meaning, opposed
from claims.similarity.statement import MASK, Statement
from claims.similarity.terms import Word, words
from sources.reading.wordlists import words as listed
from sources.values import DATE

_MEET = 0.3  # from this strength on two words may mean the same: a weak link is reason enough to say nothing
_ANYBODY = frozenset(
    listed(
        """
        people person persons individual individuals human humans head heads soul souls inhabitant inhabitants
        人 名 人员 人士 人数 人口 民众 群众 公民 者 位 个人 人次
        """
    )
)
_PART = listed(
    """
    woman women girl girls boy boys child children infant infants baby babies minor minors elderly pensioner pensioners
    civilian civilians soldier soldiers troops servicemen police policemen foreigner foreigners prisoner prisoners
    worker workers student students pupil pupils doctor doctors nurse nurses passenger passengers tourist tourists
    妇女 女性 女童 男性 男童 儿童 未成年人 婴儿 老人 老年人 平民 士兵 军人 官兵 警察 外国人 外籍
    囚犯 工人 学生 医生 护士 乘客 旅客 游客
    """
)
_QUARTER = re.compile(r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter|\bquarterly\b|\bQ[1-4]\b|季度|财季")
_MONTH = re.compile(r"\b(?:per|a|each|every) month\b|\bmonthly\b|每月|月均|当月|单月")
_YEAR = re.compile(
    r"\b(?:full|whole|fiscal|financial)[ -]year\b|\b(?:per|a|each|every) year\b|\bannual|全年|年度|每年|年均"
)
_PERIODS = (("a month", _MONTH), ("a quarter", _QUARTER), ("a year", _YEAR))
_SAID_YEAR = re.compile(
    r"\b(?:in|during|since|until|year)\s+(?:[a-z]{3,9}[ -](?:\d{1,2},? )?)?(?P<en>1[5-9]\d\d|20\d\d)\b"
    r"(?!\s+[a-z]+s\b)|(?<!\d)(?P<zh>1[5-9]\d\d|20\d\d)\s?年",
    re.IGNORECASE,
)
_NAME = r"(?:(?:the|a)\s+)?(?:[A-Z][\w'’.-]+(?:\s+(?:of\s+)?[A-Z][\w'’.-]+)*)"
_PLACE = re.compile(
    rf"\b(?:in|at|near|across|throughout|inside|within)\s+((?:(?:northern|southern|eastern|western|central)\s+)?{_NAME})"
)
_PLACE_ZH = re.compile(r"(?:在|于|位于)([\u3400-\u9fff]{2,8}?)(?=境内|各地|全境|全国|[,，。、；;的共有已就]|发生|…|$)")
_BASE = re.compile(
    rf"{MASK}\s*(?:per ?cent\s+|%\s*)?of\s+(?:the\s+|all\s+|its\s+|their\s+|those\s+)*([a-z][\w-]*(?:\s+[a-z][\w-]*)?)"
)
_BASE_ZH = re.compile(
    rf"占(?:了|到|据)?([\u3400-\u9fff]{{2,12}}?)(?:总数|总量|总额|人数|总人数)?的?(?:约|近|超过|大约|将近)?{MASK}"
)


class Aspect(StrEnum):
    """In what two statements differ."""

    OPPOSITE = "opposite"
    POPULATION = "population"
    PART = "part"
    PLACE = "place"
    PERIOD = "period"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is said around a value.

    population   the counted noun as written, empty where none is
    clause       the clause with the value taken out, MASK in its place
    dimension    of the value: only shares have a base
    """

    language: str
    population: str
    clause: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """In what two statements differ, and the words of either that say so."""

    aspect: Aspect
    one: str
    other: str

    @property
    def reason(self) -> str:
        return _REASONS[self.aspect].format(one=self.one, other=self.other)


_REASONS = {
    Aspect.OPPOSITE: "one says “{one}”, the other “{other}”",
    Aspect.POPULATION: "one counts “{one}”, the other “{other}”",
    Aspect.PART: "one counts “{one}” only, the other “{other}”",
    Aspect.PLACE: "one is of “{one}”, the other of “{other}”",
    Aspect.PERIOD: "one is of {one}, the other of {other}",
    Aspect.BASE: "one is a share of “{one}”, the other of “{other}”",
}


def otherwise(a: Scope, b: Scope) -> Otherwise | None:
    """The first thing in which the scopes of two statements differ, the surest first; None where they may be one."""
    if a.dimension == b.dimension == "percent" and (found := _apart(a, b, Aspect.BASE, _base)):
        return found
    for look in (_years, _periods, _opposites, _populations, _parts):
        if found := look(a, b):
            return found
    return _apart(a, b, Aspect.PLACE, _place)


def years_said(clause: str) -> list[str]:
    """The years that a clause names, in its order: "in 1935", 1935年."""
    return [match["en"] or match["zh"] for match in _SAID_YEAR.finditer(clause)]


def _years(a: Scope, b: Scope) -> Otherwise | None:
    """Other years, each named in the clause that a figure stands in."""
    ours, theirs = (years_said(scope.clause) if scope.dimension != DATE else [] for scope in (a, b))
    if ours and theirs and not set(ours) & set(theirs):
        return Otherwise(Aspect.PERIOD, ours[0], theirs[0])
    return None


def _periods(a: Scope, b: Scope) -> Otherwise | None:
    ours, theirs = ([name for name, pattern in _PERIODS if pattern.search(scope.clause)] for scope in (a, b))
    if len(ours) == len(theirs) == 1 and ours != theirs:
        return Otherwise(Aspect.PERIOD, ours[0], theirs[0])
    return None


def _opposites(a: Scope, b: Scope) -> Otherwise | None:
    """Words of the two clauses that are opposites: civilians and soldiers, 进口 and exports."""
    told = [by_meaning(words(f"{scope.population} {scope.clause}", scope.language)) for scope in (a, b)]
    found = opposed(*told)
    return Otherwise(Aspect.OPPOSITE, *found[0]) if found else None


def _populations(a: Scope, b: Scope) -> Otherwise | None:
    """Two nouns of which neither is said on the other side, by whatever word."""
    if not (_is_telling(a.population) and _is_telling(b.population)):
        return None
    ours, theirs = (f"{scope.population} {scope.clause}" for scope in (a, b))
    if _are_apart(a.population, a, theirs, b) and _are_apart(b.population, b, ours, a):
        return Otherwise(Aspect.POPULATION, a.population, b.population)
    return None


def _parts(a: Scope, b: Scope) -> Otherwise | None:
    """A part of the people by sex, age or calling, where the other side counts people at large."""
    for part, whole in ((a, b), (b, a)):
        at_large = whole.population and not _is_telling(whole.population)
        if at_large and _is_part(part) and _are_apart(part.population, part, whole.clause, whole):
            return Otherwise(Aspect.PART, part.population, whole.population)
    return None


def _is_part(scope: Scope) -> bool:
    if scope.language == "zh":
        return any(word in scope.population for word in _PART if word > "\u3400")
    return any(word.lower() in _PART for word in scope.population.split())


def _apart(a: Scope, b: Scope, aspect: Aspect, of: Callable[[Scope], str]) -> Otherwise | None:
    one, other = of(a), of(b)
    if one and other and _are_apart(one, a, b.clause, b) and _are_apart(other, b, a.clause, a):
        return Otherwise(aspect, one, other)
    return None


def _base(scope: Scope) -> str:
    """What the share is of: a noun in the plural, or the two words that stand there."""
    found = (_BASE_ZH if scope.language == "zh" else _BASE).search(scope.clause)
    if not found:
        return ""
    first = found[1].split()[0]
    return first if first.endswith("s") else found[1]


def _place(scope: Scope) -> str:
    """The one place that the clause is said to be in; none where it names several."""
    found = [match[1] for match in (_PLACE_ZH if scope.language == "zh" else _PLACE).finditer(scope.clause)]
    names = [each for each in found if any(word.name for word in words(each, scope.language))]
    return names[0] if len(names) == 1 else ""


def _is_telling(population: str) -> bool:
    return bool(population) and not set(population.lower().split()) <= _ANYBODY


def _are_apart(told: str, by: Scope, text: str, of: Scope) -> bool:
    """Whether no word of these may mean the same as any word of that text, as far as the dictionary leads."""
    own, other = _portrait(told, by.language), _portrait(text, of.language)
    if not own.placed or not other.placed:
        return False
    if by.language != of.language and not all(_leads_across(placed.word) for placed in own.placed.values()):
        return False
    return not any(link.strength >= _MEET for link in links(own, other))


def _leads_across(word: Word) -> bool:
    return word.known and not (len(word.key) == 1 and word.key > "\u3400")


def _portrait(text: str, language: str) -> Portrait:
    return Portrait(Statement(key=None, document=None, language=language, dimension="", clause=text))
