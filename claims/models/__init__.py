"""The rows of what we make of it, upstream first: question, claim, filing, conflict, reconciliation, comment, event."""

from claims.models.claim import Claim
from claims.models.comment import Comment
from claims.models.conflict import Conflict, Position
from claims.models.event import Event
from claims.models.filing import Filing
from claims.models.question import Question
from claims.models.reconciliation import Basis, Reconciliation

__all__ = ["Basis", "Claim", "Comment", "Conflict", "Event", "Filing", "Position", "Question", "Reconciliation"]
