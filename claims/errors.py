"""Why something was refused, in sentences that can be shown as they are."""


class Refused(Exception):
    """The act is not done and nothing has changed. `str()` of it says why and what to do."""


class NotAllowed(Refused):
    """The person's role in the dossier does not allow it."""


class Stale(Refused):
    """Somebody changed the thing since the person saw it (409 on a page, 412 in the API)."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this while you were looking at it. What you typed is kept: look again.")


class FourEyesNeeded(Refused):
    """The same person may not do both halves of a decision."""


class ThreadsUnresolved(Refused):
    """An open thread blocks the approval."""


class WrongState(Refused):
    """The thing is not in a state in which that can be done."""
