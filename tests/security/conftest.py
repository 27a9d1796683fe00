"""One of everything, and everybody, as for the table of rights."""

from tests.test_rights import clients, everything

__all__ = ["clients", "everything"]
