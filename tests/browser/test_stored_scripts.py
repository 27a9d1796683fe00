"""What people type and documents say never becomes part of a page: nothing of it runs, nothing of it loads.

Every text of a dossier carries a payload (titles, names, texts, comments, reasons, file names), and a browser opens
every page that shows them to a chief, the Content-Security-Policy on. Three things would tell: a dialog, a request to
another host, a complaint of the policy (it refused what should not have stood in the page at all). With SOAK_ROUNDS
every payload, otherwise some.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

from claims import review
from sources.extracting import extract
from sources.models import Dossier, Person
from tests import one_of_everything as world
from tests.browser.test_queue import open_page
from tests.claims.test_remarks import PAYLOADS
from tests.factories import a_document
from tests.route_table import PAGES
from tests.test_rights import address_of

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
# A figure in a payload would be read as one of the document's (a refresh after "." seconds is one at once, too); a
# line break or a NUL is no part of a name.
WORDS = [
    payload.replace("(1)", "()").replace("[1]", "[one]").replace("'0;", "'.;")
    for payload in PAYLOADS
    if not {"\0", "\n", "\t", "\u2028"} & set(payload)
]
CHOSEN = WORDS if "SOAK_ROUNDS" in os.environ else WORDS[::20]
ENDS_THE_SESSION = {"account_logout", "admin:logout"}


@dataclass
class Watch:
    """What a page did that no text may make it do."""

    home: str
    seen: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("dialog", self._asked_back)
        page.on("request", self._asked)
        page.on("console", self._complained)
        page.on("pageerror", lambda error: self.seen.append(str(error)))

    def _asked_back(self, dialog: Dialog) -> None:
        self.seen.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _complained(self, said: ConsoleMessage) -> None:
        # A part of a page, opened by itself, names no icon: the browser looks for one.
        if said.type == "error" and not said.location["url"].endswith("/favicon.ico"):
            self.seen.append(said.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "about:")):
            self.seen.append(f"a request to {request.url}")


@pytest.mark.parametrize("payload", CHOSEN)
def test_nothing_that_is_stored_runs_on_any_page(payload, live_server, context, transactional_db, monkeypatch):
    monkeypatch.setattr("claims.carrying.holding.extract_apart", extract)
    for name in ("WORD", "SHEET", "SAID", "NEWER", "BEFORE"):
        monkeypatch.setattr(world, name, getattr(world, name).replace(world.WORD, payload))
    everything = world.one_of_everything()
    dossier, chief = everything.dossier, everything.people["chief"]
    Dossier.objects.update(is_public=True)
    Person.objects.update(first_name=payload[:150], last_name="Vega")
    review.comment(everything.open, "\n\n".join(WORDS), by=chief, at=timezone.now())
    client = Client()
    client.force_login(chief)
    text = a_document(dossier, "\n\n".join(WORDS), title=payload)
    page, watch = context.new_page(), Watch(live_server.url)
    watch.over(page)
    open_page(page, live_server.url, chief, "/desk/")
    opened = 0
    for address in [*_pages(client, everything), f"/desk/sources/document/{text.pk}/change/"]:
        before = len(watch.seen)
        page.goto(live_server.url + address)
        opened += 1
        watch.seen[before:] = [f"{address}: {what}" for what in watch.seen[before:]]
    assert watch.seen == []
    assert opened > 40


def _pages(client: Client, everything: world.Everything) -> Iterator[str]:
    """The address of every page of HTML that a chief is shown; the published ones and the account's among them."""
    addresses = {
        address_of(name, row, row.at(everything)): name for name, row in PAGES.items() if name not in ENDS_THE_SESSION
    }
    for address in [*addresses, f"/published/{everything.dossier.slug}/"]:
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield address


def test_at_least_sixty_payloads_are_tried():
    assert len(set(WORDS)) >= 60


def test_a_payload_in_a_page_without_a_policy_is_seen(context):
    """The control: the same watch over a page that does take what it is given."""
    page, watch = context.new_page(), Watch("https://desk.example/")
    watch.over(page)
    page.set_content(f"<h1>{PAYLOADS[0]}</h1><img src=https://evil.example/pixel.gif>")
    assert "a dialog: 1" in watch.seen
    assert any("evil.example" in what for what in watch.seen)
