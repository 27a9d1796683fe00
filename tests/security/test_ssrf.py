"""A server of this machine's own network is reached by no address that a person, a page or a name server gives us.

A listening socket on the loopback counts who connects to it, and no road is bent to it: what is connected to is what
the guard let through. Its port stands for that of http, so that the guard has to refuse the address and not the port.
The same addresses in a client without a guard are the control: most of them do arrive.
"""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import urllib3
import urllib3.util.connection

from sources.fetching import AddressRefused, FetchFailed, fetch, target
from sources.fetching.addresses import resolved
from sources.fetching.posting import post
from tests.sources.fetching.test_guard import NAMES, REFUSED

PUBLIC = "93.184.215.14"
SAYS_LOOPBACK = {
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "7f000001.nip.example": ["127.0.0.1"],
    "xn--fiqs8s.example": ["127.0.0.1"],
    "loopback.example": ["127.0.0.1"],
    "loopback6.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "any.example": ["0.0.0.0"],
    "half.example": [PUBLIC, "127.0.0.1"],
    "half-first.example": ["127.0.0.1", PUBLIC],
    "metadata.example": ["169.254.169.254"],
}
HOSTILE = [
    "http://127.0.0.1/",
    "http://127.0.0.1/?q=http://paper.example/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0177.0x0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://000.000.000.000/",
    "http://127.0.0.1./",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[0000::0001]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::FFFF:7F00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[::1%25lo]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost.localdomain/",
    "http://paper.example@127.0.0.1/",
    "http://paper.example:word@127.0.0.1/",
    "http://paper.example%40127.0.0.1/",
    "http://@127.0.0.1/",
    "http://127.0.0.1#@paper.example/",
    "http://127.0.0.1?@paper.example/",
    "http://127.0.0.1\\@paper.example/",
    "http://paper.example\\@127.0.0.1/",
    "http://127.0.0.1%00.paper.example/",
    "http://127.0.0.1%2f.paper.example/",
    "http://１２７.０.０.１/",
    "http://127。0。0。1/",
    "http://127．0．0．1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://10.0.0.1/",
    "http:/127.0.0.1/",
    "http:\\\\127.0.0.1/",
    "HTTP://127.0.0.1/",
    " http://127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1:80/",
    "http://127.0.0.1:{port}/",
    "http://paper.example:{port}@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "file://127.0.0.1/etc/hosts",
    *(f"http://{name}/" for name in SAYS_LOOPBACK),
]
GUARDED: dict[str, Callable[[str], object]] = {
    "a page to capture": fetch,
    "a webhook to tell": lambda url: post(url, b"{}", {"Content-Type": "application/json"}),
}


