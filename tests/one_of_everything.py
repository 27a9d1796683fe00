"""One dossier with one of everything in it, each in the state in which something can be done to it.

WORD stands in every text of it, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from claims import batches, preparing, review
from claims.arithmetic import add_up
from claims.carrying import commit, hold
from claims.conflicts import detect
from claims.coverage import coverage_of, wave_off
from claims.models import (
    Alias,
    Batch,
    BulkAct,
    Carryover,
    Claim,
    Comment,
    Conflict,
    Delivery,
    Discrepancy,
    Filing,
    Notification,
    PreparedExport,
    Question,
    Reconciliation,
    Sheet,
    Webhook,
)
from claims.models.bulk_act import BulkVerb
from claims.models.notification import Occasion
from claims.review import Facts
from claims.sheets import keep_sheet
from claims.webhooks.managing import add_webhook
from sources.importing import publisher_named
from sources.models import Capture, Document, Dossier, Person, Resemblance, Role
from sources.models.capture import CaptureKind, CaptureState
from tests.factories import NOW, a_claim, a_document, a_dossier, a_person, a_question

WORD = "Zorvane"
ROLES = {"viewer": Role.VIEWER, "editor": Role.EDITOR, "reviewer": Role.REVIEWER, "chief": Role.CHIEF}
SHEET = f"claim,question\nAbout 580 people came to {WORD}.,How many came to {WORD}?\n"
SAID = f"About 43,000 people left the harbour of {WORD} after the dam broke."
NEWER = SAID.replace("43,000", "47,000")
BEFORE = f"The rain began early and did not end for days. {SAID} The road to the coast stayed closed."


@dataclass(frozen=True)
class Everything:
    """A conflict or a thread is there once for each state that something can be done in."""

    dossier: Dossier
    elsewhere: Dossier
    people: dict[str, Person]
    colleague: Person
    document: Document
    open: Conflict
    proposed: Conflict
    resolved: Conflict
    dismissed: Conflict
    claim: Claim
    partner: Claim
    filing: Filing
    thread: Comment
    resolved_thread: Comment
    alias: Alias
    sheet: Sheet
    bulk_act: BulkAct
    carryover: Carryover
    discrepancy: Discrepancy
    resemblance: Resemblance
    failed_capture: Capture
    held_capture: Capture
    figure: tuple[int, int]
    waved: tuple[int, int]
    webhook: Webhook
    delivery: Delivery
    batch: Batch
    cancelled_batch: Batch
    prepared_export: PreparedExport

    @property
    def chosen(self) -> list[str]:
        """The open conflict, as the queue posts it."""
        return [f"{self.open.pk}:{self.open.version}"]

    @property
    def question(self) -> Question:
        return self.open.question

    @property
    def proposal(self) -> Reconciliation:
        return self.proposed.question.reconciliations.get()

    @property
    def decision(self) -> Reconciliation:
        return self.resolved.question.reconciliations.get()

    @property
    def other_question(self) -> Question:
        return self.bulk_act.lines.get().conflict.question

    @property
    def carried(self) -> str:
        """The words of the newer capture that a waiting claim is carried over to."""
        return NEWER

    @property
    def facts_seen(self) -> str:
        return Facts.of(self.document).version

    @property
    def notification(self) -> Notification:
        return self.people["editor"].notifications.get()

    def member(self, name: str) -> int:
        """The key of a membership."""
        return self.dossier.memberships.get(person=self.people[name]).pk


def one_of_everything() -> Everything:
    dossier, elsewhere = a_dossier(), a_dossier("elsewhere", is_public=True)
    dossier.title = f"The floods of {WORD}"
    dossier.save(update_fields=["title"])
    people = {name: a_person(name, dossier, role) for name, role in ROLES.items()}
    people["stranger"] = a_person("stranger", elsewhere, Role.CHIEF)
    colleague, editor = a_person(f"of{WORD}", dossier, Role.CHIEF), people["editor"]
    conflicts = {name: _conflict(dossier, name) for name in ("open", "proposed", "resolved", "dismissed")}
    _settle(conflicts, colleague, a_person("second", dossier, Role.CHIEF))
    thread = review.comment(conflicts["open"], f"Which list of {WORD} is signed?", by=editor, at=NOW)
    resolved = review.comment(conflicts["open"], f"And who counted in {WORD}?", by=editor, at=NOW)
    told = {"dossier": dossier, "occasion": Occasion.MENTIONED, "comment": thread, "caused_by": colleague}
    Notification.objects.create(person=editor, made_at=NOW, **told)
    document, claim = (
        _ferry(dossier),
        a_claim(dossier, f"Some 1,000 people crossed the strait of {WORD}.", title=f"The strait of {WORD}"),
    )
    figure, waved = [(each.start, each.end) for each in coverage_of(document).figures]
    wave_off(document, *waved, by=editor, at=NOW)
    partner = a_claim(dossier, f"Some 2,000 people crossed the strait of {WORD}.")
    review.withhold(partner.passage, by=editor, at=NOW, reason=f"A source in {WORD}.")
    webhook = add_webhook(dossier, "https://paper.example/told", ["conflict.found"], by=colleague, at=NOW)
    sent = {"message": "msg_1", "event": "conflict.found", "body": "{}"}
    return Everything(
        dossier=dossier,
        elsewhere=elsewhere,
        people=people,
        colleague=colleague,
        document=document,
        **{name: Conflict.objects.get(pk=conflict.pk) for name, conflict in conflicts.items()},
        claim=claim,
        partner=partner,
        filing=conflicts["open"].question.filings.earliest("pk"),
        thread=thread,
        resolved_thread=review.resolve(resolved, by=editor, at=NOW),
        alias=review.name_alike(dossier, [WORD, "佐尔文"], by=editor, at=NOW),
        sheet=keep_sheet(dossier=dossier, data=SHEET.encode(), name=f"{WORD}.csv", by=editor, at=NOW)[0],
        carryover=_carryover(dossier, editor, colleague),
        discrepancy=Discrepancy.objects.get(),
        resemblance=Resemblance.objects.create(document=document, other=claim.passage.document, share=0.9),
        failed_capture=_failed_capture(dossier, editor),
        held_capture=hold(
            document, f"The ferry of {WORD} sailed with 1,300 people.".encode(), f"{WORD}.txt", by=editor, at=NOW
        ),
        figure=figure,
        waved=waved,
        webhook=webhook,
        delivery=Delivery.objects.create(webhook=webhook, made_at=NOW, **sent),
        batch=_batch(dossier, editor),
        cancelled_batch=batches.cancel(_batch(dossier, editor), by=editor, at=NOW),
        prepared_export=_prepared_export(dossier, editor),
        bulk_act=_bulk_act(dossier, colleague),  # last: what is filed after it would stand in the way of its undoing
    )


def _conflict(dossier: Dossier, town: str) -> Conflict:
    texts = [f"About {count},000 people left {town} {WORD}." for count in (43, 58)]
    question = a_question([a_claim(dossier, text) for text in texts], f"How many people left {town} {WORD}?")
    detect([question], at=NOW)
    return Conflict.objects.get(question=question)


def _settle(conflicts: dict[str, Conflict], colleague: Person, second: Person) -> None:
    """Each conflict is brought to the state it is named for."""
    decision = review.Decision("none holds", "copying error", f"A misprint in {WORD}.")
    for name in ("proposed", "resolved"):
        review.propose(conflicts[name], decision, by=colleague, at=NOW, seen=conflicts[name].version)
    proposal = conflicts["resolved"].question.reconciliations.get()
    seen = Conflict.objects.get(pk=conflicts["resolved"].pk).version
    review.approve(proposal, by=second, at=NOW, seen=seen)
    seen = conflicts["dismissed"].version
    review.dismiss(conflicts["dismissed"], by=colleague, at=NOW, seen=seen, reason=f"Two towns in {WORD}.")


def _bulk_act(dossier: Dossier, colleague: Person) -> BulkAct:
    many = _conflict(dossier, "many")
    wish = review.Wish(BulkVerb.ASSIGN, to=colleague)
    return review.carry_out({many.pk: many.version}, wish, by=colleague, at=NOW).acts[0]


def _ferry(dossier: Dossier) -> Document:
    """A document with a publisher, and with figures that do not add up."""
    said = f"The ferry sailed. In {WORD} it carried 1,200 people, of whom 1,400 were tourists."
    document = a_document(dossier, said, publisher=publisher_named(dossier, f"The Gull of {WORD}"))
    add_up(document, at=NOW)
    return document


def _carryover(dossier: Dossier, editor: Person, colleague: Person) -> Carryover:
    """An accepted claim of an older document that a newer capture says otherwise."""
    older = a_claim(dossier, BEFORE)
    review.accept_claim(older, seen=older.version, by=colleague, at=NOW)
    newer = BEFORE.replace(SAID, NEWER)
    commit(hold(older.passage.document, newer.encode(), f"newer {WORD}.txt", by=editor, at=NOW), by=editor, at=NOW)
    return Carryover.objects.get(claim=older)


def _batch(dossier: Dossier, editor: Person) -> Batch:
    """A file of it waits."""
    batch = batches.begin(dossier, publisher=f"The Gull of {WORD}", by=editor, at=NOW)
    batches.add(batch, [(f"batch of {WORD}.txt", SAID.encode())], by=editor, at=NOW)
    return batches.close(batch, by=editor, at=NOW)


def _prepared_export(dossier: Dossier, editor: Person) -> PreparedExport:
    at = timezone.now()  # it expires
    export = preparing.ask_for_export(dossier, "ndjson", by=editor, at=at)
    preparing.write(export.pk, now=lambda: at, is_last_try=True)
    return PreparedExport.objects.get(pk=export.pk)


def _failed_capture(dossier: Dossier, editor: Person) -> Capture:
    return Capture.objects.create(
        dossier=dossier,
        kind=CaptureKind.OCR,
        original=b"scan",
        file_name=f"{WORD}.png",
        state=CaptureState.FAILED,
        reason=f"No text was recognised in {WORD}.",
        asked_by=editor,
        asked_at=NOW,
    )
