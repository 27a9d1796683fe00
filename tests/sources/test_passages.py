"""What becomes of a passage in a newer text: each state, on texts of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.passages import Relocation, State, holds, quote_at, relocate

OLD = (
    "The fleet left the harbour before dawn. The port office counted 43,000 people in eleven days. "
    "The quays were full by noon.\n\n港口办公室表示，船队载回约4.3万人，其中多数为老人和儿童。码头已经没有空位。\n\n"
    "On 3 March 2021 the minister thanked the crews. Nobody had been told of the second convoy, he said, "
    "and the shelters on the northern shore were not ready."
)
ENGLISH = "The port office counted 43,000 people in eleven days."
CHINESE = "船队载回约4.3万人，其中多数为老人和儿童"
LAST = "On 3 March 2021 the minister thanked the crews."
STRANGERS = (
    "Elsewhere a clerk wrote down what the bakers of the old town had sold that week.",
    "A museum opened its doors again after the long repair of its glass roof.",
)


def found(new: str, words: str = ENGLISH, old: str = OLD) -> Relocation:
    start = old.index(words)
    return relocate(old, new, start, start + len(words))


def carried(new: str, words: str = ENGLISH, old: str = OLD) -> tuple[State, str | None]:
    """What became of the words, and the words they are now."""
    answer = found(new, words, old)
    return answer.state, None if answer.start is None else new[answer.start : answer.end]


def test_a_quote_keeps_its_neighbours_and_is_held_only_at_its_place() -> None:
    quote = quote_at(OLD, 4, 9, context=4)
    assert (quote.exact, quote.prefix, quote.suffix) == ("fleet", "The ", " lef")
    assert holds(OLD, quote)
    assert not holds(" " + OLD, quote)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(OLD) + 1)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span of this text"):
        quote_at(OLD, start, end)
    with pytest.raises(ValueError, match="no span of this text"):
        relocate(OLD, OLD, start, end)


@pytest.mark.parametrize(("start", "end"), [(0, len(OLD)), (0, 1), (len(OLD) - 1, len(OLD)), (94, 95)])
def test_an_unchanged_text_leaves_every_passage_exact(start: int, end: int) -> None:
    assert relocate(OLD, OLD, start, end) == Relocation(State.EXACT, start, end, 1.0)


def test_a_change_far_off_leaves_the_passage_exact() -> None:
    assert carried(OLD.replace("northern", "western")) == (State.EXACT, ENGLISH)


def test_words_before_it_move_the_passage() -> None:
    assert carried("Corrected on Monday. " + OLD) == (State.MOVED, ENGLISH)


def test_a_moved_paragraph_is_followed() -> None:
    first, second, third = OLD.split("\n\n")
    assert carried("\n\n".join([third, first, second]), CHINESE) == (State.MOVED, CHINESE)
    assert carried("\n\n".join([second, third, first]), LAST) == (State.MOVED, LAST)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE, LAST])
def test_reflowed_white_space_changes_nothing(words: str) -> None:
    state, now = carried(OLD.replace(" ", "\n\u3000").replace("其中", "其\n中").replace("老人", "老 人"), words)
    assert state is State.MOVED
    assert "".join((now or "").split()) == "".join(words.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [("4.3万", "４.３万"), ("4.3万", "4. 3 万"), ("，其中", ",其中"), ("载回", "载\u200b回"), ("老人", "⽼人")],
)
def test_widths_and_invisible_characters_are_no_change(before: str, after: str) -> None:
    assert carried(OLD.replace(before, after), CHINESE)[0] is State.MOVED


def test_other_kinds_of_quotes_and_dashes_are_no_change() -> None:
    old = OLD.replace("was", "is") + ' He spoke of "a quiet crossing" - the first in weeks.'
    new = old.replace('"a quiet crossing" -', "“a quiet crossing” —")
    assert carried(new, 'He spoke of "a quiet crossing" - the first in weeks.', old)[0] is State.MOVED


def test_changed_words_between_the_same_neighbours_are_edited() -> None:
    assert carried(OLD.replace("counted", "registered")) == (State.EDITED, ENGLISH.replace("counted", "registered"))
    assert carried(OLD.replace("老人", "妇女"), CHINESE) == (State.EDITED, CHINESE.replace("老人", "妇女"))


@pytest.mark.parametrize(("before", "after"), [("4.3万", "43,000"), ("4.3万", "四万三千"), ("4.3万人", "4.3萬人")])
def test_the_same_figure_written_otherwise_is_edited(before: str, after: str) -> None:
    assert carried(OLD.replace(before, after), CHINESE)[0] in (State.EDITED, State.MOVED)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (ENGLISH, "43,000", "48,000"),
        (ENGLISH, "43,000", "430,000"),
        (ENGLISH, "eleven", "twelve"),
        (ENGLISH, "days", "weeks"),
        (ENGLISH, "people", "tonnes"),
        (ENGLISH, "counted 43", "counted about 43"),
        (ENGLISH, "counted", "never counted"),
        (CHINESE, "4.3万", "5.8万"),
        (CHINESE, "4.3万", "4.3亿"),
        (CHINESE, "4.3万人", "4.3万吨"),
        (CHINESE, "约4.3万", "超过4.3万"),
        (CHINESE, "载回", "没有载回"),
        (LAST, "March", "April"),
        (LAST, "3 March", "4 March"),
        (LAST, "2021", "2022"),
        (LAST, "thanked", "did not thank"),
    ],
)
def test_a_changed_figure_unit_date_or_negation_is_never_merely_edited(words: str, before: str, after: str) -> None:
    new = OLD.replace(before, after)
    state, now = carried(new, words)
    assert state is State.NUMBERS_CHANGED
    assert now == words.replace(before, after)


def test_a_moved_paragraph_with_another_digit_is_a_changed_number() -> None:
    first, second, third = OLD.split("\n\n")
    new = "\n\n".join([third, first.replace("43,000", "43,100"), second])
    assert carried(new) == (State.NUMBERS_CHANGED, ENGLISH.replace("43,000", "43,100"))


def test_a_digit_added_beside_the_passage_is_a_changed_number_and_taken_in() -> None:
    words = "43,000 people in eleven days"
    assert carried(OLD.replace("43,000", "143,000"), words) == (State.NUMBERS_CHANGED, "1" + words)


def test_a_removed_passage_is_gone() -> None:
    answer = found(OLD.replace(ENGLISH + " ", ""))
    assert (answer.state, answer.start, answer.end, answer.likeliest) == (State.GONE, None, None, None)


@pytest.mark.parametrize("new", ["", " \n", "x", "？"])
def test_in_an_empty_text_everything_is_gone(new: str) -> None:
    assert found(new) == Relocation(State.GONE, None, None, 0.0)


def test_a_passage_of_white_space_is_exact_or_gone() -> None:
    start = OLD.index("\n\n")
    assert relocate(OLD, OLD, start, start + 2).state is State.EXACT
    assert relocate(OLD, "!" + OLD, start, start + 2).state is State.GONE


def test_what_is_uncertain_names_no_place_but_says_where_a_person_should_look() -> None:
    new = f"{STRANGERS[0]} {ENGLISH} {STRANGERS[1]} {ENGLISH} {STRANGERS[0]}"
    answer = found(new)
    assert (answer.state, answer.start, answer.end) == (State.AMBIGUOUS, None, None)
    assert answer.likeliest is not None
    assert new[slice(*answer.likeliest)] == ENGLISH


def test_offsets_are_code_points_beyond_the_basic_plane() -> None:
    old = "𠮷野家 🚢 " + OLD + " 🚢𠀋"
    assert carried("🚢🚢 " + old, ENGLISH, old) == (State.MOVED, ENGLISH)
    new = old.replace("🚢", "🚢🛟").replace("counted", "tallied")
    assert carried(new, ENGLISH, old) == (State.EDITED, ENGLISH.replace("counted", "tallied"))


ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
SOME_TEXT = st.one_of(ANY_TEXT, st.builds("".join, st.lists(st.sampled_from([ENGLISH, CHINESE, "12 ", "万", "\n"]))))


@settings(max_examples=150, deadline=None)
@given(SOME_TEXT, SOME_TEXT, st.data())
def test_any_span_of_any_text_gets_an_answer_within_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    old = "a" + old
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    answer = relocate(old, new, start, end)
    assert (answer.start is None) == (answer.end is None) == (answer.state in (State.GONE, State.AMBIGUOUS))
    assert 0 <= answer.score <= 1
    span = answer.likeliest
    if answer.start is not None and answer.end is not None:
        span = answer.start, answer.end
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(new)
    if answer.state is State.EXACT:
        assert (answer.start, new[start:end]) == (start, old[start:end])


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT.filter(bool), st.data())
def test_an_unchanged_text_is_exact_whatever_it_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert relocate(text, text, start, end) == Relocation(State.EXACT, start, end, 1.0)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_another_digit_is_never_reported_as_moved_or_edited(data: st.DataObject) -> None:
    digit = data.draw(st.sampled_from([place for place, sign in enumerate(OLD) if sign.isdecimal()]))
    other = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != OLD[digit]]))
    start = data.draw(st.integers(max(0, digit - 60), digit))
    end = data.draw(st.integers(digit + 1, min(len(OLD), digit + 60)))
    new = OLD[:digit] + other + OLD[digit + 1 :]
    if data.draw(st.booleans()):
        new = new.replace("harbour", "port")
    if data.draw(st.booleans()):
        new = f"{STRANGERS[0]}\n{new}"
    assert relocate(OLD, new, start, end).state in (State.NUMBERS_CHANGED, State.AMBIGUOUS, State.GONE)
