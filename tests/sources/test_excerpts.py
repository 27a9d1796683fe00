"""A passage lit in its context."""

from sources.excerpts import Piece, excerpt, lit_blocks
from sources.extracting import Block, BlockKind

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


def test_every_block_shows_the_passages_in_it():
    blocks = [Block(BlockKind.PARAGRAPH, 0, 18), Block(BlockKind.PARAGRAPH, 20, 83)]
    lit = list(lit_blocks(TEXT, blocks, [PASSAGE, VALUE]))
    assert lit[0] == (BlockKind.PARAGRAPH, [Piece("A first paragraph.")])
    assert [piece for piece in lit[1][1] if piece.mark] == [Piece(TEXT[slice(*PASSAGE)], "passage")]
    assert "".join(piece.text for piece in lit[1][1]) == TEXT[20:83]
