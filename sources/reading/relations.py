"""Values of one sentence that are said to belong together: a part of a whole, parts of a total, a share of a base.

Only what cue words say counts ("of which", "in all", 其中, 合计): two numbers side by side are no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sources.reading.mention import Mention
from sources.values import DATE, comparable


class RelationKind(StrEnum):
    PART = "part of a whole"
    SUM = "parts of a total"
    SHARE = "share of a base"


@dataclass(frozen=True, slots=True)
class Relation:
    """`parts` are of `whole`; in a SHARE there is one part, and `share` is the percentage it is said to be."""

    kind: RelationKind
    whole: Mention
    parts: tuple[Mention, ...]
    share: Mention | None = None


_PART = re.compile(r"\b(?:of (?:which|whom|these|those|them)|including|among (?:them|whom|which))\b|其中|(?:包括|当中)")
_TOTAL_BEFORE = re.compile(
    r"(?:\btotal(?:l?ing|s|led)? (?:of )?|合计|总计|共计|总共|一共|(?<![与一])共)\s*(?:有|达|为)?\s*$"
)
_TOTAL_AFTER = re.compile(r"^\s*(?:\w+ )?(?:in all|in total|altogether|combined)\b")
_MADE_UP = re.compile(r"\b(?:comprising|consisting of|made up of|composed of)\b|分别为|分别是|由|[:：]")
_RUNNING = re.compile(r"\b(?:since|so far|to date|this year|overall)\b|以来|今年|累计|截至|迄今|至今")
_BETWEEN = re.compile(r"^[^.;。；!?！？\d]{0,60}$")
_JOINED = re.compile(r"[,，、]|\band\b|\bplus\b|和|及|与")
_OF = re.compile(r"\b(?:out of|of|among) (?:the |its |all |a total of )?$", re.IGNORECASE)
_OF_CHINESE = re.compile(r"^[^,，。;；]{0,6}[中里]")
_NEXT_TO = re.compile(r"^\s*(?:[(（]\s*|,? ?or |，?\s*(?:约?占|占比为?)[^,，。;；\d]{0,8})$")
_FURTHEST = 80  # code points from a cue to its part


def relations(text: str, mentions: Sequence[Mention], sentences: Iterable[tuple[int, int]]) -> list[Relation]:
    """The relations that cue words of a sentence state between its values, in the order of the text."""
    found: list[Relation] = []
    for start, end in sentences:
        inside = [each for each in mentions if start <= each.start < end and each.kind != DATE and not each.is_vague]
        if len(inside) < 2:
            continue
        found += [*_totals(text, inside), *_shares(text, inside)]
        found += [each for each in _parts(text, inside) if not _covered(each, found)]
    return found


def _parts(text: str, inside: Sequence[Mention]) -> Iterator[Relation]:
    """The nearest value before a cue is the whole, the next one after it a part."""
    for whole, part in pairwise(inside):
        between = text[whole.end : part.start]
        cue = _PART.search(between)
        if cue and len(between) <= _FURTHEST and _alike(whole, part) and not re.search("[.;。；!?！？]", between):
            yield Relation(RelationKind.PART, whole, (part,))


def _totals(text: str, inside: Sequence[Mention]) -> Iterator[Relation]:
    """A list of values and their total after it, or a total and what it is said to be made up of."""
    for index, total in enumerate(inside):
        before, after = text[max(0, total.start - 24) : total.start], text[total.end : total.end + 24]
        if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after):
            parts = _list(text, total, inside[:index][::-1])[::-1]
            if len(parts) > 1 and not _RUNNING.search(text[parts[0].start : total.end + 40]):
                yield Relation(RelationKind.SUM, total, tuple(parts))
        elif index + 2 < len(inside) and _MADE_UP.search(text[total.end : inside[index + 1].start]):
            parts = _list(text, total, inside[index + 1 :])
            if len(parts) > 1 and parts[-1] is inside[-1]:
                yield Relation(RelationKind.SUM, total, tuple(parts))


def _list(text: str, total: Mention, others: Sequence[Mention]) -> list[Mention]:
    """The values next to each other that are of the total's kind, joined by commas or "and"."""
    listed: list[Mention] = []
    for mention in others:
        if not _alike(total, mention):
            break
        if listed:
            first, second = sorted((listed[-1], mention), key=lambda each: each.start)
            between = text[first.end : second.start]
            if not (_BETWEEN.match(between) and _JOINED.search(between)):
                break
        listed.append(mention)
    return listed


def _shares(text: str, inside: Sequence[Mention]) -> Iterator[Relation]:
    """ "430 of the 1,200 pupils (36 %)": a percentage next to one of two values, the other being what it is of."""
    for share in inside:
        counts = [each for each in inside if each.kind not in ("percent", "ratio")]
        if share.kind != "percent" or len(counts) != 2 or not _alike(*counts):
            continue
        bases = [each for each in counts if _is_base(text, each)]
        if len(bases) != 1:
            continue
        (base,) = bases
        (part,) = (each for each in counts if each is not base)
        before = max((each for each in counts if each.end <= share.start), key=lambda each: each.end, default=None)
        if before and _NEXT_TO.match(text[before.end : share.start]):
            yield Relation(RelationKind.SHARE, base, (part,), share)


def _is_base(text: str, mention: Mention) -> bool:
    return bool(_OF.search(text[: mention.start][-24:]) or _OF_CHINESE.match(text[mention.end : mention.end + 8]))


def _alike(a: Mention, b: Mention) -> bool:
    """Values that may be added up: of one unit, no percentages or ranks."""
    kinds = {"count", "quantity", "money"}
    return a.kind in kinds and b.kind in kinds and comparable(a.value, b.value)


def _covered(relation: Relation, found: Iterable[Relation]) -> bool:
    return any(relation.whole is each.whole and set(relation.parts) <= set(each.parts) for each in found)
