"""Foreign names in two scripts meet by their consonants."""

import pytest

from claims.similarity.transliteration import english_skeleton, nearly_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KLKTLKL", "KLKTL"),  # Kilicdaroglu, 克勒奇达尔奥卢
        ("PLNKN", "PLNKT"),
    ],
)
def test_long_names_that_differ_by_a_sound_or_two_are_nearly_alike(one: str, other: str) -> None:
    assert nearly_alike(one, other)
    assert nearly_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PST", "PSTN"),  # short names differ by little from many others
        ("PLNKN", "TLNKN"),  # the first sound is never spelt otherwise
        ("PLNKN", "PTSKN"),
        ("LuLa", "LuLaPa"),
    ],
)
def test_names_that_are_short_or_begin_otherwise_are_not(one: str, other: str) -> None:
    assert not nearly_alike(one, other)


def test_accents_and_final_liquids_make_no_other_name() -> None:
    assert english_skeleton("Kılıçdaroğlu") == english_skeleton("Kilicdaroglu")
