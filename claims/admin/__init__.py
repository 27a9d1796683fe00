"""The desk's pages about claims, questions and conflicts: one file each."""

from claims.admin import aliases, claims, conflicts, discrepancies, events, questions

__all__ = ["aliases", "claims", "conflicts", "discrepancies", "events", "questions"]
