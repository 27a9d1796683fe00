"""What everybody may read of a public dossier, and what nobody may."""

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import ledger, review
from claims.errors import NotAllowed
from claims.models import Claim, Conflict, Event, Reconciliation
from claims.review import Decision, Rules
from sources.models import Document, Dossier
from sources.models.document import Evidence
from tests.conftest import World
from tests.factories import a_conflict

DAY = dt.timedelta(days=1)
NOW = timezone.now().replace(microsecond=0) - 5 * DAY
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Clerk Ottoline whispered that roughly 58,000 souls departed Zanderbrook."
OPEN = "About 43,000 people left the valley, the mayor said."


@pytest.fixture
def public(world: World) -> World:
    Dossier.objects.filter(pk=world.dossier.pk).update(is_public=True)
    world.dossier.refresh_from_db()
    return world


def decide(world: World, conflict: Conflict, number: int = 1, at: dt.datetime = NOW, **terms: Any) -> Reconciliation:
    conflict.refresh_from_db()
    if conflict.state == "resolved":
        review.reopen(conflict, by=world.reviewer, at=at, seen=conflict.version, reason="A newer list.")
        conflict.refresh_from_db()
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=number).claims.all())
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=accepted, **terms)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=at, seen=conflict.version)
    conflict.refresh_from_db()
    return review.approve(proposal, by=world.chief, at=at, seen=conflict.version)


def withdraw(world: World, decision: Reconciliation, at: dt.datetime) -> None:
    version = Conflict.objects.get(question=decision.question).version
    review.withdraw(decision, by=world.chief, at=at, seen=version, reason="The list was forged.")


def address(of: Reconciliation | Conflict) -> str:
    return f"/published/floods/{of.question_id}/"


def entries(client: Client) -> list[ElementTree.Element]:
    answer = client.get("/published/floods/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def text_of(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


# ---- who lets everybody read ---------------------------------------------------------------------------


def test_a_chief_makes_a_dossier_public_and_the_ledger_and_the_history_keep_it(client, world):
    client.force_login(world.chief)
    page = f"/desk/sources/dossier/{world.dossier.pk}/change/"
    posted = {"act": "rules", "title": "Floods", "language": "en", "is_public": "on", "seen": 1}
    assert client.post(page, posted).status_code == 302
    world.dossier.refresh_from_db()
    assert world.dossier.is_public
    assert Event.objects.get(verb="rules changed").detail["is_public"] is True
    assert [row.is_public for row in world.dossier.history.all()] == [False]
    assert ledger.verify(world.dossier).fault is None
    assert 'href="/published/floods/"' in client.get(page).text


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "stranger"])
def test_nobody_else_makes_it_public(world, name):
    with pytest.raises(NotAllowed):
        review.set_rules(world.dossier, Rules("Floods", "en", is_public=True), by=world.person(name), at=NOW, seen=1)
    assert not Dossier.objects.filter(is_public=True).exists()


def test_who_changes_other_rules_leaves_it_public(public):
    review.set_rules(public.dossier, Rules("Floods of May", "en"), by=public.chief, at=NOW, seen=1)
    assert Dossier.objects.get(pk=public.dossier.pk).is_public
    assert Event.objects.get(verb="rules changed").detail["is_public"] is True


def test_a_dossier_is_not_public_when_it_is_started(world):
    assert not review.start_dossier(Rules("The flood of May", "en"), by=world.chief, at=NOW).is_public


# ---- what is read ----------------------------------------------------------------------------------------


def test_a_published_question_is_read_without_signing_in(client, public):
    conflict = a_conflict(public.dossier, OPEN, "About 58,000 people left the valley.")
    document = Document.objects.get(text__startswith=OPEN)
    Document.objects.filter(pk=document.pk).update(
        title="Valley Gazette", url="https://gazette.example/1", published_on=dt.date(2026, 2, 1)
    )
    decision = decide(public, conflict, dissent="The mayor disagrees.")
    page = client.get(address(decision)).text
    for said in ("about 43,000 people", "about 58,000 people", "The list is signed.", "The mayor disagrees."):
        assert said in page
    assert '<a href="https://gazette.example/1" rel="external nofollow">Valley Gazette</a>' in page
    assert "1 Feb 2026" in page
    assert '<mark class="value">About 43,000 people</mark> left the valley' in page
    assert 'class="plot' in page
    assert "Decided by two people of the desk." in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address(decision)}">' in page
    listed = client.get("/published/floods/").text
    assert f'href="{address(decision)}"' in listed
    assert "about 43,000 people" in listed


