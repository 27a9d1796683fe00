"""The reader takes time in proportion to the text, whatever the text is, and so does every pattern of its own."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator

import pytest

import sources.reading
from sources.reading import read
from sources.reading.sentences import clauses, sentences

RATIO = 2.5  # a text twice as long may take that much longer
DOUBLINGS = 4
LARGEST = 100_000
LARGEST_READ = 16_000  # by the whole reader, which has many values to make of it
TRIES = 8
PIECES = [
    "1", "9 ", "1,", "1,000", "1. ", ".", ",", "-", "1-", "$", "(", "[1", " ", "\n", "\n\n", "½", "a", "a1",
    "1a", "F-", "a@", "e1", "1e5^",
    "万", "一", "十万", "点", "分之", "第", "年", "2021年", "1月", "1至", "余", "约", "数", "半", "又",
    "公\n里", "平 方", "上", "去年", "，", "。", "大于1小于2", "1小时1分", "一分", "比1大", "前一", "《1", "幺",
    "one ", "one and ", "hundred and ", "million ", "half a ", "between ", "from 1 to ", "January ", "early ",
    "2021-", "first ", "of the ", "a minute and 3 ", "the first 2 weeks of ", "christmas ", "1 (1", "1 over ",
    "about ", "at least ", "5 feet 2 ", "1 out of ", "two point one ", "https://", "https: / ", "the last ",
    "1st ", "，1", "1/", "1 000 ",
]  # fmt: skip
# Words are read in their own language whatever is asked for; signs and digits in the one that is asked for.
READ_AS = [
    (language, piece)
    for piece in PIECES
    for language in ("en", "zh")
    if language == ("zh" if re.search("[一-鿿]", piece) else "en") or not re.search("[a-zA-Z一-鿿]", piece)
]
PATTERN_PIECES = [
    "1", "1 ", "1,", "1,000", "1.", "1-", "1/", " ", "\n", "a", "a ", "a-", "A", "/ ", "万", "一", "一点", "年", "点",
    "《", "1月", "one ", "and ", "of the ", "January ", "the ", "point one ", ":", "&",
]  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


def assert_linear(work: Callable[[str], object], text_of: Callable[[int], str], largest: int = LARGEST_READ) -> None:
    """The best of several runs of the largest text against the best of the smallest, four doublings below.

    Over four doublings what is linear takes 16 times as long, what may pass 39 times, what is quadratic 256 times: a
    busy machine blurs a clock, but not by that much in every try.
    """
    smallest = largest // 2**DOUBLINGS
    small = large = float("inf")
    for _ in range(TRIES):
        small = min(small, *(seconds(work, text_of(smallest)) for _ in range(3)))
        large = min(large, seconds(work, text_of(largest)))
        if large <= RATIO**DOUBLINGS * small:
            return
    raise AssertionError(f"{smallest} characters take {small:.4f} s, {largest} take {large:.3f} s")


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * size)[:size]


def cut(text: str) -> None:
    for start, end in sentences(text):
        clauses(text, start, end)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of every module of the reader, by name."""
    for module in pkgutil.walk_packages(sources.reading.__path__, "sources.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name.removeprefix('sources.reading.')}:{name}", value


PATTERNS = sorted({pattern: name for name, pattern in patterns()}.items(), key=lambda found: found[1])


@pytest.mark.parametrize(("language", "piece"), READ_AS)
def test_twice_the_text_takes_about_twice_the_time(language: str, piece: str) -> None:
    assert_linear(lambda text: read(text, language=language), repeated(piece))


@pytest.mark.parametrize("piece", PIECES)
def test_cutting_sentences_is_linear(piece: str) -> None:
    assert_linear(cut, repeated(piece))


def hostile(size: int) -> str:
    """A text of that length in which every piece is repeated for a long stretch."""
    share = size // len(PATTERN_PIECES)
    return "".join((piece * share)[:share] for piece in PATTERN_PIECES)


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in PATTERNS], ids=[name for _, name in PATTERNS])
def test_no_pattern_takes_more_than_its_share_of_a_longer_text(pattern: re.Pattern[str]) -> None:
    def find_all(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    assert_linear(find_all, hostile, LARGEST)


@pytest.mark.parametrize("piece", ["1", "万", " ", "a", "分之"])
def test_a_hundred_thousand_characters_of_one_kind_are_read_at_all(piece: str) -> None:
    assert isinstance(read((piece * LARGEST)[:LARGEST]), list)
