"""A request that nobody can read is answered with a page that says so, and what to do."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("page", ["note", "import"])
def test_whoever_sends_too_much_at_once_is_told_how_much_is_taken(client, world, settings, page):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(world.editor)
    answer = client.post(reverse(page), {"dossier": world.dossier.pk, "text": "y" * 2000})
    told = answer.content.decode()
    assert answer.status_code == 413
    assert "Too much at once" in told
    assert "what is typed or pasted 10 MB" in told


def test_so_is_whoever_is_not_signed_in(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post(reverse("account_login"), {"login": "y" * 2000})
    assert (answer.status_code, "Too much at once" in answer.content.decode()) == (413, True)


def test_a_page_that_is_not_there_has_the_head_of_the_desk_for_whoever_is_signed_in(client, world):
    ways = f'href="{reverse("admin:claims_conflict_changelist")}"'
    assert ways not in client.get("/nowhere/").content.decode()
    client.force_login(world.editor)
    answer = client.get("/nowhere/")
    assert (answer.status_code, ways in answer.content.decode()) == (404, True)


def test_what_is_no_form_of_ours_is_answered_400(client, world, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    client.force_login(world.editor)
    answer = client.post(reverse("note"), {"dossier": "1", "text": "y", "title": "z", "told_by": "w"})
    assert (answer.status_code, "This cannot be read" in answer.content.decode()) == (400, True)
