"""A web server on this machine that counts who comes, and a network on which every road leads to it."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

import urllib3.util.connection

PAGE = b"<html><body><article><h1>The ferry</h1><p>About 43,000 people crossed the strait.</p></article></body></html>"
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Canary:
    """`paths` were asked for, with the headers and the body each request had; `connections` are the addresses asked."""

    port: int
    answers: dict[str, Answer]
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)


@contextmanager
def canary(answers: dict[str, Answer] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Canary]:
    """Whatever address a connection is asked for, it is made to the canary. Its page /drip takes a minute."""
    canary = Canary(0, answers or {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(canary))
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    canary.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        with mock.patch.object(urllib3.util.connection, "create_connection", _road_to(canary)):
            yield canary
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _road_to(canary: Canary) -> Callable[..., socket.socket]:
    def connect(address: tuple[str, int], timeout: float | None = None, **options: Any) -> socket.socket:
        canary.connections.append(address)
        return socket.create_connection(("127.0.0.1", canary.port), timeout=5)

    return connect


def _handler(canary: Canary) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            canary.paths.append(self.path)
            canary.headers.append(dict(self.headers))
            canary.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            status, headers, body = canary.answers.get(self.path, (200, {}, PAGE))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for _ in range(600 if self.path == "/drip" else 0):
                self.wfile.write(b".")
                time.sleep(0.1)
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    return Handler


def zipped(data: bytes) -> Answer:
    return 200, {"Content-Encoding": "gzip"}, gzip.compress(data)


def sends_to(url: str) -> Answer:
    return 302, {"Location": url}, b""
