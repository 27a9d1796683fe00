"""Do two names mean the same person, body or place? By their words: aliases, translations, sounds, titles left out.

"Ltd" and "President" tell nothing of who is meant, nor do case, marks and the order of the words. A name that holds
the other ("Merkel", "Angela Merkel") may mean the same. In two scripts only what the dictionary leads across, or what
sounds alike, can be found to be missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.similarity.linking import links
from claims.similarity.portrait import Portrait
from claims.similarity.statement import Statement
from sources.reading import language_of
from sources.reading.wordlists import words

_MET = 0.5  # from this strength on two words are one: renderings, spellings and trade synonyms, not words akin
_TITLES = words(
    """
    mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess emir sheikh sheik sultan president
    premier chancellor minister secretary ambassador envoy general colonel major captain lieutenant admiral marshal
    senator governor mayor judge justice chairman chairwoman chair director chief head leader spokesman spokeswoman
    spokesperson former then late acting deputy vice inc ltd llc plc corp corporation co company gmbh ag sa holding
    holdings group limited incorporated
    """
)
_CHINESE_TITLES = re.compile(
    "先生|女士|总统|主席|总理|首相|国王|女王|王子|埃米尔|酋长|部长|大臣|国务卿|秘书长|大使|特使|将军|上将|中将|少将|上校|参议员|州长|市长|省长"
    "|局长|司长|院长|校长|教授|博士|董事长|总裁|首席执行官|发言人|领导人|领袖|前任|时任|有限责任公司|股份有限公司|有限公司|公司|集团"
)
_MARKS = re.compile(r"[\"“”‘’'«»《》〈〉「」()（）.,，、;；:：!?！？…]+")


class Sameness(StrEnum):
    """How two names stand to each other."""

    SAME = "same"
    HELD = "held"
    OTHER = "other"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Likening:
    """How two names stand to each other, and why in words."""

    sameness: Sameness
    reason: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, and the language of the text it is written in."""

    written: str
    language: str

    @property
    def squeezed(self) -> str:
        """Its letters and figures alone, without titles, in small letters of one width."""
        return re.sub(r"\W+", "", self.bare).casefold()

    @property
    def bare(self) -> str:
        """Without marks, titles and the form of a company; the whole where nothing else is left."""
        plain = " ".join(_MARKS.sub(" ", unicodedata.normalize("NFKC", self.written)).split())
        telling = [word for word in plain.split() if word.lower() not in _TITLES]
        left = re.sub(r"^the ", "", _CHINESE_TITLES.sub("", " ".join(telling)).strip(), flags=re.IGNORECASE)
        return left or plain


def liken(a: Name, b: Name, aliases: Aliases = NO_ALIASES) -> Likening:
    """Whether two names mean the same. Symmetric but for the order of the words of the reason."""
    plain = _liken(a, b)
    if plain.sameness == Sameness.SAME or not aliases.groups:
        return plain
    for group in aliases.groups:
        if _stands_in(group, a) and _stands_in(group, b):
            return Likening(Sameness.SAME, f"“{a.written}” and “{b.written}” mean the same in this dossier")
    read_alike = _liken(a, b, aliases)
    return read_alike if read_alike.sameness in (Sameness.SAME, Sameness.HELD) else plain


def _stands_in(group: Iterable[str], name: Name) -> bool:
    return any(_liken(name, Name(each, language_of(each))).sameness == Sameness.SAME for each in group)


def _liken(a: Name, b: Name, aliases: Aliases = NO_ALIASES) -> Likening:
    shown = f"“{a.written}” and “{b.written}”"
    if a.squeezed == b.squeezed:
        return Likening(Sameness.SAME, f"{shown} are one name")
    if _abridges(a, b) or _abridges(b, a):
        return Likening(Sameness.HELD, f"of {shown} the one may abridge the other: its first letters")
    one, other = _portrait(a, aliases), _portrait(b, aliases)
    met_a, met_b = _met(one, other)
    if not met_a or not met_b:
        return Likening(Sameness.UNTOLD, f"{shown}: one of them says nothing by which they could be told apart")
    if all(met_a.values()) and all(met_b.values()):
        return Likening(Sameness.SAME, f"{shown} mean the same, word by word")
    if all(met_a.values()) or all(met_b.values()) or a.squeezed in b.squeezed or b.squeezed in a.squeezed:
        return Likening(Sameness.HELD, f"of {shown} the one holds the other: they may mean the same")
    if a.language != b.language and not (_is_told(one) and _is_told(other)):
        return Likening(Sameness.UNTOLD, f"{shown}: no dictionary leads from the one to the other")
    return Likening(Sameness.OTHER, f"{shown} are two names")


def _abridges(short: Name, long: Name) -> bool:
    """Whether a name in capitals is made of the first letters of the other one's words: IMF."""
    firsts = "".join(word[0] for word in re.findall(r"\w+", long.bare) if word[0].isupper())
    return short.bare.isascii() and short.bare.isupper() and short.bare.replace(".", "") == firsts and len(firsts) > 1


def _portrait(name: Name, aliases: Aliases) -> Portrait:
    said = Statement(key=None, document=None, language=name.language, dimension="name", clause=name.bare)
    return Portrait(said, aliases)


def _met(a: Portrait, b: Portrait) -> tuple[Mapping[str, bool], Mapping[str, bool]]:
    """Of each name its words, and whether the other one has them."""
    met_a, met_b = dict.fromkeys(a.placed, False), dict.fromkeys(b.placed, False)
    for link in links(a, b):
        if link.strength >= _MET:
            met_a[link.a.word.key] = met_b[link.b.word.key] = True
    return met_a, met_b


def _is_told(name: Portrait) -> bool:
    """Whether the dictionary could have led from every word of it to the other language."""
    return all(placed.word.known and not _is_one_character(placed.word.key) for placed in name.placed.values())


def _is_one_character(key: str) -> bool:
    """A surname or a given name in Chinese: what it means is not how another script spells it."""
    return len(key) == 1 and key > "\u3400"
