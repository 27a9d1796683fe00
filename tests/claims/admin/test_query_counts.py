"""The queue and the conflict page ask the database at most fifteen times, however much there is to show."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import review
from claims.models import Conflict, Notification
from claims.models.notification import Occasion
from tests.claims.admin.conflict_forms import page_of, proposed
from tests.factories import NOW, a_conflict

AT_MOST = 15
QUEUE = "admin:claims_conflict_changelist"
ASKED = [
    "",
    "?tab=all&sort=age",
    "?tab=all&sort=origins",
    "?tab=waiting",
    "?q=people&level=contradiction&dossier=floods",
]


def queries_of(client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def talk(world, conflict: Conflict) -> None:
    """Threads with replies, edits and mentions: one that was reopened, one that is resolved."""
    for body in ("Which days, @editor?", "Which list, @chief?"):
        thread = review.comment(conflict, body, by=world.editor, at=NOW)
        review.comment(conflict.question, "All of them.", by=world.reviewer, at=NOW)
        review.comment(conflict, "I do not know.", by=world.chief, at=NOW, reply_to=thread)
        review.edit_comment(thread, f"{body} Or nights?", by=world.editor, at=NOW, seen=1)
        review.resolve(thread, by=world.chief, at=NOW)
    review.reopen_thread(thread, by=world.chief, at=NOW)


def decide(world, conflict: Conflict) -> None:
    """A proposal that was returned, and one that waits."""
    returned = proposed(world, conflict)
    review.return_(returned, by=world.chief, at=NOW, seen=conflict.version, reason="Say which list.")
    conflict.refresh_from_db()
    proposed(world, conflict)


def laden(world, valley: str, numbers: range) -> Conflict:
    """A conflict of that many claims in two languages, talked about, assigned and decided, with a passage withheld."""
    texts = [f"About {number},000 people left {valley}." for number in numbers]
    texts[::2] = [f"约{number}00人离开了{valley}。" for number in numbers[::2]]
    conflict = a_conflict(world.dossier, *texts)
    review.assign(conflict, world.chief, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    filing = conflict.question.filings.earliest("pk")
    review.withhold(filing.claim.passage, by=world.editor, at=NOW, reason="A source.")
    talk(world, conflict)
    decide(world, conflict)
    for person in (world.viewer, world.editor, world.reviewer, world.chief):
        Notification.objects.create(
            person=person, dossier=world.dossier, occasion=Occasion.ASSIGNED, conflict=conflict, made_at=NOW
        )
    return conflict


def test_a_laden_conflict_of_forty_claims_asks_no_more_than_one_of_four(client, world):
    few, many = laden(world, "the gorge", range(20, 60, 10)), laden(world, "the valley", range(20, 60))
    for name in ("viewer", "reviewer", "chief"):
        client.force_login(world.person(name))
        taken = {number: queries_of(client, page_of(conflict)) for number, conflict in ((4, few), (40, many))}
        assert len(taken[40]) == len(taken[4]) <= AT_MOST, "\n".join(taken[40])


def test_a_laden_queue_asks_no_more_for_six_conflicts_than_for_two(client, world):
    client.force_login(world.chief)
    taken = []
    for valleys in ("AB", "CDEF"):
        for valley in valleys:
            laden(world, f"valley {valley}", range(20, 26, 2))
        taken.append({asked: queries_of(client, reverse(QUEUE) + asked) for asked in ASKED})
    for asked in ASKED:
        assert len(taken[0][asked]) == len(taken[1][asked]) <= AT_MOST, "\n".join(taken[1][asked])
