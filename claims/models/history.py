"""Which rows of ours have a history (`sources.models.history`).

Not those that are only appended (the ledger, earlier bodies, acts on many), nor what the machine makes anew from the
others (positions, kept statements, counts of words), nor what people were told of.
"""

from claims.models.alias import Alias
from claims.models.carryover import Carryover
from claims.models.claim import Claim
from claims.models.comment import Comment
from claims.models.conflict import Conflict
from claims.models.correction import Correction
from claims.models.discrepancy import Discrepancy
from claims.models.filing import Filing
from claims.models.filing_weights import FilingWeights
from claims.models.question import Question
from claims.models.reconciliation import Basis, Reconciliation
from claims.models.sheet import Sheet
from claims.models.waved_figure import WavedFigure
from sources.models.history import keep_history

keep_history(Alias)
keep_history(FilingWeights)
keep_history(Question)
keep_history(Claim, but=("matched_at",))
keep_history(Carryover)
keep_history(WavedFigure)
keep_history(Sheet, but=("original",))
keep_history(Discrepancy)
keep_history(Filing)
keep_history(Conflict, but=("detected_at",))
keep_history(Reconciliation)
keep_history(Basis)
keep_history(Correction)
keep_history(Comment)
