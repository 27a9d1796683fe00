"""English ordinals and ranks, multiples (doubled, twice as many) and vague quantities (several, dozens of)."""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading import quantities
from sources.reading.english import counting, designations, lexicon, modifiers
from sources.reading.mention import Mention
from sources.reading.numerals import Numeral
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place
from sources.reading.wordlists import words

VAGUE_WORDS = frozenset(
    {
        "several",
        "few",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "scores",
        "tens",
        "countless",
        "couple",
    }
)
_VAGUE = re.compile(
    r"(?:tens\s{1,3}of\s{1,3}(?:thousands|millions|billions)|hundreds\s{1,3}of\s{1,3}(?:thousands|millions|billions)|several\s{1,3}(?:dozen|hundred|thousand|million|billion)s?(?:\s{1,3}(?:thousand|million))?"
    r"|few\s{1,3}(?:dozen|hundred|thousand|million)|several|few(?!er)|dozens|hundreds|thousands|millions|billions|trillions|scores|countless|(?<=a\s)couple\s{1,3}of(?:\s{1,3}(?:hundred|thousand|million|billion|dozen))?)(?![\w-])",
    re.IGNORECASE,
)
_OF = re.compile(r"\s{1,3}of(?:\s{1,3}the)?(?=\s)")
MULTIPLES = {
    word: number
    for number, listed in (
        ("0.5", "halved"),
        ("2", "twice doubled double doubling twofold"),
        ("3", "tripled triple tripling trebled thrice threefold"),
        ("4", "quadrupled fourfold"),
        ("5", "quintupled fivefold"),
        ("6", "sixfold"),
        ("7", "sevenfold"),
        ("8", "eightfold"),
        ("9", "ninefold"),
        ("10", "tenfold"),
        ("100", "hundredfold"),
    )
    for word in words(listed)
}
ORDINAL = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3}){0,4}|\d{1,12})(?:st|nd|rd|th)(?!\w)|(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-‐‑–—]|\s(?!second))(?P<after>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?![\w])"
    r"|(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)(?![\w-]|\s*(?:quarter|half)\s)",
    re.IGNORECASE,
)
ORDINALS = dict(
    zip(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth"
            " sixtieth seventieth eightieth ninetieth hundredth"
        ),
        (*range(1, 21), *range(30, 101, 10)),
        strict=True,
    )
)
_ORDINAL_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_RANK_AFTER = re.compile(
    r"[\s-]{1,3}(?:place|largest|biggest|highest|richest|most|longest|smallest|largest|oldest|busiest|spot|rank|in\s{1,3}the\s{1,3}world)(?!\w)",
    re.IGNORECASE,
)
_RANK_BEFORE = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|placed|finished|came|positioned)\s{1,3}(?:the\s{1,3}|as\s{1,3}the\s{1,3})?\Z",
    re.IGNORECASE,
)


def vague_mention(passage: Passage, place: int) -> Outcome:
    text, end = passage.text, passage.end
    match = _VAGUE.match(text, place, end)
    if match is None:
        return None, place + 1
    of = _OF.match(text, match.end(), end)
    unit = counting.unit_at(text, of.end() if of else match.end(), end)
    plural_scale = match[0].lower().endswith("s") and match[0].lower() != "several"
    if unit is None and not plural_scale:
        return None, match.end()
    stop = unit.end if unit and unit.ends_quote else match.end()
    start = place - 2 if text[max(0, place - 2) : place].lower() == "a " and place - 2 >= passage.floor else place
    mention = quantities.quantity(
        text, Place(start, stop, place, match.end()), None,
        kind=unit.kind if unit else "count", unit=unit.name if unit else None, noun=unit.noun if unit else None,
    )  # fmt: skip
    return mention, stop


def ordinal_mention(passage: Passage, place: int, match: re.Match[str]) -> Outcome:
    text = passage.text
    idiom = lexicon.idiom_at(text, place, passage.end)
    if idiom is not None or lexicon.inside_phrase(text, place, passage.floor, match[0].lower()):
        return None, idiom or match.end()
    if match[0][-1].islower() and designations.is_in_a_street(text, match.end(), passage.end):
        return None, match.end()
    if match["digits"]:
        number = int(match["digits"].replace(",", "")[:18])
    elif match["tens"]:
        number = _ORDINAL_TENS[match["tens"].lower()] + ORDINALS[match["after"].lower()]
    else:
        number = ORDINALS[match["word"].lower()]
    rank = _RANK_AFTER.match(text, match.end(), passage.end) or _RANK_BEFORE.search(
        text, max(passage.floor, place - 20), place
    )
    written = str(number)
    mention = Mention(
        place, match.end(), match[0], place, match.end(), "rank" if rank else "ordinal", written, written,
        "exact", None, "1"
    )  # fmt: skip
    return mention, match.end()


def multiple_mention(passage: Passage, place: int, word: str) -> Outcome:
    """Doubled, twice, threefold."""
    text, stop = passage.text, place + len(word)
    following = text[stop : stop + 6].lower()
    bare = word in ("double", "triple", "twice", "thrice")
    if (
        following[:1].isalnum()
        or following[:1] == "-"
        or (bare and not following.startswith((" the", " that", " to", " its", " as", " their", " what")))
    ):
        return None, stop
    found, start = modifiers.before(text, passage.floor, place)
    numeral = Numeral(Decimal(MULTIPLES[word]), Decimal(1) if word != "halved" else Decimal(0))
    mention = quantities.quantity(
        text, Place(start, stop, place, stop), numeral, kind="ratio", unit="times", modifiers=found
    )
    return mention, stop
