"""A document as it is read: its blocks, the passages lit in them, and how each claim stands."""

from claims.reader.blocks import Sheet, ShownBlock, blocks_of, says_title
from claims.reader.lights import Light, Lights, lights_of
from claims.reader.links import text_fragment
from claims.reader.rendering import Ink

__all__ = [
    "Ink",
    "Light",
    "Lights",
    "Sheet",
    "ShownBlock",
    "blocks_of",
    "lights_of",
    "says_title",
    "text_fragment",
]
