"""Who may do what, on one page.

A right belongs to a role in a dossier; each role has the rights of those above it in the table.
Whoever is not a member sees nothing at all: every query starts from `visible_to(person)`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from claims.errors import NotAllowed
from sources.models import Dossier, Person, Role
from sources.models.history import act_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Right(StrEnum):
    EXPORT = "export its reconciled claims"
    COMMENT = "comment"
    IMPORT = "import documents"
    WRITE = "write and correct claims and questions"
    JUDGE_CLAIMS = "accept or reject claims and filings"
    DISMISS = "dismiss or reopen a conflict"
    ASSIGN = "assign conflicts"
    PROPOSE = "propose a decision"
    APPROVE = "approve or return a decision"
    MANAGE = "manage its members and rules"


TABLE: dict[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.EXPORT}),
    Role.EDITOR: frozenset({Right.COMMENT, Right.IMPORT, Right.WRITE}),
    Role.REVIEWER: frozenset({Right.JUDGE_CLAIMS, Right.DISMISS, Right.ASSIGN, Right.PROPOSE}),
    Role.CHIEF: frozenset({Right.APPROVE, Right.MANAGE}),
}


def rights_of(role: Role | None) -> frozenset[Right]:
    """The rights of a role and of all the ones above it in the table."""
    if role is None:
        return frozenset()
    roles = list(TABLE)
    return frozenset().union(*(TABLE[each] for each in roles[: roles.index(role) + 1]))


def roles_with(right: Right) -> list[Role]:
    return [role for role in TABLE if right in rights_of(role)]


def may(person: Person | AnonymousUser, right: Right, dossier: Dossier) -> bool:
    return right in rights_of(dossier.role_of(person))


def require(person: Person, right: Right, dossier: Dossier) -> None:
    """Raises NotAllowed where the person's role in the dossier lacks the right.

    What the transaction changes from here on is on their behalf: the histories of the rows say so.
    """
    if not may(person, right, dossier):
        raise NotAllowed(f"Your role in “{dossier}” does not let you {right}. Ask a chief of the dossier.")
    act_for(person)