def test_nobody_is_named_and_nothing_leads_to_the_desk(client, public):
    decision = decide(public, a_conflict(public.dossier))
    withdrawn = decide(public, a_conflict(public.dossier, "The bridge is 5 km long.", "The bridge is 3 km long."))
    withdraw(public, withdrawn, NOW + DAY)
    for path in ("/published/floods/", address(decision), address(withdrawn), "/published/floods/feed.atom"):
        for client_of in (client, signed_in(public)):
            page = client_of.get(path).text
            assert "/desk/" not in page
            assert "/account/" not in page
            assert not re.search("reviewer|chief", page, re.IGNORECASE)
        assert "Set-Cookie" not in client.get(path).headers


def signed_in(world: World) -> Client:
    client = Client()
    client.force_login(world.chief)
    return client


def test_an_address_that_is_no_web_page_is_not_linked(client, public):
    decision = decide(public, a_conflict(public.dossier))
    Document.objects.update(url="javascript:alert(1)", title="A title")
    assert "javascript:" not in re.sub(r"<script.*?</script>", "", client.get(address(decision)).text)


def test_the_reviews_stand_in_the_page_as_data_that_cannot_leave_its_element(client, public):
    decision = decide(
        public,
        a_conflict(public.dossier, "About 43,000 people left </script><b>Vale</b>.", "About 58,000 people left Vale."),
    )
    page = client.get(address(decision)).text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert "<" not in data
    graph = json.loads(data)["@graph"]
    assert {node["@type"] for node in graph} == {"ClaimReview"}
    assert {node["url"] for node in graph} == {f"http://127.0.0.1:8000{address(decision)}"}
    assert "<b>Vale" not in page
    assert page.count("<script") == 1


def test_dates_are_drawn_and_told_as_days(client, public):
    conflict = a_conflict(public.dossier, "The dam broke on 3 May 2024.", "The dam broke on 5 May 2024.")
    page = client.get(address(decide(public, conflict))).text
    assert "3 May 2024" in re.findall(r'<text class="tick[^>]*>(.*?)</text>', page)


def test_figures_that_change_over_time_are_drawn_by_their_days(client, public):
    conflict = a_conflict(public.dossier)
    decision = decide(public, conflict)
    for number, claim in enumerate(Claim.objects.order_by("pk"), start=1):
        day = dt.date(2024, number, 1)
        Claim.objects.filter(pk=claim.pk).update(as_of=DateRange(day, day + DAY))
    assert 'class="plot series"' not in client.get(address(decision)).text
    Conflict.objects.update(level="development")
    page = client.get(address(decision)).text
    assert 'class="plot series"' in page
    assert "as of 2024-01-01" in page


