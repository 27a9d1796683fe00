"""What a search found, as it is shown: the thing, the words around the find, and the way there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from claims.models import Claim, Comment, EntryKind, Question, SearchEntry
from claims.models.conflict import Conflict
from claims.reader import text_fragment
from claims.searching.marking import Shown, shown
from claims.searching.query import Query
from sources.models import Document, Dossier, Passage

Subject = Claim | Document | Question | Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry that a query was found in.

    of             the claim, the document, the question or the comment
    document       where a claim or a passage stands; the document itself; else none
    conflict       of a question that has one, or that a comment is on
    start, end     of a passage: the first find, in code points of the document's text
    is_withheld    what is shown touches a passage that is not for export
    is_superseded  a newer capture of the document is there
    address        of the very place at the desk
    """

    key: int
    kind: EntryKind
    dossier: Dossier
    language: str
    of: Subject
    shown: Shown
    document: Document | None = None
    conflict: Conflict | None = None
    start: int | None = None
    end: int | None = None
    is_withheld: bool = False
    is_superseded: bool = False
    address: str = ""


def hits(entries: Sequence[SearchEntry], query: Query) -> list[Hit]:
    """The entries as they are shown, in their order, in as many queries for one as for a hundred."""
    things = _Things(entries)
    return [hit for entry in entries if (hit := things.hit(entry, query))]


class _Things:
    """What entries are made of, read together."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        entries = list(entries)
        claims = Claim.objects.select_related("passage").filter(pk__in=_keys(entries, "claim_id"))
        self.claims = {each.pk: each for each in claims}
        comments = Comment.objects.select_related("author", "claim", "question", "conflict__question")
        self.comments = {each.pk: each for each in comments.filter(pk__in=_keys(entries, "comment_id"))}
        questions = Question.objects.select_related("conflict").filter(pk__in=_keys(entries, "question_id"))
        self.questions = {each.pk: each for each in questions}
        newer = Document.objects.filter(supersedes=OuterRef("pk"))
        documents = Document.objects.defer("original", "text", "sketch").select_related("publisher")
        read_in = {claim.passage.document_id for claim in self.claims.values()} | _keys(entries, "document_id")
        self.documents = {
            each.pk: each for each in documents.filter(pk__in=read_in).annotate(is_superseded=Exists(newer))
        }
        self.dossiers = Dossier.objects.in_bulk({entry.dossier_id for entry in entries})
        self.withheld: dict[int, list[tuple[int, int]]] = {}
        spans = Passage.objects.filter(document__in=read_in, withheld_because__gt="").order_by()
        for document, start, end in spans.values_list("document_id", "start", "end"):
            self.withheld.setdefault(document, []).append((start, end))

    def hit(self, entry: SearchEntry, query: Query) -> Hit | None:
        """None for an entry whose row went between two queries."""
        of = self._of(entry)
        if of is None:
            return None
        piece = shown(entry.text, query)
        document, place = self._place(entry, of, piece)
        start, end = _found_at(entry, piece)
        return Hit(
            key=entry.pk,
            kind=entry.kind,
            dossier=self.dossiers[entry.dossier_id],
            language=entry.language,
            of=of,
            shown=piece,
            document=document,
            conflict=_conflict_of(of),
            start=start,
            end=end,
            is_withheld=bool(document) and self._is_withheld(document, place),
            is_superseded=bool(getattr(document, "is_superseded", False)),
            address=_address(entry, of, piece, start),
        )

    def _of(self, entry: SearchEntry) -> Subject | None:
        if entry.claim_id:
            return self.claims.get(entry.claim_id)
        if entry.document_id:
            return self.documents.get(entry.document_id)
        if entry.question_id:
            return self.questions.get(entry.question_id)
        return self.comments.get(entry.comment_id or 0)

    def _place(self, entry: SearchEntry, of: Subject, piece: Shown) -> tuple[Document | None, tuple[int, int]]:
        """The document, and what of it is shown."""
        if isinstance(of, Claim):
            return self.documents.get(of.passage.document_id), (of.passage.start, of.passage.end)
        if isinstance(of, Document):
            begins = entry.start if entry.start is not None else None
            return of, (0, 0) if begins is None else (begins + piece.start, begins + piece.end)
        return None, (0, 0)

    def _is_withheld(self, document: Document | None, place: tuple[int, int]) -> bool:
        spans = self.withheld.get(document.pk, ()) if document else ()
        return any(start < place[1] and place[0] < end for start, end in spans)


def _keys(entries: Iterable[SearchEntry], column: str) -> set[int]:
    return {key for entry in entries if (key := getattr(entry, column))}


def _found_at(entry: SearchEntry, piece: Shown) -> tuple[int | None, int | None]:
    if entry.start is None:
        return None, None
    start, end = piece.finds[0] if piece.finds else (piece.start, piece.end)
    return entry.start + start, entry.start + end


def _conflict_of(of: Subject) -> Conflict | None:
    if isinstance(of, Question):
        return getattr(of, "conflict", None)
    return of.conflict if isinstance(of, Comment) else None


def _address(entry: SearchEntry, of: Subject, piece: Shown, start: int | None) -> str:
    if isinstance(of, Claim):
        return reverse("admin:claims_claim_change", args=[of.pk])
    if isinstance(of, Question):
        return reverse("admin:claims_question_change", args=[of.pk])
    if isinstance(of, Comment):
        return f"{reverse('thread', args=[of.reply_to_id or of.pk])}#comment-{of.pk}"
    address = reverse("admin:sources_document_change", args=[of.pk])
    if start is None:
        return address
    block = next((number for number, each in enumerate(of.spans) if each.start <= start < each.end), 0)
    return f"{address}#b{block}{text_fragment(piece.sentence) if piece.sentence else ''}"
