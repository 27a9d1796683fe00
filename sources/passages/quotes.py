"""A span of a text, kept with the words around it."""

from dataclasses import dataclass

CONTEXT = 32
"""Characters kept of each side, as Hypothesis keeps them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a text with the words before and after it, as W3C's TextQuoteSelector has them."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def quote_at(text: str, start: int, end: int, context: int = CONTEXT) -> Quote:
    """The quote of that span, end exclusive. Raises ValueError for a span that is empty or not within the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span of this text: {start} to {end} of {len(text)}")
    return Quote(text[start:end], text[max(0, start - context) : start], text[end : end + context], start, end)


def holds(text: str, quote: Quote) -> bool:
    """Whether the text says the quote, to the letter, at its place."""
    return 0 <= quote.start < quote.end and text[quote.start : quote.end] == quote.exact
