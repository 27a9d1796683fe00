"""Claim -> question: which claims of different documents answer the same one.

A machine suggests, with a score and a reason in words; it never touches what a person decided, and never
files a claim again under a question it was refused for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Prefetch, Window
from django.db.models.functions import RowNumber

from claims import meaning, recall
from claims.models import Alias, Claim, Filing, FilingWeights, Question
from claims.models.filing import FilingState
from claims.repeats import file_repeats
from claims.similarity import SIMILARITY_VERSION, Match, Statement, in_words, match
from claims.similarity.named import is_firm
from claims.wording import question_for
from sources.models import Document, Dossier

_AT_ONCE = 1000  # rows of one statement
_MOST_BESIDE = 12  # claims of a question that are asked whether a newcomer belongs to them


@transaction.atomic
def file_claims(dossier: Dossier, *, at: dt.datetime) -> list[Question]:
    """Suggest questions for the claims of a dossier not matched yet; returns the questions touched.

    1. match the claims of their documents with those of all others: suggested pairs, the best first
    2. join pairs into groups: at most one claim a document, never two questions that exist already, and two
       groups only where most pairs between them are suggested (one thread holds nothing together), half for one claim
    3. file each group under its question, worded by the machine where it has none
    4. file together what one document says twice with two figures, one of them miswritten
    """
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)  # one filing at a time; others go on writing
    unmatched = dict(dossier.claims.all().standing().unmatched().values_list("pk", "passage__document_id"))
    touching = set(unmatched.values())
    if not touching:
        return []
    recall.keep(dossier)
    asking = recall.kept(touching)
    suggested = _suggested(dossier, asking, touching)
    groups = _Groups(_concerned(suggested, touching), suggested)
    for found in sorted(suggested, key=lambda each: (-each.score, recall.pk_of(each.a), recall.pk_of(each.b))):
        groups.join(found)
    filed = _file(dossier, groups.grown(), groups.best)
    filed += [each for each in file_repeats(dossier, touching) if each not in filed]
    keys = list(unmatched)  # these alone: what others brought in meanwhile is matched next time
    for start in range(0, len(keys), _AT_ONCE):
        Claim.objects.filter(pk__in=keys[start : start + _AT_ONCE]).update(matched_at=at)
    return filed


def _suggested(dossier: Dossier, asking: list[Statement], touching: set[int]) -> list[Match]:
    """The pairs to suggest between the claims of these documents, and with those of all others."""
    nearest = meaning.nearest(dossier, asking)
    known = [*asking, *recall.near(dossier, asking, also={claim for _, claim in nearest})]
    aliases = Alias.objects.filter(dossier=dossier).groups()
    suggested = match(
        known,
        touching=touching,
        aliases=aliases,
        frequencies=recall.frequencies(dossier, known),
        weights=FilingWeights.objects.of(dossier),
        likeness=meaning.likeness(dossier, known, nearest),
        together=_filed(known),
    )
    return [found for found in suggested if is_firm(found)]


def _filed(known: list[Statement]) -> dict[Hashable, Hashable]:
    """Of the claims at hand that stand under a question, under which: what two of them share a third may share."""
    pks = [recall.pk_of(statement.key) for statement in known]
    standing = Filing.objects.standing().filter(claim__in=pks)
    return dict(standing.values_list("claim_id", "question_id"))


def _concerned(suggested: list[Match], touching: set[int]) -> dict[int, Claim]:
    """The claims of the suggested pairs, and some of those that stand with one of them under a question.

    Of a question with very many claims the suggested ones speak, and a dozen more; all those of the new documents do.
    """
    pairs = {recall.pk_of(key) for found in suggested for key in (found.a, found.b)}
    questions = Filing.objects.filter(claim__in=pairs).values("question")
    filings = Filing.objects.filter(question__in=questions)
    rank = Window(RowNumber(), partition_by="question", order_by="claim_id")
    beside = filings.annotate(rank=rank).filter(rank__lte=_MOST_BESIDE).values_list("claim", flat=True)
    new = filings.filter(claim__passage__document__in=touching).values_list("claim", flat=True)
    claims = Claim.objects.all().standing().filter(pk__in={*pairs, *beside, *new})
    document = Prefetch("passage__document", queryset=Document.objects.without_bodies())
    return {claim.pk: claim for claim in claims.select_related("passage").prefetch_related(document).order_by("id")}


def _file(dossier: Dossier, groups: list[_Group], best: dict[int, Match]) -> list[Question]:
    """File the newcomers of all groups at once; returns the questions, in the order of the groups."""
    made = [group for group in groups if group.question is None]
    for group in made:
        group.question = question_for(dossier, group.newcomers)
    Question.objects.bulk_create((group.question for group in made if group.question), batch_size=_AT_ONCE)
    Filing.objects.bulk_create(
        [
            Filing(
                claim=claim,
                question=group.question,
                score=best[claim.pk].score,
                reason=_reason(best[claim.pk]),
            )
            for group in groups
            for claim in group.newcomers
        ],
        batch_size=_AT_ONCE,
    )
    return [group.question for group in groups if group.question]


def _reason(found: Match) -> dict[str, object]:
    return {**found.reason, "words": in_words(found.reason), "version": SIMILARITY_VERSION}


@dataclass(eq=False)
class _Group:
    """Claims that answer one question: `question` where there is one already, `unfiled` those new to it."""

    claims: list[Claim]
    question: Question | None = None
    unfiled: set[int] = field(default_factory=set)

    @property
    def newcomers(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.pk in self.unfiled]

    @property
    def documents(self) -> set[int]:
        return {claim.passage.document_id for claim in self.claims}


class _Groups:
    """What belongs together while the suggested pairs are worked off, best first."""

    def __init__(self, claims: dict[int, Claim], suggested: list[Match]) -> None:
        self.best: dict[int, Match] = {}
        self.suggested = {frozenset((recall.pk_of(found.a), recall.pk_of(found.b))) for found in suggested}
        self.of: dict[int, _Group] = {pk: _Group([claim], unfiled={pk}) for pk, claim in claims.items()}
        by_question: dict[int, _Group] = {}
        self.refused: dict[int, set[int]] = defaultdict(set)
        self.ever: dict[int, set[int]] = defaultdict(set)  # the questions a claim was ever filed under
        for filing in Filing.objects.filter(claim__in=claims).select_related("question").order_by("id"):
            self.ever[filing.claim_id].add(filing.question_id)
            if filing.state == FilingState.REFUSED:
                self.refused[filing.claim_id].add(filing.question_id)
                continue
            group = by_question.setdefault(filing.question_id, _Group([], filing.question))
            group.claims.append(claims[filing.claim_id])
            self.of[filing.claim_id] = group

    def join(self, found: Match) -> None:
        """Make one group of the two claims' groups, where nothing speaks against it."""
        a, b = self.of[recall.pk_of(found.a)], self.of[recall.pk_of(found.b)]
        if a is b or (a.question and b.question) or a.documents & b.documents:
            return
        if not self._hold_together(a, b):
            return
        for pk in (recall.pk_of(found.a), recall.pk_of(found.b)):
            self.best.setdefault(pk, found)
        keeper, joiner = (b, a) if b.question else (a, b)
        keeper.claims += joiner.claims
        keeper.unfiled |= joiner.unfiled
        for claim in joiner.claims:
            self.of[claim.pk] = keeper

    def _hold_together(self, a: _Group, b: _Group) -> bool:
        pairs = [(one.pk, other.pk) for one in a.claims for other in b.claims]
        if any(self._parted(*pair) for pair in pairs):
            return False
        met = sum(frozenset(pair) in self.suggested for pair in pairs)
        joins_alone = 1 in (len(a.claims), len(b.claims))
        return 2 * met >= len(pairs) if joins_alone else 2 * met > len(pairs)

    def _parted(self, one: int, other: int) -> bool:
        """Whether a person refused one of the two for a question that the other was ever filed under."""
        return bool(self.refused[one] & self.ever[other] or self.refused[other] & self.ever[one])

    def grown(self) -> list[_Group]:
        """The groups with something to file, in a stable order."""
        groups = {id(group): group for group in self.of.values() if group.unfiled and len(group.claims) > 1}
        return sorted(groups.values(), key=lambda group: min(claim.pk for claim in group.claims))
