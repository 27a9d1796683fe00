"""The index over vectors is made by the owner of the tables, one for the model in use; committed, and so taken away."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from claims import meaning
from config import embedded
from tests.claims.test_embedding import Words
from tests.conftest import OWNER, connected_as

pytestmark = pytest.mark.usefixtures("transactional_db", "ledger_may_be_emptied")


@pytest.fixture
def the_superuser(transactional_db):
    told = connection.settings_dict
    if settings.DATABASE_URL:
        pytest.skip("whether a server of your own has pgvector is not ours to change")
    with psycopg.connect(host=told["HOST"], port=told["PORT"], user="postgres", dbname="postgres") as superuser:
        embedded.install_pgvector(superuser.info, told["NAME"])
        yield
    with connected_as(OWNER), connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX IF EXISTS "{meaning.index_name("words 2")}"')


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.usefixtures("the_superuser")
def test_the_model_in_use_has_the_one_index():
    with connected_as(OWNER):
        for name in ("words 1", "words 2", "words 2"):
            meaning.index_vectors(Words(name))
    assert indexes() == {meaning.index_name("words 2")}
