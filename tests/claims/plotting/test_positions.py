"""Positions as drawn: bands of rows, extents as bars, arrows where they go on."""

import math

import pytest

from claims.plotting import Group, Mark, Span, plot_of


def mark(key: int, number: float, likely: tuple = (), strict: tuple = (), **fields) -> Mark:
    around = (number * 0.9, number * 1.1)
    return Mark(
        key,
        f"paper {key}",
        f"about {number}",
        (number,),
        Span(*(likely or around)),
        Span(*(strict or around)),
        **fields,
    )


def group(number: int, *marks: Mark, shared: Span | None = None) -> Group:
    return Group(number, f"position {number}", marks, shared)


def test_each_claim_is_a_row_with_its_extents_around_its_dot():
    plot = plot_of([group(1, mark(1, 43_000)), group(2, mark(2, 58_000), mark(3, 60_000))])
    assert [[row.mark.key for row in band.rows] for band in plot.bands] == [[1], [2, 3]]
    for band in plot.bands:
        for row in band.rows:
            assert row.strict.start <= row.likely.start < row.dots[0] < row.likely.end <= row.strict.end
            assert band.top < row.y < band.top + band.height
    assert plot.bands[0].top + plot.bands[0].height < plot.bands[1].top
    assert plot.bands[1].top + plot.bands[1].height < plot.floor < plot.height


def test_an_open_end_goes_on_with_an_arrow():
    above = plot_of([group(1, mark(1, 113, likely=(113, 114), strict=(113, None)))]).bands[0].rows[0]
    below = plot_of([group(1, mark(1, 113, likely=(112, 113), strict=(None, 113)))]).bands[0].rows[0]
    assert (above.strict.goes_on_left, above.strict.goes_on_right, above.strict.end) == (False, True, 100)
    assert (below.strict.goes_on_left, below.strict.goes_on_right, below.strict.start) == (True, False, 0)


def test_an_extent_that_reaches_far_off_is_cut_with_an_arrow():
    row = plot_of([group(1, mark(1, 1_000_000, likely=(999_000, 1e6), strict=(0, 1e6)))]).bands[0].rows[0]
    assert row.strict.goes_on_left


def test_the_accepted_value_is_marked_and_on_the_axis():
    plot = plot_of([group(1, mark(1, 43_000))], accepted=Span(90_000, 91_000))
    assert 0 < plot.accepted.start < plot.accepted.end <= 100


def test_what_the_claims_of_a_position_share_is_drawn():
    plot = plot_of([group(1, mark(1, 43_000), shared=Span(42_000, 44_000))])
    assert plot.bands[0].shared.width > 0


@pytest.mark.parametrize("number", [1, 5, 12, 13, 40])
def test_forty_claims_fit(number):
    plot = plot_of([group(1, *(mark(key, 40_000 + key) for key in range(number)))])
    assert len(plot.bands[0].rows) == number
    assert plot.are_close == (number > 12)
    assert plot.height < 45


@pytest.mark.parametrize("numbers", [(5, 5, 5), (0, 0), (1, 1e15), (0.001, 0.002), (-3, 3)])
def test_equal_values_and_wild_ranges_are_drawn(numbers):
    plot = plot_of([group(place, mark(place, number)) for place, number in enumerate(numbers, start=1)])
    places = [dot for band in plot.bands for row in band.rows for dot in row.dots]
    assert all(math.isfinite(place) and 0 <= place <= 100 for place in places)


def test_claims_without_a_number_are_no_plot():
    assert plot_of([]) is None
    assert plot_of([group(1)]) is None


def test_positions_take_six_colours_in_turn():
    plot = plot_of([group(number, mark(number, 10 * number)) for number in range(1, 9)])
    assert [band.tone for band in plot.bands] == [1, 2, 3, 4, 5, 6, 1, 2]
