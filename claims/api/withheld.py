"""Which passages are not for export: members read them here as at the desk, and see that they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from sources.models import Passage

TOUCHED = Exists(
    Passage.objects.filter(
        document=OuterRef("passage__document"),
        withheld_because__gt="",
        start__lt=OuterRef("passage__end"),
        end__gt=OuterRef("passage__start"),
    ).order_by()
)
"""Of claims: whether their passage shares a character with a withheld one. Then it is withheld too."""


class Withheld:
    """The withheld spans of some documents, read at once."""

    def __init__(self, documents: Iterable[int]) -> None:
        self._spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        found = Passage.objects.filter(document__in=set(documents), withheld_because__gt="").order_by()
        for document, start, end in found.values_list("document_id", "start", "end"):
            self._spans[document].append((start, end))

    def touches(self, document: int, start: int, end: int) -> bool:
        """Whether a span (end exclusive) shares a character with a withheld one: then it is withheld too."""
        return any(first < end and start < last for first, last in self._spans.get(document, ()))

    def any_of(self, document: int) -> bool:
        return document in self._spans
