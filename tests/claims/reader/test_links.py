"""The text directive of a passage."""

import pytest

from claims.reader import text_fragment


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("About 43,000 people left", ":~:text=About%2043%2C000%20people%20left"),
        ("a well-known figure", ":~:text=a%20well%2Dknown%20figure"),
        ("two  blanks\there", ":~:text=two%20blanks%20here"),
        ("the first line says this much\n\nand the last line says that", None),
    ],
)
def test_what_a_browser_takes_for_syntax_is_encoded(exact, directive):
    assert text_fragment(exact) == (
        directive or ":~:text=the%20first%20line%20says%20this,and%20the%20last%20line%20says%20that"
    )


def test_a_long_passage_is_named_by_whole_words_at_its_ends():
    directive = text_fragment("beginning " * 15 + "and " + "ending " * 15)
    first, last = directive.removeprefix(":~:text=").split(",")
    assert first == "beginning%20beginning%20beginning"
    assert last == "ending%20ending%20ending%20ending"
