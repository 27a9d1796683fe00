import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.passages import State, figures, holds, negations, quote_at, relocate

OLD = (
    "The fleet left the harbour before dawn. The port office counted 43,000 people in eleven days. "
    "The quays were full by noon. 港口办公室表示，船队载回约4.3万人，其中多数为老人和儿童。码头已经没有空位。"
)
ENGLISH = "The port office counted 43,000 people in eleven days."
CHINESE = "船队载回约4.3万人，其中多数为老人和儿童"


def carried(new: str, words: str = ENGLISH) -> tuple[State, str | None]:
    """What became of the words of OLD, and the words they are now."""
    start = OLD.index(words)
    found = relocate(OLD, new, start, start + len(words))
    return found.state, None if found.start is None else new[found.start : found.end]


def test_a_quote_keeps_its_neighbours_and_is_held_only_at_its_place() -> None:
    quote = quote_at(OLD, 4, 9, context=4)
    assert (quote.exact, quote.prefix, quote.suffix) == ("fleet", "The ", " lef")
    assert holds(OLD, quote)
    assert not holds(" " + OLD, quote)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(OLD) + 1)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        quote_at(OLD, start, end)


def test_an_unchanged_text_leaves_the_passage_exact() -> None:
    assert carried(OLD) == (State.EXACT, ENGLISH)


def test_words_before_it_move_the_passage() -> None:
    assert carried("Corrected on Monday. " + OLD) == (State.MOVED, ENGLISH)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE])
def test_white_space_changes_nothing(words: str) -> None:
    state, now = carried(OLD.replace(" ", "\n ").replace("其中", "其\n中"), words)
    assert state is State.MOVED
    assert "".join((now or "").split()) == "".join(words.split())


def test_changed_words_between_the_same_neighbours_are_edited() -> None:
    new = OLD.replace("counted", "registered")
    assert carried(new) == (State.EDITED, ENGLISH.replace("counted", "registered"))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (ENGLISH, "43,000", "48,000"),
        (ENGLISH, "counted", "never counted"),
        (CHINESE, "4.3万", "5.8万"),
        (CHINESE, "4.3万", "4.3亿"),
        (CHINESE, "载回", "没有载回"),
    ],
)
def test_a_changed_number_or_negation_is_never_merely_edited(words: str, before: str, after: str) -> None:
    assert carried(OLD.replace(before, after), words)[0] is State.NUMBERS_CHANGED


def test_a_digit_added_beside_the_passage_is_a_changed_number() -> None:
    start = OLD.index("43,000 people")
    found = relocate(OLD, OLD.replace("43,000", "143,000"), start, start + len("43,000 people in eleven days"))
    assert found.state is State.NUMBERS_CHANGED


def test_a_removed_passage_is_gone() -> None:
    found = relocate(OLD, OLD.replace(ENGLISH + " ", ""), OLD.index(ENGLISH), OLD.index(ENGLISH) + len(ENGLISH))
    assert (found.state, found.start, found.end) == (State.GONE, None, None)


def test_of_two_copies_the_one_with_the_old_neighbours_is_taken() -> None:
    assert carried("Summary: " + ENGLISH + " More below. " + OLD)[0] is State.MOVED


def test_two_copies_among_strangers_are_ambiguous() -> None:
    assert carried(f"Alpha beta. {ENGLISH} Gamma. Delta epsilon. {ENGLISH} Zeta eta theta.")[0] is State.AMBIGUOUS


def test_a_lookalike_among_strangers_is_not_taken_silently() -> None:
    lookalike = ENGLISH.replace("port", "fish").replace("43,000", "58,000")
    state, _ = carried(OLD.replace(ENGLISH + " ", "") + " Elsewhere a clerk wrote this. " + lookalike)
    assert state in (State.AMBIGUOUS, State.GONE)


def test_figures_are_compared_as_numbers() -> None:
    assert figures("约4.3万人") == figures("43,000") == figures("4. 3 万") != figures("4.3亿")
    assert figures("22%") != figures("22")
    assert negations("It did not, could never") == 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_span_of_any_text_gets_an_answer_within_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    old = "a" + old
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    if not old[start:end].strip():
        return
    found = relocate(old, new, start, end)
    assert (found.start is None) == (found.end is None) == (found.state is State.GONE)
    if found.start is not None and found.end is not None:
        assert 0 <= found.start < found.end <= len(new)