@dataclass
class Server:
    """A socket that counts its visitors and sends all of them on to `location`, or says that all is well."""

    visits: int = 0
    location: str = ""
    port: int = 0
    over: bool = field(default=False, repr=False)

    def listen(self, *sockets: socket.socket) -> None:
        for each in sockets:
            threading.Thread(target=self._answer, args=(each,), daemon=True).start()

    def _answer(self, listening: socket.socket) -> None:
        while not self.over:
            try:
                visitor, _ = listening.accept()
            except OSError:
                return
            self.visits += 1
            with visitor, suppress(OSError):
                visitor.settimeout(5)
                visitor.recv(65536)
                head = f"302 Found\r\nLocation: {self.location}" if self.location else "200 OK"
                visitor.sendall(f"HTTP/1.1 {head}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())


@contextmanager
def a_server() -> Iterator[Server]:
    """On 127.0.0.1, and on ::1 where the machine has it."""
    sockets = [socket.create_server(("127.0.0.1", 0))]
    server = Server(port=sockets[0].getsockname()[1])
    with suppress(OSError):
        sockets.append(socket.create_server(("::1", server.port), family=socket.AF_INET6))
    server.listen(*sockets)
    try:
        yield server
    finally:
        server.over = True
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture
def answers() -> dict[str, deque[list[str]]]:
    """What the name server says of a name, one time after the other; the last answer stays."""
    return {name: deque([found]) for name, found in {**NAMES, **SAYS_LOOPBACK, "paper.example": [PUBLIC]}.items()}


@pytest.fixture
def names(answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server of our own. Numbers are read by the system, as a client without a guard would have them read."""
    by_the_system = socket.getaddrinfo

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        name = str(host).rstrip(".").lower()
        if name in answers:
            told = answers[name].popleft() if len(answers[name]) > 1 else answers[name][0]
            return [entry for address in told for entry in by_the_system(address, port, *rest, **more)]
        if name.startswith("localhost"):
            return by_the_system("127.0.0.1", port, *rest, **more)
        if not any(sign.isdigit() for sign in name.rpartition(".")[2]) and ":" not in name:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return by_the_system(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def canary(names: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with a_server() as server:
        monkeypatch.setitem(target.PORTS, "http", server.port)
        yield server


@pytest.fixture
def front(canary: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The one server of the public internet that there is here: connections to PUBLIC reach it, all others go on."""
    connect = urllib3.util.connection.create_connection
    with a_server() as server:

        def road(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
            return connect(("127.0.0.1", server.port) if address[0] == PUBLIC else address, *rest, **more)

        monkeypatch.setattr(urllib3.util.connection, "create_connection", road)
        yield server


def unguarded(url: str, port: int) -> None:
    """A client as most are: it asks whatever it is told to, http on the canary's port."""
    parts = urllib3.util.parse_url(url.strip())
    if parts.scheme == "http" and parts.port in (None, 80):
        url = parts._replace(port=port).url
    urllib3.PoolManager(timeout=1, retries=False).request("GET", url).close()


def test_at_least_forty_addresses_are_tried() -> None:
    assert len(set(HOSTILE)) >= 60
    assert len(set(HOSTILE) | set(REFUSED)) > 100


@pytest.mark.parametrize("way", GUARDED)
def test_no_hostile_address_reaches_the_canary(canary: Server, way: str) -> None:
    for url in dict.fromkeys([*HOSTILE, *REFUSED]):
        with pytest.raises(AddressRefused):
            GUARDED[way](url.replace("{port}", str(canary.port)))
    assert canary.visits == 0


def test_a_client_without_a_guard_does_reach_it(canary: Server) -> None:
    """The control: these addresses are hostile, and the canary counts."""
    arrived = []
    for url in HOSTILE:
        before = canary.visits
        with suppress(urllib3.exceptions.HTTPError, UnicodeError, ValueError, OSError):
            unguarded(url.replace("{port}", str(canary.port)), canary.port)
        if canary.visits > before:
            arrived.append(url)
    assert {"http://127.0.0.1/", "http://2130706433/", "http://127.0.0.1.nip.example/", "http://0/"} <= set(arrived)
    assert len(arrived) >= 30


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://mapped.example/", "http://half-first.example/", "http://any.example/"]
)
def test_the_fetch_itself_reaches_it_where_every_address_is_allowed(canary: Server, url: str) -> None:
    fetch(url, is_allowed=lambda address: True)
    assert post(url, b"{}", {}, is_allowed=lambda address: True) == 200
    assert canary.visits == 2


def test_no_redirect_of_a_public_page_reaches_the_canary(canary: Server, front: Server) -> None:
    followed = [url.replace("{port}", str(canary.port)) for url in HOSTILE]
    for number, front.location in enumerate(followed, start=1):
        visits = front.visits
        with suppress(FetchFailed):
            fetch("http://paper.example/")
        assert front.visits > visits, number
    assert canary.visits == 0
    front.location = "http://127.0.0.1/"
    fetch("http://paper.example/", is_allowed=lambda address: True)
    assert canary.visits == 1


def test_no_redirect_of_a_receiver_is_followed(canary: Server, front: Server) -> None:
    front.location = f"http://127.0.0.1:{canary.port}/"
    assert GUARDED["a webhook to tell"]("http://paper.example/") == 302
    assert (front.visits, canary.visits) == (1, 0)


@pytest.mark.parametrize("way", GUARDED)
def test_a_name_that_is_bound_anew_between_check_and_connection_does_not_reach_it(
    canary: Server, front: Server, answers, way: str
) -> None:
    answers["rebound.example"] = deque([[PUBLIC], ["127.0.0.1"]])
    GUARDED[way]("http://rebound.example/")
    assert (front.visits, canary.visits) == (1, 0)


def test_who_checks_a_name_and_then_connects_to_the_name_does_reach_it(canary: Server, answers) -> None:
    """The control of the one above."""
    answers["rebound.example"] = deque([[PUBLIC], ["127.0.0.1"]])
    assert [str(address) for address in resolved("rebound.example", canary.port)] == [PUBLIC]
    unguarded("http://rebound.example/", canary.port)
    assert canary.visits == 1
