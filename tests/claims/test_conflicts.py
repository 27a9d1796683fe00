"""Which questions are in conflict, at which level, in which positions, and when they come back."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from claims import review
from claims.conflicts import detect
from claims.findings import by_outermost, by_pairs, examine, stab
from claims.models import Claim, Conflict, Filing, Question
from claims.models.conflict import ConflictState, Level
from claims.models.valued import columns_of
from claims.verdicts import Verdicts
from sources.models import Document, Passage
from sources.values import Extent, Value
from tests.factories import NOW, a_claim, a_conflict, a_question


def level_of(world, *texts: str) -> Level:
    question = a_question([a_claim(world.dossier, text) for text in texts])
    detect([question], at=NOW)
    conflict = Conflict.objects.filter(question=question).first()
    return Level(conflict.level) if conflict else examine(question, list(question_claims(question)), {}).level


def question_claims(question: Question):
    return Claim.objects.filter(filings__question=question).select_related("passage__document")


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("About 43,000 people left.", "About 58,000 people left.", Level.CONTRADICTION),
        ("More than 113,000 people left.", "More than 123,000 people left.", Level.TENSION),
        ("The town has 2.62 million people.", "The town has less than 3 million people.", Level.COMPATIBLE),
        ("The lake covers 11,500 square kilometres.", "湖面面积1.15万平方公里。", Level.AGREE),
        ("The bridge was opened in 2015.", "The bridge was opened in 2017.", Level.CONTRADICTION),
        ("The pact was signed in early 2020.", "The pact was signed in February 2020.", Level.COMPATIBLE),
        ("The school was founded in 2013.", "学校成立于2013年。", Level.AGREE),
    ],
)
def test_levels(world, first, second, level):
    assert level_of(world, first, second) == level


def test_compatible_claims_make_no_conflict(world):
    level_of(world, "The town has 2.62 million people.", "The town has less than 3 million people.")
    assert not Conflict.objects.exists()


def test_positions_are_the_groups_that_can_hold_together(world):
    conflict = a_conflict(
        world.dossier,
        "About 43,000 people left.",
        "Some 45,000 people left.",
        "About 58,000 people left.",
    )
    groups = [position.claims.count() for position in conflict.positions.all()]
    assert groups == [2, 1]


def test_copies_of_one_document_are_one_origin(world):
    first = a_claim(world.dossier, "About 43,000 people left.")
    copy = a_claim(world.dossier, "About 58,000 people left.", derived_from=first.passage.document)
    question = a_question([first, copy])
    detect([question], at=NOW)
    assert Conflict.objects.get().level == Level.INTERNAL


def test_superseded_documents_do_not_count(world):
    first, second = a_claim(world.dossier, "About 43,000 people left."), a_claim(world.dossier, "58,000 people left.")
    newer = a_claim(world.dossier, "About 43,500 people left the town.")
    Document.objects.filter(pk=newer.passage.document_id).update(supersedes=second.passage.document)
    detect([a_question([first, second, newer])], at=NOW)
    assert not Conflict.objects.clashing().exists()


def test_a_question_that_changes_over_time_develops(world):
    days = [dt.date(2024, 5, 1), dt.date(2024, 5, 9)]
    claims = [a_claim(world.dossier, f"About {count} people died.") for count in ("4,000", "6,000")]
    for claim, day in zip(claims, days, strict=True):
        Claim.objects.filter(pk=claim.pk).update(as_of=DateRange(day, day + dt.timedelta(days=1)))
    detect([a_question(claims, changes_over_time=True)], at=NOW)
    assert Conflict.objects.get().level == Level.DEVELOPMENT
    assert not Conflict.objects.clashing().exists()


def test_a_dismissed_conflict_stays_dismissed_until_its_positions_change(world):
    conflict = a_conflict(world.dossier)
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    detect([conflict.question], at=NOW)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.DISMISSED
    newcomer = a_claim(world.dossier, "About 71,000 people left the valley.")
    Filing.objects.create(claim=newcomer, question=conflict.question)
    detect([conflict.question], at=NOW)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.REOPENED
    assert "claim " in conflict.state_reason
    assert " came in" in conflict.state_reason


def test_detecting_twice_changes_nothing(world):
    conflict = a_conflict(world.dossier)
    before = (conflict.version, world.dossier.events.count())
    detect([conflict.question], at=NOW)
    conflict.refresh_from_db()
    assert (conflict.version, world.dossier.events.count()) == before


def test_positions_hold_only_what_compares_with_both_ends(world):
    claims = [
        a_claim(world.dossier, text)
        for text in ("The count stood at 10,500.", "About 43,000 people left.", "About 12,000 houses stand empty.")
    ]
    question = a_question(claims)
    detect([question], at=NOW)
    values = {claim.low for position in question.conflict.positions.all() for claim in position.claims.all()}
    assert values == {"10500", "43000"}


INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: Extent(Decimal(each[0]), Decimal(sum(each)))),
    max_size=8,
)


@given(INTERVALS)
def test_positions_have_a_common_point_and_are_as_few_as_can_be(extents):
    groups = stab([(extent, Claim(pk=number)) for number, extent in enumerate(extents, 1)])
    assert sorted(claim.pk for _, claims in groups for claim in claims) == list(range(1, len(extents) + 1))
    for shared, claims in groups:
        assert not shared.is_empty
        assert all(extents[claim.pk - 1].intersection(shared) == shared for claim in claims)
    # As many intervals as there are groups meet nowhere, so fewer groups cannot do: the first of each group.
    firsts = [min((extents[claim.pk - 1] for claim in claims), key=lambda each: each.upper_end) for _, claims in groups]
    assert all(not a.meets(b) for a, b in pairwise(firsts))


@pytest.mark.parametrize(
    ("first", "second", "difference", "words"),
    [
        ("About 5,800 people left.", "About 58,000 people left.", "slip of unit or digit", "ten times as much"),
        ("Some 138 tonnes came.", "Some 138 kilograms came.", "slip of unit or digit", "another unit"),
        ("In 2014 the town had 812,000 people.", "In 2021 the town had 645,000 people.", "", ""),
    ],
)
def test_a_clash_that_looks_like_a_slip_is_named_as_one(world, first, second, difference, words):
    conflict = a_conflict(world.dossier, first, second)
    assert conflict.hint_difference == difference
    assert words in conflict.hint


def test_values_of_two_dates_that_do_not_develop_steadily_hint_at_the_period(world):
    conflict = a_conflict(
        world.dossier,
        "In 2014 the town had 812,000 people.",
        "In 2017 the town had 645,000 people.",
        "In 2021 the town had 798,000 people.",
    )
    assert (conflict.level, conflict.hint_difference) == (Level.CONTRADICTION, "different period")
    assert conflict.hint == "one holds for 2014, the other for 2017"


@pytest.mark.parametrize(
    ("first", "last", "is_hinted"),
    [
        ("2021-07-22", "2021-08-02", True),
        ("2021-08-02", "2021-07-22", False),  # the later report says less
        ("2021-08-02", "2021-08-02", False),
        ("2021-07-22", "2023-08-02", False),
        (None, "2021-08-02", False),
    ],
)
def test_a_later_report_of_the_same_weeks_that_says_more_hints_at_the_period(world, first, last, is_hinted):
    conflict = a_conflict(world.dossier, "About 43,000 people left Berlin.", "About 58,000 people left Berlin.")
    for claim, day in ((conflict.lower, first), (conflict.upper, last)):
        Document.objects.filter(pk=claim.passage.document_id).update(published_on=day)
    hint = Conflict.objects.get(pk=conflict.pk).hint
    assert hint == (f"one was published on {first}, the other on {last} and says more" if is_hinted else "")


def test_a_figure_of_a_year_long_before_the_other_report_hints_at_the_period(world):
    conflict = a_conflict(world.dossier, "Before, 294 boats sank at Stanley in 1935.", "About 380 boats have sunk.")
    assert conflict.hint == ""
    Document.objects.update(published_on="2020-09-23")
    conflict = Conflict.objects.get(pk=conflict.pk)
    assert conflict.hint == "one speaks of 1935, the other was published on 2020-09-23"
    assert conflict.hint_difference == "different period"


def test_detection_takes_as_many_queries_for_five_questions_as_for_one(world, django_assert_num_queries):
    towns = ("Aldo", "Berlin", "Celle", "Dahn", "Erfurt")
    questions = [
        a_question([a_claim(world.dossier, f"About {count} people left {town}.") for count in ("43,000", "58,000")])
        for town in towns
    ]
    with django_assert_num_queries(15):
        detect(questions[:1], at=NOW)
    with django_assert_num_queries(15):
        detect(questions[1:], at=NOW)


SAID = st.lists(
    st.tuples(
        st.sampled_from(["exact", "exact", "about", "more_than", "at_most"]),
        st.sampled_from(["8", "9", "43000", "45000", "58000"]),
        st.sampled_from(["person", "person", "person", "house", "tonne", "kilogram"]),
        st.integers(1, 4),
        st.sampled_from([None, None, None, 1, 2]),
    ),
    max_size=7,
)


@given(SAID)
def test_what_the_outermost_claims_show_is_what_all_pairs_show(said):
    claims = []
    for number, (modifier, count, unit, document, month) in enumerate(said, start=1):
        kind = "count" if unit in ("person", "house") else "quantity"
        as_of = DateRange(dt.date(2020, month, 1), dt.date(2020, month, 9)) if month else None
        columns = columns_of(Value(kind, count, count, modifier, unit, "1"))
        claims.append(Claim(pk=number, passage=Passage(document_id=document), as_of=as_of, **columns))
    verdicts = Verdicts(Question(), claims, {3: 2})
    shown = by_outermost(verdicts)
    if shown:
        seen = by_pairs(verdicts)
        assert (shown.level, shown.fingerprint, shown.reason) == (seen.level, seen.fingerprint, seen.reason)