def test_an_answer_without_a_value_is_told_by_its_outcome(client, public):
    conflict = a_conflict(public.dossier)
    decision = Decision("cannot be settled", "copying error", "Both lists are lost.")
    proposal = review.propose(conflict, decision, by=public.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    decided = review.approve(proposal, by=public.chief, at=NOW, seen=conflict.version)
    for path in (address(decided), "/published/floods/", "/published/floods/feed.atom"):
        assert "cannot be settled" in client.get(path).text


# ---- what is not ----------------------------------------------------------------------------------------


def test_whatever_is_not_public_answers_alike(client, public):
    waiting = decide(public, a_conflict(public.dossier), embargo_until=timezone.now() + DAY)
    undecided = a_conflict(public.dossier, "The bridge is 5 km long.", "The bridge is 3 km long.")
    elsewhere = Dossier.objects.get(slug="elsewhere")
    hidden = a_conflict(elsewhere, "The tower is 50 m high.", "The tower is 30 m high.")
    assert client.get("/published/floods/").status_code == 200
    pages = set()
    for path in (
        address(waiting),
        address(undecided),
        f"/published/floods/{hidden.question_id}/",
        f"/published/elsewhere/{hidden.question_id}/",
        "/published/elsewhere/",
        "/published/elsewhere/feed.atom",
        "/published/nowhere/",
        "/published/nowhere/feed.atom",
        "/published/floods/99999999999999999999/",
        "/published/floods/one/two/",
        "/published/",
    ):
        for client_of in (client, signed_in(public)):
            answer = client_of.get(path)
            assert answer.status_code == 404, path
            pages.add(answer.text)
    assert len(pages) == 1
    assert not entries(client)
    assert "left the valley" not in client.get("/published/floods/").text


def test_a_dossier_that_is_public_no_more_is_gone(client, public):
    decision = decide(public, a_conflict(public.dossier))
    assert client.get(address(decision)).status_code == 200
    Dossier.objects.update(is_public=False)
    assert client.get(address(decision)).status_code == 404


def test_nothing_is_written_there(client, public):
    for path in ("/published/floods/", address(decide(public, a_conflict(public.dossier)))):
        assert client.post(path).status_code == 405


def test_the_older_answer_is_read_while_the_newer_waits(client, public):
    conflict = a_conflict(public.dossier)
    first = decide(public, conflict)
    decide(public, conflict, 2, correction="58,000, not 43,000.", embargo_until=timezone.now() + DAY)
    page = client.get(address(first)).text
    assert "58,000, not 43,000." not in page
    assert "<strong>about 43,000 people</strong>" in page
    assert len(entries(client)) == 1


def test_no_word_of_a_withheld_passage_is_read(client, public):
    conflict = a_conflict(public.dossier, OPEN, SECRET)
    claim = Claim.objects.get(passage__exact__contains="58,000")
    Document.objects.filter(pk=claim.passage.document_id).update(
        title="Ottoline's call", url="https://zanderbrook.example/", file_name="o.txt"
    )
    review.withhold(claim.passage, by=public.editor, at=NOW, reason="Ottoline would be found out.")
    decision = decide(public, conflict)
    decide(public, conflict, 2, at=NOW + DAY, correction="58,000, not 43,000.")
    pages = [client.get(path).text for path in (address(decision), "/published/floods/", "/published/floods/feed.atom")]
    assert "The source is protected" in pages[0]
    assert "58,000" in pages[0]
    for page in pages:
        assert not re.search("ottoline|whisper|souls|zanderbrook|departed|found out", page, re.IGNORECASE)


def test_a_note_is_told_by_its_kind_alone(client, public):
    decision = decide(public, a_conflict(public.dossier, OPEN, "About 58,000 people left the valley."))
    Document.objects.filter(text__startswith=OPEN).update(
        title="Call with Ottoline", evidence=Evidence.PHONE_CALL, told_by="Ottoline", told_at=NOW
    )
    page = client.get(address(decision)).text
    assert str(Evidence.PHONE_CALL.label) in page
    assert "Ottoline" not in page


# ---- corrections ----------------------------------------------------------------------------------------


def test_a_correction_stands_at_the_top_with_its_reason_and_date(client, public):
    conflict = a_conflict(public.dossier)
    decide(public, conflict)
    decision = decide(public, conflict, 2, at=NOW + DAY, correction="58,000, not 43,000.")
    page = client.get(address(decision)).text
    made = page.index("58,000, not 43,000.")
    assert page.index("<h1") < made < page.index("<strong>about 58,000 people</strong>")
    assert (NOW + DAY).isoformat() in page
    listed = client.get("/published/floods/").text
    assert "58,000, not 43,000." in listed
    assert "corrected on" in listed


def test_a_withdrawn_decision_is_reached_and_says_why_but_not_what(client, public):
    conflict = a_conflict(public.dossier)
    decision = decide(public, conflict)
    withdraw(public, decision, NOW + DAY)
    page = client.get(address(decision))
    assert page.status_code == 200
    assert "The list was forged." in page.text
    assert (NOW + DAY).isoformat() in page.text
    assert "43,000" not in page.text
    assert "ld+json" not in page.text
    listed = client.get("/published/floods/").text
    assert "Nothing is published yet." in listed
    assert "The list was forged." in listed


def test_a_question_decided_anew_after_its_withdrawal_tells_both(client, public):
    conflict = a_conflict(public.dossier)
    withdraw(public, decide(public, conflict), NOW + DAY)
    decision = decide(public, conflict, 2, at=NOW + 2 * DAY)
    page = client.get(address(decision)).text
    assert "The list was forged." in page
    assert "about 58,000 people" in page
    assert "decided anew after it was withdrawn" in client.get("/published/floods/").text
    newest, *older = [text_of(entry, "id").partition("#")[2] for entry in entries(client)]
    assert newest == f"decision-{decision.pk}"
    assert len(older) == 2


# ---- the feed ---------------------------------------------------------------------------------------------


def test_the_feed_has_what_atom_asks_for(client, public):
    decide(public, a_conflict(public.dossier))
    feed = ElementTree.fromstring(client.get("/published/floods/feed.atom").content)
    assert feed.tag == f"{ATOM}feed"
    assert {text_of(feed, name) != "" for name in ("id", "title", "updated")} == {True}
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://127.0.0.1:8000/published/floods/feed.atom"
    for entry in feed.findall(f"{ATOM}entry"):
        assert dt.datetime.fromisoformat(text_of(entry, "updated"))
        assert text_of(entry, "id").startswith("http://127.0.0.1:8000/published/floods/")
        assert text_of(entry, "title")
        assert entry.find(f"{ATOM}link").get("href")


def test_each_publication_correction_and_withdrawal_is_an_entry(client, public):
    conflict = a_conflict(public.dossier)
    first = decide(public, conflict)
    published = entries(client)
    second = decide(public, conflict, 2, at=NOW + DAY, correction="58,000, not 43,000 & more.")
    correction, publication = sorted(entries(client), key=lambda entry: text_of(entry, "title"))
    assert text_of(correction, "id").endswith(f"#correction-{first.pk}-{second.pk}")
    assert "58,000, not 43,000 &amp; more." in text_of(correction, "summary")
    assert "about 58,000 people" in text_of(correction, "summary")
    assert text_of(publication, "id") == text_of(published[0], "id")
    assert text_of(publication, "published") == text_of(published[0], "published")
    assert "corrected since" in text_of(publication, "summary")
    assert "about 43,000 people" not in text_of(publication, "summary")
    withdraw(public, second, NOW + 2 * DAY)
    newest = entries(client)[0]
    assert text_of(newest, "title").startswith("Withdrawn: ")
    assert "The list was forged." in text_of(newest, "summary")
    assert not any("about 58,000 people" in text_of(entry, "summary") for entry in entries(client))


def test_a_feed_tells_the_newest_hundred(client, public, monkeypatch):
    monkeypatch.setattr("claims.published.feed.MOST", 2)
    decisions = [
        decide(public, a_conflict(public.dossier, *texts), at=NOW + number * DAY / 10)
        for number, texts in enumerate(pairs(3))
    ]
    assert [text_of(entry, "id").rpartition("-")[2] for entry in entries(client)] == [
        str(decision.pk) for decision in reversed(decisions[1:])
    ]


def test_what_xml_cannot_write_is_left_out(client, public):
    decision = decide(public, a_conflict(public.dossier))
    Reconciliation.objects.filter(pk=decision.pk).update(rationale="Signed\x0b by <two>.")
    (entry,) = entries(client)
    assert "Signed by &lt;two&gt;." in text_of(entry, "summary")


def pairs(number: int) -> list[tuple[str, str]]:
    return [
        (f"About {each + 50},000 people left valley {each}.", f"About {each + 90},000 people left valley {each}.")
        for each in range(number)
    ]


# ---- asked again, and many ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/published/floods/", "/published/floods/feed.atom", "page"])
def test_what_did_not_change_is_not_sent_again(client, public, path):
    conflict = a_conflict(public.dossier)
    decision = decide(public, conflict)
    path = address(decision) if path == "page" else path
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in answer.headers["Vary"]
    again = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(path, headers=again).status_code == 304
    assert client.head(path).headers["ETag"] == answer.headers["ETag"]
    decide(public, conflict, 2, at=NOW + DAY, correction="58,000, not 43,000.")
    assert client.get(path, headers=again).status_code == 200


def test_a_time_alone_never_keeps_words_that_are_withheld_since(client, public):
    decision = decide(public, a_conflict(public.dossier))
    modified = client.get(address(decision)).headers["Last-Modified"]
    claim = decision.basis.first().claim
    review.withhold(claim.passage, by=public.editor, at=NOW, reason="As asked.")
    answer = client.get(address(decision), headers={"If-Modified-Since": modified})
    assert answer.status_code == 200
    assert "The source is protected" in answer.text


def test_the_list_is_paged_newest_first(client, public, monkeypatch):
    monkeypatch.setattr("claims.published.pages.QUESTIONS_A_PAGE", 2)
    decisions = [
        decide(public, a_conflict(public.dossier, *texts), at=NOW + number * DAY / 10)
        for number, texts in enumerate(pairs(3))
    ]
    first, second = (client.get(f"/published/floods/?page={number}").text for number in (1, 2))
    assert first.index(address(decisions[2])) < first.index(address(decisions[1]))
    assert address(decisions[0]) not in first
    assert address(decisions[0]) in second
    assert client.get("/published/floods/?page=none").status_code == 200


def test_the_queries_do_not_grow_with_what_is_published(client, public):
    counts = []
    for batch in range(2):
        for number, texts in enumerate(pairs(6)[batch * 3 : batch * 3 + 3]):
            conflict = a_conflict(public.dossier, *texts)
            decide(public, conflict)
            if number:
                decide(public, conflict, 2, at=NOW + DAY, correction="The other list is signed.")
        counts.append([queries(client, path) for path in ("/published/floods/", "/published/floods/feed.atom")])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25


def test_the_queries_of_a_page_do_not_grow_with_its_claims(client, public):
    few = decide(public, a_conflict(public.dossier))
    texts = [f"About {number},000 people left the harbour." for number in range(40, 60)]
    many = decide(public, a_conflict(public.dossier, *texts))
    assert queries(client, address(few)) == queries(client, address(many)) <= 15


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
