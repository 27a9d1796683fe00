"""Near twins, lookalikes and short passages: a likeness alone is no proof."""

import time

import pytest

from sources.passages import State, relocate

ROWS = "\n".join(
    f"| {2001 + row} | {('Doha', 'Kabul', 'Ramstein')[row % 3]} | {(row * 7919) % 90000 + 1000:,} people | "
    f"{('sea', 'road', 'air')[row % 3]} |"
    for row in range(40)
)
ROW = ROWS.split("\n")[17]
PROSE = (
    "The council met on Tuesday to hear the engineers. They had measured the old bridge for six weeks and found "
    "cracks in two of its nine arches. Repairs would begin in spring, the surveyor told the members.\n"
    "A bakery on the eastern bank will close for good. Its owner said the lorries that used to stop there now take "
    "the motorway, and that her daughters had found work in the city.\n"
    "The library lent more books than in any year since it opened. Most of them were novels, the librarian said, "
    "though the shelf of sea charts had to be replaced."
)
QUOTE = "Repairs would begin in spring, the surveyor told the members."
BAKERY = "A bakery on the eastern bank will close for good."


def became(old: str, new: str, words: str) -> tuple[State, str | None]:
    start = old.index(words)
    answer = relocate(old, new, start, start + len(words))
    return answer.state, None if answer.start is None else new[answer.start : answer.end]


def test_a_row_is_not_mistaken_for_the_next_when_it_is_taken_out() -> None:
    assert became(ROWS, ROWS.replace(ROW + "\n", ""), ROW)[0] in (State.GONE, State.AMBIGUOUS)


def test_a_changed_row_is_found_among_its_twins() -> None:
    changed = ROW.replace(" people", " persons").replace("| 2018", "| 2088")
    assert became(ROWS, ROWS.replace(ROW, changed), ROW) == (State.NUMBERS_CHANGED, changed)


def test_a_row_that_comes_to_read_like_another_is_still_at_its_place() -> None:
    other = ROWS.split("\n")[20]
    new = ROWS.replace(ROW, other.replace("2021", "2018"))
    state, now = became(ROWS, new, ROW)
    assert (state, now) in ((State.NUMBERS_CHANGED, other.replace("2021", "2018")), (State.AMBIGUOUS, None))


def test_of_two_copies_the_one_with_the_old_neighbours_is_taken() -> None:
    new = f"Summary: {QUOTE} More below.\n{PROSE}"
    start = PROSE.index(QUOTE)
    answer = relocate(PROSE, new, start, start + len(QUOTE))
    assert (answer.state, answer.start) == (State.MOVED, new.rindex(QUOTE))


def test_when_one_of_two_copies_is_taken_out_the_other_does_not_stand_for_it() -> None:
    old = f"{QUOTE} {PROSE}"
    new = old.replace(QUOTE + " ", "", 1)
    assert relocate(old, new, 0, len(QUOTE)).state in (State.AMBIGUOUS, State.GONE)


def test_what_was_before_and_after_a_cut_is_not_the_passage() -> None:
    old = "Section 1: open on Monday.\nSection 2: open on Tuesday.\nSection 3: open on Friday.\nAsk at the desk."
    words = "Section 2: open on Tuesday."
    assert became(old, old.replace(words + "\n", ""), words)[0] in (State.GONE, State.AMBIGUOUS)


@pytest.mark.parametrize(
    "lookalike",
    [
        "Repairs could begin in autumn, the engineer told the members.",
        "Repairs would begin in summer, a surveyor told the mayor.",
    ],
)
def test_a_lookalike_among_strangers_is_not_taken(lookalike: str) -> None:
    state, now = became(PROSE, f"{PROSE.replace(' ' + QUOTE, '')}\n{lookalike}\nThe end.", QUOTE)
    assert state in (State.AMBIGUOUS, State.GONE)
    assert now is None


def test_a_long_passage_is_known_among_strangers_by_its_words() -> None:
    new = "Notes of the clerk. " + BAKERY + " Nothing else was noted."
    assert became(PROSE, new, BAKERY) == (State.MOVED, BAKERY)
    spelt = BAKERY.replace("eastern", "Eastern")
    assert became(PROSE, new.replace(BAKERY, spelt), BAKERY) == (State.EDITED, spelt)


@pytest.mark.parametrize("words", ["six weeks", "The", "two of its nine"])
def test_a_short_passage_needs_a_neighbour(words: str) -> None:
    assert became(PROSE, "Corrected. " + PROSE, words) == (State.MOVED, words)
    state, now = became(PROSE, f"It rained for a month. {words}! Then the sun shone on the hills.", words)
    assert (state, now) == (State.AMBIGUOUS, None)


def test_a_lone_figure_is_read_between_its_old_neighbours() -> None:
    old = PROSE.replace("six weeks", "236 hours")
    assert became(old, old.replace("236", "241"), "236") == (State.NUMBERS_CHANGED, "241")
    assert became(old, old.replace("236", "1,450"), "236") == (State.NUMBERS_CHANGED, "1,450")
    assert became(old, old.replace("the old bridge for 236 hours", "it"), "236")[0] is State.GONE


def test_the_whole_of_a_short_text_may_be_edited() -> None:
    assert became(BAKERY, BAKERY.replace("close", "shut"), BAKERY)[0] is State.EDITED


def test_the_last_and_the_first_words_of_a_text_are_found() -> None:
    first, last = "The council met on Tuesday", "had to be replaced."
    new = PROSE.replace("cracks", "deep cracks").replace("council", "assembly").replace("replaced", "renewed")
    assert became(PROSE, new, first) == (State.EDITED, "The assembly met on Tuesday")
    assert became(PROSE, new, last) == (State.EDITED, "had to be renewed.")


def test_a_long_document_is_answered_at_once() -> None:
    pages = "\n".join(f"Page {page}. " + PROSE.replace("nine", str(page)) for page in range(400))
    new = pages.replace("the motorway, and", "the ring road, and")
    words = "lorries that used to stop there now take the motorway, and that her daughters"
    start = pages.index(words, len(pages) // 2)
    began = time.process_time()
    relocate(pages, new, start, start + len(words))
    relocate(pages, new, start, start + 1)
    assert time.process_time() - began < 20, "some hundredths of a second are usual: this one went astray"
