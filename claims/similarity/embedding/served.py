"""A model that answers at an address as OpenAI's embeddings do: POST {model, input} to …/embeddings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

from claims.similarity.embedding import EmbedderFailed, Vector
from claims.similarity.embedding.centring import unit

_AT_ONCE = 64
_TIMEOUT = urllib3.Timeout(connect=5, read=60)
_TRIES = urllib3.Retry(total=2, backoff_factor=0.5, status_forcelist=[429, 502, 503, 504], allowed_methods=["POST"])
_MOST_SAID = 300  # characters of an answer that is shown


class Served:
    """`url` is the address up to, or with, its last part: "http://127.0.0.1:8000/v1" or ".../v1/embeddings"."""

    def __init__(self, url: str, model: str, key: str = "") -> None:
        if not url.startswith(("http://", "https://")) or not model:
            raise EmbedderFailed(
                "EMBEDDER_URL has to be an address, http or https, and EMBEDDER_MODEL to name a model."
            )
        self._url = url.rstrip("/").removesuffix("/embeddings") + "/embeddings"
        self._model = model
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._pool = urllib3.PoolManager(timeout=_TIMEOUT, retries=_TRIES)
        self.name = f"openai {model}"

    @cached_property
    def dimensions(self) -> int:
        """What the model answers tells it."""
        return len(self.embed(["…"])[0])

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        listed = list(texts)
        return [vector for at in range(0, len(listed), _AT_ONCE) for vector in self._asked(listed[at : at + _AT_ONCE])]

    def _asked(self, texts: list[str]) -> list[Vector]:
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"}).encode()
        try:
            answer = self._pool.request("POST", self._url, body=body, headers=self._headers, redirect=False)
        except HTTPError as error:
            raise EmbedderFailed(f"{self._url} does not answer: {error}") from error
        if answer.status != 200:
            said = answer.data.decode("utf-8", "replace")[:_MOST_SAID]
            raise EmbedderFailed(f"{self._url} answers {answer.status}: {said}")
        return _vectors(answer.data, len(texts), self._url)


def _vectors(data: bytes, wanted: int, url: str) -> list[Vector]:
    """The vectors of an answer in the order of what was asked, which `index` tells."""
    try:
        listed: list[dict[str, Any]] = sorted(json.loads(data)["data"], key=lambda each: int(each["index"]))
        found: list[Vector] = [unit([float(number) for number in each["embedding"]]) for each in listed]
    except (ValueError, KeyError, TypeError) as error:
        raise EmbedderFailed(f"{url} answers what is no list of embeddings.") from error
    if len(found) != wanted or len({len(vector) for vector in found}) != 1:
        raise EmbedderFailed(f"{url} answers {len(found)} vectors for {wanted} texts, or vectors of several lengths.")
    return found
