"""Threads in a real browser: a member is mentioned from the keyboard, htmx swaps one thread, and neither is needed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from claims import review
from claims.models import Comment, Conflict, Notification
from sources.models import Person, Role
from tests.browser.test_desk import PASSWORD, sign_in
from tests.factories import NOW, a_conflict, a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")


@pytest.fixture
def conflict(transactional_db: None) -> Conflict:
    dossier = a_dossier("strait")
    for username, role in [("rui", Role.REVIEWER), ("ruth", Role.EDITOR), ("carla", Role.CHIEF)]:
        person = a_person(username, dossier, role)
        person.set_password(PASSWORD)
        person.save()
    return a_conflict(dossier)


def page_of(conflict: Conflict) -> str:
    return f"/desk/claims/conflict/{conflict.pk}/change/"


def test_a_member_is_mentioned_from_the_keyboard_and_the_thread_appears(page, live_server, conflict):
    sign_in(page, live_server.url, "rui")
    page.goto(live_server.url + page_of(conflict))
    page.evaluate("window.stays = true")
    field = page.get_by_label("New thread")
    field.click()
    field.press_sequentially("Which days, @ru")
    options = page.get_by_role("listbox", name="Members").get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "mention-1")
    field.press("Enter")
    expect(field).to_have_value("Which days, @ruth ")
    field.press_sequentially("?")
    page.get_by_role("button", name="Write").click()
    thread = page.locator("article.thread")
    expect(thread).to_contain_text("Which days,")
    expect(page.get_by_label("New thread")).to_have_value("")
    expect(page.locator("#threads-open")).to_have_text("1 unresolved")
    assert page.evaluate("window.stays"), "the page was not loaded anew"
    assert Notification.objects.get().person.username == "ruth"


def test_what_is_typed_elsewhere_survives_an_answer_and_a_resolution(page, live_server, conflict):
    thread = review.comment(conflict, "Which days?", by=Person.objects.get(username="ruth"), at=NOW)
    sign_in(page, live_server.url, "rui")
    page.goto(live_server.url + page_of(conflict))
    page.get_by_label("Rationale").fill("A reason worth keeping.")
    shown = page.locator(f"#thread-{thread.pk}")
    shown.get_by_label("Reply").fill("The first ten.")
    shown.get_by_role("button", name="Reply").click()
    expect(shown).to_contain_text("The first ten.")
    shown.get_by_role("button", name="Resolve thread").click()
    expect(page.locator("#threads-open")).to_have_text("0 unresolved")
    expect(shown).to_be_focused()
    shown.get_by_role("button", name="Reopen thread").click()
    expect(shown).to_contain_text(re.compile("Reopened by Rui"))
    expect(page.get_by_label("Rationale")).to_have_value("A reason worth keeping.")


def test_a_comment_is_edited_in_its_place(page, live_server, conflict):
    comment = review.comment(conflict, "Which days?", by=Person.objects.get(username="rui"), at=NOW)
    sign_in(page, live_server.url, "rui")
    page.goto(live_server.url + page_of(conflict))
    page.get_by_role("link", name="Edit").click()
    field = page.get_by_label("Say it otherwise")
    field.fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write something first.").first).to_be_visible()
    field.fill("Which nights?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#comment-{comment.pk} .body")).to_have_text("Which nights?")
    page.get_by_text("what it said before").click()
    expect(page.get_by_text("Which days?")).to_be_visible()


def test_everything_works_without_javascript(browser: Browser, live_server, conflict):
    context = browser.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    sign_in(page, live_server.url, "rui")
    page.goto(live_server.url + page_of(conflict))
    page.get_by_label("New thread").fill("Which days, @carla?")
    page.get_by_role("button", name="Write").click()
    thread = page.locator("article.thread")
    expect(thread).to_contain_text("Which days, @carla?")
    thread.get_by_label("Reply").fill("The first ten.")
    thread.get_by_role("button", name="Reply").click()
    expect(page.locator("article.thread")).to_contain_text("The first ten.")
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("Say it otherwise").fill("Which nights, @carla?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article.thread")).to_contain_text("Which nights, @carla?")
    page.get_by_role("button", name="Resolve thread").click()
    assert Comment.objects.get(reply_to=None).resolved_by.username == "rui"

    sign_in(page, live_server.url, "carla")
    page.get_by_role("link", name=re.compile("Notifications")).click()
    page.get_by_role("link", name="Rui mentioned you").first.click()
    expect(page.locator("article.thread")).to_be_visible()
    assert not Notification.objects.filter(person__username="carla").unread().exists()
    context.close()
