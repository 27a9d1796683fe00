"""How much of a text stands in another: copies of every kind are told from independent accounts of one event.

The articles are written for this test; so are the edits: words exchanged, a cut end, another lead, advertisements.
"""

import random
import re
from pathlib import Path

import pytest

from sources.likeness import LEAST, SUGGESTED_FROM, first_difference, share_held, sketch

FOLDER = Path(__file__).with_name("likeness")
LANGUAGES = ["en", "zh"]
_WORD = {"en": r"\S+\s*", "zh": r"[\u3400-\u9fff]{1,2}|[^\u3400-\u9fff]"}
LEAST_IN_COMMON = 3
FIRST = -8_953_239_336_790_008_127  # of the hashes of word0 to word59


def article(name: str) -> str:
    return FOLDER.joinpath(f"{name}.txt").read_text(encoding="utf-8")


def exchanged(text: str, share: float, language: str) -> str:
    """The text with that share of its words exchanged for those of the independent account, anywhere."""
    chance = random.Random(7)
    others = re.findall(_WORD[language], article(f"dam_{language}_other"))
    words = re.findall(_WORD[language], text)
    return "".join(chance.choice(others) if chance.random() < share else word for word in words)


def paragraphs(name: str) -> list[str]:
    return article(name).strip().split("\n\n")


def copies(language: str) -> dict[str, str]:
    wire, adverts = paragraphs(f"dam_{language}"), paragraphs(f"advert_{language}")
    other = paragraphs(f"dam_{language}_other")
    whole = "\n\n".join(wire)
    return {
        "cut by 40 %": whole[: len(whole) * 6 // 10],
        "another headline and lead": "\n\n".join([other[0], other[2], *wire[2:]]),
        "advertisements between": "\n\n".join(line for pair in zip(wire, adverts * 9, strict=False) for line in pair),
        "paragraphs in another order": "\n\n".join(reversed(wire)),
        "inside a longer article": "\n\n".join([*other, *wire, *other]),
        **{f"{share:.0%} of words exchanged": exchanged(whole, share, language) for share in (0.1, 0.2, 0.3, 0.4)},
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(copies("en")))
def test_a_copy_is_found_and_proved(language, kind):
    wire, copy = article(f"dam_{language}"), copies(language)[kind]
    assert len(set(sketch(wire)) & set(sketch(copy))) >= LEAST_IN_COMMON
    assert share_held(wire, copy) >= SUGGESTED_FROM
    assert share_held(copy, wire) == pytest.approx(share_held(wire, copy), abs=0.15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_accounts_of_one_event_are_no_copies(language):
    wire, other = article(f"dam_{language}"), article(f"dam_{language}_other")
    quoting = other + "\n\n" + paragraphs(f"dam_{language}")[2]
    assert share_held(wire, other) < 0.2
    assert share_held(wire, quoting) < 0.35


def test_texts_of_two_languages_share_nothing():
    assert share_held(article("dam_en"), article("dam_zh")) == 0


def test_a_short_text_is_no_copy_of_anything():
    sentence = "About 43,000 people left the valley in the night, the governor said."
    assert sketch(sentence) == []
    assert share_held(sentence, sentence) == 0
    assert sketch(" ".join(f"word{number}" for number in range(LEAST)))


def test_case_spaces_width_and_punctuation_make_no_difference():
    text = article("dam_en")
    assert share_held(text, " ".join(text.upper().replace(", ", " ").split())) == 1
    assert share_held(article("dam_zh"), article("dam_zh").replace("14", "１４").replace("，", ",")) > 0.98


def test_the_hashes_are_the_same_on_every_machine():
    numbers = " ".join(f"word{number}" for number in range(60))
    assert sketch(numbers) == sketch(numbers.upper())
    assert sketch(numbers)[0] == FIRST


def test_a_long_text_keeps_enough_hashes_to_find_a_short_one_in_it():
    long = " ".join(f"word{number}" for number in range(40_000))
    short = " ".join(f"word{number}" for number in range(9_000, 9_300))
    common = set(sketch(long)) & set(sketch(short))
    assert len(common) >= LEAST_IN_COMMON
    assert len(sketch(long)) < 2_000
    assert share_held(short, long) > 0.95


def test_the_first_lines_that_differ_are_shown():
    assert first_difference("One.\n\nTwo.\nThree.", "One.\nTwo  .\nThree.") == ("Two.", "Two  .")
    assert first_difference("One.\nTwo.", "One.") == ("Two.", "")
    assert first_difference("One.", " One. ") == ("", "")
    assert first_difference("a" * 300, "b")[0] == "a" * 240 + "…"
