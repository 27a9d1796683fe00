"""The rows of what documents say, upstream first: person, dossier, publisher, document, passage.

Beside them stand what a worker is asked to capture, and which documents resemble each other.
"""

from sources.models.capture import Capture
from sources.models.document import Document
from sources.models.dossier import Dossier, Membership, Role
from sources.models.passage import Passage
from sources.models.person import Person
from sources.models.publisher import Publisher
from sources.models.resemblance import Resemblance

__all__ = [
    "Capture",
    "Document",
    "Dossier",
    "Membership",
    "Passage",
    "Person",
    "Publisher",
    "Resemblance",
    "Role",
]
