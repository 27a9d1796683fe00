"""A query put to the database: which entries it finds, of the dossiers a person is a member of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, CharField, Q, Value, When
from django.db.models.expressions import RawSQL

from claims.models import EntryKind, SearchEntry
from claims.models.search_entry import OF_KIND, SearchEntryQuerySet
from claims.searching.query import Query
from sources.models import Dossier, Person

COUNTED = 1_000  # more finds than these are not counted

_BY_INDEX = """
public.claims_search_vector(claims_searchentry.text) @@ (public.claims_search_words(%s) && (%s)::tsquery)
"""
_SIGN_BY_SIGN = "public.claims_search_signs(claims_searchentry.text) ~ %s"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for, and in what."""

    query: Query
    dossier: Dossier | None = None
    kind: EntryKind | None = None
    language: str = ""

    def within(self, entries: SearchEntryQuerySet) -> SearchEntryQuerySet:
        """Those of the dossier, the kind and the language asked for."""
        entries = entries.filter(dossier=self.dossier) if self.dossier else entries
        entries = entries.of_kind(self.kind) if self.kind else entries
        return entries.filter(language=self.language) if self.language else entries


def found(asked: Asked, person: Person | AnonymousUser) -> SearchEntryQuerySet:
    """The entries that all of a query stands in; none where it asks for nothing."""
    entries = SearchEntry.objects.visible_to(person)
    return asked.within(entries).filter(_holding(asked.query)) if not asked.query.is_empty else entries.none()


def counts(asked: Asked, person: Person | AnonymousUser) -> dict[EntryKind, int]:
    """How many entries of each kind are found: exactly, where they are no more than COUNTED together."""
    kind_of = Case(*(When(each, then=Value(kind.value)) for kind, each in OF_KIND.items()), output_field=CharField())
    some = found(asked, person).order_by().annotate(found_kind=kind_of)[: COUNTED + 1]
    return {EntryKind(kind): number for kind, number in Counter(some.values_list("found_kind", flat=True)).items()}


def _holding(query: Query) -> Q:
    """Nothing typed goes into the SQL but as a parameter."""
    wanted = [phrase for phrase in query.phrases if phrase.is_wanted]
    lookup = " & ".join(phrase.lookup for phrase in wanted)
    truth = BooleanField()
    condition = Q(RawSQL(_BY_INDEX, [query.words, lookup], output_field=truth))  # noqa: S611
    for phrase in query.phrases:
        held = Q(RawSQL(_SIGN_BY_SIGN, [phrase.pattern], output_field=truth))  # noqa: S611
        if not phrase.is_wanted:
            condition &= ~held
        elif not phrase.is_found_by_lookup:
            condition &= held
    return condition
