"""The statements of one document: each of its values with the words around it, every value masked out."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.similarity.qualifying import period, qualifiers, quarter, stage
from claims.similarity.statement import HERE, MASK, Statement
from claims.similarity.surroundings import plain, sources, surroundings
from claims.similarity.terms import words
from claims.similarity.valences import part
from sources.reading.mention import Mention
from sources.reading.sentences import clauses, sentences

FILED_KINDS = frozenset({"date", "count", "quantity", "money", "percent", "duration", "age", "ratio"})
"""The kinds of value that can answer a question; ordinals and ranks count pages, centuries and list items."""

_SAYS_SOMETHING = 2  # words below which a clause borrows from its neighbour ("In 2011, ...")
_TIMES_AND_AGES = {"date", "duration", "age"}
_MOST_RIVALS = 12  # the nearest; a row of a table has many more
_LONGEST_TOPIC = 200
_SPACES = re.compile(r"\s+")
_BLANK = "\x00"  # fills the rest of a masked value, so that places stay as they are

Span = tuple[int, int]


def statements(
    text: str,
    mentions: Sequence[Mention],
    *,
    document: Hashable,
    language: str,
    within: Sequence[Span] | None = None,
    title: str = "",
) -> list[Statement]:
    """One statement for each mention that can answer a question, in the order of the text.

    The key of each is (document, start of the mention). `within` are the sentences, where they are known already;
    `title` says what the document is about, without it its first sentence does.
    """
    page = Page.of(text, mentions, language, within)
    topic = title or (page.bare(page.sentences[0])[:_LONGEST_TOPIC] if page.sentences else "")
    placed = [(mention, place) for mention in mentions if (place := page.place(mention))]
    inside: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention, (number, _) in placed:
        inside[number].append(mention)
    found, covered, of_quarter, of_stage = [], "", "", ""
    quiet, told = _without_sources(page, inside)
    for mention, (number, clause) in placed:
        # A figure is of the period that the text spoke of last: the quarter, the whole year.
        told_here = period(page.masked, mention, inside[number], clause, page.sentences[number])
        covered = told_here or covered
        of_quarter = quarter(page.masked, mention, inside[number], page.sentences[number]) or of_quarter
        of_stage = stage(text, mention, page.sentences[number]) or of_stage
        beside = inside[number]
        if mention.kind in FILED_KINDS and not mention.is_vague and not _only_says_whose(mention, beside, clause):
            around = [*page.sentences[max(0, number - 1) : number], *page.sentences[number + 1 : number + 2]]
            spoken_of = covered if _is_of_a_period(mention.value.dimension) else told_here
            said_of = (spoken_of, of_quarter if spoken_of else "", of_stage)
            made = _statement(page, quiet, mention, page.sentences[number], clause, beside, said_of, language)
            found.append(
                replace(
                    made,
                    key=(document, mention.start),
                    document=document,
                    context=" ".join(page.bare(span) for span in around),
                    source=_evened(plain(page.masked, span) for span in told[number]),
                    topic=topic if number else "",
                )
            )
    return found


def _without_sources(page: "Page", inside: Mapping[int, Sequence[Mention]]) -> tuple[str, dict[int, list[Span]]]:
    """The masked text with those who say it blanked as well, and by the number of the sentence where they stand."""
    told = {number: sources(page.masked, page.sentences[number], held) for number, held in inside.items()}
    pieces, end = [], 0
    for start, stop in sorted(span for spans in told.values() for span in spans):
        pieces += [page.masked[end:start], _BLANK * (stop - start)]
        end = stop
    return "".join([*pieces, page.masked[end:]]), told


def _statement(
    page: "Page",
    masked: str,
    mention: Mention,
    sentence: Span,
    clause: Span,
    beside: Sequence[Mention],
    covered: tuple[str, str, str],
    language: str,
) -> Statement:
    """What the sentence says of one value; `masked` is the text without values and without those who say it.

    covered   the period, the quarter and the round that the text spoke of last
    """
    dimension = mention.value.dimension
    said = surroundings(masked, mention, _rivals(mention, beside), sentence, language)
    left = [plain(masked, span) for span in said.near if span[0] < mention.start]
    right = [plain(masked, span) for span in said.near if span[0] >= mention.start]
    near = [*left, HERE, *right]
    before, after = plain(masked, (sentence[0], mention.start)), plain(masked, (mention.end, sentence[1]))
    own = [word for text in (*left, *right) for word in words(text, language)]
    return Statement(
        key=None,
        document=None,
        language=language,
        dimension=dimension,
        clause=page.bare(clause),
        sentence=" ".join(filter(None, (page.bare((sentence[0], clause[0])), page.bare((clause[1], sentence[1]))))),
        noun=mention.noun or "",
        at=len(page.bare((clause[0], mention.start), strip=False).lstrip()),
        near=_SPACES.sub(" ", " ".join(near)).strip(),
        subject=_evened(plain(masked, span) for span in said.subject),
        rivals=_evened(plain(masked, span) for span in said.rivals),
        lead=_evened([plain(masked, (sentence[0], clause[0]))]),
        part=""
        if mention.kind == "date"
        else part(before, after, own, noun=mention.noun or "", percent=dimension == "percent"),
        qualifiers=qualifiers(page.masked, mention, beside, clause, sentence, covered),
    )


def _is_of_a_period(dimension: str) -> bool:
    """Money and percentages are of a quarter or of a year."""
    return dimension == "percent" or dimension[:3].isupper()


def _only_says_whose(mention: Mention, beside: Sequence[Mention], clause: Span) -> bool:
    """Whether an age stands next to a figure, as that of the people who are counted."""
    figures = (other for other in beside if other.kind in ("count", "percent", "ratio", "money"))
    return mention.kind == "age" and any(clause[0] <= other.start < clause[1] for other in figures)


def _rivals(mention: Mention, beside: Sequence[Mention]) -> list[Mention]:
    """The values of the sentence that have words of their own: for a date the other dates, for a figure all figures."""
    told = [other for other in beside if other is not mention and other.kind in FILED_KINDS]
    if mention.kind == "date":
        rivals = [other for other in told if other.kind == "date"]
    else:
        rivals = [other for other in told if other.kind not in _TIMES_AND_AGES or other.kind == mention.kind]
    return sorted(rivals, key=lambda other: abs(other.start - mention.start))[:_MOST_RIVALS]


def _evened(texts: Iterable[str]) -> str:
    return _SPACES.sub(" ", f" {MASK} ".join(texts)).strip()


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
