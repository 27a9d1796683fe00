"""Who may do what: the table of rights, person by person."""

import pytest

from claims.permissions import Right, may

EVERYBODY = ["viewer", "editor", "reviewer", "chief"]
ALLOWED = {
    Right.EXPORT: EVERYBODY,
    Right.COMMENT: EVERYBODY[1:],
    Right.IMPORT: EVERYBODY[1:],
    Right.WRITE: EVERYBODY[1:],
    Right.JUDGE_CLAIMS: EVERYBODY[2:],
    Right.DISMISS: EVERYBODY[2:],
    Right.ASSIGN: EVERYBODY[2:],
    Right.PROPOSE: EVERYBODY[2:],
    Right.APPROVE: EVERYBODY[3:],
    Right.MANAGE: EVERYBODY[3:],
}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("name", [*EVERYBODY, "stranger"])
def test_rights(world, right, name):
    assert may(world.person(name), right, world.dossier) == (name in ALLOWED[right])
