"""What people decide: accept, confirm, propose, approve, dismiss, comment. The only writer of those rows.

Every act is one function: rows in, actor and time as keywords, and `seen`, the version the actor looked at, where
one writer could overwrite another. It checks the right, the state and the version, changes the rows, and writes
its line of the ledger, all in one transaction. Refusals are `claims.errors.Refused` and leave nothing behind.
"""

from claims.review.aliases import name_alike, part_names
from claims.review.assigning import assign, settlers
from claims.review.bulk import Wish, carry_out, sift, undo
from claims.review.decisions import approve, dismiss, propose, reopen, return_, withdraw
from claims.review.facts import Facts, correct_facts, grade_publisher
from claims.review.filing import file_together, file_under
from claims.review.judging import accept_claim, judge_filing, refuse_claim
from claims.review.lineage import confirm_copy, mark_derived, refuse_copy
from claims.review.members import Rules, add_member, change_role, remove_member, set_rules, start_dossier
from claims.review.previewing import Preview, preview
from claims.review.questions import merge, reword, settle_question, split
from claims.review.rewording import ClaimWords, accept_reworded, reword_claim
from claims.review.terms import Decision
from claims.review.threads import comment, edit_comment, reopen_thread, resolve
from claims.review.withholding import release, withhold, withhold_document

__all__ = [
    "ClaimWords",
    "Decision",
    "Facts",
    "Preview",
    "Rules",
    "Wish",
    "accept_claim",
    "accept_reworded",
    "add_member",
    "approve",
    "assign",
    "carry_out",
    "change_role",
    "comment",
    "confirm_copy",
    "correct_facts",
    "dismiss",
    "edit_comment",
    "file_together",
    "file_under",
    "grade_publisher",
    "judge_filing",
    "mark_derived",
    "merge",
    "name_alike",
    "part_names",
    "preview",
    "propose",
    "refuse_claim",
    "refuse_copy",
    "release",
    "remove_member",
    "reopen",
    "reopen_thread",
    "resolve",
    "return_",
    "reword",
    "reword_claim",
    "set_rules",
    "settle_question",
    "settlers",
    "sift",
    "split",
    "start_dossier",
    "undo",
    "withdraw",
    "withhold",
    "withhold_document",
]
