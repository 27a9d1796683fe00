"""From the queue to a proposal in six clicks at the most. Typing is no click; everything pressed or chosen is one."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from claims.models import Conflict, Reconciliation
from sources.models import Role
from tests.browser.test_desk import PASSWORD, conflict, sign_in
from tests.factories import a_dossier, a_person

__all__ = ["conflict"]
pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")


@pytest.fixture
def people(transactional_db: None) -> None:
    dossier = a_dossier("strait")
    for username, role in [("rui", Role.REVIEWER), ("carla", Role.CHIEF)]:
        person = a_person(username, dossier, role)
        person.set_password(PASSWORD)
        person.save()


class Hand:
    """A reviewer's hand at the desk, counting what it presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def press(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()

    def choose(self, label: str, option: str) -> None:
        """A list is opened and one of it taken: two clicks."""
        self.clicks += 2
        self.page.get_by_label(label).select_option(option)

    def type(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)


def test_from_the_queue_to_a_proposal_in_six_clicks(page, live_server, conflict):
    sign_in(page, live_server.url, "rui")
    page.goto(f"{live_server.url}/desk/claims/conflict/")
    hand = Hand(page)
    hand.press("link", "How many people left the valley?")
    page.locator("#position-2").locator("..").get_by_role("link", name="This one holds").click()
    hand.clicks += 1
    expect(page.locator("#preview")).to_contain_text("The answer becomes about 58,000 people")
    hand.choose("Why they differ", "contradiction")
    hand.type("Rationale", "The passenger list is signed.")
    hand.press("button", "Propose decision")
    expect(page.get_by_text("Somebody else has to approve it.").first).to_be_visible()
    assert hand.clicks <= 6
    assert Reconciliation.objects.get().value_text == "about 58,000 people"
    assert Conflict.objects.get(pk=conflict.pk).state == "proposed"


def test_from_two_files_to_an_approved_decision_in_nine_clicks_of_two_people(page, live_server, people):
    sign_in(page, live_server.url, "rui")
    page.goto(f"{live_server.url}/desk/import/")
    hand = Hand(page)
    files = [("one.txt", "About 43,000 people left the valley."), ("two.txt", "About 58,000 people left the valley.")]
    dropped = [FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in files]
    page.get_by_label("Documents").set_input_files(dropped)
    hand.press("button", "Import")
    expect(page.locator("[data-outcomes] li.good")).to_have_count(2, timeout=60_000)
    hand.press("link", "Conflicts found or changed: 1")
    hand.press("link", "left the valley")
    hand.press("link", "This one holds")
    expect(page.locator("#preview")).to_contain_text("The answer becomes")
    hand.choose("Why they differ", "contradiction")
    hand.type("Rationale", "The passenger list is signed.")
    hand.press("button", "Propose decision")
    expect(page.get_by_text("Somebody else has to approve it.").first).to_be_visible()
    assert hand.clicks == 7
    sign_in(page, live_server.url, "carla")
    hand.press("link", "left the valley")
    hand.press("button", "Approve")
    expect(page.get_by_text("Approved: the decision stands.")).to_be_visible()
    assert hand.clicks == 9
    assert Conflict.objects.get().state == "resolved"


def test_without_javascript_it_takes_no_more(browser, live_server, conflict):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, "rui")
    page.goto(f"{live_server.url}/desk/claims/conflict/")
    page.get_by_role("link", name="How many people left the valley?").first.click()
    page.get_by_role("link", name="This one holds").first.click()
    page.get_by_label("Why they differ").select_option("contradiction")
    page.get_by_label("Rationale").fill("The passenger list is signed.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("2 drafts are accepted by you")
    expect(page.get_by_label("Rationale")).to_have_value("The passenger list is signed.")
    page.get_by_role("button", name="Propose decision").click()
    expect(page.get_by_text("Somebody else has to approve it.").first).to_be_visible()
    context.close()
