"""The reader in a real browser: claims written by mouse, keyboard and touch; deep links; no serious fault for axe."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from claims.conflicts import detect
from claims.models import Claim, WavedFigure
from sources.importing import Arrival, import_document
from sources.models import Document, Dossier, Person, Role
from tests.browser.axe import serious_faults
from tests.factories import NOW, a_claim, a_document, a_dossier, a_person, a_question

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
PHONE = {"width": 390, "height": 844}
RIVER = "The river rose in spring. In the end 12 bridges fell and nobody was hurt. Later 3 dams broke."


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    return a_dossier("valley")


@pytest.fixture
def editor(dossier: Dossier) -> Person:
    return a_person("edda", dossier, Role.EDITOR)


@pytest.fixture
def river(dossier: Dossier) -> Document:
    return unclaimed(dossier, RIVER)


def unclaimed(dossier: Dossier, text: str) -> Document:
    return import_document(dossier=dossier, data=text.encode(), arrival=Arrival(name="a.txt"), at=NOW).document


def read(page: Page, address: str, person: Person, document: Document, place: str = "") -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page.goto(f"{address}/desk/sources/document/{document.pk}/change/{place}")


def box_of(page: Page, words: str) -> dict[str, float]:
    """Where some words of the text stand on the screen."""
    found = page.evaluate(
        """(words) => {
          const runs = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
          while (runs.nextNode()) {
            const at = runs.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(runs.currentNode, at);
            range.setEnd(runs.currentNode, at + words.length);
            const box = range.getBoundingClientRect();
            return { left: box.left, right: box.right, middle: box.top + box.height / 2 };
          }
        }""",
        words,
    )
    assert found, f"{words!r} stands in one run of the text"
    return dict(found)


def select(page: Page, first: str, last: str) -> None:
    """Drag the mouse from before the first words to after the last."""
    start, end = box_of(page, first), box_of(page, last)
    page.mouse.move(start["left"] + 0.5, start["middle"])
    page.mouse.down()
    page.mouse.move(end["right"] - 3, end["middle"], steps=4)
    page.mouse.move(end["right"] - 0.5, end["middle"])
    page.mouse.up()


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="New claim")


def save(page: Page) -> None:
    """Once the questions have come, which move the button."""
    expect(panel(page).locator(".questions[aria-busy]")).to_have_count(0)
    panel(page).get_by_role("button", name="Save claim").click()


def test_words_selected_with_the_mouse_become_a_claim_that_lights_up(page, live_server, editor, river):
    read(page, live_server.url, editor, river)
    select(page, "In the end ", " fell")
    expect(panel(page).get_by_role("radio", name="12 bridges")).to_be_checked()
    page.evaluate("window.stayed = true")
    save(page)
    lit = page.locator("mark.is-drafted")
    expect(lit).to_have_text("In the end 12 bridges fell")
    expect(page.get_by_role("heading", name="1 of 2 figures have a claim")).to_be_visible()
    expect(panel(page)).to_have_count(0)
    assert page.evaluate("window.stayed"), "the page was not loaded again"
    claim = Claim.objects.select_related("passage").get()
    assert (claim.passage.exact, claim.value_text, claim.written_by) == (
        "In the end 12 bridges fell",
        "12 bridges",
        editor,
    )


def test_a_claim_is_written_with_the_keyboard_alone(page, live_server, editor, river):
    read(page, live_server.url, editor, river)
    page.keyboard.press("n")
    expect(page.locator("a.figure", has_text="12 bridges")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New claim")).to_be_focused()
    panel(page).get_by_role("button", name="Save claim").focus()
    page.keyboard.press("Enter")
    expect(page.locator("a.value", has_text="12 bridges")).to_be_focused()
    assert Claim.objects.get().value_text == "12 bridges"


def test_words_selected_with_the_keyboard_open_the_panel_and_enter_leads_into_it(page, live_server, editor, river):
    read(page, live_server.url, editor, river)
    page.evaluate(
        """() => {
          const run = document.querySelector(".text [data-start]");
          getSelection().collapse(run.firstChild, 0);
        }"""
    )
    page.evaluate("() => { for (let i = 0; i < 20; i++) getSelection().modify('extend', 'forward', 'character'); }")
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New claim")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)


def test_a_refusal_is_told_in_the_panel_and_a_reason_overrides(page, live_server, editor, river):
    read(page, live_server.url, editor, river)
    select(page, "In the end ", " fell")
    panel(page).get_by_role("radio", name="another value").check()
    panel(page).get_by_label("What it says, as a text would").fill("21 bridges")
    save(page)
    expect(panel(page).get_by_role("alert")).to_contain_text("what is read there: “12 bridges”")
    panel(page).get_by_label("Why it holds").fill("A misprint: the table has 21.")
    save(page)
    expect(page.locator("mark.is-drafted")).to_be_visible()
    assert Claim.objects.get().override_reason == "A misprint: the table has 21."


@pytest.mark.parametrize("before", ["🌊🌊", "𠀋𠮟", "é", "\u200b"])
def test_offsets_count_code_points_whatever_stands_before(page, live_server, dossier, editor, before):
    document = unclaimed(dossier, f"{before} A first line about {before} the flood.\n\n{before}: {RIVER}")
    read(page, live_server.url, editor, document)
    select(page, "In the end ", " fell")
    save(page)
    expect(page.locator("mark.is-drafted")).to_have_text("In the end 12 bridges fell")
    assert Claim.objects.get().passage.exact == "In the end 12 bridges fell"


def test_a_selection_over_two_paragraphs_is_lit_in_both(page, live_server, dossier, editor):
    document = unclaimed(dossier, "The end came when 12 bridges fell.\n\nNobody crossed the river for a month.")
    read(page, live_server.url, editor, document)
    select(page, "12 bridges", "Nobody crossed")
    panel(page).get_by_role("radio", name="12 bridges").check()
    save(page)
    expect(page.locator("mark.is-drafted")).to_have_count(2)
    assert page.locator("mark[id]").count() == 1
    assert Claim.objects.get().passage.exact == "12 bridges fell.\n\nNobody crossed"


def test_hovering_a_value_shows_its_card_and_focus_does_too(page, live_server, dossier, editor):
    claim = a_claim(dossier, "About 43,000 people left the valley.")
    detect([a_question([claim, a_claim(dossier, "About 58,000 people left the valley.")])], at=NOW)
    read(page, live_server.url, editor, claim.passage.document)
    card = page.get_by_role("dialog")
    page.locator("a.value").hover()
    expect(card.get_by_text("contradiction")).to_be_visible()
    expect(card.get_by_role("link", name="How many people left the valley?")).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator("a.value")).to_be_focused()
    expect(card).to_be_visible()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("a.value")).to_be_focused()


def test_a_figure_is_waved_off_from_its_card_and_taken_back(page, live_server, editor, river):
    read(page, live_server.url, editor, river)
    page.locator("a.figure", has_text="12 bridges").hover()
    page.get_by_role("dialog").get_by_role("button", name="Wave off").click()
    expect(page.locator("a.figure.is-waved")).to_have_text("12 bridges")
    assert WavedFigure.objects.count() == 1
    page.locator("a.figure.is-waved").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("a.figure.is-waved")).to_have_count(0)
    assert not WavedFigure.objects.exists()


def test_a_deep_link_scrolls_to_the_passage(page: Page, live_server, dossier, editor):
    many = "\n\n".join(
        f"The river rose for the time number so and so. In all {n},000 people left." for n in range(11, 150)
    )
    document = a_document(dossier, many)
    passage = document.passages.order_by("start").last()
    read(page, live_server.url, editor, document, f"#p{passage.pk}")
    expect(page.locator(f"#p{passage.pk}")).to_be_in_viewport()
    page.goto("about:blank")
    read(page, live_server.url, editor, document, "#:~:text=In%20all%20149%2C000%20people")
    expect(page.locator(f"#p{passage.pk}")).to_be_in_viewport()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_on_a_phone_a_tap_opens_the_card_and_a_figure_becomes_a_claim(phone, live_server, dossier, editor):
    document = a_document(dossier, "In 2019 the river rose for the first time. In 2020 about 43,000 people left.")
    read(phone, live_server.url, editor, document)
    phone.locator("a.value").last.tap()
    card = phone.get_by_role("dialog")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, PHONE["width"], PHONE["height"])
    phone.touchscreen.tap(200, 300)
    expect(card).to_be_hidden()
    phone.locator("a.figure").first.tap()
    expect(panel(phone)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    before = Claim.objects.count()
    panel(phone).get_by_role("button", name="Save claim").tap()
    expect(panel(phone)).to_have_count(0)
    assert Claim.objects.count() == before + 1


def test_without_the_script_marks_are_links_and_the_panel_is_a_page(browser, live_server, editor, river):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    read(page, live_server.url, editor, river)
    page.get_by_role("link", name="12 bridges").click()
    save(page)
    claim = Claim.objects.get()
    assert page.url.endswith(f"#p{claim.passage_id}")
    page.get_by_role("link", name="12 bridges").click()
    assert page.url.endswith(f"/claim/{claim.pk}/change/")
    context.close()


def test_a_viewer_reads_and_selecting_opens_nothing(page, live_server, dossier, river):
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    page.clock.install()
    read(page, live_server.url, a_person("vera", dossier, Role.VIEWER), river)
    select(page, "In the end ", " fell")
    assert page.evaluate("String(getSelection())") == "In the end 12 bridges fell"
    page.clock.run_for(10_000)  # of the page's time: a selection is taken up once it has rested
    expect(panel(page)).to_have_count(0)
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser, live_server, dossier, editor, scheme):
    claim = a_claim(dossier, "In 2019 about 43,000 people left the valley. Afterwards 12 bridges fell, in 2020.")
    detect([a_question([claim, a_claim(dossier, "About 58,000 people left the valley.")])], at=NOW)
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1400, "height": 900}, bypass_csp=True)
    page = context.new_page()
    read(page, live_server.url, editor, claim.passage.document)
    page.locator("a.figure").first.click()
    expect(panel(page).get_by_role("group", name="Question it answers")).to_be_visible()
    page.locator("a.value").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert serious_faults(page) == []
    context.close()
