"""A passage lit in its context."""

import pytest
from django.template.loader import render_to_string

from sources.excerpts import Part, Piece, excerpt, parts_of

TEXT = "A first paragraph.\n\nThe port said about 43,000 people left. Nobody counted twice.\n\nA last one."
PASSAGE = (TEXT.index("The port"), TEXT.index(" Nobody"))
VALUE = (TEXT.index("about"), TEXT.index(" left"))


def test_the_passage_and_its_value_are_marked():
    assert excerpt(TEXT, PASSAGE, VALUE) == [
        Piece("The port said ", "passage"),
        Piece("about 43,000 people", "value"),
        Piece(" left.", "passage"),
        Piece(" Nobody counted twice."),
    ]


def test_long_context_is_cut_and_says_so():
    pieces = excerpt("a" * 300 + "b" + "c" * 300, (300, 301), around=10)
    assert [piece.text for piece in pieces] == ["…" + "a" * 10, "b", "c" * 10 + "…"]


def test_the_pieces_are_the_text():
    assert "".join(piece.text for piece in excerpt(TEXT, PASSAGE, VALUE)) in TEXT


# ---- what nobody sees ------------------------------------------------------------------------------


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts_of(text)]


@pytest.mark.parametrize(
    ("character", "label", "hint"),
    [
        ("\u200b", "ZWSP", "U+200B zero width space"),
        ("\u00ad", "SHY", "U+00AD soft hyphen"),
        ("\u202e", "RLO", "U+202E right-to-left override"),
        ("\u2067", "RLI", "U+2067 right-to-left isolate"),
        ("\u00a0", "NBSP", "U+00A0 no-break space"),
        ("\u3164", "U+3164", "U+3164 hangul filler"),
        ("\x07", "U+0007", "U+0007 control character"),
    ],
)
def test_an_invisible_character_is_shown_with_its_name(character, label, hint):
    before, mark, after = parts_of(f"43{character}000")
    assert (before.text, after.text) == ("43", "000")
    assert mark == Part(character, "invisible", hint, label)


@pytest.mark.parametrize(
    "text", ["A plain line.\n\tNext page\f", "约4.3万人，　撤离", "❤️ 1️⃣ ©️", "5 µm, 3 kΩ, TNFα, Москва, Ωμέγα"]
)
def test_what_is_to_be_seen_is_left_alone(text):
    assert kinds(text) == [("", text)]


@pytest.mark.parametrize(
    ("word", "scripts"),
    [("Mosc\u043ew", "latin and cyrillic"), ("\u0410nna", "cyrillic and latin"), ("\u039fpec", "greek and latin")],
)
def test_letters_of_two_scripts_in_one_word_are_hinted_at(word, scripts):
    before, mixed, after = parts_of(f"In {word}, they said")
    assert (before.text, mixed.text, after.text) == ("In ", word, ", they said")
    assert (mixed.kind, mixed.hint) == ("mixed", f"letters of two scripts in one word: {scripts}")


def test_the_parts_are_the_text():
    text = "a\u200bb Mosc\u043ew\u00adx \u202egnp\ufe0f c\u043ec\u043ec"
    assert "".join(part.text for part in parts_of(text)) == text


def test_a_word_without_end_takes_no_time_to_speak_of():
    assert len(parts_of("a\u043e" * 50_000)) == 1


def test_the_page_adds_nothing_to_the_text():
    piece = Piece("4\u200b3 <b>", "value")
    page = render_to_string("sources/_piece.html", {"piece": piece})
    assert page == (
        '<mark class="value">4<span class="invisible" title="U+200B zero width space" data-label="ZWSP">\u200b</span>'
        "3 &lt;b&gt;</mark>"
    )
    assert render_to_string("sources/_piece.html", {"piece": Piece(" a ")}) == " a "
