"""The API's own page in a real browser: every operation is there, nothing comes from elsewhere, the policy holds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.api.urls import urlpatterns

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ledger_may_be_emptied")]
WIDTHS = [(1400, 900), (390, 844)]


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_swagger_ui_shows_every_operation_and_asks_nobody_else(live_server, page: Page, width, height):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{live_server.url}/api/v1/docs/")
    expect(page.get_by_role("heading", name="Concordance")).to_be_visible()
    addresses = [each for each in urlpatterns if each.name not in ("schema", "docs", "problems", "problem")]
    expect(page.locator(".opblock-summary-path")).not_to_have_count(0)
    assert page.locator(".opblock").count() > len(addresses)
    assert {address for address in asked if not address.startswith((live_server.url, "data:", "blob:"))} == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_operation_opens_with_its_example(live_server, page: Page):
    page.goto(f"{live_server.url}/api/v1/docs/#/claims/claims_reword")
    operation = page.locator("#operations-claims-claims_reword")
    expect(operation.get_by_text("by the northern pass").first).to_be_visible()
    expect(operation.get_by_text("If-Match").first).to_be_visible()
