"""What was typed, read: words, phrases of Chinese in both scripts, what is left out, and what asks for nothing."""

from __future__ import annotations

import re

import pytest

from claims.searching.marking import finds, shown
from claims.searching.query import LONGEST, Phrase, read_query
from claims.searching.variants import variants


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in finds(text, read_query(typed))]


def test_words_and_chinese_are_parted():
    query = read_query('Qatar 撤离人员 "left the valley"')
    assert query.words == 'Qatar "left the valley"'
    assert query.phrases == (Phrase("撤离人员"),)


def test_a_part_with_a_chinese_character_is_taken_as_it_stands():
    assert read_query("约4.3万人").phrases == (Phrase("约4.3万人"),)


def test_a_minus_leaves_out():
    assert read_query("-撤离 ferry").phrases == (Phrase("撤离", is_wanted=False),)


@pytest.mark.parametrize("typed", ["", "   ", "，！", "!!! ()", '"', "-ferry", "-撤离", "or", "\0", "\ud800", "'; --"])
def test_what_asks_for_nothing_is_empty(typed):
    assert read_query(typed).is_empty


@pytest.mark.parametrize("typed", ["a", "撤", "3", "the", "-ferry boat", "a\0b", "é"])
def test_what_asks_for_something_is_not(typed):
    assert not read_query(typed).is_empty


def test_wide_signs_are_read_as_plain_ones():
    assert read_query("Ｑａｔａｒ").words == "Qatar"
    assert read_query("４３，０００人").phrases == (Phrase("43,000人"),)


def test_both_scripts_are_looked_up():
    assert set(variants("离")) == {"离", "離"}
    assert {"发", "發", "髮"} <= set(variants("發"))
    assert re.fullmatch(Phrase("撤離").pattern, "撤离")
    assert Phrase("撤離").lookup == "('撤離' | '撤离')"


def test_a_lone_character_begins_a_pair():
    assert Phrase("撤").lookup == "('撤':*)"


def test_the_pairs_of_a_phrase_cover_it():
    assert Phrase("我们的河").pairs == ["我们", "的河"]
    assert Phrase("我们的河水").pairs == ["我们", "的河", "河水"]


def test_of_a_long_phrase_a_few_pairs_are_looked_up():
    assert len(Phrase("".join(map(chr, range(0x4E00, 0x4E00 + LONGEST)))).pairs) <= 12


@pytest.mark.parametrize("sign", list("\\^$.|?*+()[]{}-:=&~'\"%_#/"))
def test_a_sign_is_no_pattern(sign):
    phrase = Phrase(f"人{sign}人")
    assert re.fullmatch(phrase.pattern, phrase.signs)
    assert not re.fullmatch(phrase.pattern, "人x人")


def test_quotation_marks_inside_a_phrase_are_of_any_kind():
    assert marked("他说“撤离”了", '说"撤离"') == ["说“撤离”"]
    assert marked("他说「撤离」了", "“撤离”") == ["撤离"]


def test_what_is_longer_than_the_longest_is_cut():
    assert len(read_query("水" * 10_000).phrases[0].signs) == LONGEST


def test_words_are_marked_by_their_stem():
    assert marked("Two ferries sailed; a ferryman waited.", "ferry") == ["ferries"]


def test_a_number_is_marked_whole():
    assert marked("Not 113,000 but 43,000 left.", "43,000") == ["43,000"]
    assert marked("Not 113,000 but 43,000 left.", "43") == ["43"]


def test_chinese_is_marked_in_either_script_across_spaces():
    assert marked("他們撤 離了", "撤离") == ["撤 離"]


def test_a_function_word_is_marked_where_it_is_all_that_is_asked():
    assert marked("The ferry of the valley", "the") == ["The", "the"]
    assert marked("The ferry of the valley", "the ferry") == ["ferry"]


def test_a_long_text_is_shown_around_what_is_found():
    text = "Nothing here. " * 50 + "The ferry sailed. " + "Nothing there. " * 50
    piece = shown(text, read_query("ferry"))
    assert piece.is_cut_before
    assert piece.is_cut_after
    assert "The ferry sailed." in piece.piece
    assert [mark.text for mark in piece.marks if mark.is_found] == ["ferry"]
    assert "".join(mark.text for mark in piece.marks) == piece.piece
    assert piece.sentence == "The ferry sailed."


def test_it_is_shown_where_most_of_it_stands():
    text = "A ferry. " + "Nothing here. " * 50 + "The ferry left the harbour."
    assert "harbour" in shown(text, read_query("ferry harbour")).piece
