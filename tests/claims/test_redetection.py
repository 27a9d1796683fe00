"""The full pass finds what looking at each question finds, and leaves what people did alone."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import review
from claims.conflicts import claims_of, detect, origins_of
from claims.findings import examine
from claims.models import Claim, Conflict, Filing, Question
from claims.models.conflict import CLASHING, ConflictState, Level
from claims.models.valued import columns_of
from claims.redetection import redetect
from sources.models import Document, Dossier, Passage
from sources.values import NoExtent, Value
from tests.factories import NOW, a_claim, a_conflict, a_dossier, a_question

RISING = {2014: "645,000", 2021: "812,000"}
LATER = NOW + dt.timedelta(days=1)


class Undone(Exception):
    """What an example wrote is taken back."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def numbers(kind: str, unit: str | None) -> st.SearchStrategy[Value]:
    number = st.sampled_from(["1", "8", "12", "1.50", "1000", "4300", "4400", "5800", "58000", "0.00000012"])
    modifier = st.sampled_from(["exact", "exact", "about", "more_than", "at_least", "less_than", "approx_over"])
    single = st.builds(
        lambda low, modifier, precision: Value(kind, low, low, modifier, unit, precision),
        number,
        modifier,
        st.sampled_from(["1", "1", "100"]),
    )
    ranges = st.builds(lambda low, high: Value(kind, low, high, "between", unit, "1"), number, number)
    return single | single | ranges


def periods() -> st.SearchStrategy[Value]:
    years = st.integers(2010, 2013).map(
        lambda year: Value("date", f"{year}-01-01", f"{year}-12-31", "exact", None, "year")
    )
    days = st.integers(1, 4).map(lambda day: Value("date", f"2011-03-0{day}", f"2011-03-0{day}", "exact", None, "day"))
    yearless = st.just(Value("date", "--03-02", "--03-02", "exact", None, "day"))
    return years | days | days | yearless


NAMED = Value("name", None, None, "exact", None, "1")
"""Of names the place in the text says which it is: every claim has one of its own."""

VALUES = st.one_of(
    st.lists(numbers("count", "person"), min_size=2, max_size=7),
    st.lists(numbers("quantity", "tonne") | numbers("quantity", "kilogram"), min_size=2, max_size=5),
    st.lists(numbers("count", "person") | numbers("count", "house"), min_size=4, max_size=8),
    st.lists(numbers("count", "person") | numbers("count", None), min_size=2, max_size=4),
    st.lists(periods(), min_size=2, max_size=5),
    st.lists(st.just(NAMED), min_size=2, max_size=4),
)
MONTHS = [DateRange(dt.date(2020, month, 1), dt.date(2020, month, 20)) for month in (1, 2)]
FILED = st.sampled_from(["suggested"] * 6 + ["confirmed", "refused"])


RULES = st.fixed_dictionaries(
    {
        "changes_over_time": st.sampled_from([False] * 7 + [True]),
        "tolerance": st.sampled_from([None] * 5 + [Decimal("0.5"), Decimal(30)]),
        "asked_in": st.sampled_from([""] * 6 + ["person", "kilogram"]),
    }
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[tuple[Value, int, DateRange | None, str, bool]], dict[str, Any]]:
    """The claims of one question (value, document, as-of date, filing, whether it is denied), and its rules."""
    dates = st.sampled_from(draw(st.sampled_from([[None], [None], [None, *MONTHS], MONTHS])))
    denied = st.sampled_from(draw(st.sampled_from([[False], [False], [False], [False, False, True]])))
    answers = [(value, draw(st.integers(0, 6)), draw(dates), draw(FILED), draw(denied)) for value in draw(VALUES)]
    return answers, draw(RULES)


QUESTIONS = st.lists(questions(), min_size=1, max_size=8)


@pytest.fixture
def documents(world) -> list[Document]:
    """Seven: the fourth was copied from the first, the fifth from the fourth; the seventh supersedes the sixth."""
    text = " ".join(f"value{number:03}" for number in range(300))
    made = [
        Document.objects.create(
            dossier=world.dossier,
            original=text.encode(),
            sha256=f"{number:064}",
            media_type="text/plain",
            extractor="text 1",
            text=text,
            language="en",
            captured_at=NOW,
        )
        for number in range(7)
    ]
    for copy, source in ((3, 0), (4, 3)):
        Document.objects.filter(pk=made[copy].pk).update(derived_from=made[source])
    Document.objects.filter(pk=made[6].pk).update(supersedes=made[5])
    return made


def ask(dossier: Dossier, documents: list[Document], asked, reviewer) -> list[Question]:
    """Questions with claims of these values, each claim at a place of its own."""
    questions, place = [], 0
    for answers, rules in asked:
        question = Question.objects.create(dossier=dossier, wording="How many?", language="en", kind="count", **rules)
        questions.append(question)
        for value, document, as_of, state, is_denied in answers:
            try:
                columns = {"kind": "name", "base_unit": "name"} if value == NAMED else columns_of(value)
            except NoExtent:
                continue
            start = 9 * place
            passage = Passage.objects.create(
                document=documents[document],
                start=start,
                end=start + 8,
                exact=documents[document].text[start : start + 8],
            )
            claim = Claim.objects.create(
                dossier=dossier,
                passage=passage,
                statement="It says so.",
                language="en",
                value_text=passage.exact,
                value_start=start,
                value_end=start + 8,
                as_of=as_of,
                is_denied=is_denied,
                **columns,
            )
            decided = {"decided_by": reviewer, "decided_at": NOW} if state != "suggested" else {}
            Filing.objects.create(claim=claim, question=question, state=state, score=0.5, **decided)
            place += 1
    return questions


