"""What readers are told of a public dossier: made of records of the export alone, which keep sources safe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from claims.export.record import reconciled, record_of
from claims.export.shapes import ClaimRecord, CorrectionRecord, PeriodRecord, ReconciledRecord
from claims.models import Correction, Reconciliation
from claims.models.reconciliation import Difference, Outcome
from claims.shown import amount_said
from sources.models import Dossier
from sources.models.document import Evidence


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """A change of what was published: one decision took the place of another, or none did."""

    made_at: dt.datetime
    reason: str
    replaced: int
    replacement: int | None

    @property
    def key(self) -> str:
        """The same for ever."""
        return f"correction-{self.replaced}-{self.replacement or 'withdrawn'}"


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its passage in pieces: before the value, the value, after it."""

    record: ClaimRecord
    pieces: tuple[str, str, str]

    @property
    def published_on(self) -> dt.date | None:
        document = self.record["document"]
        return dt.date.fromisoformat(document["date"]) if document and document["date"] else None

    @property
    def erased_at(self) -> dt.datetime | None:
        erased = self.record["erased"]
        return dt.datetime.fromisoformat(erased["at"]) if erased else None

    @property
    def value_said(self) -> str:
        value = self.record["value"]
        return amount_said(value["text"], value["kind"])

    @property
    def evidence(self) -> str:
        document = self.record["document"]
        return str(Evidence(document["evidence"]).label) if document else ""

    @property
    def url(self) -> str:
        """Where its document can be read; an address of another kind than a web page's is not linked."""
        document = self.record["document"]
        url = (document["url"] if document else None) or ""
        return url if url.startswith(("https://", "http://")) else ""

    @property
    def as_of(self) -> str:
        return period_in_words(self.record["as_of"])


@dataclass(frozen=True, slots=True)
class Told:
    """A decided question as its page tells it."""

    record: ReconciledRecord

    @property
    def answer(self) -> str:
        """The accepted value, or what was decided where there is none."""
        accepted = self.record["accepted_value"]
        return amount_said(accepted["text"], accepted["kind"]) if accepted else self.outcome

    @property
    def has_value(self) -> bool:
        return self.record["accepted_value"] is not None

    @property
    def outcome(self) -> str:
        return str(Outcome(self.record["outcome"]).label)

    @property
    def difference(self) -> str:
        return str(Difference(self.record["difference"]).label)

    @property
    def as_of(self) -> str:
        return period_in_words(self.record["accepted_as_of"])

    @property
    def published_at(self) -> dt.datetime:
        return _moment(self.record["published_at"])

    @property
    def corrections(self) -> list[ToldCorrection]:
        """The newest first."""
        return [_correction(made) for made in reversed(self.record["corrections"])]

    @property
    def is_replacement(self) -> bool:
        """Whether it was published as a correction of another."""
        return any(made.replacement == self.record["reconciliation_id"] for made in self.corrections)

    @property
    def accepted(self) -> list[ToldClaim]:
        return [_claim(claim) for claim in self.record["accepted_claims"]]

    @property
    def rejected(self) -> list[ToldClaim]:
        return [_claim(claim) for claim in self.record["rejected_claims"]]

    @property
    def documents(self) -> int:
        """How many documents say something about it; those that are protected are not counted."""
        claims = [*self.record["accepted_claims"], *self.record["rejected_claims"]]
        return len({claim["document"]["id"] for claim in claims if claim["document"]})


def published(dossier: Dossier, *, at: dt.datetime) -> QuerySet[Reconciliation]:
    """The decisions that readers are told, the newest first, ready for `told`."""
    decided = reconciled([dossier], at=at).annotate(told_at=Greatest("decided_at", "embargo_until"))
    return decided.order_by("-told_at", "-pk")


def told(decided: Iterable[Reconciliation]) -> Iterator[Told]:
    for reconciliation in decided:
        yield Told(record_of(reconciliation))


def withdrawn(dossier: Dossier, question_id: int, *, at: dt.datetime) -> Told | None:
    """A question that was published and nothing is any more. Its corrections say why; the rest is no longer told."""
    last = _corrections(dossier, at=at).filter(question_id=question_id).values("replaced")[:1]
    among = Reconciliation.objects.filter(pk__in=last)
    return next(told(reconciled([dossier], at=at, among=among)), None)


def changed(dossier: Dossier, *, at: dt.datetime, most: int) -> list[Told]:
    """The decisions that the newest corrections replaced or put in their place, by their keys."""
    made = _corrections(dossier, at=at)[:most]
    decisions = {key for each in made for key in (each.replaced_id, each.replacement_id) if key}
    among = Reconciliation.objects.filter(pk__in=decisions)
    return list(told(reconciled([dossier], at=at, among=among).order_by("pk")))


def corrections_of(decisions: Iterable[Told]) -> list[tuple[Told, ToldCorrection]]:
    """Every correction of their questions, the newest first, each with the newest of the decisions."""
    newest = {each.record["question_id"]: each for each in decisions}
    pairs = [(each, made) for each in newest.values() for made in each.corrections]
    return sorted(pairs, key=lambda pair: (pair[1].made_at, pair[1].replaced), reverse=True)


def whose(claim: ClaimRecord) -> str:
    """Whose claim it is, in short: the publisher, or the document."""
    document = claim["document"]
    if document is None:
        return _("a protected source")
    return document["publisher"] or document["title"] or str(Evidence(document["evidence"]).label)


def period_in_words(period: PeriodRecord | None) -> str:
    """As ISO days, both of the period."""
    return " – ".join(dict.fromkeys(day for day in (period["first"], period["last"]) if day)) if period else ""


def _corrections(dossier: Dossier, *, at: dt.datetime) -> QuerySet[Correction]:
    return Correction.objects.told(at).filter(question__dossier=dossier).order_by("-made_at", "-pk")


def _correction(made: CorrectionRecord) -> ToldCorrection:
    return ToldCorrection(
        _moment(made["made_at"]), made["reason"], made["replaced_reconciliation_id"], made["reconciliation_id"]
    )


def _claim(claim: ClaimRecord) -> ToldClaim:
    exact = claim["passage"]["exact"] if claim["passage"] else ""
    written = claim["value_as_written"] or ""
    if written and exact.count(written) == 1:
        before, after = exact.split(written)
        return ToldClaim(claim, (before, written, after))
    return ToldClaim(claim, (exact, "", ""))


def _moment(time: str) -> dt.datetime:
    return dt.datetime.fromisoformat(time)
