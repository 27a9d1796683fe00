"""Who gets what of the API: one row a route, in the words of tests/answers.py.

It says who may call it before anything else (401), then what is found (404), then what a role may do (403).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.permissions import Right
from tests.answers import Fields, Keys, Post, Row, a_file, by, everybody, members, no_keys, nothing, signed_in
from tests.one_of_everything import WORD, Everything

_SAID = "The ferry sailed again. It carried 1,250 people."
_REASON = {"reason": "Two lists, one town."}
_REFUSED = signed_in(405, anonymous=401)
Seen = Callable[[Everything], object]


def rows(*, asked: Fields = nothing, get: str = signed_in(200, anonymous=401), **posts: Post) -> Row:
    """A list of what the caller may see."""
    return _row(get, posts, no_keys, asked)


def thing(at: Keys, **posts: Post) -> Row:
    """A thing of a dossier."""
    return _row(members(200, anonymous=401), posts, at)


def act(at: Keys, right: Right, said: dict[str, Any] | Fields = _REASON, *, seen: Seen, done: int = 200) -> Row:
    """An address that takes an act alone."""
    return _row(_REFUSED, {"act": sent(right, said, seen=seen, done=done)}, at)


def sent(
    right: Right, said: dict[str, Any] | Fields, *, seen: Seen | None = None, done: int = 200, method: str = "POST"
) -> Post:
    fields = said if callable(said) else lambda _: said
    return Post(by(right, done=done, anonymous=401), fields, method=method, is_json=True, seen=seen)


def patch(right: Right, said: dict[str, Any], *, seen: Seen) -> Post:
    return sent(right, said, seen=seen, method="PATCH")


def _row(get: str, posts: dict[str, Post], at: Keys, asked: Fields = nothing) -> Row:
    answered = signed_in(200, anonymous=401)
    return Row(get, posts, at, asked=asked, no_post=_REFUSED, others=_REFUSED, options=answered)


def for_all(get: int = 200, *, at: Keys = no_keys, options: int = 405) -> Row:
    """What the API says of itself, to everybody."""
    refused = everybody(405)
    return Row(everybody(get), {}, at, no_post=refused, others=refused, options=everybody(options))


def _seen(name: str) -> Seen:
    return lambda e: getattr(e, name).version


def _at(name: str) -> Keys:
    return lambda e: [getattr(e, name).pk]


_PROPOSAL = {"outcome": "none holds", "difference": "copying error", "rationale": "A misprint."}

API: dict[str, Row] = {
    "api:schema": for_all(options=200),
    "api:docs": for_all(),
    "api:problems": for_all(),
    "api:problem": for_all(at=lambda _: ["stale"]),
    "api:claims-export": rows(get=members(200, anonymous=401), asked=lambda e: {"dossier": e.dossier.slug}),
    "api:export": rows(get=members(200, anonymous=401), asked=lambda e: {"dossier": e.dossier.slug}),
    "api:events": rows(get=members(200, anonymous=401), asked=lambda e: {"dossier": e.dossier.slug}),
    "api:search": rows(asked=lambda _: {"q": WORD}),
    "api:dossiers": rows(),
    "api:dossier": thing(_at("dossier"), rules=patch(Right.MANAGE, {"title": "Rains"}, seen=_seen("dossier"))),
    "api:publishers": rows(),
    "api:publisher": thing(
        lambda e: [e.document.publisher_id],
        grade=patch(Right.WRITE, {"grade": "B"}, seen=lambda e: e.document.publisher.grade),
    ),
    "api:documents": rows(
        upload=Post(
            by(Right.IMPORT, done=201, anonymous=401),
            lambda e: {"dossier": e.dossier.slug, "file": a_file("c.txt", _SAID)(e)},
        )
    ),
    "api:document": thing(_at("document"), correct=patch(Right.WRITE, {"title": "Ferry"}, seen=lambda e: e.facts_seen)),
    "api:document-text": thing(_at("document")),
    "api:document-original": thing(_at("document")),
    "api:batches": rows(
        send=Post(
            by(Right.IMPORT, done=201, anonymous=401),
            lambda e: {"dossier": e.dossier.slug, "files": [a_file("d.txt", _SAID)(e), a_file("e.txt", _SAID)(e)]},
        )
    ),
    "api:batch": thing(_at("batch")),
    "api:batch-files": thing(_at("batch")),
    "api:batch-cancel": act(_at("batch"), Right.IMPORT, {}, seen=lambda e: e.batch.state),
    "api:batch-resume": act(_at("cancelled_batch"), Right.IMPORT, {}, seen=lambda e: e.cancelled_batch.state),
    "api:passages": rows(),
    "api:passage": thing(lambda e: [e.claim.passage_id]),
    "api:claims": rows(
        write=sent(
            Right.WRITE,
            lambda e: {
                "document": e.document.pk,
                "start": 0,
                "end": len("The ferry sailed."),
                "value": "3 ferries",
                "override_reason": "So the pilot says.",
            },
            done=201,
        )
    ),
    "api:claim": thing(_at("claim"), reword=patch(Right.WRITE, {"scope": "by sea"}, seen=_seen("claim"))),
    "api:claim-accept": act(_at("claim"), Right.JUDGE_CLAIMS, {}, seen=_seen("claim")),
    "api:claim-reject": act(_at("claim"), Right.JUDGE_CLAIMS, seen=_seen("claim")),
    "api:claim-file": act(_at("claim"), Right.JUDGE_CLAIMS, lambda e: {"claim": e.partner.pk}, seen=_seen("claim")),
    "api:filings": rows(),
    "api:filing": thing(_at("filing")),
    "api:filing-confirm": act(_at("filing"), Right.JUDGE_CLAIMS, {}, seen=lambda e: e.filing.state),
    "api:filing-refuse": act(_at("filing"), Right.JUDGE_CLAIMS, {}, seen=lambda e: e.filing.state),
    "api:questions": rows(),
    "api:question": thing(
        _at("question"), reword=patch(Right.WRITE, {"wording": "How many left?"}, seen=_seen("question"))
    ),
    "api:question-merge": act(
        _at("question"), Right.WRITE, lambda e: {"into": e.other_question.pk}, seen=_seen("question")
    ),
    "api:question-split": act(
        _at("question"),
        Right.WRITE,
        lambda e: {"claims": [e.filing.claim_id], "wording": "How many left by sea?"},
        seen=_seen("question"),
        done=201,
    ),
    "api:conflicts": rows(),
    "api:conflict": thing(_at("open")),
    "api:conflict-propose": act(_at("open"), Right.PROPOSE, _PROPOSAL, seen=_seen("open"), done=201),
    "api:conflict-dismiss": act(_at("open"), Right.DISMISS, seen=_seen("open")),
    "api:conflict-reopen": act(_at("dismissed"), Right.DISMISS, seen=_seen("dismissed")),
    "api:conflict-assign": act(_at("open"), Right.ASSIGN, lambda e: {"to": e.colleague.pk}, seen=_seen("open")),
    "api:reconciliations": rows(),
    "api:reconciliation": thing(_at("proposal")),
    "api:reconciliation-approve": act(_at("proposal"), Right.APPROVE, {}, seen=_seen("proposed")),
    "api:reconciliation-return": act(_at("proposal"), Right.APPROVE, seen=_seen("proposed")),
    "api:reconciliation-withdraw": act(_at("decision"), Right.APPROVE, seen=_seen("resolved")),
    "api:comments": rows(begin=sent(Right.COMMENT, lambda e: {"conflict": e.open.pk, "body": "Which list?"}, done=201)),
    "api:comment": thing(
        _at("thread"),
        edit=Post(  # the editor wrote it
            "401 404 403 200 403 403", lambda _: {"body": "Which?"}, method="PATCH", is_json=True, seen=_seen("thread")
        ),
    ),
    "api:comment-resolve": act(_at("thread"), Right.COMMENT, {}, seen=_seen("thread")),
    "api:comment-reopen": act(_at("resolved_thread"), Right.COMMENT, {}, seen=_seen("resolved_thread")),
}
