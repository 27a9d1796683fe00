"""The page on which one conflict is decided: its forms, the acts they lead to, and what the template shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpRequest

from claims import review
from claims.admin.acting import act, posted_number, rights_shown, stale
from claims.admin.forms import CommentForm, ProposalForm, ReasonForm
from claims.models import Claim, Comment, Conflict, Event, Filing, Position, Reconciliation
from claims.models.reconciliation import ReconciliationState
from claims.review import Decision
from sources.models import Document

Call = Callable[..., object]


class ConflictPage:
    """One conflict as one person sees it: its forms, the acts they lead to, and what the template shows."""

    def __init__(self, conflict: Conflict, request: HttpRequest) -> None:
        document = Prefetch("passage__document", Document.objects.without_original().select_related("publisher"))
        claims = Claim.objects.select_related("passage").prefetch_related(document).order_by("id")
        prefetch_related_objects([conflict], Prefetch("positions__claims", queryset=claims))
        self.conflict, self.request = conflict, request
        self.positions = list(conflict.positions.all())
        filings = Filing.objects.standing().filter(question=conflict.question).select_related("decided_by")
        self.filings = {filing.claim_id: filing for filing in filings}
        in_force = Reconciliation.objects.in_force().filter(pk=OuterRef("pk"))
        known = conflict.question.reconciliations.annotate(stands=Exists(in_force)).order_by("-id")
        decisions = list(known.select_related("proposed_by", "decided_by"))
        self.proposal = next((each for each in decisions if each.state == ReconciliationState.PROPOSED), None)
        self.decision = next((each for each in decisions if each.stands), None)  # type: ignore[attr-defined]
        self.earlier = [each for each in decisions if each not in (self.proposal, self.decision)]
        self.proposal_form = ProposalForm(self.positions)
        self.comment_form = CommentForm()
        self.reason_form = ReasonForm()

    # ---- acts ----

    def act(self) -> int:
        """Do what the posted form names. Returns 302 when done, else the status of the page shown again."""
        acts: dict[str, Callable[[], int]] = {
            "propose": self._propose,
            "approve": lambda: self._decide("Approved: the decision stands.", review.approve),
            "return": lambda: self._decide("Returned to the desk.", review.return_, with_reason=True),
            "withdraw": lambda: self._decide("Withdrawn.", review.withdraw, with_reason=True),
            "dismiss": lambda: self._move("Dismissed.", review.dismiss),
            "reopen": lambda: self._move("Reopened.", review.reopen),
            "comment": self._comment,
            "resolve": self._resolve,
            "confirm": lambda: self._judge(confirm=True),
            "refuse": lambda: self._judge(confirm=False),
        }
        chosen = acts.get(self.request.POST.get("act", ""))
        return chosen() if chosen else 400

    def _seen(self) -> int:
        return posted_number(self.request, "seen")

    def _propose(self) -> int:
        self.proposal_form = form = ProposalForm(self.positions, self.request.POST)
        if self._seen() != self.conflict.version:
            return stale(self.request)
        if not form.is_valid():
            return 400
        chosen: Position | None = form.chosen_position()
        decision = Decision(
            outcome=form.cleaned_data["outcome"],
            difference=form.cleaned_data["difference"],
            rationale=form.cleaned_data["rationale"],
            dissent=form.cleaned_data["dissent"],
            value=form.cleaned_data["value"],
            accepted=tuple(claim.pk for claim in chosen.claims.all()) if chosen else (),
        )
        call = partial(review.propose, self.conflict, decision, seen=self._seen())
        return act(self.request, "Proposed. Somebody else has to approve it.", call)

    def _decide(self, done: str, call: Call, *, with_reason: bool = False) -> int:
        reconciliation = self.proposal or self.decision
        if reconciliation is None:
            return 400
        return self._with_reason(done, partial(call, reconciliation, seen=self._seen()), needed=with_reason)

    def _move(self, done: str, call: Call) -> int:
        return self._with_reason(done, partial(call, self.conflict, seen=self._seen()), needed=True)

    def _with_reason(self, done: str, call: Call, *, needed: bool) -> int:
        if not needed:
            return act(self.request, done, call)
        self.reason_form = ReasonForm(self.request.POST)
        if not self.reason_form.is_valid():
            return 400
        return act(self.request, done, partial(call, reason=self.reason_form.cleaned_data["reason"]))

    def _comment(self) -> int:
        self.comment_form = form = CommentForm(self.request.POST)
        if not form.is_valid():
            return 400
        reply_to = self._threads().filter(pk=form.cleaned_data["reply_to"]).first()
        on = (reply_to.claim or reply_to.question or self.conflict) if reply_to else self.conflict
        call = partial(review.comment, on, form.cleaned_data["body"], reply_to=reply_to)
        return act(self.request, "Comment added.", call)

    def _resolve(self) -> int:
        thread = self._threads().filter(pk=posted_number(self.request, "thread")).first()
        return act(self.request, "Thread resolved.", partial(review.resolve, thread)) if thread else 400

    def _judge(self, *, confirm: bool) -> int:
        filing = Filing.objects.filter(
            question=self.conflict.question, pk=posted_number(self.request, "filing")
        ).first()
        if filing is None:
            return 400
        done = "Confirmed: the claim answers this question." if confirm else "Refused: the claim was taken out."
        return act(self.request, done, partial(review.judge_filing, filing, confirm=confirm))

    # ---- what is shown ----

    def _threads(self) -> models.QuerySet[Comment]:
        """All that bear on the decision: those of the conflict, of its question and of its claims."""
        return Comment.objects.about(self.conflict.question).filter(reply_to__isnull=True).distinct()

    def context(self) -> dict[str, Any]:
        conflict, question = self.conflict, self.conflict.question
        return {
            "conflict": conflict,
            "question": question,
            "positions": [{"position": position, "claims": self._cards(position)} for position in self.positions],
            "proposal": self.proposal,
            "decision": self.decision,
            "earlier": self.earlier,
            "threads": self._threads().select_related("author", "resolved_by").prefetch_related("replies__author"),
            "events": self._events(),
            "rights": rights_shown(self.request, question.dossier),
            "is_own_proposal": self.proposal is not None and self.proposal.proposed_by_id == self.request.user.pk,
            "proposal_form": self.proposal_form,
            "comment_form": self.comment_form,
            "reason_form": self.reason_form,
        }

    def _cards(self, position: Position) -> list[dict[str, Any]]:
        return [
            {
                "claim": claim,
                "document": claim.passage.document,
                "filing": self.filings.get(claim.pk),
                "excerpt": claim.excerpt(),
            }
            for claim in position.claims.all()
        ]

    def _events(self) -> models.QuerySet[Event]:
        about = models.Q(subject="conflict", subject_id=self.conflict.pk) | models.Q(
            subject="reconciliation", subject_id__in=self.conflict.question.reconciliations.values("pk")
        )
        return self.conflict.question.dossier.events.filter(about).select_related("actor").order_by("-sequence")
