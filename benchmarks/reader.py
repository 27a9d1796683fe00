"""How quickly the reader shows a long document: first paint, scrolling, the far end by a deep link, a new panel.

    python -m benchmarks.reader [--pages 300]

A text is made of sentences with ten figures a page, imported and drafted in a test database, and read in headless
Chromium on a live server. Prints milliseconds, best and worst of three; needs a Chromium (tests/install_browser.sh).
"""

import argparse
import datetime as dt
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from playwright.sync_api import BrowserContext, Page, sync_playwright  # noqa: E402

from claims.drafting import draft_claims  # noqa: E402
from claims.models import Claim  # noqa: E402
from sources.importing import Arrival, import_document  # noqa: E402
from sources.models import Document, Dossier, Membership, Person, Role  # noqa: E402

ROUNDS = 3
WORDS = ["river", "valley", "bridge", "winter", "council", "harbour", "engineer", "letter", "station", "market", "road"]
SCROLL = """async () => {
  const long = [], gaps = [];
  new PerformanceObserver((list) => list.getEntries().forEach((each) => long.push(each.duration)))
    .observe({ type: "longtask" });
  let last = performance.now();
  for (let frame = 0; frame < 240; frame++) {
    scrollBy(0, innerHeight * 0.7);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  await new Promise((done) => setTimeout(done, 200));
  gaps.sort((a, b) => a - b);
  return { far: scrollY, long: long.length, longest: Math.max(0, ...long),
           median: gaps[gaps.length / 2], p99: gaps[Math.floor(gaps.length * 0.99)] };
}"""
PAINTED = """() => new Promise((done) => {
  const found = () => performance.getEntriesByName("first-contentful-paint")[0];
  if (found()) return done(found().startTime);
  new PerformanceObserver(() => done(found().startTime)).observe({ type: "paint", buffered: true });
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    pages = parser.parse_args().pages
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None:
        print("skipped: no Chromium here")
        return
    with _database(), _server() as address:
        document, cookie = _document(pages)
        claims = Claim.objects.filter(passage__document=document).count()
        print(f"{pages} pages, {len(document.text):,} characters, {len(document.spans):,} blocks, {claims:,} claims")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            context = browser.new_context(viewport={"width": 1400, "height": 900})
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
            _measure(context, f"{address}/desk/sources/document/{document.pk}/change/", document)
            browser.close()


def _measure(context: BrowserContext, url: str, document: Document) -> None:
    def paint(page: Page) -> float:
        page.goto(url, wait_until="commit")
        return float(page.evaluate(PAINTED))

    def cold(page: Page) -> float:
        cache.clear()
        return paint(page)

    _print("first paint, nothing read before", context, cold)
    _print("first paint", context, paint)
    last = document.passages.order_by("start").last()
    assert last, "something is claimed"

    def leap(page: Page) -> float:
        began = time.perf_counter()
        page.goto(f"{url}#p{last.pk}")
        page.wait_for_function(f"scrollY > 1000 && document.getElementById('p{last.pk}').checkVisibility()")
        return (time.perf_counter() - began) * 1000

    _print("the last passage by its link, loaded and scrolled to", context, leap)
    page = context.new_page()
    page.goto(url)

    def panel(_: Page) -> float:
        began = time.perf_counter()
        page.locator("a.figure").first.click()
        page.locator(".panel").wait_for()
        took = (time.perf_counter() - began) * 1000
        page.keyboard.press("Escape")
        return took

    _print("a figure's panel", context, panel)
    page.evaluate("scrollTo(0, 0)")
    scrolled = page.evaluate(SCROLL)
    print(
        f"scrolling {scrolled['far']:,.0f} px in 240 frames: frame {scrolled['median']:.0f} ms at the median, "
        f"{scrolled['p99']:.0f} at the 99th percentile; {scrolled['long']} tasks over 50 ms, "
        f"the longest {scrolled['longest']:.0f}"
    )


def _print(what: str, context: BrowserContext, measure: Callable[[Page], float]) -> None:
    taken = []
    for _ in range(ROUNDS):
        page = context.new_page()
        taken.append(measure(page))
        page.close()
    print(f"{what}: {min(taken):,.0f} to {max(taken):,.0f} ms")


def _document(pages: int) -> tuple[Document, str]:
    """The document with its drafts, and the session of somebody who may write."""
    now = dt.datetime.now(dt.UTC)
    dossier = Dossier.objects.create(slug="benchmark", title="Benchmark")
    person = Person.objects.create(username="reader")
    Membership.objects.create(dossier=dossier, person=person, role=Role.EDITOR)
    data = "\n\n".join(_page(number) for number in range(pages)).encode()
    document = import_document(dossier=dossier, data=data, arrival=Arrival(name="long.txt"), at=now).document
    draft_claims(document)
    client = Client()
    client.force_login(person)
    return document, client.cookies[settings.SESSION_COOKIE_NAME].value


def _page(number: int) -> str:
    """About 2,000 characters in five paragraphs, ten figures among them."""
    chance = random.Random(number)  # the same text every time

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    def paragraph() -> str:
        counted, year = chance.randrange(100, 90_000), chance.randrange(1950, 2026)
        return (
            f"In {year} about {counted:,} people crossed the {words(9)} of the {words(8)}. "
            f"The {words(14)} and the {words(6)}."
        )

    return "\n\n".join(paragraph() for _ in range(7))


@contextmanager
def _database() -> Iterator[None]:
    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        yield
    finally:
        with connection.cursor() as cursor:  # the server's threads keep their connections
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        teardown_databases(kept, verbosity=0)


@contextmanager
def _server() -> Iterator[str]:
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
