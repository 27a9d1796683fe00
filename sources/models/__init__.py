"""The rows of what documents say, upstream first: person, dossier, publisher, document, passage.

Beside them stand what a worker is asked to capture, which documents resemble each other, what rows said before, and
what had to be forgotten.
"""

from sources.models.capture import Capture
from sources.models.document import Document
from sources.models.dossier import Dossier, Membership, Role
from sources.models.erasure import Erasure
from sources.models.history import History
from sources.models.passage import Passage
from sources.models.person import Person
from sources.models.publisher import Publisher
from sources.models.resemblance import Resemblance
from sources.models.token import ApiToken

__all__ = [
    "ApiToken",
    "Capture",
    "Document",
    "Dossier",
    "Erasure",
    "History",
    "Membership",
    "Passage",
    "Person",
    "Publisher",
    "Resemblance",
    "Role",
]
