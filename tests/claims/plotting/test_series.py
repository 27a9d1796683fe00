"""Figures by the day they hold for."""

import pytest

from claims.plotting import SeriesMark, Span, series_of


def mark(key: int, day: int, number: float, width: float = 0.05, strict: Span | None = None) -> SeriesMark:
    likely = Span(number * (1 - width), number * (1 + width))
    return SeriesMark(key, str(number), "paper", f"day {day}", 738_000 + day, number, likely, strict or likely)


def test_developments_are_joined_from_date_to_date():
    series = series_of([mark(2, 10, 300), mark(1, 0, 200), mark(3, 20, 450)])
    assert [point.mark.key for point in series.points] == [1, 2, 3]
    assert [point.x for point in series.points] == sorted(point.x for point in series.points)
    assert [point.y for point in series.points] == sorted((point.y for point in series.points), reverse=True)
    (first, second) = series.segments
    assert (first.x2, first.y2) == (second.x1, second.y1)
    assert not first.is_unsure
    assert series.clashes == ()


def test_claims_of_one_date_that_clash_are_marked():
    series = series_of([mark(1, 0, 200), mark(2, 10, 300), mark(3, 10, 400), mark(4, 20, 500)])
    assert series.clashes == (series.points[1].x,)
    assert [segment.is_unsure for segment in series.segments] == [True, True]


def test_claims_of_one_date_that_agree_are_not():
    assert series_of([mark(1, 0, 200), mark(2, 10, 300), mark(3, 10, 301)]).clashes == ()


def test_one_date_is_no_development():
    assert series_of([mark(1, 0, 200), mark(2, 0, 300)]) is None
    assert series_of([]) is None


def test_open_ends_go_on():
    points = series_of([mark(1, 0, 200, strict=Span(200, None)), mark(2, 9, 300, strict=Span(None, 300))]).points
    assert [(point.goes_on_up, point.goes_on_down) for point in points] == [(True, False), (False, True)]


@pytest.mark.parametrize("numbers", [(5, 5), (1, 1e9), (0, 10)])
def test_every_point_is_inside_the_drawing(numbers):
    series = series_of([mark(day, day * 5, number) for day, number in enumerate(numbers)])
    for point in series.points:
        assert series.top <= point.y <= series.floor
        assert 0 <= point.x <= 100
