"""Vectors are kept beside statements, stand in for words where there are none, and are never needed."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from claims import meaning, recall
from claims.filing import file_claims
from claims.management.commands.embed_statements import NO_PGVECTOR
from claims.models import Filing, FilingWeights, LanguageMean, StatementVector
from claims.similarity import DEFAULT, WITH_MEANING, in_words
from claims.similarity.embedding import EmbedderFailed
from claims.similarity.embedding.background import BACKGROUND
from claims.similarity.embedding.centring import unit
from claims.suggesting import likely_partners
from config import embedded
from tests.factories import NOW, a_claim, a_document

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick, the ferry company said."
FERRY_TOO = "The ferry company said about 58,000 passengers crossed the strait to Harwick after the storm."
VALLEY = "About 58,000 people left the valley after the flood."
EXODUS = "Some 61,000 inhabitants fled Lorne."


class Words:
    """A model to which texts are alike as they share words; those of `same` are one word to it."""

    dimensions = 64

    def __init__(self, name: str = "words 1", same: Sequence[str] = (), fails: bool = False) -> None:
        self.name, self.same, self.fails = name, same, fails
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[Sequence[float]]:
        if self.fails:
            raise EmbedderFailed("The address does not answer.")
        self.asked += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        vector = [0.01] * self.dimensions
        for word in re.findall(r"[a-z]+|[\u4e00-\u9fff]", text.lower()):
            said = "same" if word in self.same else word
            vector[blake2b(said.encode(), digest_size=1).digest()[0] % self.dimensions] += 1
        return unit(vector)


@pytest.fixture
def use(monkeypatch):
    """Makes a model the one that the settings name."""

    def using(model):
        monkeypatch.setattr(meaning, "_embedder", lambda *asked: model)
        return model

    return using


@pytest.fixture(scope="module")
def pgvector(django_db_setup):
    """The extension, as the superuser of the embedded server installs it; for the tests of one file, no longer."""
    told = connection.settings_dict
    if settings.DATABASE_URL:
        pytest.skip("whether a server of your own has pgvector is not ours to change")
    place = {"host": told["HOST"], "port": told["PORT"], "user": "postgres", "dbname": told["NAME"]}
    with psycopg.connect(**place, autocommit=True) as superuser:
        embedded.install_pgvector(superuser.info, told["NAME"])
        yield
        superuser.execute("DROP EXTENSION vector")


def embedded_now(*arguments: str) -> str:
    out = StringIO()
    call_command("embed_statements", *arguments, stdout=out)
    return out.getvalue()


def test_without_an_embedder_nothing_is_kept_and_nothing_asked(world, django_assert_num_queries):
    a_document(world.dossier, FERRY)
    recall.keep(world.dossier)
    assert not StatementVector.objects.exists()
    with django_assert_num_queries(0):
        assert meaning.nearest(world.dossier, []) == set()
        assert meaning.likeness(world.dossier, []) is None


def test_a_vector_is_kept_with_each_statement_and_made_once(world, use):
    model = use(Words())
    a_document(world.dossier, FERRY)
    recall.keep(world.dossier)
    kept = StatementVector.objects.get()
    assert (kept.embedder, kept.language, kept.block, len(kept.vector)) == ("words 1", "en", "count", 64)
    assert "43,000" not in " ".join(model.asked)
    asked = len(model.asked)
    recall.keep(world.dossier)
    assert len(model.asked) == asked


def test_the_mean_of_a_language_begins_with_plain_sentences_and_runs_on(world, use):
    use(Words())
    a_document(world.dossier, FERRY)
    recall.keep(world.dossier)
    a_document(world.dossier, VALLEY)
    recall.keep(world.dossier)
    mean = LanguageMean.objects.get(language="en")
    assert mean.statements == len(BACKGROUND["en"]) + 2
    assert sum(mean.total) > 0


def test_a_filing_says_how_alike_in_meaning(world, use):
    use(Words())
    a_document(world.dossier, FERRY)
    a_document(world.dossier, FERRY_TOO)
    assert file_claims(world.dossier, at=NOW)
    for filing in Filing.objects.all():
        assert re.search(r"meaning 1?\.\d\d \(machine, words 1\)", filing.reason_words)
        assert filing.reason["embedder"] == "words 1"


def test_a_model_that_does_not_answer_stops_nothing(world, use, caplog):
    use(Words(fails=True))
    a_document(world.dossier, FERRY)
    a_document(world.dossier, FERRY_TOO)
    assert file_claims(world.dossier, at=NOW)
    assert "filed by their words alone: The address does not answer." in caplog.text
    assert not StatementVector.objects.exists()


def test_what_lacks_a_vector_is_embedded_by_the_command(world, use):
    a_document(world.dossier, FERRY)
    recall.keep(world.dossier)
    use(Words())
    assert "floods: 1 statements embedded by words 1" in embedded_now()
    assert "floods: 0 statements embedded" in embedded_now("--dossier", "floods")
    use(Words("words 2"))
    assert "floods: 1 statements embedded by words 2" in embedded_now()
    assert StatementVector.objects.get().embedder == "words 2"


def test_the_command_says_what_is_missing(world, use, monkeypatch):
    assert "EMBEDDER is none" in embedded_now()
    use(Words())
    monkeypatch.setattr(meaning, "has_pgvector", lambda: False)
    assert NO_PGVECTOR in embedded_now()
    use(Words(fails=True))
    a_document(world.dossier, FERRY)
    recall.keep(world.dossier)
    with pytest.raises(CommandError, match="does not answer"):
        embedded_now()


@pytest.mark.usefixtures("pgvector")
def test_a_claim_in_other_words_is_found_by_its_meaning(world, use):
    use(Words(same=("people", "inhabitants", "left", "fled", "valley", "lorne")))
    own = a_claim(world.dossier, VALLEY)
    other = a_claim(world.dossier, EXODUS)
    a_claim(world.dossier, "The choir has 40 singers from the town.")
    recall.keep(world.dossier)
    asking = recall.kept([own.passage.document_id])
    near = meaning.nearest(world.dossier, asking)
    assert (own.pk, other.pk) in near
    known = meaning.likeness(world.dossier, [*asking, *recall.near(world.dossier, asking, {other.pk})], near)
    assert (known.of(own.pk, other.pk) or 0) > 0.5
    first = likely_partners(own)[0]
    assert first.claim == other
    assert "machine, words 1" in in_words(first.reason)


@pytest.mark.usefixtures("pgvector")
def test_a_dossier_is_not_searched_for_another(world, use):
    use(Words())
    own = a_claim(world.dossier, FERRY)
    elsewhere = world.stranger.memberships.get().dossier
    a_claim(elsewhere, FERRY_TOO)
    recall.keep(world.dossier)
    recall.keep(elsewhere)
    assert meaning.nearest(world.dossier, recall.kept([own.passage.document_id])) == set()


def test_weights_refitted_with_a_model_are_not_those_of_words(world):
    assert FilingWeights.objects.of(world.dossier) == DEFAULT
    assert FilingWeights.objects.of(world.dossier, "words 1") == WITH_MEANING
    refitted = {"weights": {**DEFAULT.as_json(), "threshold": 0.9}, "judged": 100}
    FilingWeights.objects.create(dossier=None, embedder="words 1", applied_at=NOW, applied_by="test", **refitted)
    assert FilingWeights.objects.of(world.dossier, "words 1").threshold == 0.9
    assert FilingWeights.objects.of(world.dossier) == DEFAULT
