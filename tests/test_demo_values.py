"""The values that `demo/README.md` plants are read from the files, and stand to each other as its table says."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from sources.extracting import FURNITURE, extract
from sources.reading import Mention, read
from sources.values import Verdict, compare

DEMO = Path(__file__).resolve().parents[1] / "demo"
FILES = {
    "A": "airlift-journal-article.zh.txt",
    "B": "two-offices-in-doha.zh.md",
    "C": "airlift-desk-report.en.txt",
    "D": "doha-transit-camps.zh.html",
    "E": "kabul-airport-reopens.en.html",
    "F": "negotiators-notebook.en.md",
    "G": "harbour-bases-gas-brief.zh.pdf",
    "H": "airlift-fact-sheet.en.docx",
}
# Question, the worst level of its pairs, and by document the number as written with the words that follow it.
PLANTED = [
    ("through Qatar", Verdict.CONTRADICTION, "A 4. 3 万人经 | H 43,000 of | C 58,000 of | G 5.8万人经 | D 6万人经"),
    ("share through Qatar", Verdict.CONTRADICTION, "A 38% | C 47 per cent of"),
    ("evacuated in all", Verdict.TENSION, "A 11. 3 万人 | H 113,000 people | B 12.3万人 | C 123,000 people"),
    ("Turkish base", Verdict.CONTRADICTION, "A 2015 年在 | F 2015, long | C 2017, Mr"),
    ("talks", Verdict.CONTRADICTION, "A 2010 年起 | F 2010. | B 2011年起 | C 2011, said"),
    ("meals a day", Verdict.CONTRADICTION, "A 5 万多份 | D 5万份 | H 5,000 meals"),
    ("foreigners escorted", Verdict.CONTRADICTION, "A 1,500 余名 | B 1,050名"),
    ("troops at Al Udeid", Verdict.CONTRADICTION, "F 10,000 American | G 1万余名 | H 8,000 American"),
    ("population", Verdict.COMPATIBLE, "A 262 万 | C 3 million."),
    ("agreement", Verdict.COMPATIBLE, "A 2020 年初 | B 2020年2月 | C February 2020 the | F 29 February 2020 the"),
    ("major ally", Verdict.COMPATIBLE, "B 2022年3月10日 | F March 2022 the"),
    ("ties cut", Verdict.COMPATIBLE, "B 2017年年中 | F June 2017 four"),
    ("land area", Verdict.AGREE, "A 1. 15 万平方 | C 11,500 square | H 11,500 square"),
    ("Taliban office", Verdict.AGREE, "A 2013 年, | B 2013年在 | C 2013. | F 2013, and"),
    ("relief", Verdict.AGREE, "C 70 tonnes | D 7万公斤"),
    ("airliners", Verdict.AGREE, "A 10架客机 | C ten airliners"),
    ("expansion", Verdict.AGREE, "G 18亿美元 | H 1.8 billion"),
    ("fall of Kabul", Verdict.AGREE, "A 2021 年 8 月 15 日 | C 15 August 2021 | E 15 August 2021"),
    ("distance", Verdict.AGREE, "C 2,000 kilometres | G 2,000公里 | H 2,000 kilometres"),
    ("first landing", Verdict.AGREE, "B 2021年9月1日 | C 1 September 2021"),
    ("first take-off", Verdict.AGREE, "E 9 September 2021 | G 2021年9月9日"),
    ("waiting in the camps", Verdict.CONTRADICTION, "D 1.7万名 | E 4,000 evacuees"),  # of two days: a development
    ("GDP", Verdict.CONTRADICTION, "H 206.2 billion | G 1,796亿美元"),  # of two years: not one question
]
_ORDER = list(Verdict)


@cache
def _read(letter: str) -> tuple[str, list[Mention]]:
    path = DEMO / FILES[letter]
    text = extract(path.read_bytes())
    furniture = [(block.start, block.end) for block in text.blocks if block.kind in FURNITURE]
    return text.text, read(text.text, date=text.published, skip=furniture)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _mention(planted: str) -> Mention:
    """The one mention that begins as planted: the letter of its document, a blank, and the words."""
    letter, words = planted.strip().split(" ", 1)
    text, mentions = _read(letter)
    wanted = _squeezed(words)
    found = [m for m in mentions if _squeezed(text[m.core_start : m.core_start + len(words) + 8]).startswith(wanted)]
    assert len(found) == 1, f"{planted!r}: {[m.quote for m in found]} of {[m.quote for m in mentions]}"
    return found[0]


@pytest.mark.parametrize(("question", "level", "planted"), PLANTED, ids=[row[0] for row in PLANTED])
def test_planted_values_are_read_and_stand_as_the_readme_says(question: str, level: Verdict, planted: str) -> None:
    mentions = [_mention(words) for words in planted.split("|")]
    verdicts = [compare(a.value, b.value) for a, b in combinations(mentions, 2)]
    worst = max(verdicts, key=lambda comparison: _ORDER.index(comparison.verdict))
    assert worst.verdict is level, f"{question}: {worst.reason}; {[m.quote for m in mentions]}"
