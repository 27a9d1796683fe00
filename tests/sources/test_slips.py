"""Slips between two values: what is recognised as one, and what is not."""

import pytest

from sources.reading import read
from sources.values import Value, slip_between


def value(words: str) -> Value:
    (mention,) = read(words)
    return mention.value


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("5,800 people", "58,000 people", "factor"),
        ("1.2 million barrels", "120 million barrels", "factor"),
        ("3 thousand people", "3 million people", "factor"),
        ("4.3万人", "4,300 people", "factor"),
        ("8千人", "8千万人", "factor"),
        ("58,000 people", "85,000 people", "swapped digits"),
        ("约4.3万人", "about 34,000 people", "swapped digits"),
        ("138 tonnes", "138 kilograms", "copied unit"),
        ("60 miles", "60 kilometres", "copied unit"),
        ("more than 11,500 tonnes", "1,150 tonnes", "factor"),
    ],
)
def test_a_slip_is_recognised_from_either_side(a, b, kind):
    for first, second in ((a, b), (b, a)):
        slip = slip_between(value(first), value(second))
        assert slip
        assert slip.kind == kind


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("43,000 people", "58,000 people"),  # simply another number
        ("5 people", "50 people"),  # one digit, a factor of ten: as likely two counts
        ("58,000 people", "about 58,000 people"),  # no clash
        ("138 tonnes", "138,000 kilograms"),  # the same
        ("2010", "2001"),  # dates
        ("10 to 20 people", "100 to 200 people"),  # ranges
        ("138 tonnes", "138 USD"),  # not comparable
        ("121 people", "112,000 people"),
    ],
)
def test_what_is_no_slip(a, b):
    assert slip_between(value(a), value(b)) is None


def test_the_reason_says_both_values():
    slip = slip_between(value("5,800 people"), value("58,000 people"))
    assert slip.reason == "5,800 people and 58,000 people: the same digits, ten times as much"
