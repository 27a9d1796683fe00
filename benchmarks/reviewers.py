"""Simulated reviewers: a process of its own that knows of the desk only what a browser would.

A plan is read from standard input, what came of each request is written to standard output, both JSON
(`benchmarks/load.py`). Reviewers follow links and fill in the forms they find, with the token and the version that
stand in them.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from http.cookies import SimpleCookie
from typing import Any, TypedDict
from urllib.parse import urlencode

import urllib3
from selectolax.lexbor import LexborHTMLParser, LexborNode

QUEUE = "/desk/claims/conflict/"
LARGEST = 40  # claims of a conflict that somebody opens: the made-up dossier has some of thousands
TIMEOUT = 60  # seconds


class Plan(TypedDict):
    port: int
    session_cookie: str
    sessions: list[str]
    chiefs: int  # the first so many sessions are those of chiefs
    pages: int  # of the queue that reviewers turn to
    seconds: float
    think: tuple[float, float]  # seconds between two requests of one reviewer, from and to


class Answer(TypedDict):
    kind: str
    at: float  # seconds since the beginning, when it was asked
    took: float  # seconds until the last byte was there
    status: int  # 0: none came
    is_late: bool  # the form was honestly overtaken by what somebody else did (409)
    told: str  # of an error: what was answered


Form = dict[str, str]


class Reviewer:
    """One person: a session, the cookies that came, a connection that is kept."""

    def __init__(self, plan: Plan, number: int, begun: float, answers: list[Answer]) -> None:
        self.plan, self.begun, self.answers = plan, begun, answers
        self.is_chief = number < plan["chiefs"]
        self.dice = random.Random(number)
        self.cookies = {plan["session_cookie"]: plan["sessions"][number]}
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", plan["port"], maxsize=1, retries=False, timeout=TIMEOUT)
        self.address = f"10.0.0.{number + 1}"

    def work(self) -> None:
        time.sleep(self.dice.uniform(0, self.plan["think"][1]))
        while not self.is_over:
            self.dice.choices([self.look_around, self.settle, self.read_by_program, self.search], [15, 65, 10, 10])[0]()

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self.begun > self.plan["seconds"]

    # ---- errands ----

    def look_around(self) -> None:
        self.get("dashboard", "/desk/")
        if self.dice.random() < 0.3:
            self.get("drafts", "/desk/drafts/")

    def search(self) -> None:
        self.get("search", f"/desk/search/?q=district+{self.dice.randint(1, 500)}")

    def read_by_program(self) -> None:
        lists = ["conflicts/", "claims/", "questions/", "events/?dossier=load"]
        self.get("API", f"/api/v1/{self.dice.choice(lists)}")

    def settle(self) -> None:
        """From the queue to a conflict, to its sources, and back with something to say."""
        waiting = self.is_chief and self.dice.random() < 0.7
        page = self.get(
            "queue", QUEUE + ("?tab=waiting" if waiting else f"?page={self.dice.randint(1, self.plan['pages'])}")
        )
        if page is None or not (found := _conflicts(page)):
            return
        conflict = self.dice.choice(found)
        if (shown := self.get("conflict page", conflict)) is None:
            return
        if self.dice.random() < 0.5 and (sources := _links(shown, "/desk/sources/document/")):
            self.get("reader", self.dice.choice(sources))
        chance = self.dice.random()
        if waiting:
            self.approve(conflict, shown)
        elif chance < 0.25 and not self.is_chief:
            self.propose(conflict, shown)
        elif chance < 0.5:
            self.comment(conflict, shown)

    def comment(self, conflict: str, page: LexborHTMLParser) -> None:
        if (form := page.css_first("form#thread-new")) is not None:
            words = f"Is this the whole district, or the town alone? ({self.dice.random():.6f})"
            self.post("comment", str(form.attributes["action"]), _filled(form) | {"body": words}, conflict)

    def propose(self, conflict: str, page: LexborHTMLParser) -> None:
        form = page.css_first("form.act-propose")
        positions = [] if form is None else [each.attributes["value"] for each in form.css("input[name=position]")]
        if form is None or not positions:
            return  # somebody else was quicker
        said = {
            "position": str(positions[0]),
            "outcome": "one position holds",
            "difference": "revision by the same source",
        }
        said |= {"act": "propose", "rationale": "The newer count replaced the older one, as its source says."}
        self.post("propose", conflict, _filled(form) | said, conflict)

    def approve(self, conflict: str, page: LexborHTMLParser) -> None:
        """Every open thread is resolved first: an approval waits for that."""
        for form in page.css("form.reply-form"):
            for close in form.css("button[formaction]"):
                address = str(close.attributes["formaction"])
                self.post("resolve a thread", address, _filled(form), conflict, follow=False)
        if (approval := page.css_first("form.act-approve")) is not None:
            self.post("approve", conflict, _filled(approval), conflict)

    # ---- requests ----

    def get(self, kind: str, path: str) -> LexborHTMLParser | None:
        _status, _headers, body = self._ask(kind, "GET", path, None, {})
        return LexborHTMLParser(body) if body else None

    def post(self, kind: str, path: str, fields: Form, page: str, *, follow: bool = True) -> None:
        """The form of that page; then the page it leads to, as a browser would ask for it."""
        said = {"Content-Type": "application/x-www-form-urlencoded", "Referer": self._origin + page}
        status, headers, _body = self._ask(kind, "POST", path, urlencode(fields), said)
        if follow and status == 302:
            self.get("conflict page", headers["Location"].removeprefix(self._origin).partition("#")[0])

    @property
    def _origin(self) -> str:
        return f"https://127.0.0.1:{self.plan['port']}"

    def _ask(
        self, kind: str, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, Any, bytes]:
        """As through a proxy that speaks https. A body comes back of what answered well."""
        time.sleep(self.dice.uniform(*self.plan["think"]))
        told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": self.address, **headers}
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begun = time.monotonic()
        try:
            response = self.pool.request(method, path, body=body, headers=told, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            self._note(kind, begun, 0, f"{type(error).__name__}: {error}")
            return 0, {}, b""
        self._note(kind, begun, response.status, response.data.decode(errors="replace"))
        for said in response.headers.getlist("Set-Cookie"):
            for name, cookie in SimpleCookie(said).items():
                self.cookies[name] = cookie.value
                if cookie["max-age"] == 0 or not cookie.value:
                    del self.cookies[name]
        return response.status, response.headers, response.data if response.status == 200 else b""

    def _note(self, kind: str, begun: float, status: int, said: str) -> None:
        is_late = status == 409
        fine = status in (200, 302) or is_late
        took = time.monotonic() - begun
        self.answers.append(
            Answer(
                kind=kind,
                at=begun - self.begun,
                took=took,
                status=status,
                is_late=is_late,
                told="" if fine else _gist(said),
            )
        )


def _gist(said: str) -> str:
    """What an error page says."""
    found = LexborHTMLParser(said).css_first("ul.messagelist, .errorlist, title")
    return (found.text(strip=True) if found is not None else said)[:300]


def _conflicts(page: LexborHTMLParser) -> list[str]:
    """The addresses of the conflicts in the queue that are not too large."""
    found = []
    for row in page.css("tr[data-row]"):
        link, claims = row.css_first("th a"), row.css_first("td.claims")
        if link is not None and claims is not None and int(claims.text(strip=True)) <= LARGEST:
            found.append(str(link.attributes["href"]))
    return found


def _links(page: LexborHTMLParser, beginning: str) -> list[str]:
    found = [str(link.attributes["href"]).partition("#")[0] for link in page.css(f"main a[href^='{beginning}']")]
    return [each for each in found if each != beginning]


def _filled(form: LexborNode) -> Form:
    """What stands in the form already."""
    fields = form.css("input[type=hidden]")
    return {str(each.attributes["name"]): str(each.attributes.get("value") or "") for each in fields}


def main() -> None:
    plan: Plan = json.load(sys.stdin)
    answers: list[Answer] = []
    begun = time.monotonic()
    reviewers = [Reviewer(plan, number, begun, answers) for number in range(len(plan["sessions"]))]
    threads = [threading.Thread(target=reviewer.work) for reviewer in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
