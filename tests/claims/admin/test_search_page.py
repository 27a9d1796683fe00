"""The search of the desk: groups, one kind page by page, the box in the head of every page."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import review
from claims.models import SearchEntry
from tests.factories import NOW, a_claim, a_conflict, a_dossier

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick."


def page(client, person, **asked: object) -> str:
    client.force_login(person)
    response = client.get("/desk/search/", asked)
    assert response.status_code == 200
    return str(response.content.decode())


def test_finds_stand_in_groups_with_the_words_marked(client, world):
    claim = a_claim(world.dossier, FERRY, title="The strait")
    html = page(client, world.viewer, q="strait")
    assert html.count("<mark>strait</mark>") == 3
    assert f'href="/desk/claims/claim/{claim.pk}/change/"' in html
    assert f'href="/desk/sources/document/{claim.passage.document_id}/change/#b0:~:text=' in html
    assert re.search(r">All <span class=\"count\">3<", html)


def test_a_withheld_passage_is_shown_as_such(client, world):
    claim = a_claim(world.dossier, FERRY)
    assert "not for export" not in page(client, world.viewer, q="strait")
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="A source.")
    assert page(client, world.viewer, q="strait").count("not for export") == 2


def test_a_stranger_finds_nothing(client, world):
    a_claim(world.dossier, FERRY, title="The strait")
    html = page(client, world.stranger, q="strait", dossier=world.dossier.slug)
    assert "<mark>" not in html
    assert "Nothing here says that" in html


def test_one_kind_is_read_page_by_page(client, world):
    SearchEntry.objects.all().delete()
    for number in range(30):
        a_claim(world.dossier, f"About {number + 3},000 people crossed the strait.")
    first = page(client, world.viewer, q="strait", kind="claim")
    (older,) = re.findall(r'href="\?([^"]*before=\d+[^"]*)" rel="next"', first)
    older = older.replace("&amp;", "&")
    second = client.get(f"/desk/search/?{older}").content.decode()
    claims = [re.findall(r'href="/desk/claims/claim/(\d+)/change/"', each) for each in (first, second)]
    assert [len(each) for each in claims] == [25, 5]
    assert len({*claims[0], *claims[1]}) == 30
    assert "Newest" in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "，！"},
        {"q": "水" * 5000},
        {"q": "'; DROP TABLE claims_claim; --"},
        {"q": "<script>alert(1)</script>"},
        {"q": "\ud800".encode("utf-8", "surrogatepass")},
        {"q": "a", "kind": "mention", "dossier": "nowhere", "language": "tlh", "before": "x"},
        {"q": "a", "kind": "claim", "before": "9" * 30},
    ],
)
def test_whatever_is_asked_is_answered(client, world, asked):
    a_claim(world.dossier, FERRY)
    assert "<script>alert" not in page(client, world.viewer, **asked)


def test_it_says_what_it_could_not_search_for(client, world):
    assert "no word in this" in page(client, world.viewer, q="！！")
    assert "Only the first 200" in page(client, world.viewer, q="a" * 300)


def test_the_filters_are_kept_and_can_be_left(client, world):
    a_dossier("rains").memberships.create(person=world.viewer, role="viewer")
    html = page(client, world.viewer, q="strait", dossier="rains", language="en")
    assert '<option value="rains" selected>' in html
    assert 'href="?q=strait">Search everywhere' in html


def test_the_box_stands_on_every_page(client, world):
    client.force_login(world.viewer)
    assert 'class="head-search"' in client.get("/desk/").content.decode()


def test_many_finds_take_as_many_queries_as_few(client, world):
    conflict, asked = a_conflict(world.dossier), []
    client.force_login(world.viewer)
    for round_ in range(2):
        for number in range(1 + 9 * round_):
            a_claim(world.dossier, f"About {number + 3},{round_}00 people crossed the strait.", title="The strait")
            review.comment(conflict, "Which strait?", by=world.editor, at=NOW)
        with CaptureQueriesContext(connection) as captured:
            client.get("/desk/search/?q=strait")
        asked.append(len(captured))
    assert asked[1] <= asked[0] <= 15
