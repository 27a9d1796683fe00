"""The statements of one document: each of its values with the words around it, every value masked out."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from claims.similarity.statement import MASK, Statement
from claims.similarity.terms import words
from sources.reading.mention import Mention
from sources.reading.sentences import clauses, sentences

FILED_KINDS = frozenset({"date", "count", "quantity", "money", "percent", "duration", "age", "ratio"})
"""The kinds of value that can answer a question; ordinals and ranks count pages, centuries and list items."""

_SAYS_SOMETHING = 2  # words below which a clause borrows from its neighbour ("In 2011, ...")
_SPACES = re.compile(r"\s+")
_BLANK = "\x00"  # fills the rest of a masked value, so that places stay as they are

Span = tuple[int, int]


def statements(
    text: str, mentions: Sequence[Mention], *, document: Hashable, language: str, within: Sequence[Span] | None = None
) -> list[Statement]:
    """One statement for each mention that can answer a question, in the order of the text.

    The key of each is (document, start of the mention). `within` are the sentences, where they are known already.
    """
    page = Page.of(text, mentions, language, within)
    found = []
    for mention in mentions:
        place = page.place(mention)
        if mention.kind not in FILED_KINDS or mention.is_vague or place is None:
            continue
        number, clause = place
        sentence = page.sentences[number]
        around = [*page.sentences[max(0, number - 1) : number], *page.sentences[number + 1 : number + 2]]
        found.append(
            Statement(
                key=(document, mention.start),
                document=document,
                language=language,
                dimension=mention.value.dimension,
                clause=page.bare(clause),
                sentence=" ".join(
                    filter(None, (page.bare((sentence[0], clause[0])), page.bare((clause[1], sentence[1]))))
                ),
                context=" ".join(page.bare(span) for span in around),
                noun=mention.noun or "",
                at=len(page.bare((clause[0], mention.start), strip=False).lstrip()),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its values blanked in their length, cut into sentences and the clauses that say something."""

    masked: str
    sentences: list[Span]
    clauses: list[list[Span]]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], language: str, within: Sequence[Span] | None = None) -> "Page":
        pieces, end = [], 0
        for mention in sorted(mentions, key=lambda mention: mention.start):
            if mention.start >= end:
                pieces += [text[end : mention.start], MASK, _BLANK * (mention.end - mention.start - 1)]
                end = mention.end
        masked = "".join([*pieces, text[end:]])
        spans = list(within) if within is not None else sentences(text)
        return cls(masked, spans, [_telling(masked, clauses(text, *span), language) for span in spans])

    def place(self, mention: Mention) -> tuple[int, Span] | None:
        """The number of the sentence that a mention stands in, and its clause."""
        number = bisect_right(self.sentences, (mention.core_start, len(self.masked))) - 1
        if number < 0:
            return None
        held = (span for span in self.clauses[number] if span[0] <= mention.core_start < span[1])
        return number, next(held, self.sentences[number])

    def bare(self, span: Span, *, strip: bool = True) -> str:
        """A stretch of the text as a statement holds it: values masked, white space evened out."""
        bare = _SPACES.sub(" ", self.masked[slice(*span)].replace(_BLANK, ""))
        return bare.strip() if strip else bare


def _telling(masked: str, spans: Sequence[Span], language: str) -> list[Span]:
    """The clauses of a sentence, one that says next to nothing joined to the one after it, or at the end before it."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not _says_something(masked[slice(*joined[-1])], language):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) > 1 and not _says_something(masked[slice(*joined[-1])], language):
        joined[-2:] = [(joined[-2][0], joined[-1][1])]
    return joined


def _says_something(clause: str, language: str) -> bool:
    return len(words(clause.replace(_BLANK, ""), language)) >= _SAYS_SOMETHING
