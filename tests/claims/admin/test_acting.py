"""A refusal of the domain as a page answers it."""

import pytest

from claims.admin.acting import status_of
from claims.errors import FourEyesNeeded, NotAllowed, Refused, Stale, ThreadsUnresolved, WrongState


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotAllowed("Your role does not let you."), 403),
        (Stale(), 409),
        (WrongState("Somebody judged it already."), 409),
        (FourEyesNeeded("Somebody else has to approve it."), 409),
        (ThreadsUnresolved("A thread is open."), 409),
        (Refused("Say why."), 400),
    ],
)
def test_what_somebody_else_did_first_is_a_conflict_and_what_is_typed_wrongly_is_not(refusal, status):
    assert status_of(refusal) == status
