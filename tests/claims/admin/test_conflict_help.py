"""Help with passages in another language: the words of the dictionary, and a translator where one is set."""

import pytest

from claims import review
from claims.models import Conflict, Position
from claims.translating import NotTranslated, Translator
from tests.claims.admin.conflict_forms import page_of, post
from tests.factories import NOW, a_conflict


@pytest.fixture
def conflict(world) -> Conflict:
    return a_conflict(world.dossier, "About 43,000 people left the valley.", "约5.8万人离开了山谷。")


@pytest.fixture
def asked(settings, monkeypatch) -> list[tuple[str, str, str]]:
    """What a translator is asked; it answers with the text turned round."""
    asked: list[tuple[str, str, str]] = []

    def translate(self: Translator, text: str, source: str, target: str) -> str:
        asked.append((text, source, target))
        return f"({text[::-1]})"

    settings.TRANSLATOR = Translator("libretranslate", "http://translator.example")
    monkeypatch.setattr(Translator, "translate", translate)
    return asked


def foreign(conflict: Conflict):
    return Position.objects.get(conflict=conflict, number=2).claims.get()


def test_a_foreign_passage_has_its_words_and_its_value_in_the_readers_language(client, world, conflict):
    client.force_login(world.viewer)
    page = client.get(page_of(conflict)).content.decode()
    assert page.count('<details class="gloss">') == 1
    assert "<ruby" in page
    assert "not a translation" in page
    assert "about 58,000 people" in page
    assert "Translate (made by a machine)" not in page


def test_a_reader_of_chinese_gets_the_english_passage_explained(client, world, conflict):
    client.force_login(world.viewer)
    page = client.get(page_of(conflict), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "约4.3万人" in page
    assert 'lang="en"><ruby' in page or 'class="glossed" lang="en"' in page


def test_a_translation_is_asked_for_once_and_shown(client, world, conflict, asked):
    client.force_login(world.editor)
    assert "Translate (made by a machine)" in client.get(page_of(conflict)).content.decode()
    claim = foreign(conflict)
    assert post(client, world.editor, conflict, "translate", claim=claim.pk).status_code == 302
    page = client.get(page_of(conflict)).content.decode()
    assert f"({claim.passage.exact[::-1]})" in page
    assert "Made by a machine at translator.example" in page
    assert asked == [(claim.passage.exact, "zh", "en")]


def test_a_withheld_passage_is_never_sent(client, world, conflict, asked):
    claim = foreign(conflict)
    review.withhold(claim.passage, by=world.editor, at=NOW, reason="The source is in danger.")
    response = post(client, world.editor, conflict, "translate", claim=claim.pk)
    assert response.status_code == 400
    assert "not sent anywhere" in response.content.decode()
    assert "Translate (made by a machine)" not in client.get(page_of(conflict)).content.decode()
    assert asked == []


def test_what_the_translator_complains_of_is_told(client, world, conflict, asked, monkeypatch):
    def refuse(self: Translator, text: str, source: str, target: str) -> str:
        raise NotTranslated("The translator does not take the key: check TRANSLATOR_KEY.")

    monkeypatch.setattr(Translator, "translate", refuse)
    response = post(client, world.editor, conflict, "translate", claim=foreign(conflict).pk)
    assert response.status_code == 502
    assert "check TRANSLATOR_KEY" in response.content.decode()


def test_a_viewer_sends_nothing(client, world, conflict, asked):
    assert post(client, world.viewer, conflict, "translate", claim=foreign(conflict).pk).status_code == 403
    assert asked == []


def test_a_claim_of_elsewhere_and_a_desk_without_translator_are_bad_requests(client, world, conflict, asked, settings):
    assert post(client, world.editor, conflict, "translate", claim=999_999).status_code == 400
    settings.TRANSLATOR = None
    assert post(client, world.editor, conflict, "translate", claim=foreign(conflict).pk).status_code == 400
    assert asked == []