def rows(questions: list[Question]) -> dict[int, tuple[Any, ...]]:
    """All that is written down of the conflicts of these questions, but for the keys of the rows."""
    return {
        conflict.question_id: (
            conflict.level,
            conflict.state,
            conflict.fingerprint,
            conflict.lower_id,
            conflict.upper_id,
            conflict.version,
            [
                (each.number, each.value_text, str(each.extent), sorted(each.claims.values_list("pk", flat=True)))
                for each in conflict.positions.all()
            ],
        )
        for conflict in Conflict.objects.filter(question__in=questions)
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUESTIONS)
def test_both_ways_find_the_same(world, documents, asked):
    with undone():
        questions = ask(world.dossier, documents, asked, world.reviewer)
        with undone():
            detect(questions, at=NOW)
            one_by_one = rows(questions)
        redetect(world.dossier, at=NOW)
        assert rows(questions) == one_by_one
        for question in questions:
            level = examine(question, claims_of(question), origins_of([question])).level
            found = one_by_one.get(question.pk)
            assert (found[0] if found else None) == (level if level in (*CLASHING, Level.DEVELOPMENT) else None)


def test_plain_questions_are_decided_at_once(world):
    question = a_question([a_claim(world.dossier, f"About {count} people left.") for count in ("43,000", "58,000")])
    done = redetect(world.dossier, at=NOW)
    assert (done.suspects, done.found, done.one_by_one) == (1, 1, 0)
    conflict = Conflict.objects.get(question=question)
    assert (conflict.level, conflict.state) == (Level.CONTRADICTION, ConflictState.SUSPECTED)
    assert [each.value_text for each in conflict.positions.all()] == ["about 43,000 people", "about 58,000 people"]
    assert "nothing in common" in conflict.reason


def test_one_line_of_the_ledger_tells_what_was_found_at_once(world):
    a_question([a_claim(world.dossier, f"About {count} people left.") for count in ("43,000", "58,000")])
    redetect(world.dossier, at=NOW)
    event = world.dossier.events.order_by("-sequence").first()
    assert (event.verb, event.subject, event.detail) == ("conflicts found", "dossier", {"contradiction": 1})


def test_a_second_pass_changes_nothing(world):
    conflict = a_conflict(world.dossier)
    before = (rows([conflict.question]), world.dossier.events.count())
    done = redetect(world.dossier, at=LATER)
    assert (done.found, done.one_by_one) == (0, 0)
    assert (rows([conflict.question]), world.dossier.events.count()) == before


def test_what_people_dismissed_stays_dismissed_until_its_positions_change(world):
    conflict = a_conflict(world.dossier)
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Two valleys.")
    redetect(world.dossier, at=LATER)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.DISMISSED
    Filing.objects.create(claim=a_claim(world.dossier, "About 71,000 people left."), question=conflict.question)
    redetect(world.dossier, at=LATER)
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.REOPENED


def test_a_conflict_that_is_gone_is_written_down_as_such(world):
    conflict = a_conflict(world.dossier)
    conflict.question.filings.filter(claim=conflict.upper).delete()
    redetect(world.dossier, at=LATER)
    conflict.refresh_from_db()
    assert conflict.level == Level.NOT_COMPARABLE
    assert not conflict.positions.exists()


def test_a_clash_of_a_copy_with_its_source_is_internal(world):
    first = a_claim(world.dossier, "About 43,000 people left.")
    a_question([first, a_claim(world.dossier, "About 58,000 people left.", derived_from=first.passage.document)])
    done = redetect(world.dossier, at=NOW)
    assert (done.found, done.one_by_one) == (0, 1)
    assert Conflict.objects.get().level == Level.INTERNAL


def test_values_of_two_dates_that_rise_are_a_development(world):
    a_question([a_claim(world.dossier, f"In {year} the town had {count} people.") for year, count in RISING.items()])
    assert redetect(world.dossier, at=NOW).one_by_one == 1
    assert Conflict.objects.get().level == Level.DEVELOPMENT


def test_of_two_units_the_one_that_clashes_worse_counts(world):
    texts = ("More than 100 people left.", "More than 200 people left.", "Some 50 houses fell.", "Some 90 houses fell.")
    a_question([a_claim(world.dossier, text) for text in texts])
    assert redetect(world.dossier, at=NOW).found == 1
    conflict = Conflict.objects.get()
    assert conflict.level == Level.CONTRADICTION
    assert [each.value_text for each in conflict.positions.all()] == ["about 50 houses", "about 90 houses"]


def test_other_dossiers_are_left_alone(world):
    other = a_dossier("the other")
    a_question([a_claim(other, f"About {count} people left.") for count in ("43,000", "58,000")])
    assert redetect(world.dossier, at=NOW).suspects == 0
    assert not Conflict.objects.exists()


def test_the_statements_are_as_many_for_ten_questions_as_for_one(world, django_assert_num_queries):
    for town in ("Aldo", "Berlin"):
        a_question([a_claim(world.dossier, f"About {count} people left {town}.") for count in ("43,000", "58,000")])
        with undone(), django_assert_num_queries(31):
            redetect(world.dossier, at=NOW)


def test_the_command_says_what_it_did(world):
    a_question([a_claim(world.dossier, f"About {count} people left.") for count in ("43,000", "58,000")])
    out = StringIO()
    call_command("detect_conflicts", dossier=world.dossier.slug, stdout=out)
    assert out.getvalue() == (
        "floods: questions looked into: 1; new conflicts found at once: 1; questions examined one by one: 0\n"
    )
