"""The reader takes time in proportion to the text, whatever the text is."""

import time
from collections.abc import Callable

import pytest

from sources.reading import read
from sources.reading.sentences import clauses, sentences

RATIO = 3.2  # twice the text may take 2.5 times as long; the rest is what a busy machine adds
LARGEST = 100_000
ENOUGH = 0.008  # seconds: below that the clock says little
PIECES = [
    "1", "9 ", "1,", "1,000", "1. ", ".", ",", "-", "1-", "$", "(", "[1", " ", "\n", "\n\n", "½", "a", "a1",
    "1a", "F-", "a@", "e1", "1e5^",
    "万", "一", "十万", "点", "分之", "第", "年", "2021年", "1月", "1至", "余", "约", "数", "半", "又",
    "公\n里", "平 方", "上", "去年", "，", "。",
    "one ", "one and ", "hundred and ", "million ", "half a ", "between ", "from 1 to ", "January ", "early ",
    "2021-", "first ", "of the ",
    "about ", "at least ", "5 feet 2 ", "1 out of ", "two point one ", "https://", "https: / ", "the last ",
    "1st ", "，1", "1/", "1 000 ",
]  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        work(text)
        best = min(best, time.process_time() - begin)
    return best


def assert_linear(work: Callable[[str], object], piece: str) -> None:
    """Doubles the text until it takes long enough to be measured, then once more."""
    size = 1_000
    once = seconds(work, (piece * size)[:size])
    while once < ENOUGH and size < LARGEST // 2:
        size *= 2
        once = seconds(work, (piece * size)[:size])
    for _ in range(3):
        twice = seconds(work, (piece * 2 * size)[: 2 * size])
        if twice < max(RATIO * once, ENOUGH):
            return
        once = seconds(work, (piece * size)[:size])
    raise AssertionError(f"{piece!r}: {size} characters take {once:.3f} s, twice as many {twice:.3f} s")


def cut(text: str) -> None:
    for start, end in sentences(text):
        clauses(text, start, end)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_twice_the_text_takes_about_twice_the_time(piece: str, language: str) -> None:
    assert_linear(lambda text: read(text, language=language), piece)


@pytest.mark.parametrize("piece", PIECES)
def test_cutting_sentences_is_linear(piece: str) -> None:
    assert_linear(cut, piece)


@pytest.mark.parametrize("piece", ["1", "万", " ", "a", "分之"])
def test_a_hundred_thousand_characters_of_one_kind_are_read_at_all(piece: str) -> None:
    assert isinstance(read((piece * LARGEST)[:LARGEST]), list)
