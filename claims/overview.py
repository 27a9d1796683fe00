"""Where the work stands, in few queries: what is open and how old, who has it, how far documents are checked, and
how often people agreed with the machine."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Case, CharField, Count, Exists, Func, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Conflict, Filing, Reconciliation
from claims.models.claim import ClaimState
from claims.models.conflict import CLASHING, ConflictState, Level
from claims.models.filing import FilingState
from claims.models.reconciliation import ReconciliationState
from claims.permissions import Right, rights_of
from sources.models import Document, Membership, Person, Role

AGES = {"day": _("since yesterday"), "week": _("up to a week"), "month": _("up to a month"), "older": _("older")}
_UP_TO = {"day": dt.timedelta(days=1), "week": dt.timedelta(days=7), "month": dt.timedelta(days=30)}
LEVEL_WORDS = {
    Level.CONTRADICTION: _("contradiction"),
    Level.TENSION: _("tension"),
    Level.INTERNAL: _("internal"),
    Level.DEVELOPMENT: _("development"),
    Level.COMPATIBLE: _("compatible"),
    Level.AGREE: _("agree"),
    Level.NOT_COMPARABLE: _("not comparable"),
}
_WEEKS = 12
_DOCUMENTS = 10


@dataclass(frozen=True, slots=True)
class OpenLevel:
    """The undecided conflicts of a level, by age in the order of `AGES`."""

    level: str
    words: str
    by_age: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_age)


@dataclass(slots=True)
class Load:
    """What one person has on the desk; None is nobody."""

    person: Person | None
    contradictions: int = 0
    others: int = 0
    to_approve: int = 0

    @property
    def total(self) -> int:
        return self.contradictions + self.others + self.to_approve


@dataclass(frozen=True, slots=True)
class Standing:
    """The undecided conflicts of some dossiers.

    waiting       proposals that wait for a second person
    for_person    those of them that the person asking may approve
    """

    levels: tuple[OpenLevel, ...]
    loads: tuple[Load, ...]
    waiting: int
    for_person: int
    mine: int
    unassigned: int
    total: int


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the claims drafted from a document are judged."""

    document: int
    name: str
    language: str
    accepted: int
    refused: int
    drafted: int

    @property
    def total(self) -> int:
        return self.accepted + self.refused + self.drafted

    @property
    def judged(self) -> int:
        return self.accepted + self.refused


