"""What a search finds: in statements, texts, titles, questions and comments, of one's own dossiers alone."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.models import Claim, EntryKind, SearchEntry
from claims.searching.asking import COUNTED, Asked, counts, found
from claims.searching.hits import hits
from claims.searching.query import read_query
from sources.models import Document
from tests.factories import NOW, a_claim, a_conflict, a_document, a_dossier, a_question

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick."
EVACUATED = "约4.3万名撤离人员经卡塔尔转往第三国。"


def kinds(person, typed: str, **asked) -> list[str]:
    return sorted(entry.kind.value for entry in found(Asked(read_query(typed), **asked), person))


def texts(person, typed: str) -> list[str]:
    return [entry.text for entry in found(Asked(read_query(typed)), person).order_by("id")]


def load(dossier, *statements: str) -> None:
    """Entries of claims that are not there: only what is searched is of matter."""
    made = (SearchEntry(dossier=dossier, language="zh", text=text, claim_id=n) for n, text in enumerate(statements, 1))
    SearchEntry.objects.bulk_create(made)


def test_everything_that_says_it_is_found(world):
    claim = a_claim(world.dossier, FERRY, title="The strait")
    question = a_question([claim], "How many passengers crossed the strait?")
    review.comment(question, "Which strait is meant?", by=world.editor, at=NOW)
    assert kinds(world.viewer, "strait") == ["claim", "comment", "document", "passage", "question"]


def test_of_another_dossier_nothing_is_found(world):
    a_claim(world.dossier, FERRY, title="The strait")
    assert kinds(world.stranger, "strait") == []


def test_words_are_found_by_their_stems(world):
    a_claim(world.dossier, FERRY)
    assert kinds(world.viewer, "passenger crossing") == ["claim", "passage"]
    assert kinds(world.viewer, "passengers NOT") != []
    assert kinds(world.viewer, "sailors") == []


def test_chinese_is_found_inside_a_sentence_in_either_script(world):
    a_claim(world.dossier, EVACUATED, language="zh")
    for typed in ("离人", "撤離人員", "撤离", "离", "国", "3万名撤", "４.３万", "卡塔尔转往第三国"):
        assert kinds(world.viewer, typed) == ["claim", "passage"], typed
    assert kinds(world.viewer, "人撤") == []


def test_all_parts_have_to_be_there(world):
    load(world.dossier, "在Qatar的撤离", "Qatar的大学", "全部撤离")
    assert texts(world.viewer, "Qatar 撤离") == ["在Qatar的撤离"]
    assert texts(world.viewer, "撤离 -Qatar") == ["全部撤离"]
    assert texts(world.viewer, "Qatar -撤离") == ["Qatar的大学"]


def test_words_in_quotation_marks_stand_together(world):
    load(world.dossier, "The ferry left the strait.", "The strait that the ferry left.")
    assert texts(world.viewer, '"left the strait"') == ["The ferry left the strait."]
    assert len(texts(world.viewer, "left strait")) == 2


def test_function_words_are_found_where_nothing_else_is_asked_for(world):
    load(world.dossier, "The Who played.", "Nobody played.")
    assert texts(world.viewer, "the who") == ["The Who played."]
    assert len(texts(world.viewer, "who played")) == 2


def test_pairs_of_a_phrase_in_another_order_are_not_the_phrase(world):
    load(world.dossier, "人员撤离，离人员很远", "撤离人员")
    assert texts(world.viewer, "撤离人员") == ["撤离人员"]


def test_every_substring_is_found_that_the_slow_way_finds(world):
    """In a seeded sample: as ILIKE finds them, at a recall of one."""
    rng = random.Random(7)
    signs = "我们的河水一二三万人撤离卡塔尔，。4.3%AB（）"
    said = ["".join(rng.choices(signs, k=rng.randint(5, 40))) for _ in range(400)]
    load(world.dossier, *said)
    for _ in range(150):
        whole = rng.choice(said)
        start = rng.randrange(len(whole))
        typed = whole[start : start + rng.randint(1, 8)]
        if not any(character in "我们的河水一二三万人撤离卡塔尔" for character in typed):
            continue
        slowly = SearchEntry.objects.filter(text__icontains=typed).values_list("pk", flat=True)
        assert set(slowly) <= set(found(Asked(read_query(typed)), world.viewer).values_list("pk", flat=True)), typed


def test_a_phrase_is_found_wherever_it_stands_in_a_long_text(world):
    """Also where a stretch of the index ends."""
    rng = random.Random(3)
    text = "".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(8000)) + "\n\nThe end.\n\n" + "Short.\n\n" * 500
    document = a_document(world.dossier, text)
    stretches = SearchEntry.objects.filter(document=document, start__isnull=False)
    assert all(document.text.startswith(each.text, each.start) for each in stretches)
    for start in range(1400, 3300, 37):
        typed = document.text[start : start + 30]
        entries = found(Asked(read_query(typed)), world.viewer)
        hit = hits(list(entries), read_query(typed))[0]
        assert (hit.start, hit.end) == (start, start + 30)


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE claims_claim; --",
        "100%",
        "a_b%",
        "\\",
        "撤'离",
        '撤"离',
        "撤\\离",
        "[撤",
        "(离",
        "a & | ! <-> :*",
        "%s",
        "{}",
    ],
)
def test_signs_of_sql_and_patterns_are_signs(world, typed):
    load(world.dossier, EVACUATED)
    assert texts(world.viewer, typed) == []


@pytest.mark.parametrize("typed", ["", "，", "\0", "\ud800", "-撤离", "水" * 100_000, "a " * 100_000, "'" * 300])
def test_whatever_is_typed_is_answered(world, typed):
    load(world.dossier, EVACUATED)
    assert texts(world.viewer, typed) == []


def test_dossier_kind_and_language_are_chosen(world):
    other = a_dossier("rains")
    other.memberships.create(person=world.viewer, role="viewer")
    load(world.dossier, EVACUATED)
    a_claim(other, FERRY, language="en")
    a_claim(other, "About 10 ferries 撤离 the strait.", language="en")
    assert kinds(world.viewer, "撤离", dossier=other) == ["claim", "passage"]
    assert kinds(world.viewer, "撤离", language="zh") == ["claim"]
    assert kinds(world.viewer, "撤离", kind=EntryKind.PASSAGE) == ["passage"]


def test_finds_are_counted_by_kind_up_to_a_limit(world):
    a_claim(world.dossier, FERRY)
    asked = Asked(read_query("strait"))
    assert counts(asked, world.viewer) == {EntryKind.CLAIM: 1, EntryKind.PASSAGE: 1}
    SearchEntry.objects.bulk_create(
        SearchEntry(dossier=world.dossier, language="en", text="strait", comment_id=n) for n in range(COUNTED + 50)
    )
    assert sum(counts(asked, world.viewer).values()) == COUNTED + 1


def test_what_is_withheld_is_told_as_such(world):
    claim = a_claim(world.dossier, FERRY)
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="A source at the ferry.")
    query = read_query("strait")
    shown = hits(list(found(Asked(query), world.viewer)), query)
    assert [hit.is_withheld for hit in shown] == [True, True]


def test_why_it_is_withheld_is_not_searched(world):
    claim = a_claim(world.dossier, FERRY)
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="A source at Zorvane.")
    assert kinds(world.viewer, "Zorvane") == []


def test_a_hit_leads_to_its_place(world):
    a_document(world.dossier, f"Nothing.\n\nThe harbour is closed.\n\n{FERRY}")
    conflict = a_conflict(world.dossier)
    thread = review.comment(conflict, "What of the harbour?", by=world.editor, at=NOW)
    reply = review.comment(conflict, "The harbour is shut.", by=world.editor, at=NOW, reply_to=thread)
    query = read_query("harbour")
    passage, first, second = hits(list(found(Asked(query), world.viewer).order_by("id")), query)
    assert passage.address == f"/desk/sources/document/{passage.of.pk}/change/#b1:~:text=The%20harbour%20is%20closed."
    assert first.address == f"/desk/threads/{thread.pk}/#comment-{thread.pk}"
    assert second.address == f"/desk/threads/{thread.pk}/#comment-{reply.pk}"
    assert second.conflict == conflict


def test_hits_take_as_many_queries_for_one_as_for_many(world):
    query = read_query("strait")
    asked = []
    for round_ in range(2):
        for number in range(4):
            a_claim(world.dossier, f"About {number + 3},{round_}00 people crossed the strait of {number}.")
        with CaptureQueriesContext(connection) as captured:
            assert hits(list(found(Asked(query), world.viewer)), query)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 9


def test_rows_written_by_plain_sql_are_found(world):
    claim = a_claim(world.dossier, FERRY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET statement = 'The gull sailed.' WHERE id = %s", [claim.pk])
    assert kinds(world.viewer, "gull") == ["claim"]
    assert kinds(world.viewer, "crossed") == ["passage"]


def test_a_new_title_is_found_and_the_old_one_not(world):
    document = a_document(world.dossier, FERRY, title="The gull")
    Document.objects.filter(pk=document.pk).update(title="The heron")
    assert kinds(world.viewer, "heron") == ["document"]
    assert kinds(world.viewer, "gull") == []


def test_an_edited_comment_is_found_by_its_new_words(world):
    thread = review.comment(a_conflict(world.dossier), "The gull?", by=world.editor, at=NOW)
    review.edit_comment(thread, "The heron?", by=world.editor, at=NOW, seen=1)
    assert (kinds(world.viewer, "heron"), kinds(world.viewer, "gull")) == (["comment"], [])


def test_what_is_deleted_is_not_found(world):
    claim = a_claim(world.dossier, FERRY)
    Claim.objects.filter(pk=claim.pk)._raw_delete("default")
    assert kinds(world.viewer, "strait") == ["passage"]
