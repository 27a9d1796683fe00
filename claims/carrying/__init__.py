"""What a newer capture of a document does to the claims of the older one (DESIGN 6).

It is shown before anything is written, and what is uncertain goes to a person.

    differences    two wordings, and where they differ
    previewing     what becomes of each claim; nothing is written
    holding        a file held, or given up
    committing     the held file becomes the newer document
    carried        a claim of the older capture as one of the newer
    settling       a person carries over what waits, or drops it

The older claims stay as they are, with their threads and the decisions that rest on them; each carried one is a claim
of the newer document that knows as what it was first made.
"""

from claims.carrying.committing import Committed, commit
from claims.carrying.differences import Part, differences
from claims.carrying.holding import ask_again, discard, hold, read_held
from claims.carrying.previewing import Change, preview, relocated, work_of
from claims.carrying.settling import carry, drop, span_of

__all__ = [
    "Change",
    "Committed",
    "Part",
    "ask_again",
    "carry",
    "commit",
    "differences",
    "discard",
    "drop",
    "hold",
    "preview",
    "read_held",
    "relocated",
    "span_of",
    "work_of",
]
