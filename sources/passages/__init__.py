"""Where a quote stands in a text, and where it stands in a newer capture of it. Offsets are code points.

A passage is carried over only on evidence: its words, or nearly its words between its old neighbours. What has
too little of either is *ambiguous* or *gone*, names no place, and goes to a person. Figures, units, dates and
negations are compared as such, because no measure of letters tells a changed fact from a typing error.

    quotes        a span with the words around it
    folding       a text as the signs that are compared
    candidates    the places a passage may have gone to, and how well each fits
    facts         whether two wordings say the same figures
    relocation    the decision
"""

from sources.passages.facts import same_facts
from sources.passages.quotes import CONTEXT, Quote, holds, quote_at
from sources.passages.relocation import Relocation, State, relocate

__all__ = ["CONTEXT", "Quote", "Relocation", "State", "holds", "quote_at", "relocate", "same_facts"]
