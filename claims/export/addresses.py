"""The addresses by which the linked-data formats name things: those of the API, which answer to members,
and the public page of a question."""

from __future__ import annotations


def claim(base: str, pk: int) -> str:
    return f"{base}api/v1/claims/{pk}/"


def question(base: str, pk: int) -> str:
    return f"{base}api/v1/questions/{pk}/"


def reconciliation(base: str, pk: int) -> str:
    return f"{base}api/v1/reconciliations/{pk}/"


def document(base: str, pk: int) -> str:
    return f"{base}api/v1/documents/{pk}/"


def text(base: str, pk: int) -> str:
    """The normalised text, whose code points the offsets count."""
    return f"{base}api/v1/documents/{pk}/text/"


def published(base: str, dossier: str, question_id: int) -> str:
    """The page of a decided question that everybody may read, where its dossier is public."""
    return f"{base}published/{dossier}/{question_id}/"
