"""Sentences and clauses of both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading.sentences import clauses, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def cut_clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


def test_a_chinese_sentence_ends_at_its_mark_and_its_closing_quote() -> None:
    assert cut("他说：“好。”她走了！真的？是；好") == ["他说：“好。”", "她走了！", "真的？", "是；", "好"]


def test_a_blank_line_ends_a_sentence_and_a_line_end_does_not() -> None:
    assert cut("A heading\n\nOne line\nand the next.") == ["A heading", "One line\nand the next."]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Army left.", "Mr. Smith came.", "See No. 5 below.", "J. R. Hale wrote it.",
        "It cost 3.5 million.", "共约 6. 8 万人。",
        "1. The first item.", "The U.N. Security Council met.", "It was 5 p.m. in Doha.", "Acme Inc. said so.",
        "It grew, e.g. Fast.",
    ],
)  # fmt: skip
def test_an_abbreviation_an_initial_or_a_decimal_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He left the U.S.", "The end."),
        ("It ended at 5 p.m.", "The crowd left."),
        ("I said no.", "He left."),
        ("He was born in 1990.", "Then he left."),
        ("Stop!", "Go."),
    ],
)
def test_an_abbreviation_before_a_common_first_word_ends_the_sentence(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_clauses_part_at_commas_and_at_of_which() -> None:
    text = "The port shipped 91,000 crates, of which about 6,400 broke while 1,700 sank: the rest arrived"
    assert cut_clauses(text) == [
        "The port shipped 91,000 crates",
        "of which about 6,400 broke",
        "while 1,700 sank",
        "the rest arrived",
    ]
    assert cut_clauses("截至年底,人口262万,其中1, 500 人、30 户；好") == [
        "截至年底",
        "人口262万",
        "其中1, 500 人、30 户",
        "好",
    ]


def test_no_clause_ends_inside_brackets() -> None:
    assert cut_clauses("All of them (men, women) left, and it rained") == [
        "All of them (men, women) left",
        "and it rained",
    ]


@given(st.text(alphabet="aB1 .,;:!?\n()（）“”。，；的万U", max_size=60))
def test_spans_lie_in_order_and_are_trimmed(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        inner = start
        for first, stop in clauses(text, start, end):
            assert inner <= first < stop <= end
            inner = stop
        last = end


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("约4.3万人经港口离开。① 2015年,港口扩建。", "约4.3万人经港口离开。①"),
        ("About 43,000 people left.¹ The port was enlarged in 2015.", "About 43,000 people left.¹"),
        ("About 43,000 people left.[12] The port was enlarged in 2015.", "About 43,000 people left.[12]"),
    ],
)
def test_a_note_mark_belongs_to_the_sentence_before_it(text: str, first: str) -> None:
    (start, end), _ = sentences(text)
    assert text[start:end] == first
