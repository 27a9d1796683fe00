"""A small client of the API, with the standard library alone. Copy it, and change it as you like.

desk = Concordance("http://127.0.0.1:8000/api/v1", token="ccd_...")
for conflict in desk.each("conflicts", dossier="floods", level="contradiction"):
    print(conflict["wording"], [position["value"] for position in conflict["positions"]])
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class Position(TypedDict):
    number: int
    value: str
    claims: list[int]


class Conflict(TypedDict):
    id: int
    wording: str
    level: str
    state: str
    positions: list[Position]
    version: int


class Decision(TypedDict):
    id: int
    state: str
    value: str
    version: int


class Event(TypedDict):
    sequence: int
    at: str
    verb: str
    subject: str
    subject_id: int


class Refused(Exception):
    """The API said no. `kind` is the last part of the problem's type ("stale", "four-eyes"), `str()` its sentence."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(problem["detail"])
        self.status: int = problem["status"]
        self.kind: str = problem["type"].rstrip("/").rpartition("/")[2]
        self.current: str | None = problem.get("current")


class Concordance:
    """The API at one address, as one person."""

    def __init__(self, address: str, *, token: str) -> None:
        self.address = address.rstrip("/")
        self._authorization = f"Bearer {token}"

    def each(self, kind: str, **filters: str | int) -> Iterator[dict[str, Any]]:
        """Every row of a kind ("claims", "questions"), page by page, each once."""
        following: str | None = f"{self.address}/{kind}/?{urlencode(filters)}"
        while following:
            page = self._asked("GET", following)
            yield from page["results"]
            following = page["next"]

    def conflict(self, key: int) -> Conflict:
        found: Conflict = self._asked("GET", f"{self.address}/conflicts/{key}/")
        return found

    def propose(
        self, conflict: Conflict, *, outcome: str, difference: str, rationale: str, accepted: Sequence[int] = ()
    ) -> Decision:
        """Propose a decision on the conflict as it was read. Raises Refused, of kind "stale" where it has changed."""
        terms = {"outcome": outcome, "difference": difference, "rationale": rationale, "accepted": list(accepted)}
        address = f"{self.address}/conflicts/{conflict['id']}/propose/"
        made: Decision = self._asked("POST", address, terms, seen=conflict["version"])
        return made

    def approve(self, decision: Decision) -> Decision:
        """Approve what somebody else proposed."""
        address = f"{self.address}/reconciliations/{decision['id']}/approve/"
        approved: Decision = self._asked("POST", address, {}, seen=decision["version"])
        return approved

    def comment(self, body: str, **on: int) -> dict[str, Any]:
        """Begin a thread on `conflict=`, `claim=` or `question=`, or answer one: `reply_to=`."""
        written: dict[str, Any] = self._asked("POST", f"{self.address}/comments/", {"body": body, **on})
        return written

    def events(self, dossier: str, *, since: int = 0) -> Iterator[Event]:
        """The lines of a dossier's ledger after `since`; keep the last `sequence` for the next time."""
        yield from self.each("events", dossier=dossier, since=since)  # type: ignore[misc]

    def _asked(self, method: str, address: str, body: object = None, *, seen: int | None = None) -> Any:
        headers = {"Authorization": self._authorization, "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(address, data, headers, method=method), timeout=60) as answer:  # noqa: S310
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise Refused(json.load(error)) from None
