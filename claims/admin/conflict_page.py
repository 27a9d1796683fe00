"""The page on which one conflict is decided: its forms, the acts they lead to, and what the template shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import review
from claims.admin.acting import act, posted_number, rights_shown, stale
from claims.admin.assigning import assign_posted
from claims.admin.changes import ChangesSince, changes_since
from claims.admin.discussion import discussion_shown
from claims.admin.evidence import Evidence
from claims.admin.forms import ReasonForm
from claims.admin.helping import Help
from claims.admin.proposing import ProposalForm
from claims.models import Conflict, Event, Filing, Reconciliation
from claims.models.reconciliation import ReconciliationState
from claims.review import Preview
from claims.shown import reading_language, value_said
from claims.subjects import addressed
from sources.values import NAME, phrase_in

Call = Callable[..., object]
_WITH_A_REASON = ("return", "withdraw", "dismiss", "reopen")
_EVENTS_SHOWN = 40
_PREVIEW = "claims/_preview.html"


class ConflictPage:
    """One conflict as one person sees it: its forms, the acts they lead to, and what the template shows."""

    template = "claims/conflict.html"

    def __init__(self, conflict: Conflict, request: HttpRequest) -> None:
        self.request, self.help = request, Help(request)
        self._read(conflict)
        chosen = request.GET.get("position", "")
        self.proposal_form = self._proposal_form(initial={"position": chosen} if chosen else None)
        self.reason_forms = {name: ReasonForm(auto_id=f"id_{name}_%s") for name in _WITH_A_REASON}
        self.preview: Preview | None = None
        self.changes: ChangesSince | None = None

    def _read(self, conflict: Conflict) -> None:
        self.conflict, self.evidence = conflict, Evidence(conflict)
        self._events_read: list[Event] | None = None
        in_force = Reconciliation.objects.in_force().filter(pk=OuterRef("pk"))
        published = Reconciliation.objects.published(timezone.now()).filter(pk=OuterRef("pk"))
        known = conflict.question.reconciliations.annotate(stands=Exists(in_force), is_published=Exists(published))
        rows = known.select_related("proposed_by", "decided_by", "withdrawn_by").order_by("-id")
        self.decisions = decisions = list[Any](rows)
        self.proposal = next((each for each in decisions if each.state == ReconciliationState.PROPOSED), None)
        self.decision = next((each for each in decisions if each.stands), None)
        self.published = next((each for each in decisions if each.is_published), None)
        self.earlier = [each for each in decisions if each not in (self.proposal, self.decision)]

    def _proposal_form(self, *args: Any, **kwargs: Any) -> ProposalForm:
        positions = [(side.position, side.value_said) for side in self.evidence.sides]
        return ProposalForm(self.conflict, positions, *args, **kwargs)

    # ---- acts ----

    def act(self) -> int:
        """Do what the posted form names. Returns 302 when done, else the status of the page shown again."""
        acts: dict[str, Callable[[], int]] = {
            "preview": self._preview,
            "propose": self._propose,
            "approve": lambda: self._decide(_("Approved: the decision stands."), review.approve),
            "return": lambda: self._decide(_("Returned to the desk."), review.return_),
            "withdraw": lambda: self._decide(_("Withdrawn."), review.withdraw),
            "dismiss": lambda: self._move(_("Dismissed."), review.dismiss),
            "reopen": lambda: self._move(_("Reopened."), review.reopen),
            "assign": lambda: assign_posted(self.request, self.conflict, self._seen()),
            "confirm": lambda: self._judge(confirm=True),
            "refuse": lambda: self._judge(confirm=False),
            "translate": lambda: self.help.translate(self.evidence),
        }
        chosen = acts.get(self._act_posted)
        status = chosen() if chosen else 400
        if status == 409:
            self._read(Conflict.objects.select_related("question", "lower", "upper").get(pk=self.conflict.pk))
            if self._seen() != self.conflict.version:
                self.changes = changes_since(self.request, self.evidence, self._events)
        return status

    @property
    def _act_posted(self) -> str:
        return self.request.POST.get("act", "")

    def _seen(self) -> int:
        return posted_number(self.request, "seen")

    def _preview(self) -> int:
        """What the decision would change; the form comes back as it is, with no word on what it lacks."""
        if self.request.htmx:  # type: ignore[attr-defined]
            self.template = _PREVIEW
        form = self._proposal_form(self.request.POST)
        form.is_valid()
        decision = form.decision(self.evidence.held_by)
        self.preview = review.preview(self.conflict, decision, at=timezone.now())
        self.proposal_form = self._proposal_form(initial=self.request.POST.dict())
        return 200

    def _propose(self) -> int:
        self.proposal_form = form = self._proposal_form(self.request.POST)
        if self._seen() != self.conflict.version:
            return stale(self.request)
        if not form.is_valid():
            return 400
        decision = form.decision(self.evidence.held_by)
        call = partial(review.propose, self.conflict, decision, seen=self._seen())
        return act(self.request, _("Proposed. Somebody else has to approve it."), call)

    def _decide(self, done: str, call: Call) -> int:
        reconciliation = self.proposal or self.decision or self.published
        if self._seen() != self.conflict.version:
            return self._too_late()
        if reconciliation is None:
            return 400
        return self._with_reason(done, partial(call, reconciliation, seen=self._seen()))

    def _move(self, done: str, call: Call) -> int:
        if self._seen() != self.conflict.version:
            return self._too_late()
        return self._with_reason(done, partial(call, self.conflict, seen=self._seen()))

    def _too_late(self) -> int:
        if self._act_posted in self.reason_forms:
            self._bind_reason()
        return stale(self.request)

    def _bind_reason(self) -> ReasonForm:
        name = self._act_posted
        self.reason_forms[name] = form = ReasonForm(self.request.POST, auto_id=f"id_{name}_%s")
        return form

    def _with_reason(self, done: str, call: Call) -> int:
        if self._act_posted not in self.reason_forms:
            return act(self.request, done, call)
        form = self._bind_reason()
        if not form.is_valid():
            return 400
        return act(self.request, done, partial(call, reason=form.cleaned_data["reason"]))

    def _judge(self, *, confirm: bool) -> int:
        filing = Filing.objects.filter(
            question=self.conflict.question, pk=posted_number(self.request, "filing")
        ).first()
        if filing is None:
            return 400
        done = _("Confirmed: the claim answers this question.") if confirm else _("Refused: the claim was taken out.")
        return act(self.request, done, partial(review.judge_filing, filing, confirm=confirm))

    # ---- what is shown ----

    def context(self) -> dict[str, Any]:
        if self.template == _PREVIEW:
            return self._previewed
        conflict, question, evidence = self.conflict, self.conflict.question, self.evidence
        shown = self.proposal or self.decision
        rights = rights_shown(self.request, question.dossier)
        return {
            "conflict": conflict,
            "question": question,
            "sides": evidence.sides,
            "others": evidence.others,
            "plot": evidence.plot(shown),
            "series": evidence.series(),
            "accepted_said": value_said(shown) if shown else "",
            "proposal": self.proposal,
            "decision": self.decision,
            "published": self.published,
            "earlier": self.earlier,
            "discussion": discussion_shown(self.request, conflict),
            "events": self._events[:_EVENTS_SHOWN],
            "rights": rights,
            "settlers": review.settlers(question.dossier) if "assign" in rights else [],
            "may_propose": conflict.is_undecided and self.proposal is None and "propose" in rights,
            "is_own_proposal": self.proposal is not None and self.proposal.proposed_by_id == self.request.user.pk,
            "proposal_form": self.proposal_form,
            "reason_forms": self.reason_forms,
            "reason_errors": any(form.errors for form in self.reason_forms.values() if form.is_bound),
            **self._previewed,
            "changes": self.changes,
            "kept": self._kept if self.changes else [],
            "seen_line": self._events[0].sequence if self._events else 0,
            "seen_claims": ",".join(map(str, evidence.claims)),
            **self.help.context(evidence),
        }

    @property
    def _previewed(self) -> dict[str, Any]:
        shown = self.preview
        said = ""
        if shown and shown.value:
            is_name = shown.value.kind == NAME and bool(shown.holding)
            said = value_said(shown.holding[0]) if is_name else phrase_in(shown.value, reading_language())
        return {"preview": shown, "preview_value": said}

    @property
    def _kept(self) -> list[tuple[str, str]]:
        """What was typed into a form that came too late, to be copied where the form is not open any more."""
        forms = [self.proposal_form, *self.reason_forms.values()]
        return [
            (str(form.fields[name].label or name), str(form.data.get(name)))
            for form in forms
            if form.is_bound
            for name in ("rationale", "dissent", "correction", "value", "reason")
            if name in form.fields and form.data.get(name)
        ]

    @property
    def _events(self) -> list[Event]:
        """The lines of the ledger about the conflict, its question, decisions, claims and filings, the newest first."""
        if self._events_read is None:
            self._events_read = self._read_events()
        return self._events_read

    def _read_events(self) -> list[Event]:
        question = self.conflict.question
        about = (
            Q(subject="conflict", subject_id=self.conflict.pk)
            | Q(subject="reconciliation", subject_id__in=[each.pk for each in self.decisions])
            | Q(subject="question", subject_id=question.pk)
            | Q(subject="claim", subject_id__in=list(self.evidence.claims))
            | Q(subject="filing", subject_id__in=question.filings.values("pk"))
        )
        return list(addressed(question.dossier.events.filter(about)).select_related("actor").order_by("-sequence"))
