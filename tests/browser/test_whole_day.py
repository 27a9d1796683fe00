"""A whole day at the desk, in a real browser: from two files in two languages to a decision that is exported."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Conflict
from sources.models import Dossier, Role
from tests.browser.test_desk import PASSWORD, sign_in
from tests.factories import a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
ENGLISH = """Lowen counts its trains

After the flood of June 2022 about 58,000 people left the town by train, the railway company said.

The railway station was opened in 1987.
"""
CHINESE = """# 洪水之后的火车站

据铁路公司统计，2022年6月洪水过后约有4.3万人乘火车离开该镇。

火车站于1987年启用。
"""
ASKED = "left the town by train"
PEOPLE = [("edda", Role.EDITOR), ("rui", Role.REVIEWER), ("carla", Role.CHIEF)]


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    dossier = a_dossier("trains")
    for username, role in PEOPLE:
        person = a_person(username, dossier, role)
        person.set_password(PASSWORD)
        person.save()
    return dossier


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    english, chinese = tmp_path / "report.txt", tmp_path / "paper.md"
    english.write_text(ENGLISH, encoding="utf-8")
    chinese.write_text(CHINESE, encoding="utf-8")
    return [english, chinese]


def test_a_day_from_import_to_export(page, live_server, dossier, files):
    sign_in(page, live_server.url, "edda")
    import_at_the_desk(page, files)
    sign_in(page, live_server.url, "rui")
    accept_what_is_sound(page)
    open_the_conflict(page)
    confirm_the_filings(page)
    ask_a_colleague(page)
    propose(page)
    sign_in(page, live_server.url, "carla")
    answer_and_resolve(page)
    approve(page)
    check_the_export(take_the_export(page))


def import_at_the_desk(page: Page, files: list[Path]) -> None:
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Documents").set_input_files(files)
    page.get_by_role("button", name="Import", exact=True).click()
    outcomes = page.locator("[data-outcomes] li.good")
    expect(outcomes).to_have_count(2, timeout=60_000)  # the first text read in a process loads the dictionaries
    expect(outcomes.first).to_contain_text("2 claims drafted")
    page.get_by_role("link", name="Conflicts found or changed: 1").click()
    expect(page.get_by_role("link", name=ASKED)).to_be_visible()


def accept_what_is_sound(page: Page) -> None:
    """The two figures are accepted, the two dates left for another day."""
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Drafts").click()
    says = page.locator("#says")
    for figure in ("4.3万人", "58,000 people"):
        expect(says).to_contain_text(figure)
        expect(page.get_by_role("button", name="Reject").first).to_be_visible()  # by the script, which hears the keys
        page.keyboard.press("a")
    expect(says).to_contain_text("1987")
    expect(page.locator("#progress-words")).to_have_text("2 of 4 checked")
    assert {claim.decided_by.username for claim in Claim.objects.filter(state="accepted")} == {"rui"}


def open_the_conflict(page: Page) -> None:
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Conflicts").click()
    page.get_by_role("link", name=ASKED).first.click()
    expect(page.get_by_role("heading", name="about 43,000 people")).to_be_visible()
    expect(page.get_by_role("heading", name="about 58,000 people")).to_be_visible()


def confirm_the_filings(page: Page) -> None:
    buttons = page.get_by_role("button", name="Answers this question")
    for left in (1, 0):
        buttons.first.click()
        expect(buttons).to_have_count(left)
    assert Conflict.objects.get().state == "open"


def ask_a_colleague(page: Page) -> None:
    field = page.get_by_label("New thread")
    field.click()
    field.press_sequentially("Do both count the same week, @car")
    page.get_by_role("listbox", name="Members").get_by_role("option").first.click()
    expect(field).to_have_value("Do both count the same week, @carla ")
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#threads-open")).to_have_text("1 unresolved")


def propose(page: Page) -> None:
    """The value that holds is written by its link; the preview says what becomes of the answer."""
    page.locator("#position-2").locator("..").get_by_role("link", name="This one holds").click()
    expect(page.locator("#preview")).to_contain_text("The answer becomes about 58,000 people")
    page.get_by_label("Why they differ").select_option("different period")
    page.get_by_label("Rationale").fill("The company's list runs to the end of June.")
    page.get_by_role("button", name="Propose decision").click()
    expect(page.get_by_text("Somebody else has to approve it.").first).to_be_visible()


def answer_and_resolve(page: Page) -> None:
    """The colleague comes by the notification; while the thread is open, nothing is approved."""
    page.get_by_role("link", name="Notifications").click()
    page.get_by_role("link", name="Rui mentioned you").click()
    thread = page.locator("article.thread")
    expect(thread).to_contain_text("Do both count the same week, @carla")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("unresolved").first).to_be_visible()
    assert Conflict.objects.get().state == "proposed"
    thread.get_by_label("Reply").fill("The paper stops a week earlier.")
    thread.get_by_role("button", name="Reply").click()
    expect(thread).to_contain_text("The paper stops a week earlier.")
    thread.get_by_role("button", name="Resolve thread").click()
    expect(page.locator("#threads-open")).to_have_text("0 unresolved")


def approve(page: Page) -> None:
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved: the decision stands.")).to_be_visible()
    assert Conflict.objects.get().state == "resolved"


def take_the_export(page: Page) -> list[dict[str, Any]]:
    page.get_by_role("link", name="Concordance").first.click()
    page.get_by_role("link", name="export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return [json.loads(line) for line in download.value.path().read_text(encoding="utf-8").splitlines()]


def check_the_export(lines: list[dict[str, Any]]) -> None:
    record, end = lines
    assert record["accepted_value"]["text"] == "about 58,000 people"
    assert (record["proposed_by"], record["approved_by"]) == ("Rui", "Carla")
    (accepted,), (rejected,) = record["accepted_claims"], record["rejected_claims"]
    assert accepted["passage"]["exact"] in ENGLISH
    assert rejected["passage"]["exact"] in CHINESE
    assert (accepted["document"]["language"], rejected["document"]["language"]) == ("en", "zh")
    assert end["_end"] is True
