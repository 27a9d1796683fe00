"""The index over vectors is made by the owner of the tables, one for the model in use; committed, and so taken away."""

import pytest
from django.db import connection

from claims import meaning
from tests.claims.test_embedding import Words, pgvector
from tests.conftest import OWNER, connected_as

pytestmark = pytest.mark.usefixtures("transactional_db", "ledger_may_be_emptied")
__all__ = ["pgvector"]


@pytest.fixture
def no_index_stays(transactional_db):
    yield
    with connected_as(OWNER), connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX IF EXISTS "{meaning.index_name("words 2")}"')


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.usefixtures("pgvector", "no_index_stays")
def test_the_model_in_use_has_the_one_index():
    with connected_as(OWNER):
        for name in ("words 1", "words 2", "words 2"):
            meaning.index_vectors(Words(name))
    assert indexes() == {meaning.index_name("words 2")}
