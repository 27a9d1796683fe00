"""How far answers may differ and still count as one, and in which unit they are compared: people settle it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import review
from claims.conflicts import claims_of, examine_each
from claims.errors import NotAllowed, Refused, Stale
from claims.models import Conflict, Question
from claims.models.conflict import ConflictState, Level
from sources.values import Value, Verdict, compare
from tests.factories import NOW, a_claim, a_conflict, a_question

FIVE = Decimal(5)


def count(number: str, modifier: str = "exact") -> Value:
    return Value("count", number, number, modifier, "person", "1")


@pytest.mark.parametrize(
    ("first", "second", "tolerance", "verdict"),
    [
        ("100", "105", None, Verdict.CONTRADICTION),
        ("100", "105", "5", Verdict.AGREE),
        ("100", "106", "5", Verdict.CONTRADICTION),
        ("100", "150", "50", Verdict.AGREE),
        ("-100", "-104", "5", Verdict.AGREE),
    ],
)
def test_numbers_that_differ_by_no_more_count_as_one(first, second, tolerance, verdict):
    values = map(count, (first, second))
    assert compare(*values, tolerance=tolerance and Decimal(tolerance)).verdict == verdict


def test_the_reason_says_that_there_is_a_tolerance():
    assert compare(count("100"), count("150"), tolerance=Decimal("5.00")).reason.endswith("(at a tolerance of 5 %)")


@pytest.mark.parametrize(
    ("kind", "unit", "first", "second", "precision"),
    [("date", None, "2015-03-01", "2015-03-04", "day"), ("quantity", "degree celsius", "20", "20.4", "0.1")],
)
def test_a_share_of_a_date_or_of_a_temperature_means_nothing(kind, unit, first, second, precision):
    values = (Value(kind, written, written, "exact", unit, precision) for written in (first, second))
    assert compare(*values, tolerance=Decimal(50)).verdict == Verdict.CONTRADICTION


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["exact", "about", "more_than", "at_most"]))
def test_a_tolerance_never_makes_two_values_clash(a, b, modifier):
    ranks = list(Verdict)[:4]
    first, second = count(str(a)), count(str(b), modifier)
    verdicts = [compare(first, second, tolerance=tolerance).verdict for tolerance in (None, FIVE, Decimal(50))]
    assert [ranks.index(verdict) for verdict in verdicts] == sorted(map(ranks.index, verdicts), reverse=True)


def settle(question: Question, by, *, tolerance: Decimal | None = FIVE, **rules: object) -> Question:
    settled = {"changes_over_time": question.changes_over_time, **rules}
    return review.settle_question(question, tolerance=tolerance, by=by, at=NOW, seen=question.version, **settled)


def test_a_tolerance_settles_a_conflict_and_taking_it_away_brings_it_back(world):
    conflict = a_conflict(world.dossier, "Some 1,000 people left.", "Some 1,240 people left.")
    question = settle(conflict.question, world.editor, tolerance=Decimal(10))
    conflict.refresh_from_db()
    assert (question.tolerance, conflict.level) == (Decimal(10), Level.COMPATIBLE)
    settle(question, world.editor, tolerance=None)
    conflict.refresh_from_db()
    assert conflict.level == Level.CONTRADICTION


def test_positions_are_those_of_the_wider_extents(world):
    conflict = a_conflict(world.dossier, *(f"{number:,} people left." for number in (1001, 1042, 2003)))
    assert conflict.positions.count() == 3
    settle(conflict.question, world.editor)
    conflict = Conflict.objects.get()
    assert [position.claims.count() for position in conflict.positions.all()] == [2, 1]
    assert "tolerance of 5 %" in conflict.reason


def test_a_dismissed_conflict_stays_dismissed_where_the_positions_stay(world):
    conflict = a_conflict(world.dossier)
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    settle(conflict.question, world.editor)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.DISMISSED


def test_answers_that_do_not_convert_to_the_unit_asked_for_are_not_compared(world):
    texts = ("Some 500 people left.", "Some 900 people left.", "Some 40 houses fell.", "Some 40.5 houses fell.")
    conflict = a_conflict(world.dossier, *texts)
    question = settle(conflict.question, world.editor, tolerance=None, unit="house")
    conflict.refresh_from_db()
    assert question.unit == "house"
    assert conflict.level == Level.COMPATIBLE
    finding = examine_each([question], {question.pk: claims_of(question)})[question.pk]
    assert {claim.unit for _, group in finding.positions for claim in group} == {"house"}


def test_a_unit_that_converts_is_asked_for_by_its_base(world):
    question = a_question([a_claim(world.dossier, f"The load was {load} tonnes.") for load in (70, 138)])
    assert settle(question, world.editor, tolerance=None, unit="kilogram").unit == "kilogram"
    assert Conflict.objects.get().level == Level.CONTRADICTION


def test_the_ledger_tells_what_was_settled(world):
    question = a_conflict(world.dossier).question
    settle(question, world.editor, changes_over_time=True)
    event = world.dossier.events.get(verb="question settled")
    assert event.actor == world.editor
    assert event.detail == {"changes_over_time": True, "tolerance": "5", "unit": ""}


@pytest.mark.parametrize("tolerance", ["0", "-1", "50.01", "1.234", "NaN", "Infinity"])
def test_a_tolerance_is_a_small_share(world, tolerance):
    with pytest.raises(Refused):
        settle(a_conflict(world.dossier).question, world.editor, tolerance=Decimal(tolerance))


def test_a_unit_that_no_answer_converts_to_is_refused(world):
    with pytest.raises(Refused, match="No answer converts to tonne"):
        settle(a_conflict(world.dossier).question, world.editor, unit="tonne")


def test_who_may_not_write_settles_nothing(world):
    with pytest.raises(NotAllowed):
        settle(a_conflict(world.dossier).question, world.stranger)


def test_a_stale_writer_is_told_so(world):
    question = a_conflict(world.dossier).question
    settle(question, world.editor)
    with pytest.raises(Stale):
        settle(question, world.editor)
