"""No address but those of the public internet is asked, however it is written, redirected to or resolved."""

from __future__ import annotations

import ipaddress
import random
from contextlib import suppress
from ipaddress import ip_address

import pytest

from sources.fetching import AddressRefused, FetchFailed, fetch
from sources.fetching.addresses import is_public
from sources.fetching.target import Address, target_of
from tests.sources.fetching.canary import canary, sends_to

PUBLIC = ip_address("93.184.215.14")
NAMES: dict[str, list[str]] = {
    "public.example": ["93.184.215.14"],
    "loopback.example": ["127.0.0.1"],
    "loopback6.example": ["::1"],
    "private.example": ["10.1.2.3"],
    "metadata.example": ["169.254.169.254"],
    "half.example": ["93.184.215.14", "192.168.1.1"],
    "half6.example": ["93.184.215.14", "fe80::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "sixtofour.example": ["2002:7f00:1::1"],
    "teredo.example": ["2001:0:53aa:64c::1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "unspecified.example": ["0.0.0.0"],
    "shared.example": ["100.64.0.1"],
    "multicast.example": ["224.0.0.1"],
    "broadcast.example": ["255.255.255.255"],
    "platform.example": ["168.63.129.16"],
    "unique-local.example": ["fd00:ec2::254"],
}
REFUSED = [
    # what the name resolves to
    *[f"http://{name}/" for name in NAMES if name != "public.example"],
    # addresses in numbers
    "http://127.0.0.1/",
    "http://127.1.2.3/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://0.0.0.0/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    # the same in disguise
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.0.1/",
    "http://127.1/",
    "http://0/",
    "http://8.8.8.8.8/",
    "http://134744072/",
    "http://127.0.0.1./",
    "http://public.example./",
    "http://１２７.0.0.1/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://localhoſt/",
    "http://public.ｅxample/",
    # names of this machine or its network
    "http://localhost/",
    "http://LOCALHOST/",
    "http://intranet/",
    "http://public.example\x00.localhost/",
    # other readings of one address
    "http://public.example@127.0.0.1/",
    "http://127.0.0.1@public.example/",
    "http://user:word@public.example/",
    "http://@public.example/",
    "http://public.example\\@127.0.0.1/",
    "http://127.0.0.1#@public.example/",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "//127.0.0.1/",
    "http://public.example /",
    "http://public.example\r\nHost: 127.0.0.1/",
    "http://pub_lic.example/",
    "http://-public.example/",
    "http://public..example/",
    # other ports and schemes
    "http://public.example:22/",
    "http://public.example:8000/",
    "http://public.example:0/",
    "http://public.example:/",
    "https://public.example:5432/",
    "ftp://public.example/",
    "file:///etc/passwd",
    "gopher://public.example/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "",
    "public.example",
    f"http://public.example/{'a' * 2000}",
]


def resolve(host: str, port: int) -> list[Address]:
    return [ip_address(address) for address in NAMES.get(host, ["127.0.0.1"])]


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_public_is_never_connected_to(url: str) -> None:
    with canary() as home, pytest.raises(AddressRefused):
        fetch(url, resolve=resolve)
    assert home.connections == []


def test_the_table_is_long_and_the_canary_can_be_reached() -> None:
    assert len(REFUSED) > 40
    with canary() as home:
        fetch("http://loopback.example/a", resolve=resolve, is_allowed=lambda address: True)
    assert (home.connections, home.paths) == ([("127.0.0.1", 80)], ["/a"])


def test_what_looks_like_a_host_in_the_fragment_is_none() -> None:
    assert target_of("http://public.example#@127.0.0.1/").url == "http://public.example/"


@pytest.mark.parametrize("url", [url for url in REFUSED if "://" in url and url.isprintable()])
def test_a_redirect_is_checked_as_the_first_address_is(url: str) -> None:
    with canary({"/": sends_to(url.encode().decode("latin-1"))}) as home, suppress(FetchFailed):
        fetch("http://public.example/", resolve=resolve)
    assert {address for address, _ in home.connections} == {str(PUBLIC)}


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    with canary() as home:
        fetch("http://rebinding.example/", resolve=lambda host, port: [ip_address(each) for each in next(answers)])
    assert home.connections == [("93.184.215.14", 80)]
    assert next(answers) == ["127.0.0.1"]


def test_a_name_that_is_rebound_before_a_redirect_is_refused() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    with canary({"/": sends_to("/again")}) as home, pytest.raises(AddressRefused):
        fetch("http://rebinding.example/", resolve=lambda host, port: [ip_address(each) for each in next(answers)])
    assert home.paths == ["/"]


def test_proxies_of_the_environment_are_not_asked(monkeypatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    with canary() as home:
        fetch("http://public.example/", resolve=resolve)
    assert home.connections == [("93.184.215.14", 80)]


def test_what_is_public_here_is_public_for_the_standard_library_too() -> None:
    chance = random.Random(4)
    for _ in range(20_000):
        drawn = chance.getrandbits(32), chance.getrandbits(128), (0x2 << 124) | chance.getrandbits(125)
        addresses: list[Address] = [ipaddress.IPv4Address(drawn[0]), *map(ipaddress.IPv6Address, drawn[1:])]
        for address in addresses:
            assert not is_public(address) or (address.is_global and not address.is_multicast), address


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_an_address_is_measured_as_it_is_sent():
    assert len(target_of("http://public.example/" + "水" * 200).url) == 22 + 200 * 9
    with pytest.raises(AddressRefused, match="as it is sent"):
        target_of("http://public.example/" + "水" * 240)
