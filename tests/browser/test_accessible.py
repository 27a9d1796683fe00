"""axe finds no serious fault on the pages of the desk, in both themes and at both widths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from claims import review
from claims.models import Conflict
from sources.models import Dossier, Person, Role
from tests.browser.axe import serious_faults
from tests.browser.test_queue import open_page
from tests.factories import NOW, a_conflict, a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
CHINESE = "据县政府统计，约有4.3万人离开山谷。"
WIDE, NARROW = ViewportSize(width=1400, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    return a_dossier("strait")


@pytest.fixture
def chief(dossier: Dossier) -> Person:
    return a_person("carla", dossier, Role.CHIEF)


@pytest.fixture
def conflict(dossier: Dossier, chief: Person) -> Conflict:
    """One in hand, with a thread open, one resolved, a notification; another whose decision waits for approval."""
    reviewer = a_person("rui", dossier, Role.REVIEWER)
    waiting = a_conflict(dossier, "About 300 bridges fell.", "About 900 bridges fell.")
    decision = review.Decision("cannot be settled", "contradiction", "Neither list is signed.")
    review.propose(waiting, decision, by=reviewer, at=NOW, seen=waiting.version)
    conflict = a_conflict(dossier, CHINESE, "About 58,000 people left the valley.")
    review.resolve(review.comment(conflict, "Do both count children?", by=reviewer, at=NOW), by=reviewer, at=NOW)
    review.comment(conflict, "Which days, @carla? See the **list**.", by=reviewer, at=NOW)
    return review.assign(conflict, chief, by=reviewer, at=NOW, seen=conflict.version)


def a_text_of(conflict: Conflict) -> str:
    document = conflict.question.filings.first().claim.passage.document_id
    return f"/desk/sources/document/{document}/change/"


PAGES: dict[str, Callable[[Conflict], str]] = {
    "the dashboard": lambda _: "/desk/",
    "the queue": lambda _: "/desk/claims/conflict/",
    "the drafts": lambda _: "/desk/drafts/",
    "the conflict": lambda conflict: f"/desk/claims/conflict/{conflict.pk}/change/",
    "the proposal": lambda _: f"/desk/claims/conflict/{Conflict.objects.get(state='proposed').pk}/change/",
    "the reader": a_text_of,
    "the thread": lambda conflict: f"/desk/threads/{conflict.comments.order_by('-pk')[0].pk}/",
    "the threads": lambda _: "/desk/threads/",
    "the notifications": lambda _: "/desk/notifications/",
    "the question": lambda conflict: f"/desk/claims/question/{conflict.question_id}/change/",
    "the dossier": lambda conflict: f"/desk/sources/dossier/{conflict.question.dossier_id}/change/",
    "the claims": lambda _: "/desk/claims/claim/?language=en",
    "the ledger": lambda _: "/desk/claims/event/",
    "the search": lambda _: "/desk/search/?q=people",
    "the import": lambda _: "/desk/import/",
    "the exports": lambda conflict: f"/desk/dossiers/{conflict.question.dossier_id}/exports/",
    "the account": lambda _: "/account/",
    "the history": lambda conflict: f"/desk/history/conflict/{conflict.pk}/",
}


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Browser, live_server, chief, conflict, scheme, viewport):
    context = browser.new_context(color_scheme=scheme, viewport=viewport, bypass_csp=True)
    page: Page = context.new_page()
    faults = {}
    for name, address in PAGES.items():
        open_page(page, live_server.url, chief, address(conflict))
        if name == "the conflict":
            page.get_by_role("link", name="This one holds").first.click()
            expect(page.locator("#preview")).to_contain_text("The answer becomes")
        faults[name] = serious_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}
    context.close()
