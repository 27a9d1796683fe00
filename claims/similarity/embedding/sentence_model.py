"""Any model that the library sentence-transformers loads: by its name, or from a folder of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.similarity.embedding import EmbedderFailed, Vector
from claims.similarity.embedding.centring import unit

_QUERY = "query"  # what models that tell questions from passages call the prompt of a question


class SentenceModel:
    """`model` is a `sentence_transformers.SentenceTransformer`, or anything that encodes as one does."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self.name = f"sentence-transformers {name}"
        self._prompt = _QUERY if _QUERY in (getattr(model, "prompts", None) or {}) else None

    @classmethod
    def loaded(cls, name: str) -> SentenceModel:
        """Raises `EmbedderFailed` where the library or the model is not to be had."""
        if not name:
            raise EmbedderFailed("EMBEDDER_MODEL has to name the model, or the folder it lies in.")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise EmbedderFailed(
                "EMBEDDER is sentence-transformers, which is not here: pip install sentence-transformers"
            ) from None
        try:
            return cls(SentenceTransformer(name), name)
        except (OSError, ValueError) as error:
            raise EmbedderFailed(f"The model “{name}” could not be loaded: {error}") from error

    @property
    def dimensions(self) -> int:
        return int(self._model.get_sentence_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        if not texts:
            return []
        told = {"prompt_name": self._prompt} if self._prompt else {}
        found = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False, **told)
        return [unit([float(number) for number in vector]) for vector in found]
