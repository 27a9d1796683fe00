"""The queue and the drafts by keyboard, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from claims.models import Claim, Conflict
from sources.models import Dossier, Person, Role
from tests.factories import a_claim, a_conflict, a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    return a_dossier("strait")


@pytest.fixture
def reviewer(dossier: Dossier) -> Person:
    return a_person("rui", dossier, Role.REVIEWER)


def open_page(page: Page, address: str, person: Person, path: str) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page.goto(address + path)


def test_the_queue_is_worked_by_keyboard(page, live_server, dossier, reviewer):
    first, second, third = (
        a_conflict(dossier, f"About {n}3,000 people left village {n}.", f"About 9{n}3,000 people left village {n}.")
        for n in (1, 2, 3)
    )
    open_page(page, live_server.url, reviewer, "/desk/claims/conflict/")
    links = page.locator(".queue-table .asked a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()

    page.keyboard.press("a")
    expect(page.get_by_text("Assigned to Rui.")).to_be_visible()
    expect(links.nth(0)).to_be_focused()
    assert Conflict.objects.get(pk=first.pk).assigned_to == reviewer

    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1 selected")
    page.keyboard.press("x")

    page.keyboard.press("d")
    expect(page.get_by_label("Why it is no conflict")).to_be_focused()
    page.keyboard.type("jade axes: two villages")  # keys of the queue, typed as letters
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 conflict dismissed.")).to_be_visible()
    second.refresh_from_db()
    assert (second.state, second.state_reason) == ("dismissed", "jade axes: two villages")

    page.keyboard.press("u")
    expect(page.get_by_text("Undone: 1 conflict is as it was.")).to_be_visible()
    second.refresh_from_db()
    assert second.state == "suspected"

    page.goto(f"{live_server.url}/desk/claims/conflict/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("j")
    expect(page.get_by_role("textbox", name="Search")).to_have_value("j")
    links.nth(2).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/desk/claims/conflict/{third.pk}/change/")


def test_keys_can_be_turned_off_and_stay_so(page, live_server, dossier, reviewer):
    a_conflict(dossier)
    open_page(page, live_server.url, reviewer, "/desk/claims/conflict/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys act on this page").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".queue-table .asked a")).not_to_be_focused()


def test_drafts_are_judged_with_one_key_or_two(page, live_server, dossier, reviewer):
    claims = [a_claim(dossier, f"About {n},000 people left the valley.") for n in (12, 43, 58, 70)]
    for worth, claim in zip((80, 70, 60, 50), claims, strict=True):
        Claim.objects.filter(pk=claim.pk).update(worth=worth)
    open_page(page, live_server.url, reviewer, "/desk/drafts/")
    says = page.locator("#says")
    page.keyboard.press("a")
    expect(says).to_contain_text("43,000")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(says).to_contain_text("58,000")
    page.keyboard.press("s")
    expect(says).to_contain_text("70,000")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Seventy thousand are gone.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("those you skipped are still there")).to_be_visible()
    said = [(claim.state, claim.statement) for claim in Claim.objects.order_by("-worth")]
    assert [state for state, _ in said] == ["accepted", "rejected", "drafted", "accepted"]
    assert said[3][1] == "Seventy thousand are gone."
