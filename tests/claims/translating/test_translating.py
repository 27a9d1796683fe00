"""The client of a translator, against a server of this test on the loopback."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from claims.translating import NotTranslated, Translator

ASKED: list[dict] = []


class FakeTranslator(BaseHTTPRequestHandler):
    """Answers as LibreTranslate or as OpenAI would, or with the status its model or key asks for."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        ASKED.append({"path": self.path, "body": body, "key": self.headers.get("Authorization", "")})
        if self.path.startswith("/status/"):
            self.answer(int(self.path.split("/")[2]), b"{}")
        elif self.path == "/odd/translate":
            self.answer(200, b'["surprise"]')
        elif self.path == "/html/translate":
            self.answer(200, b"<html>")
        elif self.path == "/empty/translate":
            self.answer(200, b'{"translatedText": " "}')
        elif self.path == "/v1/chat/completions":
            said = {"choices": [{"message": {"content": " The ferry sank. "}}]}
            self.answer(200, json.dumps(said).encode())
        else:
            self.answer(200, json.dumps({"translatedText": "The ferry sank."}).encode())

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def address() -> Iterator[str]:
    ASKED.clear()
    server = HTTPServer(("127.0.0.1", 0), FakeTranslator)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_libretranslate_is_asked_with_its_key(address):
    said = Translator("libretranslate", f"{address}/", key="secret").translate("渡轮沉没。", "zh", "en")
    assert said == "The ferry sank."
    asked = ASKED[0]
    assert asked["path"] == "/translate"
    assert asked["body"] == {"q": "渡轮沉没。", "source": "zh", "target": "en", "format": "text", "api_key": "secret"}


def test_a_server_that_speaks_as_openai_does_is_asked_with_its_model(address):
    said = Translator("openai", f"{address}/v1", key="secret", model="small").translate("渡轮沉没。", "zh", "en")
    assert said == "The ferry sank."
    asked = ASKED[0]
    assert (asked["key"], asked["body"]["model"]) == ("Bearer secret", "small")
    assert asked["body"]["messages"][1] == {"role": "user", "content": "渡轮沉没。"}


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("/status/401", "TRANSLATOR_KEY"),
        ("/status/403", "TRANSLATOR_KEY"),
        ("/status/404", "TRANSLATOR_URL"),
        ("/status/429", "try again in a minute"),
        ("/status/500", "answered with 500"),
        ("/status/302", "answered with 302"),
        ("/odd", "TRANSLATOR_KIND"),
        ("/html", "TRANSLATOR_KIND"),
        ("/empty", "empty answer"),
    ],
)
def test_what_went_wrong_says_what_to_do(address, place, word):
    with pytest.raises(NotTranslated, match=word):
        Translator("libretranslate", f"{address}{place}").translate("渡轮沉没。", "zh", "en")
    assert len(ASKED) == 1


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(NotTranslated, match="cannot be reached"):
        Translator("libretranslate", "http://127.0.0.1:9").translate("渡轮沉没。", "zh", "en")


def test_an_address_that_is_none_is_told():
    with pytest.raises(NotTranslated, match="TRANSLATOR_URL"):
        Translator("libretranslate", "http://[nowhere").translate("渡轮沉没。", "zh", "en")
