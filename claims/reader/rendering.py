"""Marks and words as HTML. Written here and not in a template: a book has tens of thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from claims.reader.marks import Anchor, Mark, Node, Words
from sources.excerpts import Part, parts_of


class Ink:
    """Writes the nodes of a text. `may_write`: whether a figure leads to a new claim."""

    def __init__(self, *, may_write: bool) -> None:
        self.may_write = may_write
        self.claims = reverse("admin:claims_claim_changelist")

    def written(self, nodes: Iterable[Node]) -> SafeString:
        """The nodes as HTML: the words of the document escaped, all else keys, offsets and names of our own."""
        return mark_safe(self._written(nodes))  # noqa: S308 - `_seen` escapes every word

    def _written(self, nodes: Iterable[Node]) -> str:
        return "".join(self._mark(node) if isinstance(node, Mark) else self._words(node) for node in nodes)

    def _mark(self, mark: Mark) -> str:
        lit, inside = mark.lit, self._written(mark.nodes)
        name = f' id="p{lit.pk}"' if mark.begins else ""
        if not lit.light:
            return f"<span{name}>{inside}</span>"
        claims = " ".join(map(str, lit.claims))
        return f'<mark class="is-{lit.light}"{name} data-claims="{claims}">{inside}</mark>'

    def _words(self, words: Words) -> str:
        anchor, text = words.anchor, _seen(words.text)
        if anchor is None:
            return text
        if anchor.claims:
            claims = " ".join(map(str, anchor.claims))
            address = f'href="{self.claims}{anchor.claims[0]}/change/" data-claims="{claims}"'
            return f'<a class="value is-{anchor.light}" {address}{_described(words, anchor)}>{text}</a>'
        if not self.may_write:
            return f'<span class="figure is-{anchor.light}">{text}</span>'
        address = f'href="?start={anchor.start}&amp;end={anchor.end}" data-figure="{anchor.start}-{anchor.end}"'
        return f'<a class="figure is-{anchor.light}" {address}{_described(words, anchor)}>{text}</a>'


def _described(words: Words, anchor: Anchor) -> str:
    """How it stands, told once; what is left of a cut link is out of the way of the keyboard."""
    return f' aria-describedby="is-{anchor.light}"' if words.begins else ' tabindex="-1"'


def _seen(text: str) -> str:
    """The text, with a mark for what nobody sees in it."""
    return "".join(map(_part, parts_of(text)))


def _part(part: Part) -> str:
    if not part.kind:
        return escape(part.text)
    label = f' data-label="{escape(part.label)}"' if part.label else ""
    return f'<span class="{part.kind}" title="{escape(part.hint)}"{label}>{escape(part.text)}</span>'
