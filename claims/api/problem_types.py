"""The kinds of refusal of the API: each a `type` with a page of its own (docs/problems/)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    status: int
    title: str


class Kind(Enum):
    """Named for its page; `status` is the HTTP status it comes with, `title` the same words every time."""

    INVALID = _Kind("invalid-request", 400, "The request does not fit the schema")
    UNKNOWN_PARAMETER = _Kind("unknown-parameter", 400, "A parameter is unknown or unreadable")
    NOT_SIGNED_IN = _Kind("not-signed-in", 401, "Who is asking?")
    NOT_ALLOWED = _Kind("not-allowed", 403, "Your role does not allow it")
    NOT_FOUND = _Kind("not-found", 404, "Not found")
    METHOD = _Kind("method-not-allowed", 405, "That cannot be done here")
    NOT_ACCEPTABLE = _Kind("not-acceptable", 406, "Not in that media type")
    WRONG_STATE = _Kind("wrong-state", 409, "Its state does not allow it")
    FOUR_EYES = _Kind("four-eyes", 409, "A second person is needed")
    THREADS = _Kind("threads-unresolved", 409, "A thread is unresolved")
    STILL_RUNNING = _Kind("still-running", 409, "The same request is still running")
    ERASED = _Kind("erased", 410, "It was erased")
    STALE = _Kind("stale", 412, "Somebody changed it meanwhile")
    TOO_LARGE = _Kind("too-large", 413, "Too large")
    MEDIA_TYPE = _Kind("media-type", 415, "That format is not read")
    REFUSED = _Kind("refused", 422, "Understood, and refused")
    KEY_REUSED = _Kind("key-reused", 422, "The idempotency key belongs to another request")
    VERSION_MISSING = _Kind("version-missing", 428, "Say which version you saw")
    TOO_MANY = _Kind("too-many-requests", 429, "Too many requests")
    BROKEN = _Kind("server-error", 500, "Our fault")

    @property
    def page(self) -> str:
        return self.value.name

    @property
    def status(self) -> int:
        return self.value.status

    @property
    def title(self) -> str:
        return self.value.title


def of_status(status: int) -> Kind:
    """The general kind of a status: the first with it, else that of its class."""
    same = next((kind for kind in Kind if kind.status == status), None)
    return same or (Kind.BROKEN if status >= 500 else Kind.INVALID)
