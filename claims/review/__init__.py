"""What people decide: accept, confirm, propose, approve, dismiss, comment. The only writer of those rows.

Every act is one function: rows in, actor and time as keywords, and `seen`, the version the actor looked at, where
one writer could overwrite another. It checks the right, the state and the version, changes the rows, and writes
its line of the ledger, all in one transaction. Refusals are `claims.errors.Refused` and leave nothing behind.
"""

from claims.review.aliases import name_alike, part_names
from claims.review.decisions import Decision, approve, dismiss, propose, reopen, return_, withdraw
from claims.review.judging import accept_claim, judge_filing, refuse_claim
from claims.review.questions import merge, reword, split
from claims.review.threads import comment, resolve

__all__ = [
    "Decision",
    "accept_claim",
    "approve",
    "comment",
    "dismiss",
    "judge_filing",
    "merge",
    "name_alike",
    "part_names",
    "propose",
    "refuse_claim",
    "reopen",
    "resolve",
    "return_",
    "reword",
    "split",
    "withdraw",
]
