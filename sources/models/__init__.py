"""The rows of what documents say, upstream first: person, dossier, publisher, document, passage."""

from sources.models.document import Document
from sources.models.dossier import Dossier, Membership, Role
from sources.models.passage import Passage
from sources.models.person import Person
from sources.models.publisher import Publisher

__all__ = ["Document", "Dossier", "Membership", "Passage", "Person", "Publisher", "Role"]
