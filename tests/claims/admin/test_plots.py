"""Claims as they are drawn on the pages of a conflict and of a question."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from claims.admin.plots import plot_positions, plot_series
from claims.conflicts import claims_of, detect
from claims.models import Claim, Conflict
from tests.claims.admin.conflict_forms import page_of
from tests.factories import NOW, a_claim, a_conflict, a_question


def drawn(*claims: Claim):
    names = {claim.pk: "paper" for claim in claims}
    return plot_positions([(claim.value_phrase, None, [claim]) for claim in claims], names, None)


def test_the_dots_stand_at_the_written_values(world):
    plot, scale = drawn(
        a_claim(world.dossier, "About 43,000 people left the valley."),
        a_claim(world.dossier, "More than 58,000 people left the valley."),
    )
    assert scale.unit_said == "people"
    low, high = (band.rows[0] for band in plot.bands)
    assert low.dots == (plot.axis.place(43_000),)
    assert high.dots == (plot.axis.place(58_000),)
    assert high.strict.goes_on_right


def test_units_that_convert_share_the_axis_of_the_one_that_is_written_most(world):
    plot, scale = drawn(
        a_claim(world.dossier, "The bridge is 5 km long."),
        a_claim(world.dossier, "The bridge is 3 kilometres long."),
        a_claim(world.dossier, "The bridge is 4,000 metres long."),
    )
    assert scale.unit == "kilometre"
    assert [band.rows[0].dots for band in plot.bands] == [(plot.axis.place(number),) for number in (5, 3, 4)]


def test_a_date_stands_in_the_middle_of_its_period(world):
    plot, scale = drawn(
        a_claim(world.dossier, "The bridge opened in 2015."), a_claim(world.dossier, "The bridge opened in May 2017.")
    )
    assert scale.is_date
    middle = (dt.date(2017, 5, 1).toordinal() + dt.date(2017, 6, 1).toordinal()) / 2
    assert plot.bands[1].rows[0].dots == (plot.axis.place(middle),)


def test_a_range_has_a_dot_at_either_end(world):
    plot, _ = drawn(a_claim(world.dossier, "Between 3,000 and 5,000 people left the valley."))
    assert plot.bands[0].rows[0].dots == (plot.axis.place(3_000), plot.axis.place(5_000))


def test_the_page_draws_the_positions_and_says_them_in_words(client, world):
    conflict = a_conflict(world.dossier)
    client.force_login(world.viewer)
    page = client.get(page_of(conflict)).content.decode()
    assert page.count('class="dot"') == 2
    assert '<desc id="plot-desc">about 43,000 people: about 43,000 people' in page
    assert "style=" not in page[page.index("<figure") : page.index("</figure>")]


@pytest.fixture
def toll(world):
    """The toll of a flood on three days, the last disputed."""
    claims = [a_claim(world.dossier, f"The flood has killed {number} people.") for number in (120, 180, 250, 290)]
    for claim, day in zip(claims, (1, 3, 8, 8), strict=True):
        first = dt.date(2026, 2, day)
        Claim.objects.filter(pk=claim.pk).update(as_of=DateRange(first, first + dt.timedelta(days=1)))
    question = a_question(claims, "How many people did the flood kill?", changes_over_time=True)
    detect([question], at=NOW)
    return question


def test_figures_that_change_over_time_are_drawn_by_their_dates(toll):
    series, scale = plot_series(toll, "contradiction", claims_of(toll))
    assert scale.unit_said == "people"
    assert [point.mark.as_of for point in series.points] == ["2026-02-01", "2026-02-03", "2026-02-08", "2026-02-08"]
    assert len(series.segments) == 2
    assert len(series.clashes) == 1


@pytest.mark.parametrize("where", ["conflict", "question"])
def test_the_series_is_shown_on_the_pages_of_the_conflict_and_the_question(client, world, toll, where):
    client.force_login(world.viewer)
    pk = Conflict.objects.get(question=toll).pk if where == "conflict" else toll.pk
    page = client.get(reverse(f"admin:claims_{where}_change", args=[pk])).content.decode()
    assert 'class="plot series"' in page
    assert "The same as a table" in page


def test_a_question_whose_answer_stays_has_no_series(world):
    conflict = a_conflict(world.dossier)
    assert plot_series(conflict.question, conflict.level, claims_of(conflict.question)) is None
