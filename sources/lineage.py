"""Which documents of a dossier are one work or copies of one: suggested by the machine, said by people.

The only writer of resemblances and of `derived_from`. Lineage belongs to a work: all captures of it are marked alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from sources.likeness import SUGGESTED_FROM, share_held, sketch
from sources.models import Document, Dossier, Person, Resemblance
from sources.models.resemblance import ResemblanceState

_MOST_READ = 20  # candidates whose texts are compared
_MOST_SUGGESTED = 5  # for one document, the likest
_LEAST_IN_COMMON = 3  # hashes: fewer are chance

# One query, with a look into the index for each hash. Asked for at once (`&&`), or in a join that the planner may turn
# round, the hashes are taken for common ones and every document is read: OFFSET 0 keeps the order as it stands here.
_CANDIDATES = """
SELECT found.id FROM unnest(%(sketch)s::bigint[]) hash
CROSS JOIN LATERAL (
    SELECT id, dossier_id FROM sources_document WHERE sketch @> ARRAY[hash] OFFSET 0
) found
WHERE found.dossier_id = %(dossier)s AND NOT found.id = ANY(%(own)s)
    AND NOT EXISTS (SELECT 1 FROM sources_document newer WHERE newer.supersedes_id = found.id)
GROUP BY found.id HAVING count(*) >= %(least)s ORDER BY count(*) DESC, found.id LIMIT %(most)s
"""


class NotACopy(Exception):
    """One document cannot be derived from the other. The sentence says why."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the documents of a dossier come from one another, by key.

    older    of each newer capture the one it supersedes
    source   of each copy the document it was derived from
    """

    older: Mapping[int, int]
    source: Mapping[int, int]

    def captures(self, pk: int) -> set[int]:
        """Every capture of the work that the document is one of, itself included."""
        newer = {older: newer for newer, older in self.older.items()}
        found = {pk}
        for step in (self.older, newer):
            place = pk
            while (place := step.get(place, place)) not in found:
                found.add(place)
        return found

    def descendants(self, pk: int) -> set[int]:
        """The captures of the work, and everything derived from one of them, however far down."""
        found, waiting = set[int](), {pk}
        while waiting:
            work = self.captures(waiting.pop())
            found |= work
            waiting |= {copy for copy, source in self.source.items() if source in work} - found
        return found


def lineage_of(dossier: Dossier | int) -> Lineage:
    """Two look-ups, whatever the size of the dossier."""
    documents = Document.objects.filter(dossier=dossier)
    return Lineage(
        older=dict(documents.filter(supersedes__isnull=False).values_list("pk", "supersedes_id")),
        source=dict(documents.filter(derived_from__isnull=False).values_list("pk", "derived_from_id")),
    )


def place(document: Document) -> None:
    """Link a document just imported to the others: its hashes, and the lineage of the capture it supersedes."""
    document.sketch = sketch(document.text)
    if document.supersedes and document.derived_from_id is None:
        document.derived_from_id = document.supersedes.derived_from_id
    document.save(update_fields=["sketch", "derived_from"])


def suggest_copies(document: Document) -> list[Resemblance]:
    """The documents of the dossier that share most of a text with this one, as suggestions for a person.

    Never one of the same work or origin, and never a pair of works that a person judged. Doing it again adds nothing.
    """
    if not document.sketch:
        return []
    lineage = lineage_of(document.dossier_id)
    own = lineage.captures(document.pk)
    candidates = _candidates(document, own | _met_before(own, lineage))
    origins = Document.objects.filter(dossier=document.dossier_id).origins()
    texts = Document.objects.filter(pk__in=candidates).values_list("pk", "text")
    shares = {pk: share_held(document.text, text) for pk, text in texts}
    likest = {_origin(document.pk, origins): document.pk}  # of each origin one document
    for pk in sorted(shares, key=lambda pk: (-shares[pk], pk)):
        if shares[pk] >= SUGGESTED_FROM:
            likest.setdefault(_origin(pk, origins), pk)
    found = list(likest.values())[1 : 1 + _MOST_SUGGESTED]
    rows = [
        Resemblance(document_id=max(document.pk, pk), other_id=min(document.pk, pk), share=shares[pk]) for pk in found
    ]
    return Resemblance.objects.bulk_create(rows, ignore_conflicts=True)


def _candidates(document: Document, own: Iterable[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            _CANDIDATES,
            {
                "sketch": document.sketch,
                "dossier": document.dossier_id,
                "own": sorted(own),
                "least": _LEAST_IN_COMMON,
                "most": _MOST_READ,
            },
        )
        return [pk for (pk,) in cursor.fetchall()]


def _met_before(own: Iterable[int], lineage: Lineage) -> set[int]:
    """The works that were suggested together with this one before, whatever became of it."""
    pairs = Resemblance.objects.between(own).values_list("document_id", "other_id")
    return {capture for pair in pairs for pk in pair for capture in lineage.captures(pk)}


def _origin(pk: int, origins: Mapping[int, int]) -> int:
    return origins.get(pk, pk)


def derive(document: Document, source: Document | None) -> set[int]:
    """Mark a work as copied from another, or as no copy. Returns the keys of all whose origin may be another now.

    Raises NotACopy where it would be derived from itself. Call it under a lock of the dossier's row.
    """
    lineage = lineage_of(document.dossier_id)
    captures, descendants = lineage.captures(document.pk), lineage.descendants(document.pk)
    if source and source.dossier_id != document.dossier_id:
        raise NotACopy("The two documents are of different dossiers.")
    if source and source.pk in captures:
        raise NotACopy(f"“{source}” and “{document}” are captures of one work: none is a copy of the other.")
    if source and source.pk in descendants:
        raise NotACopy(f"“{source}” is marked as derived from “{document}” itself: take that back first.")
    Document.objects.filter(pk__in=captures).update(derived_from=source)
    document.derived_from = source
    return descendants


def settle_suggestions(dossier: Dossier, *, by: Person, at: dt.datetime) -> None:
    """Suggestions between documents that are of one origin by now are confirmed with the mark that made them so."""
    origins = dossier.documents.origins()
    suggested = Resemblance.objects.suggested().filter(document__dossier=dossier)
    settled = [
        pk
        for pk, a, b in suggested.values_list("pk", "document_id", "other_id")
        if _origin(a, origins) == _origin(b, origins)
    ]
    Resemblance.objects.filter(pk__in=settled).update(state=ResemblanceState.CONFIRMED, decided_by=by, decided_at=at)
