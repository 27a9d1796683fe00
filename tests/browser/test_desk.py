"""The desk in a real browser: a conflict from the queue to the decision, at both widths, without a CSP refusal."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Conflict
from sources.models import Role
from tests.factories import a_conflict, a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
PASSWORD = "a long enough one"
WIDTHS = [(1400, 900), (390, 844)]


@pytest.fixture
def conflict(transactional_db: None) -> Conflict:
    dossier = a_dossier("strait")
    for username, role in [("rui", Role.REVIEWER), ("carla", Role.CHIEF)]:
        person = a_person(username, dossier, role)
        person.set_password(PASSWORD)
        person.save()
    return a_conflict(dossier)


def sign_in(page: Page, address: str, username: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/desk/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_conflict_is_settled_by_two_people(page, live_server, conflict):
    sign_in(page, live_server.url, "rui")
    page.get_by_role("link", name="How many people left the valley?").first.click()
    expect(page.get_by_role("heading", name="about 43,000 people")).to_be_visible()
    page.get_by_label("Outcome").select_option("one position holds")
    page.get_by_label("about 58,000 people").check()
    page.get_by_label("Why they differ").select_option("different period")
    page.get_by_label("Rationale").fill("The passenger list is signed.")
    page.get_by_role("button", name="Propose decision").click()
    expect(page.get_by_text("Somebody else has to approve it.").first).to_be_visible()

    sign_in(page, live_server.url, "carla")
    page.get_by_role("link", name="How many people left the valley?").first.click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved: the decision stands.")).to_be_visible()
    conflict.refresh_from_db()
    assert conflict.state == "resolved"


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_the_screen(page, live_server, conflict, width):
    page.set_viewport_size({"width": width[0], "height": width[1]})
    sign_in(page, live_server.url, "rui")
    claim = conflict.positions.first().claims.first()
    for address in [
        "/desk/",
        "/desk/claims/conflict/",
        f"/desk/claims/conflict/{conflict.pk}/change/",
        f"/desk/claims/claim/{claim.pk}/change/",
        f"/desk/claims/question/{conflict.question_id}/change/",
        f"/desk/sources/document/{claim.passage.document_id}/change/",
    ]:
        page.goto(live_server.url + address)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, address


LISTS = ["claims/claim", "claims/question", "sources/document", "claims/event", "sources/dossier"]


def test_on_a_phone_nothing_covers_the_heading_of_a_list(page, live_server, conflict):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, "rui")
    for name in LISTS:
        page.goto(f"{live_server.url}/desk/{name}/")
        covered = page.locator("h1").evaluate("""h1 => {
            const {left, top, height} = h1.getBoundingClientRect();
            return !h1.contains(document.elementFromPoint(left + 20, top + height / 2));
        }""")
        assert not covered, name


def test_the_bar_is_as_high_on_the_pages_of_the_account(page, live_server, conflict):
    sign_in(page, live_server.url, "rui")
    heights = []
    for address in ["/desk/", "/account/"]:
        page.goto(live_server.url + address)
        heights.append(page.locator("#header").bounding_box()["height"])
    assert heights[0] == heights[1]
