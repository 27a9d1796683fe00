"""Claims that name somebody or something as similarity sees them: by what is named, the name itself taken out.

In what way it stands out (first, only, largest) is no likeness either: it parts those that can be one from those that
cannot. And names are a weak tie: the machine suggests a pair only where hardly a word of either is left unmatched.
"""

import re
from collections.abc import Hashable, Sequence

from claims.similarity.dimensions import named
from claims.similarity.statement import HERE, MASK, Match, Statement
from sources.reading.mention import Mention
from sources.reading.naming import rank_in
from sources.values import NAME

Span = tuple[int, int]

_SPACES = re.compile(r"\s+")
_LEAST_SCORE = 0.4
_MOST_UNMATCHED = 1  # words of one side; none of the other
_MARKS_AT_ENDS = " \t\n.,;:!?。，；：！？、"


def named_statement(
    text: str,
    name: Span,
    clause: Span,
    sentence: Span,
    mentions: Sequence[Mention],
    *,
    key: Hashable,
    document: Hashable,
    language: str,
    title: str = "",
) -> Statement:
    """The statement of the name text[name], said by text[clause] in text[sentence].

    Every value of `mentions` is masked, and the name wherever it stands, so that equal names never count as likeness.
    """
    own = text[slice(*name)]
    rank, first, last = rank_in(text[slice(*clause)], language)
    ranked = (clause[0] + first, clause[0] + last)
    masked = sorted([ranked, *((mention.start, mention.end) for mention in mentions)])

    def bare(start: int, end: int) -> str:
        pieces, place = [], start
        for begin, stop in masked:
            if place <= begin < stop <= end:
                pieces += [text[place:begin], MASK]
                place = stop
        return _SPACES.sub(" ", "".join([*pieces, text[place:end]]).replace(own, MASK))

    before, after = bare(clause[0], name[0]).lstrip(_MARKS_AT_ENDS), bare(name[1], clause[1]).rstrip(_MARKS_AT_ENDS)
    return Statement(
        key=key,
        document=document,
        language=language,
        dimension=named(rank),
        clause=f"{before}{MASK}{after}",
        sentence=" ".join(filter(None, (bare(sentence[0], clause[0]).strip(), bare(clause[1], sentence[1]).strip()))),
        at=len(before),
        near=f"{before}{HERE}{after}",
        topic=_SPACES.sub(" ", title.replace(own, MASK)),
    )


def is_firm(found: Match) -> bool:
    """Whether a suggested pair may stand: any pair of values; of names one that leaves next to nothing unmatched."""
    reason = found.reason
    if not reason["dimension"].startswith(NAME):
        return True
    unmatched = sorted(
        len({*names, *(missing["word"] for missing in words)})
        for names, words in (
            (reason["missing_names_a"], reason["unmatched_a"]),
            (reason["missing_names_b"], reason["unmatched_b"]),
        )
    )
    return found.score >= _LEAST_SCORE and unmatched[0] == 0 and unmatched[1] <= _MOST_UNMATCHED
