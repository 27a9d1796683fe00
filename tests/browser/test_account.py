"""Signing in with a real browser: keys by Chromium's own authenticator, no complaint of the policy, every width."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sources.models import Person, Role
from tests.factories import a_dossier, a_person

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
PASSWORD = "a long enough one"
WIDTHS = [(1400, 900), (390, 844)]


@pytest.fixture
def rui(transactional_db: None) -> Person:
    person = a_person("rui", a_dossier("strait"), Role.REVIEWER)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def desk(live_server) -> str:
    """By name: a passkey belongs to a name, never to a bare number."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def log_in(page: Page, desk: str) -> None:
    page.goto(f"{desk}/account/")
    page.get_by_label("Username").fill("rui")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def give_a_key(page: Page) -> str:
    """An authenticator that says yes by itself; its number."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    return str(session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])


def add_key(page: Page, desk: str, *, alone: bool) -> None:
    page.goto(f"{desk}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("office laptop")
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_door_alone(page, desk, rui):
    give_a_key(page)
    log_in(page, desk)
    add_key(page, desk, alone=True)
    log_out(page)
    page.goto(f"{desk}/account/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Who you are")).to_be_visible()


def test_a_security_key_is_asked_for_after_the_password(page, desk, rui):
    give_a_key(page)
    log_in(page, desk)
    add_key(page, desk, alone=False)
    log_out(page)
    log_in(page, desk)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect(page.get_by_role("heading", name="Who you are")).to_be_visible()


def test_without_its_key_the_page_says_what_to_do(page, desk, rui):
    give_a_key(page)
    page.goto(f"{desk}/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_at_a_bare_number_no_key_is_offered(page, live_server, rui):
    number = str(live_server.url).replace("localhost", "127.0.0.1")
    log_in(page, number)
    page.goto(f"{number}/account/reauthenticate/?next=/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Keys cannot be used here")).to_be_visible()
    expect(page.get_by_role("button", name="Add")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_the_screen_and_everybody(page, desk, rui, width, scheme):
    page.set_viewport_size({"width": width[0], "height": width[1]})
    page.emulate_media(color_scheme=scheme)
    seen = ["/account/login/", "/account/password/reset/"]
    own = ["/account/", "/account/2fa/", "/account/2fa/totp/activate/", "/account/password/change/", "/account/logout/"]
    for address in [*seen, *own]:
        if address == own[0]:
            log_in(page, desk)
            page.goto(f"{desk}/account/reauthenticate/?next=/account/")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Go on").click()
        page.goto(desk + address)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, address
        assert grave_faults(page) == [], address


def grave_faults(page: Page) -> list[str]:
    """Serious and critical ones, by axe; none are looked for where it is not installed."""
    axe = find_spec("axe_playwright_python")
    if axe is None or axe.origin is None:
        return []
    page.evaluate(Path(axe.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]
