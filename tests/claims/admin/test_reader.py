"""The reader: what of a document is lit, and what a person may write, wave off and take back on its page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.conflicts import detect
from claims.models import Claim, Conflict, Event, Filing, Question, WavedFigure
from claims.models.conflict import ConflictState
from sources.importing import Arrival, import_document, passage_at
from sources.models import Document, Passage
from tests.factories import NOW, a_claim, a_document, a_question

TEXT = "Of the valley, about 43,000 people left. In the end 12 bridges fell. Nobody was hurt."


@pytest.fixture
def document(world) -> Document:
    """A text in which nothing is claimed yet."""
    return import_document(dossier=world.dossier, data=TEXT.encode(), arrival=Arrival(name="a.txt"), at=NOW).document


def address(document: Document) -> str:
    return reverse("admin:sources_document_change", args=[document.pk])


def page(client, person, document: Document, **query) -> str:
    client.force_login(person)
    response = client.get(address(document), query)
    assert response.status_code == 200
    return str(response.content.decode())


def post(client, person, document: Document, **fields):
    client.force_login(person)
    return client.post(address(document), fields)


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def test_passages_are_lit_with_their_values_as_links(client, world):
    document = a_document(world.dossier, TEXT)
    html = page(client, world.viewer, document)
    claim = Claim.objects.get(value_text="about 43,000 people")
    assert f'<mark class="is-drafted" id="p{claim.passage_id}"' in html
    claim_address = reverse("admin:claims_claim_change", args=[claim.pk])
    assert f'<a class="value is-drafted" href="{claim_address}"' in html
    assert "2 of 2 figures have a claim" in html


def test_a_claim_in_conflict_is_lit_as_such_until_it_is_settled(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    other = a_claim(world.dossier, "About 58,000 people left the valley.")
    detect([a_question([claim, other])], at=NOW)
    document = claim.passage.document
    assert 'class="value is-conflict"' in page(client, world.viewer, document)
    Conflict.objects.update(state=ConflictState.RESOLVED)
    assert 'class="value is-resolved"' in page(client, world.viewer, document)
    Conflict.objects.update(state=ConflictState.DISMISSED, state_reason="no clash")
    assert 'class="value is-drafted"' in page(client, world.viewer, document)


def test_a_rejected_claim_is_not_lit_but_its_passage_can_be_linked_to(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    Claim.objects.filter(pk=claim.pk).update(
        state="rejected", state_reason="misread", decided_by=world.reviewer, decided_at=NOW
    )
    html = page(client, world.viewer, claim.passage.document)
    assert f'<span id="p{claim.passage_id}">' in html
    assert "<mark" not in html


def test_every_passage_of_the_document_is_an_element(client, world, document):
    for start, end in [(0, 20), (10, 30), (10, 30), (0, len(TEXT)), (5, 12)]:
        passage_at(document, start, end)
    html = page(client, world.viewer, document)
    assert all(html.count(f'id="p{passage.pk}"') == 1 for passage in Passage.objects.filter(document=document))


def test_the_text_is_shown_as_text(client, world):
    document = a_document(world.dossier, 'About 43,000 people & 12 "mules" left <where 3 < 5.')
    html = page(client, world.viewer, document)
    assert "left &lt;where" in html
    assert "&amp;" in html
    assert "<where" not in html


def test_rows_with_bars_between_are_a_table(client, world):
    rows = "| Subject | Figure |\n| --- | --- |\n| Bridges | 12 bridges |\n| People | 43,000 people |\n"
    document = a_document(world.dossier, f"# Floods\n\n{rows}\nAfter the table.")
    html = page(client, world.viewer, document)
    assert html.count("<tr>") >= 3
    assert "<th " in html


def test_facts_of_a_note_are_told(client, world):
    arrival = Arrival(name="call.txt", evidence="phone call", told_by="A neighbour", told_at=NOW, told_how="by phone")
    data = b"The dam broke at 5 in the morning."
    document = import_document(dossier=world.dossier, data=data, arrival=arrival, at=NOW).document
    html = page(client, world.viewer, document)
    assert "A neighbour" in html
    assert "by phone" in html


def test_a_superseded_capture_says_where_the_newer_one_is(client, world, document):
    arrival = Arrival(name="b.txt", supersedes=document)
    newer = import_document(dossier=world.dossier, data=b"About 44,000 left.", arrival=arrival, at=NOW).document
    assert "A newer capture is in the dossier" in page(client, world.viewer, document)
    assert f'href="{address(document)}"' in page(client, world.viewer, newer)


def test_recognised_text_warns(client, world, document):
    Document.objects.filter(pk=document.pk).update(is_recognised=True)
    assert "Recognised by OCR: check the figures" in page(client, world.viewer, document)


# ---- the panel ----


def test_a_figure_opens_the_panel_with_the_clause_that_says_it(client, world, document):
    html = page(client, world.editor, document, **span("12 bridges"))
    assert "In the end 12 bridges fell" in html.split('class="quoted"')[1].split("</blockquote>")[0]
    assert 'value="52" data-statement="In the end 12 bridges fell." checked' in html


def test_a_part_of_a_figure_means_the_figure(client, world, document):
    html = page(client, world.editor, document, **span("43,000"))
    assert "<b lang=" in html
    assert "about 43,000 people</b>" in html


def test_what_is_selected_is_the_passage_and_every_value_in_it_is_offered(client, world, document):
    html = page(client, world.editor, document, **span("about 43,000 people left. In the end 12 bridges fell"))
    assert html.count('name="value"') == 4  # two values, a name, another one
    assert html.count(" checked") == 2  # the first value, and the machine's choice of question


def test_a_claimed_value_says_so_with_its_claim(client, world):
    document = a_document(world.dossier, TEXT)
    claim = Claim.objects.get(value_text="about 43,000 people")
    html = page(client, world.editor, document, **span("about 43,000 people left"))
    assert f'has <a href="{reverse("admin:claims_claim_change", args=[claim.pk])}">a claim</a>' in html


def test_the_likeliest_question_is_offered_first_and_chosen(client, world, document):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    html = page(client, world.editor, document, **span("about 43,000 people left"))
    assert f'name="question" value="{question.pk}"' in html
    assert "likeness" in html


def test_words_outside_the_text_are_refused(client, world, document):
    for query in [{"start": "x", "end": "2"}, {"start": 5, "end": 5}, {"start": 5000, "end": 6000}]:
        assert "Select the words of the document" in page(client, world.editor, document, **query)


def test_a_viewer_has_no_panel_and_no_links_to_one(client, world, document):
    html = page(client, world.viewer, document, **span("12 bridges"))
    assert "data-new-claim" not in html
    assert 'href="?start=' not in html
    assert '<span class="figure is-open">12 bridges</span>' in html
    panel = reverse("admin:sources_document_panel", args=[document.pk])
    assert client.get(panel, span("12 bridges")).status_code == 403


@pytest.mark.parametrize("name", ["change", "panel", "questions", "cards"])
def test_a_stranger_finds_nothing(client, world, document, name):
    client.force_login(world.stranger)
    answer = client.get(reverse(f"admin:sources_document_{name}", args=[document.pk]), span("12 bridges"))
    assert answer.status_code == 404


# ---- writing ----


def test_a_claim_is_written_and_the_page_returns_to_it(client, world, document):
    answer = post(client, world.editor, document, act="write", value=52, statement="Twelve fell.", **span("12 bridges"))
    claim = Claim.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"{address(document)}#p{claim.passage_id}"
    assert (claim.value_text, claim.statement, claim.written_by) == ("12 bridges", "Twelve fell.", world.editor)


def test_the_script_gets_what_changed(client, world, document):
    client.force_login(world.editor)
    fields = {"act": "write", "value": 52, **span("In the end 12 bridges fell")}
    answer = client.post(address(document), fields, headers={"accept": "application/json"}).json()
    claim = Claim.objects.get()
    assert answer["place"] == f"p{claim.passage_id}"
    assert f'id="p{claim.passage_id}"' in answer["blocks"]["0"]
    assert "1 of 2 figures have a claim" in answer["standing"]


def test_a_value_that_is_not_read_is_refused_and_nothing_typed_is_lost(client, world, document):
    fields = {"act": "write", "value": "typed", "typed": "34,000 people", "statement": "My own words."}
    answer = post(client, world.editor, document, **fields, **span("about 43,000 people left"))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "“34,000 people” is not what the passage says; what is read there: “about 43,000 people”" in html
    assert "My own words." in html
    assert 'value="34,000 people"' in html
    assert not Claim.objects.exists()


def test_a_reason_overrides(client, world, document):
    fields = {"act": "write", "value": "typed", "typed": "0 people", "override_reason": "Nobody is none."}
    assert post(client, world.editor, document, **fields, **span("Nobody was hurt")).status_code == 302
    assert Claim.objects.get().override_reason == "Nobody is none."


def test_a_value_with_a_claim_is_refused(client, world, document):
    fields = {"act": "write", "value": 52, **span("12 bridges fell")}
    post(client, world.editor, document, **fields)
    answer = post(client, world.editor, document, **fields)
    assert answer.status_code == 400
    assert "says this already" in answer.content.decode()


@pytest.mark.parametrize("way", ["first", "other"])
def test_it_is_filed_under_the_question_chosen(client, world, document, way):
    question = a_question([a_claim(world.dossier, "About 58,000 people left the valley.")])
    chosen = {"question": question.pk} if way == "first" else {"question": "other", "other_question": question.pk}
    start = TEXT.index("about")
    post(client, world.editor, document, act="write", value=start, **chosen, **span("about 43,000 people left"))
    assert Filing.objects.get(claim__written_by=world.editor).question == question
    assert 'class="value is-conflict"' in page(client, world.viewer, document)


def test_a_new_question_is_worded_by_the_person(client, world, document):
    fields = {"act": "write", "value": 52, "question": "new", "asked": "How many bridges  fell?"}
    post(client, world.editor, document, **fields, **span("12 bridges fell"))
    question = Question.objects.get()
    assert (question.wording, question.worded_by, question.kind) == ("How many bridges fell?", world.editor, "count")
    assert Filing.objects.get().question == question
    assert Event.objects.filter(verb="question worded", subject_id=question.pk).exists()


def test_a_question_that_is_gone_is_refused(client, world, document):
    answer = post(client, world.editor, document, act="write", value=52, question=99999, **span("12 bridges fell"))
    assert answer.status_code == 400
    assert "not in this dossier any more" in answer.content.decode()


def test_a_viewer_may_not_write(client, world, document):
    assert post(client, world.viewer, document, act="write", value=52, **span("12 bridges fell")).status_code == 403
    assert not Claim.objects.exists()


def test_nothing_asked_for_is_nothing_done(client, world, document):
    assert post(client, world.editor, document, act="burn").status_code == 400


# ---- figures ----


def test_a_figure_is_waved_off_and_taken_back(client, world, document):
    assert post(client, world.editor, document, act="wave", **span("12 bridges")).status_code == 302
    assert 'class="figure is-waved"' in page(client, world.editor, document)
    assert "Take it back" in page(client, world.editor, document, **span("12 bridges"))
    assert post(client, world.editor, document, act="take back", **span("12 bridges")).status_code == 302
    assert not WavedFigure.objects.exists()
    assert post(client, world.editor, document, act="take back", **span("12 bridges")).status_code == 400


def test_a_viewer_may_not_wave_off(client, world, document):
    assert post(client, world.viewer, document, act="wave", **span("12 bridges")).status_code == 403


# ---- cards ----


def cards(client, person, document: Document, **query) -> str:
    client.force_login(person)
    answer = client.get(reverse("admin:sources_document_cards", args=[document.pk]), query)
    return str(answer.content.decode())


def test_a_card_tells_value_question_conflict_and_a_link_to_the_passage(client, world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    question = a_question([claim, a_claim(world.dossier, "About 58,000 people left the valley.")])
    detect([question], at=NOW)
    html = cards(client, world.viewer, claim.passage.document, claims=str(claim.pk))
    assert "About 43,000 people" in html
    assert question.wording in html
    assert "contradiction" in html
    assert f"#p{claim.passage_id}:~:text=About%2043%2C000%20people" in html


def test_a_card_of_another_documents_claim_is_not_shown(client, world, document):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert "No claim here any more" in cards(
        client, world.viewer, document, claims=f"{claim.pk} x 99999999999999999999"
    )


def test_a_figures_card_lets_it_be_claimed_or_waved_off(client, world, document):
    html = cards(client, world.editor, document, **span("12 bridges"))
    assert "Make a claim" in html
    assert "Wave off" in html
    assert "Make a claim" not in cards(client, world.viewer, document, **span("12 bridges"))
    assert "No figure is read here" in cards(client, world.editor, document, start=1, end=2)


# ---- cost ----


def test_the_page_costs_the_same_queries_with_three_claims_as_with_three_hundred(client, world):
    few = a_document(world.dossier, "\n\n".join(f"About {n},000 people left the valley." for n in range(11, 14)))
    many = a_document(world.dossier, "\n\n".join(f"About {n},000 people left the valley." for n in range(11, 311)))
    assert (Claim.objects.filter(passage__document=few).count(), Claim.objects.count()) == (3, 303)
    counts = []
    for document in (few, many):
        page(client, world.editor, document)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, world.editor, document)
        counts.append(len([query for query in queries if "auth" not in query["sql"] and "session" not in query["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


@pytest.mark.parametrize("asked", [{"start": "x"}, {"start": "3"}, {"start": "3", "end": "9" * 20}])
def test_a_card_for_no_place_of_the_text_is_refused(client, world, document, asked):
    client.force_login(world.viewer)
    assert client.get(reverse("admin:sources_document_cards", args=[document.pk]), asked).status_code == 400


def test_a_number_nobody_typed_is_refused_like_any_other_value(client, world, document):
    response = post(client, world.editor, document, act="write", value="9" * 5000, **span("12 bridges"))
    assert response.status_code == 400
