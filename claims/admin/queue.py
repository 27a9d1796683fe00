"""The queue of conflicts: which are shown and in what order, and what is told of each in few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection, models
from django.db.models import Count, Q
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.conflicts import ORIGINS
from claims.models import Conflict
from claims.models.conflict import CLASHING, UNDECIDED, WORST_FIRST, ConflictState, Level
from claims.overview import LEVEL_WORDS
from claims.permissions import Right, rights_of, roles_with
from claims.searching.asking import Asked, found
from claims.searching.query import read_query
from claims.shown import position_said
from sources.models import Membership, Person, Role

A_PAGE = 50
_POSITIONS_SHOWN = 4

TABS = {
    "open": _("Undecided"),
    "mine": _("Mine"),
    "unassigned": _("Unassigned"),
    "waiting": _("Waiting for approval"),
    "decided": _("Decided"),
    "all": _("All"),
}
STATE_WORDS = {
    ConflictState.SUSPECTED: _("suspected"),
    ConflictState.OPEN: _("open"),
    ConflictState.PROPOSED: _("to approve"),
    ConflictState.RESOLVED: _("resolved"),
    ConflictState.DISMISSED: _("dismissed"),
    ConflictState.REOPENED: _("reopened"),
}
ORDERS = {"level": _("Level"), "age": _("Age"), "origins": _("Origins")}

# Of each conflict the claims of its positions and the roots of their documents' lineages, for many at once.
_HELD = f"""
WITH held AS MATERIALIZED (
    SELECT t.conflict_id, p.document_id
    FROM claims_position t
        JOIN claims_position_claims m ON m.position_id = t.id
        JOIN claims_claim c ON c.id = m.claim_id
        JOIN sources_passage p ON p.id = c.passage_id
    WHERE t.conflict_id = ANY(%s)
), copy AS ({ORIGINS.format(which="d.id IN (SELECT document_id FROM held)")})
SELECT conflict_id, count(*), count(DISTINCT COALESCE(copy.origin, document_id))
FROM held LEFT JOIN copy ON copy.id = document_id
GROUP BY conflict_id
"""  # noqa: S608
_THREADS = """
WITH chosen AS (SELECT id, question_id FROM claims_conflict WHERE id = ANY(%s)), thread AS (
    SELECT * FROM claims_comment WHERE reply_to_id IS NULL AND resolved_at IS NULL
)
SELECT conflict, count(DISTINCT thread) FROM (
    SELECT k.id AS conflict, n.id AS thread FROM chosen k JOIN thread n ON n.conflict_id = k.id
    UNION ALL SELECT k.id, n.id FROM chosen k JOIN thread n ON n.question_id = k.question_id
    UNION ALL SELECT k.id, n.id FROM chosen k
        JOIN claims_filing f ON f.question_id = k.question_id AND f.state IN ('suggested', 'confirmed')
        JOIN thread n ON n.claim_id = f.claim_id
) found GROUP BY conflict
"""
# Of entries of the search, the questions they word and those that their claims answer.
_SAID = """
WITH said AS MATERIALIZED ({entries})
SELECT question_id FROM said WHERE question_id IS NOT NULL
UNION ALL SELECT f.question_id FROM said
    JOIN claims_filing f ON f.claim_id = said.claim_id AND f.state IN ('suggested', 'confirmed')
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One conflict of the queue with what is counted of it."""

    conflict: Conflict
    claims: int
    origins: int
    threads: int
    rights: frozenset[str]
    age: str

    @property
    def key(self) -> str:
        """Key and version seen, as the forms of the queue send them."""
        return f"{self.conflict.pk}:{self.conflict.version}"

    @property
    def level(self) -> str:
        return str(LEVEL_WORDS[Level(self.conflict.level)])

    @property
    def state(self) -> str:
        return str(STATE_WORDS[ConflictState(self.conflict.state)])

    @property
    def values(self) -> list[str]:
        kind = self.conflict.question.kind
        return [position_said(each.value_text, kind) for each in self.conflict.positions.all()[:_POSITIONS_SHOWN]]

    @property
    def more_values(self) -> int:
        return max(0, len(self.conflict.positions.all()) - _POSITIONS_SHOWN)


class Queue:
    """The conflicts of the dossiers a person is a member of, as the address of the page asks for them."""

    def __init__(self, request: HttpRequest) -> None:
        person = request.user
        assert isinstance(person, Person), "the desk is for people signed in"
        asked = request.GET
        self.person, self.asked = person, asked
        self.tab = asked.get("tab", "") if asked.get("tab") in TABS else "open"
        self.order = asked.get("sort", "") if asked.get("sort") in ORDERS else "level"
        self.level = asked.get("level", "") if asked.get("level") in Level.values else ""
        self.words = asked.get("q", "").strip()
        self.memberships = list(
            Membership.objects.filter(person=person).select_related("dossier").order_by("dossier__title")
        )
        wanted = asked.get("dossier", "")
        self.dossier = next((each.dossier for each in self.memberships if each.dossier.slug == wanted), None)
        self._known: dict[int, tuple[int, int]] = {}  # what conflicts hold, where it was looked up to order them

    @cached_property
    def page(self) -> Page[Any]:
        """The keys of the conflicts shown."""
        shown: Sequence[int] | models.QuerySet[Any] = (
            self._sifted().filter(self._tab(self.tab)).order_by(*self._ordering()).values_list("pk", flat=True)
        )
        if self.order == "origins":
            shown = list(shown)
            self._known = self._held(shown)
            shown = sorted(shown, key=lambda pk: -self._known[pk][1])
        paginator = Paginator(shown, A_PAGE)
        paginator.count = self.counts[self.tab]
        return paginator.get_page(self.asked.get("page"))

    def _held(self, conflicts: Sequence[int]) -> dict[int, tuple[int, int]]:
        """How many claims the positions of each conflict hold, and of how many origins."""
        with connection.cursor() as cursor:
            cursor.execute(_HELD, [list(conflicts)])
            counted = {conflict: (claims, origins) for conflict, claims, origins in cursor.fetchall()}
        return {conflict: counted.get(conflict, (0, 0)) for conflict in conflicts}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many conflicts each tab holds, in one query."""
        counted = {tab: Count("pk", filter=self._tab(tab)) for tab in TABS}
        return self._sifted().aggregate(**counted)

    @cached_property
    def rows(self) -> list[Row]:
        shown = list(self.page.object_list)
        conflicts = Conflict.objects.select_related("question__dossier", "assigned_to").prefetch_related("positions")
        by_key = conflicts.in_bulk(shown)
        held, threads, roles, now = self._known or self._held(shown), _threads_of(shown), self._roles(), timezone.now()
        return [
            Row(
                conflict,
                claims=held[conflict.pk][0],
                origins=held[conflict.pk][1],
                threads=threads.get(conflict.pk, 0),
                rights=frozenset(right.name.lower() for right in rights_of(roles[conflict.question.dossier_id])),
                age=age_in_words(now - conflict.detected_at),
            )
            for conflict in (by_key[pk] for pk in shown if pk in by_key)
        ]

    def context(self) -> dict[str, Any]:
        return {
            "queue": self,
            "rows": self.rows,
            "page": self.page,
            "tabs": [
                {"name": name, "label": label, "count": self.counts[name], "query": self.query(tab=name)}
                for name, label in TABS.items()
            ],
            "orders": {name: self.query(sort=name) for name in ORDERS},
            "levels": [(level.value, LEVEL_WORDS[level]) for level in CLASHING],
            "several": len(self.memberships) > 1,
            "named": len(self.memberships) > 1 and not self.dossier,
            "page_range": self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1),
            "may_act": any({"assign", "dismiss"} & row.rights for row in self.rows),
            "settlers": self.settlers(),
            "all_chosen": self.asked.get("chosen") == "all",
            "choose_all": self.query(chosen="all", page=str(self.page.number)),
            "address": self.query(page=str(self.page.number)),
            "address_without_page": self.query(),
        }

    def query(self, **changed: str) -> str:
        """The address of the queue with something changed; any change begins at the first page."""
        kept = {"tab": self.tab, "sort": self.order, "level": self.level, "q": self.words}
        given = {**kept, "dossier": self.dossier.slug if self.dossier else "", **changed}
        plain = {"tab": "open", "sort": "level", "page": "1"}
        said = self.asked.copy()
        said.clear()
        said.update({name: value for name, value in given.items() if value and plain.get(name) != value})
        return said.urlencode()

    def settlers(self) -> models.QuerySet[Person]:
        """Whom conflicts shown here can be assigned to, in one of their dossiers at least."""
        dossiers = [self.dossier.pk] if self.dossier else [each.dossier_id for each in self.memberships]
        may_settle = Membership.objects.filter(dossier__in=dossiers, role__in=roles_with(Right.PROPOSE))
        people = Person.objects.filter(is_active=True, pk__in=may_settle.values("person"))
        return people.order_by("first_name", "last_name", "username")

    def _roles(self) -> dict[int, Role]:
        return {membership.dossier_id: Role(membership.role) for membership in self.memberships}

    @cached_property
    def _found(self) -> list[int] | None:
        """The conflicts the words are found in, looked for once: rows and counts both ask. None: no words."""
        return list(self._searched().values_list("pk", flat=True)) if self.words else None

    def _sifted(self) -> models.QuerySet[Conflict]:
        """What dossier, level and words leave."""
        return self._searched() if self._found is None else Conflict.objects.filter(pk__in=self._found)

    def _searched(self) -> models.QuerySet[Conflict]:
        dossiers = [self.dossier.pk] if self.dossier else [each.dossier_id for each in self.memberships]
        conflicts = Conflict.objects.filter(question__dossier__in=dossiers).notable()
        if self.level:
            conflicts = conflicts.filter(level=self.level)
        return conflicts.filter(question__in=self._said()) if self.words else conflicts

    def _said(self) -> RawSQL | list[int]:
        """The questions that hold the words in their wording or in a claim, found as the search of the desk does."""
        asked = Asked(read_query(self.words), self.dossier)
        if asked.query.is_empty:
            return []
        entries = found(asked, self.person).filter(document__isnull=True, comment__isnull=True).order_by()
        sql, values = entries.values("question_id", "claim_id").query.sql_with_params()
        return RawSQL(_SAID.format(entries=sql), values)  # noqa: S611 - all that was typed is among the values

    def _tab(self, tab: str) -> Q:
        undecided = Q(state__in=UNDECIDED)
        return {
            "open": undecided,
            "mine": undecided & Q(assigned_to=self.person),
            "unassigned": undecided & Q(assigned_to__isnull=True),
            "waiting": Q(state=ConflictState.PROPOSED),
            "decided": ~undecided,
            "all": Q(),
        }[tab]

    def _ordering(self) -> Sequence[Any]:
        return ("detected_at", "id") if self.order == "age" else WORST_FIRST


def _threads_of(conflicts: Sequence[int]) -> dict[int, int]:
    """How many threads are open on each conflict, its question and the claims that stand under it."""
    with connection.cursor() as cursor:
        cursor.execute(_THREADS, [list(conflicts)])
        return dict(cursor.fetchall())


def age_in_words(age: dt.timedelta) -> str:
    """How long ago, in whole days up to three months, then in months of thirty days."""
    days = max(0, age.days)
    if days == 0:
        return str(_("today"))
    if days < 90:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d month", "%(count)d months", days // 30) % {"count": days // 30}
