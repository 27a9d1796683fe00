"""Requests to the API as a person makes them, and what a refusal has to look like."""

from __future__ import annotations

from typing import Any

from django.test import Client

from sources.models import Person

API = "/api/v1"


class Caller:
    """A person at the API; `seen` is the version they say they saw."""

    def __init__(self, person: Person | None) -> None:
        self.client = Client()
        if person:
            self.client.force_login(person)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(_address(path), headers=headers)

    def post(self, path: str, body: Any = None, *, seen: object = None, **headers: str) -> Any:
        return self._send("post", path, body, seen, headers)

    def patch(self, path: str, body: Any = None, *, seen: object = None, **headers: str) -> Any:
        return self._send("patch", path, body, seen, headers)

    def _send(self, method: str, path: str, body: Any, seen: object, headers: dict[str, str]) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if seen is not None:
            given["If-Match"] = f'"{seen}"'
        body = {} if body is None else body
        return getattr(self.client, method)(_address(path), body, content_type="application/json", headers=given)


def _address(path: str) -> str:
    return path if path.startswith(("/", "http")) else f"{API}/{path}"


def is_refused(response: Any, status: int, kind: str, words: str = "") -> bool:
    """Whether it is a problem of that kind, with a page, that says these words."""
    body = response.json()
    return (
        response.status_code == body["status"] == status
        and response.headers["Content-Type"] == "application/problem+json"
        and body["type"].endswith(f"/api/v1/problems/{kind}/")
        and bool(body["title"])
        and words in body["detail"]
    )
