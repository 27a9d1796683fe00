"""The pages of the list of claims, in the order in which they are worth checking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from claims.models import Claim
from claims.models.claim import ClaimState

if TYPE_CHECKING:
    _Paginator = Paginator[Any]
else:
    _Paginator = Paginator

ORDER = ("-worth", "id")


class WorthPaginator(_Paginator):
    """Pages of claims in the order of their worth.

    An index gives that order within one dossier and one state: the first few of each are put together. In another
    order the database sorts all there is.
    """

    def __init__(self, claims: QuerySet[Claim], per_page: int, *, dossiers: Sequence[int]) -> None:
        super().__init__(claims, per_page)
        self.claims, self.dossiers = claims, dossiers

    def page(self, number: int | str) -> Page[Any]:
        if not self.dossiers or tuple(self.claims.query.order_by)[: len(ORDER)] != ORDER:
            return super().page(number)
        number = self.validate_number(number)
        last = int(number) * int(self.per_page)
        chosen = self.claims.filter(pk__in=self._keys(last - int(self.per_page), last))
        return Page(list(chosen), number, self)

    def _keys(self, first: int, last: int) -> list[int]:
        """The keys of the claims from one place in the order to another, that one exclusive."""
        each = self.claims.values_list("pk", "worth")
        some, *others = [
            each.filter(dossier=dossier, state=state)[:last] for dossier in self.dossiers for state in ClaimState
        ]
        found = some.union(*others, all=True).order_by("-worth", "pk")
        return [pk for pk, worth in found[first:last]]
