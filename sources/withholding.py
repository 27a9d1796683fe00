"""Passages that are not for export, because their words could give a source away.

What is withheld is a span of a document: any passage that touches it is withheld with it, whoever makes it and when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.importing import passage_at
from sources.models import Document, Passage
from sources.passages import relocate

Span = tuple[int, int]

_LEAST = 8  # code points


def withheld_in(document: Document) -> list[Passage]:
    """The withheld passages of a document, in the order of its text."""
    return list(document.passages.exclude(withheld_because="").order_by("start", "end"))


def touching(span: Span, withheld: Sequence[Passage]) -> list[Passage]:
    """Those of the withheld passages that share a character with the span (end exclusive)."""
    return [passage for passage in withheld if passage.start < span[1] and span[0] < passage.end]


def withhold(document: Document, span: Span, because: str) -> Passage:
    """Keep a span of the document out of every export, with the passages that lie within it."""
    passage = passage_at(document, *span)
    passage.withheld_because = because.strip()[:300]
    passage.save(update_fields=["withheld_because"])
    within = document.passages.filter(start__gte=span[0], end__lte=span[1], withheld_because="")
    within.update(withheld_because=passage.withheld_because)
    return passage


def release(passage: Passage) -> bool:
    """Let this passage be exported. What was withheld together with it stays withheld; False where nothing was."""
    document, span = passage.document, (passage.start, passage.end)
    holding = touching(span, withheld_in(document))
    for each in holding:
        because, each.withheld_because = each.withheld_because, ""
        each.save(update_fields=["withheld_because"])
        for start, end in ((each.start, passage.start), (passage.end, each.end)):
            if start < end and document.text[start:end].strip():
                withhold(document, (start, end), because)
    return bool(holding)


def carry_withheld(document: Document) -> None:
    """What was withheld in the older capture is withheld in the newer one, wherever it may stand there now."""
    older = document.supersedes
    for passage in withheld_in(older) if older else []:
        assert older
        if (passage.start, passage.end) == (0, len(older.text)):
            withhold(document, (0, len(document.text)), passage.withheld_because)
            continue
        found = relocate(older.text, document.text, passage.start, passage.end)
        place = found.likeliest if found.start is None or found.end is None else (found.start, found.end)
        places = [place] if place else []
        if len(_said_at(older.text, passage.exact)) == 1:  # where it stood twice, one place was chosen
            places += _said_at(document.text, passage.exact)
        for each in dict.fromkeys(places):
            withhold(document, each, passage.withheld_because)


def _said_at(text: str, words: str) -> list[Span]:
    """Every place where a text says these words, white space aside. A few letters stand everywhere: none."""
    if len(words.strip()) < _LEAST:
        return []
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)]
