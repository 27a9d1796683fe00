"""A public page comes home whole, by its own name, within its limits."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import zlib
from ipaddress import ip_address
from pathlib import Path

import pytest

from sources.fetching import Fetched, FetchFailed, FetchInterrupted, fetch, fetch_apart, page
from sources.fetching.target import Address, target_of
from tests.sources.fetching.canary import PAGE, Answer, canary, sends_to, zipped

HOME = "http://paper.example/news/ferry.html"


def resolve(host: str, port: int) -> list[Address]:
    return [ip_address("93.184.215.14")]


def fetched(answers: dict[str, Answer] | None = None, url: str = HOME) -> Fetched:
    with canary(answers) as home:
        result = fetch(url, resolve=resolve)
    assert {address for address, _ in home.connections} == {"93.184.215.14"}
    return result


def test_a_page_is_fetched_by_its_name() -> None:
    with canary() as home:
        result = fetch("http://Paper.example/a b".replace(" ", "%20") + "?q=1#part", resolve=resolve)
    assert result == Fetched("http://paper.example/a%20b?q=1", PAGE)
    assert home.paths == ["/a%20b?q=1"]
    assert home.headers[0]["Host"] == "paper.example"
    assert home.headers[0]["User-Agent"].startswith("Concordance")
    assert not {"Cookie", "Authorization", "Referer"} & set(home.headers[0])


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    answers = {"/a": sends_to("/b"), "/b": sends_to("http://paper.example/c?x"), "/c?x": (200, {}, b"end")}
    assert fetched(answers, "http://paper.example/a") == Fetched("http://paper.example/c?x", b"end")


def test_the_sixth_redirect_is_not_followed() -> None:
    answers = {f"/{number}": sends_to(f"/{number + 1}") for number in range(9)}
    with canary(answers) as home, pytest.raises(FetchFailed, match="more than 5 times"):
        fetch("http://paper.example/0", resolve=resolve)
    assert len(home.paths) == 6


@pytest.mark.parametrize("answer", [zipped(PAGE), (200, {"Content-Encoding": "deflate"}, zlib.compress(PAGE))])
def test_a_packed_page_is_unpacked(answer: Answer) -> None:
    assert fetched({"/news/ferry.html": answer}).data == PAGE


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "no such page"),
        ((410, {}, b""), "no such page"),
        ((403, {}, b""), "save it by hand"),
        ((204, {}, b""), "did not send the page"),
        ((302, {}, b""), "did not send the page"),
        ((200, {"Content-Encoding": "br"}, b"x"), "not read here"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "cannot be unpacked"),
    ],
)
def test_what_is_final_is_told_once(answer: Answer, words: str) -> None:
    with pytest.raises(FetchFailed, match=words) as refused:
        fetched({"/news/ferry.html": answer})
    assert not isinstance(refused.value, FetchInterrupted)


@pytest.mark.parametrize(
    "answer", [(500, {}, b""), (503, {}, b""), (429, {}, b""), (200, {"Content-Length": "999"}, b"cut")]
)
def test_what_passes_is_worth_another_try(answer: Answer) -> None:
    with pytest.raises(FetchInterrupted):
        fetched({"/news/ferry.html": answer})


def test_a_name_without_an_address_is_worth_another_try() -> None:
    with pytest.raises(FetchInterrupted, match="no address"):
        fetch(HOME, resolve=lambda host, port: [])


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_limit_counts_what_is_unfolded(monkeypatch, pack) -> None:
    monkeypatch.setattr(page, "MOST_BYTES", 1_000_000)
    headers = {"Content-Encoding": "gzip"} if pack is gzip.compress else {}
    with pytest.raises(FetchFailed, match="more than 1 MB"):
        fetched({"/news/ferry.html": (200, headers, pack(bytes(2_000_000)))})


def test_chinese_addresses_are_asked_for_as_browsers_do() -> None:
    assert target_of("http://新闻.example/大 海?q=船".replace(" ", "")).url == (
        "http://xn--efvy88h.example/%E5%A4%A7%E6%B5%B7?q=%E8%88%B9"
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [("http://a.example/x/report%20one.pdf?b", "report one.pdf"), ("http://a.example/", "a.example")],
)
def test_the_file_is_named_after_the_page(url: str, name: str) -> None:
    assert Fetched(url, b"").file_name == name


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch) -> ssl.SSLContext:
    """A certificate of paper.example, which this test trusts."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl here to make a certificate with")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=paper.example"
    )
    command += " -addext subjectAltName=DNS:paper.example -keyout key.pem -out cert.pem"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    return context


def test_the_name_is_asked_for_and_proved_over_tls(certificate: ssl.SSLContext) -> None:
    asked = []
    certificate.sni_callback = lambda socket, name, context: asked.append(name)
    with canary(tls=certificate) as home:
        assert fetch("https://paper.example/", resolve=resolve).data == PAGE
    assert (asked, home.connections) == (["paper.example"], [("93.184.215.14", 443)])


def test_a_server_that_is_somebody_else_is_refused(certificate: ssl.SSLContext) -> None:
    with canary(tls=certificate) as home, pytest.raises(FetchFailed, match="certificate") as refused:
        fetch("https://other.example/", resolve=resolve)
    assert not isinstance(refused.value, FetchInterrupted)
    assert home.paths == []


def test_a_process_of_its_own_brings_the_page_home() -> None:
    assert fetch_apart("http://paper.example/", module=["tests.sources.fetching.apart_at_home"]) == Fetched(
        "http://paper.example/", PAGE
    )


def test_a_page_that_drips_is_given_up() -> None:
    with pytest.raises(FetchInterrupted, match="within"):
        fetch_apart("http://paper.example/drip", seconds=2, module=["tests.sources.fetching.apart_at_home"])


def test_the_process_refuses_what_is_not_public() -> None:
    with pytest.raises(FetchFailed, match="not on the public internet"):
        fetch_apart("http://127.0.0.1/")


def test_a_file_name_holds_nothing_that_nobody_sees():
    assert Fetched("http://public.example/a%00b%0d%0a%E2%80%AE.pdf", b"").file_name == "ab.pdf"
    assert Fetched("http://public.example/%00", b"").file_name == "public.example"