@dataclass(frozen=True, slots=True)
class Week:
    """What people made in one week of what the machine suggested."""

    begins: dt.date
    accepted: int = 0
    refused: int = 0

    @property
    def judged(self) -> int:
        return self.accepted + self.refused

    @property
    def percent(self) -> int | None:
        """The share accepted; None where nothing was judged."""
        return round(100 * self.accepted / self.judged) if self.judged else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The last weeks, the oldest first, without the empty ones before the first judgement."""

    weeks: tuple[Week, ...] = field(default=())

    @property
    def whole(self) -> Week | None:
        """All weeks as one; None where nothing was judged."""
        if not self.weeks:
            return None
        accepted, refused = (sum(getattr(week, name) for week in self.weeks) for name in ("accepted", "refused"))
        return Week(self.weeks[0].begins, accepted, refused)


def standing_of(memberships: Sequence[Membership], person: Person, *, at: dt.datetime) -> Standing:
    """The undecided conflicts of the dossiers of these memberships, counted in one query and named in another."""
    approves = [each.dossier_id for each in memberships if Right.APPROVE in rights_of(Role(each.role))]
    proposed = Reconciliation.objects.filter(question=OuterRef("question"), state=ReconciliationState.PROPOSED)
    by_others = Exists(proposed.exclude(proposed_by=person))
    age = Case(
        *(When(detected_at__gt=at - up_to, then=Value(name)) for name, up_to in _UP_TO.items()),
        default=Value("older"),
        output_field=CharField(),
    )
    groups = (
        Conflict.objects.filter(question__dossier__in=[each.dossier_id for each in memberships])
        .undecided()
        .order_by()
        .annotate(age=age, is_for_person=Q(question__dossier__in=approves) & Q(by_others))
        .values_list("level", "age", "state", "assigned_to", "is_for_person")
        .annotate(conflicts=Count("pk"))
    )
    ages: dict[str, Counter[str]] = defaultdict(Counter)
    loads: dict[int | None, Load] = {}
    waiting = for_person = 0
    for level, bucket, state, assigned_to, is_for_person, count in groups:
        ages[level][bucket] += count
        load = loads.setdefault(assigned_to, Load(None))
        if state == ConflictState.PROPOSED:
            waiting += count
            for_person += count if is_for_person else 0
            load.to_approve += count
        elif level == Level.CONTRADICTION:
            load.contradictions += count
        else:
            load.others += count
    for each in Person.objects.filter(pk__in=[pk for pk in loads if pk]):
        loads[each.pk].person = each
    none = Load(None)
    return Standing(
        levels=tuple(
            OpenLevel(level, str(LEVEL_WORDS[level]), tuple(ages[level][bucket] for bucket in AGES))
            for level in Level
            if level in CLASHING or ages[level]
        ),
        loads=tuple(sorted(loads.values(), key=lambda load: (load.person is None, -load.total))),
        waiting=waiting,
        for_person=for_person,
        mine=loads.get(person.pk, none).total,
        unassigned=loads.get(None, none).total,
        total=sum(load.total for load in loads.values()),
    )


def checked_documents(dossiers: Iterable[int]) -> list[Checked]:
    """The documents with the most drafts left, in one query of the claims and one of the names."""
    drafted = Count("pk", filter=Q(state=ClaimState.DRAFTED))
    counts = (
        Claim.objects.filter(dossier__in=dossiers)
        .current()
        .order_by()
        .values_list("passage__document")
        .annotate(drafted=drafted, accepted=Count("pk", filter=Q(state=ClaimState.ACCEPTED)), all=Count("pk"))
        .filter(drafted__gt=0)
        .order_by("-drafted", "passage__document")[:_DOCUMENTS]
    )
    rows = list(counts)
    documents = Document.objects.without_bodies().in_bulk([pk for pk, *_ in rows])
    return [
        Checked(
            document=pk,
            name=str(documents[pk]),
            language=documents[pk].language,
            accepted=accepted,
            refused=total - drafted - accepted,
            drafted=drafted,
        )
        for pk, drafted, accepted, total in rows
    ]


def drafts_left(dossiers: Iterable[int]) -> int:
    """How many drafts nobody has judged: all that an index tells, less the few of superseded documents."""
    drafted = Claim.objects.filter(dossier__in=dossiers, state=ClaimState.DRAFTED)
    superseding = Document.objects.filter(dossier__in=dossiers, supersedes__isnull=False)
    # Counted document by document: of all of them at once the database reads every passage there is.
    of_one = drafted.filter(passage__document=OuterRef("supersedes")).order_by()
    counted = Subquery(of_one.annotate(drafts=Func("pk", function="count")).values("drafts"))
    return drafted.count() - (superseding.aggregate(drafts=Sum(counted))["drafts"] or 0)


def agreement_on_filings(dossiers: Iterable[int], *, at: dt.datetime) -> Agreement:
    """Of the machine's filings that people judged, how many they confirmed, by week."""
    decided = Filing.objects.filter(question__dossier__in=dossiers, score__isnull=False, decided_at__gte=_first(at))
    judged = decided.exclude(state=FilingState.SUGGESTED).annotate(week=TruncWeek("decided_at"))
    counts = (
        judged.order_by()
        .values_list("week")
        .annotate(
            accepted=Count("pk", filter=Q(state=FilingState.CONFIRMED)),
            refused=Count("pk", filter=Q(state=FilingState.REFUSED)),
        )
    )
    return _agreement(counts, at)


def agreement_on_drafts(dossiers: Iterable[int], *, at: dt.datetime) -> Agreement:
    """Of the machine's drafts that people judged, how many they accepted and left so, by week."""
    decided = Claim.objects.filter(dossier__in=dossiers, written_by__isnull=True, decided_at__gte=_first(at))
    judged = decided.exclude(state=ClaimState.DRAFTED).annotate(week=TruncWeek("decided_at"))
    counts = (
        judged.order_by()
        .values_list("week")
        .annotate(
            accepted=Count("pk", filter=Q(state=ClaimState.ACCEPTED)),
            refused=Count("pk", filter=~Q(state=ClaimState.ACCEPTED)),
        )
    )
    return _agreement(counts, at)


def _first(at: dt.datetime) -> dt.datetime:
    """The Monday, at midnight, that begins the weeks told of."""
    monday = at - dt.timedelta(days=at.weekday(), weeks=_WEEKS - 1)
    return monday.replace(hour=0, minute=0, second=0, microsecond=0)


def _agreement(counts: Iterable[tuple[dt.datetime, int, int]], at: dt.datetime) -> Agreement:
    found = {week.date(): (accepted, refused) for week, accepted, refused in counts}
    if not found:
        return Agreement()
    mondays = [(_first(at) + dt.timedelta(weeks=number)).date() for number in range(_WEEKS)]
    first = min(found)
    return Agreement(tuple(Week(monday, *found.get(monday, (0, 0))) for monday in mondays if monday >= first))
