"""The migration that makes the index takes in what was there before."""

from __future__ import annotations

import importlib

import pytest
from django.db import connection

from claims import review
from claims.models import SearchEntry
from tests.factories import NOW, a_claim, a_question

filled = importlib.import_module("claims.migrations.0026_search_entries")
COLUMNS = ("dossier", "claim", "document", "question", "comment", "start", "language", "text")


@pytest.fixture
def kept(world) -> list[tuple]:
    """What the triggers made of some of everything."""
    claim = a_claim(world.dossier, "First.\n\nAbout 43,000 people crossed the strait.", title="The strait")
    a_claim(world.dossier, "约4.3万名撤离人员经卡塔尔转往第三国。", language="zh")
    question = a_question([claim])
    thread = review.comment(question, "Which strait?", by=world.editor, at=NOW)
    review.comment(question, "哪一个？", by=world.editor, at=NOW, reply_to=thread)
    review.comment(claim, "The northern one?", by=world.editor, at=NOW)
    return sorted(SearchEntry.objects.values_list(*COLUMNS), key=repr)


def test_rows_that_are_there_are_filled_in_as_the_triggers_would(kept):
    SearchEntry.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in filled.fill():
            cursor.execute(statement)
    assert sorted(SearchEntry.objects.values_list(*COLUMNS), key=repr) == kept
    assert len(kept) == 2 + 2 + 2 + 1 + 3  # claims, titles, stretches, a question, comments


def test_every_text_is_indexed(kept):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_entry_by_word'")
        assert "gin" in cursor.fetchone()[0]
