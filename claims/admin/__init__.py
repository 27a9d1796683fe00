"""The desk's pages about claims, questions and conflicts: one file each."""

from claims.admin import claims, conflicts, discrepancies, events, questions

__all__ = ["claims", "conflicts", "discrepancies", "events", "questions"]
