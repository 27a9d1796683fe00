"""Which questions a value may answer and which claims say the like: for the person who writes or files, best first."""

from __future__ import annotations

from dataclasses import dataclass

from claims import meaning, recall, stating
from claims.drafting import Draft
from claims.models import Alias, Claim, Filing, FilingWeights, KeptStatement, Question
from claims.models.filing import FilingState
from claims.similarity import Match, Reason, Statement, candidates, threshold
from claims.similarity.named import is_firm
from claims.similarity.statements import Span
from sources.models import Document, Dossier
from sources.values import NAME, Value, Verdict, compare

_LEAST = 0.005  # a likeness below it is printed as nothing; a model of meaning may know better
_CANDIDATES_A_QUESTION = 4  # claims looked at for each question offered: several of one question may lead


@dataclass(frozen=True, slots=True)
class Partner:
    """A claim of another document that may answer the same question, the question it stands under, and why."""

    claim: Claim
    question: Question | None
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, how alike its likeliest claim is (0 to 1), why in words, and whether the machine would file it so."""

    question: Question
    score: float
    reason: Reason
    is_likely: bool

    @property
    def key(self) -> str:
        """As forms post it."""
        return str(self.question.pk)


def likely_questions(document: Document, reading: Draft, limit: int = 3) -> list[Suggestion]:
    """The questions whose claims, of other documents, say most alike what this value is said of; the best first.

    Only questions with an answer that the value can be compared with.
    """
    own = stating.statement_at(document, reading.mention.start)
    return _asked_by(own, reading.mention.value, document.dossier, limit) if own else []


def likely_questions_of_name(document: Document, name: Span, clause: Span, limit: int = 3) -> list[Suggestion]:
    """The questions that a name may answer by the clause that it stands in; the best first."""
    own = stating.statement_of_name(document, name, clause)
    return _asked_by(own, Value(NAME, None, None, "exact", None, "1"), document.dossier, limit)


def likely_partners(claim: Claim, limit: int = 3) -> list[Partner]:
    """The claims of other documents that say most alike what this one says, the best first, weak ones too."""
    own = KeptStatement.objects.filter(claim=claim).first()
    asking = recall.as_statements([own] if own else [])
    if not asking:
        return []
    found = _candidates(asking[0], claim.dossier, limit * _CANDIDATES_A_QUESTION)
    claims = Claim.objects.select_related("passage").in_bulk([key for key, _ in found])
    filings = Filing.objects.standing().filter(claim__in=claims).select_related("question")
    question_of = {filing.claim_id: filing.question for filing in filings}
    refused = set(claim.filings.filter(state=FilingState.REFUSED).values_list("question_id", flat=True))
    partners = [
        Partner(claims[key], question_of.get(key), match.score, match.reason)
        for key, match in found
        if (match.score >= _LEAST or match.reason.get("embedder"))
        and compare(claim.value, claims[key].value).verdict != Verdict.NOT_COMPARABLE
    ]
    return [each for each in partners if each.question is None or each.question.pk not in refused][:limit]


def _asked_by(own: Statement, value: Value, dossier: Dossier, limit: int) -> list[Suggestion]:
    found = _candidates(own, dossier, limit * _CANDIDATES_A_QUESTION)
    filings = Filing.objects.standing().filter(claim__in=[key for key, _ in found]).select_related("claim", "question")
    filed = {filing.claim_id: filing for filing in filings}
    suggestions: dict[int, Suggestion] = {}
    for key, match in found:
        filing = filed.get(key)
        if filing is None or filing.question_id in suggestions:
            continue
        if compare(value, filing.claim.value).verdict != Verdict.NOT_COMPARABLE:
            weights = FilingWeights.objects.of(dossier, match.reason.get("embedder", ""))
            is_likely = match.score >= threshold(own.dimension, weights) and is_firm(match)
            suggestions[filing.question_id] = Suggestion(filing.question, match.score, match.reason, is_likely)
    return list(suggestions.values())[:limit]


def _candidates(own: Statement, dossier: Dossier, limit: int) -> list[tuple[int, Match]]:
    """The keys of the likeliest claims of other documents, each with how it matches."""
    nearest = meaning.nearest(dossier, [own])
    known = recall.near(dossier, [own], also={claim for _, claim in nearest})
    aliases = Alias.objects.filter(dossier=dossier).groups()
    how_common = recall.frequencies(dossier, [own, *known])
    weights = FilingWeights.objects.of(dossier)
    matches = candidates(
        own,
        known,
        limit=limit,
        aliases=aliases,
        frequencies=how_common,
        weights=weights,
        likeness=meaning.likeness(dossier, [own, *known], nearest),
    )
    return [(recall.pk_of(match.b), match) for match in matches]
