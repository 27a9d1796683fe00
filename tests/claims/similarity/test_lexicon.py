"""What the dictionary is asked for."""

from claims.similarity.lexicon import lexicon
from claims.similarity.stems import stem


def test_a_word_is_rendered_in_stems() -> None:
    entry = lexicon().entry("渡轮")
    assert entry is not None
    assert any(stem("ferry") in sense for sense in entry.senses)
    assert not entry.name


def test_a_pointer_is_followed_to_the_word_it_stands_for() -> None:
    entry = lexicon().entry("欧")
    assert entry is not None
    assert any("europ" in key for sense in entry.senses for key in sense)


def test_a_person_is_known_by_the_surname_too() -> None:
    entry = lexicon().entry("爱因斯坦")
    assert entry is not None
    assert entry.name
    assert entry.senses[-1] == ("einstein",)


def test_words_that_translate_the_same_words_are_akin() -> None:
    assert stem("found") in lexicon().kin(stem("establish"))
    assert stem("bureau") in lexicon().kin(stem("office"))
    assert stem("ferry") not in lexicon().kin(stem("office"))


def test_a_sense_that_only_longer_words_have_is_found() -> None:
    assert stem("embassy") in lexicon().looser("使馆")


def test_generic_words_are_more_frequent_than_specific_ones() -> None:
    assert lexicon().frequency(stem("country")) > 5 * lexicon().frequency(stem("earthquake"))


def test_an_unknown_word_has_no_entry() -> None:
    assert lexicon().entry("囧囧囧") is None
