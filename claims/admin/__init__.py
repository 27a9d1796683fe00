"""The desk's pages about claims, questions and conflicts: one file each."""

from claims.admin import claims, conflicts, events, questions

__all__ = ["claims", "conflicts", "events", "questions"]
