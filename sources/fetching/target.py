"""What a web address asks for: scheme, host, port and path, told strictly.

An address can be written so that two programs read two hosts in it. Nothing is guessed here: what is not written
the plain way is refused, with a sentence that says what is wrong.
"""

import re
from dataclasses import dataclass
from encodings.idna import ToASCII
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from sources.fetching.errors import AddressRefused

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # what a resolver may take for a part of an IPv4 address
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """One request. `address` is set where the host is written as an IP address; else `host` is a name to resolve."""

    scheme: str
    host: str
    port: int
    path: str
    address: Address | None = None

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """What a web address asks for. Raises AddressRefused where it is not plainly a public one."""
    if len(url) > LONGEST:
        raise AddressRefused(f"the address has {len(url):,} characters; at most {LONGEST:,} are taken")
    if _FORBIDDEN.search(url):
        raise AddressRefused("the address has a blank, a backslash or a control character in it: copy it again")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"this is no web address: {error}") from None
    if parts.scheme not in PORTS:
        raise AddressRefused("only addresses that begin with http:// or https:// are fetched")
    if "@" in parts.netloc:
        raise AddressRefused("the address carries a user name or password: take it out")
    if port is None:
        port = PORTS[parts.scheme]
    if port not in PORTS.values() or parts.netloc.endswith(":"):
        raise AddressRefused("only the ports of the web, 80 and 443, are asked")
    host, address = _host(parts)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    target = Target(parts.scheme, host, port, (quote(parts.path, safe=_SAFE) or "/") + query, address)
    if len(target.url) > LONGEST:
        raise AddressRefused(f"the address has {len(target.url):,} characters as it is sent; at most {LONGEST:,} are")
    return target


def _host(parts: SplitResult) -> tuple[str, Address | None]:
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        if not re.fullmatch(r"\[[0-9a-fA-F:.]+\](:\d+)?", parts.netloc):
            raise AddressRefused("the IPv6 address is not written as one")
        return _literal(IPv6Address, host)
    labels = [_label(label) for label in host.split(".")]
    if not host or any(label is None for label in labels):
        raise AddressRefused(f"“{host}” is no name of a host")
    name = ".".join(filter(None, labels))
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _literal(IPv4Address, name)
    if len(labels) < 2 or len(name) > 253:
        raise AddressRefused(f"“{host}” is a name of this machine or its network, not of the public web")
    return name, None


def _literal(kind: type[IPv4Address] | type[IPv6Address], host: str) -> tuple[str, Address]:
    """An address in numbers, in its one usual form: other forms (octal, hexadecimal, one number) are disguises."""
    try:
        address = kind(host)
    except AddressValueError:
        raise AddressRefused(f"“{host}” is a number that is not written as an IP address is") from None
    return str(address), address


def _label(label: str) -> str | None:
    """One part of a host name in ASCII; None for what is none, or is a letter that only looks like ASCII."""
    if label.isascii():
        return label.lower() if _LABEL.fullmatch(label.lower()) else None
    try:
        encoded = ToASCII(label).decode("ascii")
    except UnicodeError:
        return None
    return encoded if encoded.startswith("xn--") and _LABEL.fullmatch(encoded) else None
