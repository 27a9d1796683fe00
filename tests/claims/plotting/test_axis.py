"""An axis: where numbers stand on it, and what is written along it."""

import datetime as dt

import pytest

from claims.plotting.axis import Axis, axis_for, labelled


def days(*isos: str) -> list[float]:
    return [float(dt.date.fromisoformat(iso).toordinal()) for iso in isos]


def labels(axis: Axis) -> list[str]:
    return [tick.label for tick in axis.ticks]


def test_every_number_has_its_place_between_the_ends():
    axis = axis_for([43_000, 58_000], [], is_date=False)
    assert 0 < axis.place(43_000) < axis.place(50_000) < axis.place(58_000) < 100
    assert (axis.place(-1e9), axis.place(1e9)) == (0, 100)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([43_000, 58_000], ["45,000", "50,000", "55,000"]),
        ([0.12, 0.58], ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]),
        ([-20, 15], ["-20", "-10", "0", "10"]),
    ],
)
def test_ticks_are_round_numbers_in_groups_of_three_digits(numbers, expected):
    assert labels(axis_for(numbers, [], is_date=False)) == expected


@pytest.mark.parametrize("number", [0, 1, 236, -7.5, 43_000, 2.1e12, 3e-6])
def test_one_number_alone_has_room_on_both_sides(number):
    axis = axis_for([number], [], is_date=False)
    assert 0 <= axis.place(number) <= 100
    assert axis.low < axis.high
    assert 1 <= len(axis.ticks) <= 7


def test_a_wild_range_goes_by_powers_of_ten():
    axis = axis_for([430, 58_000_000], [], is_date=False)
    assert axis.is_log
    assert axis.place(5_800) - axis.place(580) == pytest.approx(axis.place(58_000) - axis.place(5_800), abs=0.01)
    assert set(labels(axis)) <= {"1,000", "10,000", "100,000", "1 million", "10 million"}
    assert len(axis.ticks) >= 2


@pytest.mark.parametrize("numbers", [[0, 1e6], [-5, 1e6]])
def test_no_power_of_ten_reaches_nought_or_less(numbers):
    assert not axis_for(numbers, [], is_date=False).is_log


def test_what_words_merely_allow_widens_the_axis_only_where_it_is_near():
    assert axis_for([900, 1_000], [1_050], is_date=False).high > 1_050
    assert axis_for([900, 1_000], [0], is_date=False).low > 800


@pytest.mark.parametrize(
    ("isos", "expected"),
    [
        (("2021-08-30", "2021-09-02"), "31 Aug 2021"),
        (("2021-03-01", "2021-08-01"), "Apr 2021"),
        (("2010-06-01", "2019-06-01"), "2015"),
        (("1890-01-01", "2019-06-01"), "1950"),
    ],
)
def test_days_are_told_as_days_months_or_years(isos, expected):
    axis = axis_for(days(*isos), [], is_date=True)
    assert expected in labels(axis)
    assert 2 <= len(axis.ticks) <= 8


def test_days_of_no_year_and_days_in_chinese():
    yearless = axis_for(days("2000-08-30", "2000-09-02"), [], is_date=True, is_yearless=True)
    chinese = axis_for(days("2021-08-30", "2021-09-02"), [], is_date=True, language="zh")
    assert "31 Aug" in labels(yearless)
    assert "2021年8月31日" in labels(chinese)


def test_the_ends_of_the_calendar_are_no_trouble():
    assert axis_for(days("0001-01-01", "9999-12-31"), [], is_date=True).ticks


def test_every_second_label_may_give_way():
    ticks = axis_for([43_000, 58_000], [], is_date=False).ticks
    assert [tick.is_minor for tick in ticks] == [False, True, False]


def test_no_number_is_written_with_an_exponent():
    assert [labelled(number, "en") for number in (1.5e12, 2.5e-4, 100)] == ["1.5 trillion", "0.00025", "100"]


def test_large_numbers_are_labelled_as_the_values_beside_them_are_shown():
    numbers = [98_400_000_000, 114_269_000_000]
    assert labels(axis_for(numbers, [], is_date=False)) == ["100 billion", "110 billion"]
    assert labels(axis_for(numbers, [], is_date=False, language="zh"))[:2] == ["1000亿", "1050亿"]
