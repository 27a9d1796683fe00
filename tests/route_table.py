"""Who gets what at which page: one row a route, in the words of tests/answers.py. tests/test_rights.py holds each cell.

A new route needs a row here, or in tests/route_table_api.py: what it answers to GET, and every form it takes with the
right that asks for. PUT, PATCH, DELETE and OPTIONS are refused to everybody (405).
"""

from __future__ import annotations

from claims.permissions import Right
from tests.answers import (
    NO_POST,
    NOTHING_HERE,
    OPEN,
    OWN,
    THING,
    Post,
    Row,
    a_file,
    a_list,
    account,
    by,
    everybody,
    members,
    open_to_all,
    posted,
    signed_in,
    to_elsewhere,
)
from tests.one_of_everything import SHEET, WORD


def _reason(act: str, of: str, right: Right) -> Post:
    """A form of the conflict page with a reason, for the conflict of that name."""
    return Post(
        by(right),
        lambda e: {"act": act, "seen": getattr(e, of).version, "reason": "Two lists, one town."},
        lambda e: [getattr(e, of).pk],
    )


_SAID = "The ferry sailed again. It carried 1,250 people."
_SPAN = {"start": 0, "end": len("The ferry sailed.")}

PAGES: dict[str, Row] = {
    # ---- the desk: what a person sees of their dossiers ----
    "": to_elsewhere("/"),
    "admin:index": a_list(),
    "admin:login": to_elsewhere(),
    "admin:logout": Row(signed_in(302), {"empty": Post(signed_in(302))}),
    "admin:password_change": Row(signed_in(302), {"empty": Post(signed_in(302))}),
    "admin:app_list": Row(NOTHING_HERE, {"empty": Post(NOTHING_HERE)}, lambda _: ["claims"]),
    "desk/(?P<url>.*)$": Row(NOTHING_HERE, {"empty": Post(NOTHING_HERE)}, address="/desk/nothing/here/"),
    "set_language": to_elsewhere(),
    "admin:claims_alias_changelist": a_list(
        write=Post(by(Right.WRITE), lambda e: {"dossier": e.dossier.pk, "names": "The Gull\n海鸥"})
    ),
    "admin:claims_alias_change": Row(
        THING,
        {
            "write": posted("", Right.WRITE, names="Harwick\nHarwich"),
            "part": posted("part", Right.WRITE),
        },
        lambda e: [e.alias.pk],
    ),
    "admin:claims_carryover_changelist": a_list(),
    "admin:claims_carryover_change": Row(
        THING,
        {
            "carry": posted("carry", Right.WRITE, Right.JUDGE_CLAIMS, words=lambda e: e.carried),
            "drop": posted("drop", Right.JUDGE_CLAIMS, reason="It is not said any more."),
        },
        lambda e: [e.carryover.pk],
    ),
    "admin:claims_claim_changelist": a_list(),
    "admin:claims_claim_change": Row(
        THING,
        {
            "accept": posted("accept", Right.JUDGE_CLAIMS, seen=lambda e: e.claim.version),
            "refuse": posted("refuse", Right.JUDGE_CLAIMS, seen=lambda e: e.claim.version, reason="Misread."),
            "file": posted("file", Right.JUDGE_CLAIMS, seen=lambda e: e.claim.version, partner=lambda e: e.partner.pk),
            "withhold": Post(by(Right.WRITE), lambda _: {"act": "withhold", "withhold-reason": "A source."}),
            "release": Post(by(Right.WRITE), lambda _: {"act": "release"}, lambda e: [e.partner.pk]),
        },
        lambda e: [e.claim.pk],
    ),
    "admin:claims_conflict_changelist": a_list(
        take=Post(by(Right.ASSIGN), lambda e: {"take": f"{e.open.pk}:{e.open.version}"})
    ),
    "admin:claims_conflict_change": Row(
        THING,
        {
            "propose": posted(
                "propose",
                Right.PROPOSE,
                seen=lambda e: e.open.version,
                position=lambda e: e.open.positions.earliest("pk").pk,
                outcome="one position holds",
                difference="contradiction",
                rationale="The list is signed.",
            ),
            "preview": posted("preview", done=200, outcome="none holds", position=""),
            "assign": posted("assign", Right.ASSIGN, seen=lambda e: e.open.version, to=lambda e: e.colleague.pk),
            "confirm": posted("confirm", Right.JUDGE_CLAIMS, filing=lambda e: e.filing.pk),
            "refuse": posted("refuse", Right.JUDGE_CLAIMS, filing=lambda e: e.filing.pk),
            "translate": posted("translate", done=400, claim=lambda e: e.filing.claim_id),  # nobody to ask is set
            "approve": Post(
                by(Right.APPROVE),
                lambda e: {"act": "approve", "seen": e.proposed.version},
                lambda e: [e.proposed.pk],
            ),
            "return": _reason("return", "proposed", Right.APPROVE),
            "withdraw": _reason("withdraw", "resolved", Right.APPROVE),
            "dismiss": _reason("dismiss", "open", Right.DISMISS),
            "reopen": _reason("reopen", "dismissed", Right.DISMISS),
        },
        lambda e: [e.open.pk],
    ),
    "admin:claims_discrepancy_changelist": a_list(),
    "admin:claims_discrepancy_change": Row(
        THING,
        {
            "confirm": posted("confirm", Right.DISMISS, reason="A slip."),
            "dismiss": posted("dismiss", Right.DISMISS, reason="Two groups."),
        },
        lambda e: [e.discrepancy.pk],
    ),
    "admin:claims_event_changelist": a_list(),
    "admin:claims_question_changelist": a_list(),
    "admin:claims_question_change": Row(
        THING,
        {
            "reword": posted("reword", Right.WRITE, seen=lambda e: e.open.question.version, wording="How many left?"),
            "merge": posted(
                "merge", Right.WRITE, seen=lambda e: e.open.question.version, into=lambda e: e.other_question.pk
            ),
            "split": posted(
                "split",
                Right.WRITE,
                seen=lambda e: e.open.question.version,
                claims=lambda e: [e.filing.claim_id],
                new_wording="How many left by sea?",
            ),
        },
        lambda e: [e.open.question_id],
    ),
    "admin:sources_capture_changelist": a_list(),
    "admin:sources_capture_change": Row(THING, {"start": posted("", Right.IMPORT)}, lambda e: [e.failed_capture.pk]),
    "admin:sources_document_changelist": a_list(),
    "admin:sources_document_change": Row(
        THING,
        {
            "write": posted(
                "write",
                Right.WRITE,
                **_SPAN,
                typed="3 ferries",
                override_reason="So the pilot says.",
                statement="Three.",
            ),
            "wave": posted("wave", Right.WRITE, start=lambda e: e.figure[0], end=lambda e: e.figure[1]),
            "take back": posted("take back", Right.WRITE, start=lambda e: e.waved[0], end=lambda e: e.waved[1]),
        },
        lambda e: [e.document.pk],
    ),
    "admin:sources_document_panel": Row(by(Right.WRITE, done=400), {}, lambda e: [e.document.pk]),  # no words chosen
    "admin:sources_document_questions": Row(members(400), {}, lambda e: [e.document.pk]),
    "admin:sources_document_cards": Row(THING, {}, lambda e: [e.document.pk]),
    "admin:sources_document_original": Row(THING, {}, lambda e: [e.document.pk]),
    "admin:sources_document_facts": Row(
        THING,
        {
            "correct": posted("correct", Right.WRITE, seen=lambda e: e.facts_seen, title="Ferry", language="en"),
            "grade": posted("grade", Right.WRITE, seen=lambda e: e.document.publisher.grade, grade="B"),
            "derive": posted("derive", Right.WRITE, source=lambda e: e.claim.passage.document_id),
            "copy": posted("copy", Right.WRITE, resemblance=lambda e: e.resemblance.pk),
            "no copy": posted("no copy", Right.WRITE, resemblance=lambda e: e.resemblance.pk),
        },
        lambda e: [e.document.pk],
    ),
    "admin:sources_dossier_changelist": a_list(),
    "admin:sources_dossier_add": a_list(
        start=Post(OWN.replace("200", "302"), lambda _: {"title": "New", "language": "en"})
    ),
    "admin:sources_dossier_change": Row(
        THING,
        {
            "rules": posted("rules", Right.MANAGE, seen=lambda e: e.dossier.version, title="Floods", language="zh"),
            "add": posted("add", Right.MANAGE, name="stranger", role="viewer"),
            "role": posted("role", Right.MANAGE, member=lambda e: e.member("viewer"), role="chief", seen_role="viewer"),
            "remove": posted("remove", Right.MANAGE, member=lambda e: e.member("viewer"), seen_role="viewer"),
        },
        lambda e: [e.dossier.pk],
    ),
    "webhooks": Row(
        by(Right.MANAGE, done=200),
        {
            "add": posted("add", Right.MANAGE, done=201, url="https://paper.example/a", events=["conflict.found"]),
            "rotate": posted("rotate", Right.MANAGE, done=201, webhook=lambda e: e.webhook.pk),
            "open": posted("open", Right.MANAGE, webhook=lambda e: e.webhook.pk),
            "remove": posted("remove", Right.MANAGE, webhook=lambda e: e.webhook.pk),
            "replay": posted("replay", Right.MANAGE, delivery=lambda e: e.delivery.pk),
        },
        lambda e: [e.dossier.pk],
    ),
    # ---- work of many rows ----
    "bulk_acts": a_list(undo=Post(by(Right.ASSIGN), lambda e: {"undo": e.bulk_act.pk})),
    "bulk_preview": Row(
        NO_POST,
        {
            "preview": Post(members(200), lambda e: {"act": "dismiss", "chosen": e.chosen}),
            "dismiss": Post(
                by(Right.DISMISS),
                lambda e: {"act": "dismiss", "chosen": e.chosen, "step": "do", "reason": "Two towns."},
            ),
            "assign": Post(
                by(Right.ASSIGN),
                lambda e: {"act": "assign", "chosen": e.chosen, "step": "do", "to": e.colleague.pk},
            ),
        },
    ),
    "drafts": a_list(
        accept=posted("accept", Right.JUDGE_CLAIMS, claim=lambda e: e.claim.pk, seen=lambda e: e.claim.version),
        refuse=posted(
            "refuse", Right.JUDGE_CLAIMS, claim=lambda e: e.claim.pk, seen=lambda e: e.claim.version, reason="Misread."
        ),
        reword=posted(
            "reword", Right.WRITE, claim=lambda e: e.claim.pk, seen=lambda e: e.claim.version, statement="A ferry came."
        ),
        accept_reworded=posted(
            "accept_reworded",
            Right.JUDGE_CLAIMS,
            claim=lambda e: e.claim.pk,
            seen=lambda e: e.claim.version,
            statement="A ferry came.",
        ),
    ),
    "history": Row(THING, {}, lambda e: ["conflict", e.open.pk]),
    # ---- what comes in ----
    "import": a_list(paste=Post(by(Right.IMPORT, done=200), lambda e: {"dossier": e.dossier.pk, "text": _SAID})),
    "import_batch": Row(
        NO_POST,
        {"send": Post(by(Right.IMPORT), lambda e: {"dossier": e.dossier.pk, "documents": a_file("c.txt", _SAID)(e)})},
    ),
    "admin:claims_batch_changelist": a_list(),
    "admin:claims_batch_change": Row(
        THING,
        {
            "cancel": posted("cancel", Right.IMPORT),
            "close": posted("close", Right.IMPORT),
            "resume": Post(by(Right.IMPORT), lambda _: {"act": "resume"}, lambda e: [e.cancelled_batch.pk]),
        },
        lambda e: [e.batch.pk],
    ),
    "note": a_list(
        enter=Post(
            by(Right.IMPORT),
            lambda e: {
                "dossier": e.dossier.pk,
                "evidence": "interview",
                "told_by": "A clerk",
                "told_at": "2026-02-01T10:00",
                "title": "Talk",
                "text": _SAID,
                "may_be_exported": "no",
            },
        )
    ),
    "newer_capture": Row(
        THING,
        {"hold": posted("hold", Right.IMPORT, document=a_file("newer.txt", _SAID))},
        lambda e: [e.claim.passage.document_id],
    ),
    "held_capture": Row(
        THING,
        {"discard": posted("discard", Right.IMPORT), "commit": posted("commit", Right.IMPORT)},
        lambda e: [e.held_capture.pk],
    ),
    "sheets": a_list(
        keep=Post(
            by(Right.IMPORT, Right.WRITE),
            lambda e: {"dossier": e.dossier.pk, "table": a_file("b.csv", SHEET + "\n")(e)},
        )
    ),
    "sheet": Row(
        by(Right.IMPORT, Right.WRITE, done=200),
        {
            "map": posted("map", Right.IMPORT, Right.WRITE, statement="claim", question="question"),
            "import": posted("import", Right.IMPORT, Right.WRITE, good=1),
        },
        lambda e: [e.sheet.pk],
    ),
    "sheet_errors": Row(by(Right.IMPORT, Right.WRITE, done=200), {}, lambda e: [e.sheet.pk]),
    # ---- what goes out ----
    "exports": Row(
        THING,
        {
            "prepare": Post(members(302), lambda _: {"written_as": "csv"}),
            "remove": posted("remove", export=lambda e: e.prepared_export.pk),
        },
        lambda e: [e.dossier.pk],
    ),
    "prepared_export": Row(THING, {}, lambda e: [e.prepared_export.pk]),
    # ---- what is said ----
    "search": a_list(asked=lambda _: {"q": WORD}),
    "threads": a_list(),
    "thread": Row(THING, {}, lambda e: [e.thread.pk]),
    "discussion": Row(
        THING, {"begin": posted("", Right.COMMENT, body="Which list?")}, lambda e: ["conflict", e.open.pk]
    ),
    "reply": Row(NO_POST, {"reply": posted("", Right.COMMENT, body="The signed one.")}, lambda e: [e.thread.pk]),
    "resolve": Row(NO_POST, {"resolve": posted("", Right.COMMENT)}, lambda e: [e.thread.pk]),
    "reopen_thread": Row(NO_POST, {"reopen": posted("", Right.COMMENT)}, lambda e: [e.resolved_thread.pk]),
    "edit_comment": Row(  # the editor wrote it
        "302 404 404 200 404 404",
        {"edit": Post("302 404 403 302 403 403", lambda _: {"body": "Which of the lists?", "seen": 1})},
        lambda e: [e.thread.pk],
    ),
    "members": Row(THING, {}, lambda e: [e.dossier.pk]),
    "notifications": a_list(),
    "notification": Row("302 404 404 302 404 404", {}, lambda e: [e.notification.pk]),  # the editor's
    "notifications_read": Row(
        NO_POST,
        {
            "all": Post(signed_in(302)),
            "one": Post("302 404 404 302 404 404", lambda e: {"notification": e.notification.pk}),
        },
    ),
    "notification_settings": a_list(wish=Post(signed_in(302), lambda _: {"mailing": "never", "wanted": ["replied"]})),
    # ---- what everybody may read, where a dossier is public ----
    "published": open_to_all(at=lambda e: [e.elsewhere.slug]),
    "published_feed": open_to_all(at=lambda e: [e.elsewhere.slug]),
    "published_question": open_to_all(everybody(404), at=lambda e: [e.dossier.slug, e.resolved.question_id]),
    "published/(?:.*/)?$": open_to_all(everybody(404), post=everybody(404), address="/published/"),
    # ---- in front of the door ----
    "account_login": open_to_all("200 302 302 302 302 302", post="200 302 302 302 302 302"),
    "account_signup": open_to_all("200 302 302 302 302 302", post="200 302 302 302 302 302"),
    "account_inactive": open_to_all(),
    "account_reset_password": open_to_all(post=everybody(302)),
    "account/password/reset/": open_to_all(post=everybody(302), address="/account/password/reset/"),
    "account_reset_password_done": open_to_all(),
    "account_reset_password_from_key": open_to_all(post=OPEN, at=lambda _: ["abc", "no-key"]),
    "account_reset_password_from_key_done": open_to_all(),
    "account_email_verification_sent": open_to_all(),
    "account_confirm_email": open_to_all(post=everybody(404), at=lambda _: ["no-key"]),
    "account_confirm_login_code": to_elsewhere(),
    "mfa_authenticate": to_elsewhere(),
    "mfa_login_webauthn": to_elsewhere(),
    "socialaccount_login_cancelled": open_to_all(),
    "socialaccount_login_error": open_to_all(everybody(401)),
    "openid_connect_login": open_to_all(everybody(404), post=everybody(404), at=lambda _: ["none"]),  # none is set
    "openid_connect_callback": open_to_all(everybody(404), post=everybody(404), at=lambda _: ["none"]),
    "account/social/login/cancelled/": to_elsewhere("/account/social/login/cancelled/", status=301),
    "account/social/login/error/": to_elsewhere("/account/social/login/error/", status=301),
    "account/social/signup/": to_elsewhere("/account/social/signup/", status=301),
    "account/social/connections/": to_elsewhere("/account/social/connections/", status=301),
    # ---- one's own account ----
    "account": account(OWN),
    "account_tokens": Row(
        OWN,
        {
            "make": Post(signed_in(302), lambda _: {"act": "make", "name": "mine"}),  # says the password first
            "revoke": Post(NOTHING_HERE, lambda _: {"act": "revoke", "token": 1}),  # nobody's, or somebody else's
        },
    ),
    "account_logout": account(OWN, signed_in(302)),
    "account_reauthenticate": account(OWN, OWN),
    "account_change_password": account(OWN, OWN),
    "account_set_password": account(signed_in(302), signed_in(302)),
    "mfa_index": account(OWN),
    "mfa_reauthenticate": account(signed_in(302), signed_in(302)),
    "mfa_activate_totp": account(signed_in(302), signed_in(302)),  # says the password first
    "mfa_deactivate_totp": account(NOTHING_HERE, NOTHING_HERE),  # they have none
    "mfa_view_recovery_codes": account(NOTHING_HERE),
    "mfa_generate_recovery_codes": account(signed_in(302), signed_in(302)),
    "mfa_download_recovery_codes": account(NOTHING_HERE, NOTHING_HERE),
    "mfa_list_webauthn": account(OWN),
    "mfa_add_webauthn": account(signed_in(302), signed_in(302)),
    "mfa_reauthenticate_webauthn": account(signed_in(302), signed_in(302)),
    "mfa_remove_webauthn": account(signed_in(302), signed_in(302), at=lambda _: [1]),
    "mfa_edit_webauthn": account(signed_in(302), signed_in(302), at=lambda _: [1]),
    # ---- closed: an administrator's to change ----
    "account_email": to_elsewhere(),
    "account/email/": to_elsewhere("/account/email/"),
    "socialaccount_connections": to_elsewhere(),
    "account/3rdparty/": to_elsewhere("/account/3rdparty/"),
    "socialaccount_signup": to_elsewhere(),
    "account/3rdparty/signup/": to_elsewhere("/account/3rdparty/signup/"),
}
