"""The stretch of text a language's reader is at work on."""

from dataclasses import dataclass

from sources.reading.mention import Mention
from sources.reading.periods import Timeline


@dataclass
class Passage:
    """text[start:end], what is known of its time, and the place before which everything is read already."""

    text: str
    start: int
    end: int
    timeline: Timeline
    floor: int


Outcome = tuple[Mention | None, int]
"""The mention that begins at a place, if one does, and where reading goes on."""
