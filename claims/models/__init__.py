"""The rows of what we make of it, upstream first: question, claim, filing, conflict, reconciliation, comment, event.

Beside them stand what a newer capture does to a claim, figures that do not add up, the figures waved off, the
sheets claims came in, corrections of what was published, acts on many conflicts, what people are told of, and what
workers are at.
"""

from claims.models import history
from claims.models.alias import Alias
from claims.models.batch import Batch, BatchFile
from claims.models.bulk_act import BulkAct, BulkActLine
from claims.models.carryover import Carryover
from claims.models.claim import Claim
from claims.models.comment import Comment, EarlierBody
from claims.models.conflict import Conflict, Position
from claims.models.correction import Correction
from claims.models.discrepancy import Discrepancy
from claims.models.event import Event
from claims.models.filing import Filing
from claims.models.filing_weights import FilingWeights
from claims.models.idempotent_answer import IdempotentAnswer
from claims.models.kept_statement import KeptStatement, WordCount
from claims.models.notification import Notification, NotificationSettings
from claims.models.prepared_export import ExportPiece, PreparedExport
from claims.models.question import Question
from claims.models.reconciliation import Basis, Reconciliation
from claims.models.request_count import RequestCount
from claims.models.search_entry import EntryKind, SearchEntry
from claims.models.sheet import Sheet
from claims.models.statement_vector import LanguageMean, StatementVector
from claims.models.waved_figure import WavedFigure
from claims.models.webhook import Delivery, Webhook

__all__ = [
    "Alias",
    "Basis",
    "Batch",
    "BatchFile",
    "BulkAct",
    "BulkActLine",
    "Carryover",
    "Claim",
    "Comment",
    "Conflict",
    "Correction",
    "Delivery",
    "Discrepancy",
    "EarlierBody",
    "EntryKind",
    "Event",
    "ExportPiece",
    "Filing",
    "FilingWeights",
    "IdempotentAnswer",
    "KeptStatement",
    "LanguageMean",
    "Notification",
    "NotificationSettings",
    "Position",
    "PreparedExport",
    "Question",
    "Reconciliation",
    "RequestCount",
    "SearchEntry",
    "Sheet",
    "StatementVector",
    "WavedFigure",
    "Webhook",
    "WordCount",
    "history",
]
