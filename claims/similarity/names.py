"""English names of peoples and places brought to one root: Qatari and Qatar, the U.S. and American.

General knowledge of English, no list of subjects: a table of the irregular demonyms and of the abbreviations that
every newspaper uses, and two suffix rules for the rest.
"""

import re
import unicodedata
from functools import cache

from sources.reading.wordlists import table

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][a-z]+)?")

# Names of several words, and their abbreviations, folded into one word before a text is cut; how that word is shown.
_FOLDED = {
    "Usa": (
        "US",
        r"(?:the )?United States(?: of America)?|U\.\s?S\.(?:\s?A\.)?|\bUSA?\b"
        r"|(?<!North )(?<!South )(?<!Latin )(?<!Central )\bAmericans?\b",
    ),
    "Britain": ("Britain", r"(?:the )?United Kingdom|U\.\s?K\.|\bUK\b|(?:Great )?\bBritain\b|\bBritish\b|\bBritons?\b"),
    "Uae": ("UAE", r"(?:the )?United Arab Emirates|\bU\.?A\.?E\b\.?|\bEmiratis?\b"),
    "Unitednations": ("United Nations", r"(?:the )?United Nations|U\.\s?N\.|\bUN\b"),
    "Europeanunion": ("European Union", r"(?:the )?European Union|\bE\.?U\b\.?"),
    "Saudi": ("Saudi Arabia", r"\bSaudi Arabian?\b|\bSaudis?\b"),
    "Southkorea": ("South Korea", r"\bSouth Koreans?\b|\bSouth Korea\b"),
    "Northkorea": ("North Korea", r"\bNorth Koreans?\b|\bNorth Korea\b"),
    "Southafrica": ("South Africa", r"\bSouth Africans?\b|\bSouth Africa\b"),
    "Newzealand": ("New Zealand", r"\bNew Zealand(?:ers?)?\b"),
    "Hongkong": ("Hong Kong", r"\bHong Kong(?:ers?)?\b"),
    "Srilanka": ("Sri Lanka", r"\bSri Lankans?\b|\bSri Lanka\b"),
}
_FOLDS = [(re.compile(pattern), f" {name} ") for name, (_, pattern) in _FOLDED.items()]

_IRREGULAR = table(
    """
    france: french frenchman frenchmen
    netherlands: dutch holland
    spain: spanish spaniard
    switzerland: swiss
    denmark: danish dane
    greece: greek
    poland: polish pole
    sweden: swedish swede
    norway: norwegian
    finland: finnish finn
    ireland: irish
    wales: welsh
    scotland: scottish scot
    england: english
    turkey: turkish turk türkiye turkiye
    belgium: belgian
    portugal: portuguese
    peru: peruvian
    philippines: philippine filipino
    thailand: thai
    myanmar: burmese burma
    cyprus: cypriot
    lebanon: lebanese
    nigerien: niger
    congo: congolese
    laos: laotian lao
    malta: maltese
    argentina: argentine argentinian
    venice: venetian
    moscow: muscovite
    paris: parisian
    london: londoner
    afghanistan: afghan
    kazakhstan: kazakh
    uzbekistan: uzbek
    tajikistan: tajik
    turkmenistan: turkmen
    kyrgyzstan: kyrgyz
    arab: arab arabia arabian
    """
)
_DEMONYM = re.compile(r"(?<=\w{4})(?:ians?|ans?|ese|ish|is?)$")
_COUNTRY = re.compile(r"(?<=\w{3})(?:ia|land|ey|[aeoyi])$")


def folded(text: str) -> str:
    """The text with names of several words, and abbreviations with points, written as one word."""
    for pattern, name in _FOLDS:
        text = pattern.sub(name, text)
    return text


def shown(word: str) -> str:
    """A folded name as a person writes it; any other word as it is."""
    return _FOLDED[word][0] if word in _FOLDED else word


_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def unaccented(written: str) -> str:
    """A lower-case word in the letters of the English alphabet: half of the papers write Erdoğan as Erdogan."""
    if written.isascii():
        return written
    letters = unicodedata.normalize("NFD", written).translate(_LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def name_root(name: str) -> str:
    """One key for a name and for what is named after it: "Iraq", "Iraqi" and "Iraqis" meet.

    >>> name_root("Russian") == name_root("Russia")
    True
    """
    lower = re.sub(r"['’]s$", "", name.lower())
    root = _IRREGULAR.get(lower) or _IRREGULAR.get(lower.removesuffix("s")) or unaccented(lower)
    while (shorter := _DEMONYM.sub("", root)) != root:
        root = shorter
    return _COUNTRY.sub("", root)
