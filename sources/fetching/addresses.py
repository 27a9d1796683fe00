"""Which addresses belong to the public internet.

IANA's special-purpose registries for IPv4 and IPv6 say which blocks do not; the table is our own, so that it does
not change with the version of Python. Of IPv6 only global unicast (2000::/3) is asked, without the blocks
that carry an IPv4 address or mean something else. That leaves out ::1, fc00::/7, fe80::/10, ff00::/8, the IPv4-mapped
::ffff:0:0/96 and NAT64's 64:ff9b::/96.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address

from sources.fetching.errors import AddressRefused, FetchInterrupted
from sources.fetching.target import Address, Target, target_of

_NOT_PUBLIC: list[IPv4Network | IPv6Network] = [
    *map(
        IPv4Network,
        [
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers
            "127.0.0.0/8",
            "168.63.129.16/32",  # of the public space, but a cloud's platform answers there
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",
        ],
    ),
    *map(
        IPv6Network,
        [
            "2001::/23",  # protocol assignments; Teredo among them carries an IPv4 address
            "2001:db8::/32",
            "2002::/16",  # 6to4 carries an IPv4 address
            "3fff::/20",
        ],
    ),
]
_GLOBAL_UNICAST = IPv6Network("2000::/3")

Resolve = Callable[[str, int], list[Address]]
IsAllowed = Callable[[Address], bool]


def is_public(address: Address) -> bool:
    """Whether everybody on the internet reaches the same machine there."""
    if address.version == 6 and address not in _GLOBAL_UNICAST:
        return False
    return not any(address in block for block in _NOT_PUBLIC)


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a name, as the system resolves it. Raises FetchInterrupted where it cannot."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchInterrupted(f"no address is known for “{host}”") from error
    return list(dict.fromkeys(ip_address(str(entry[4][0])) for entry in found))


def refuse_at_sight(url: str) -> None:
    """Raises AddressRefused where it is plain without asking anybody that an address is not public."""
    address = target_of(url).address
    if address and not is_public(address):
        raise AddressRefused(f"“{address}” is not on the public internet; only public pages are fetched")


def checked_addresses(target: Target, *, resolve: Resolve, is_allowed: IsAllowed) -> list[Address]:
    """The addresses to connect to. Raises AddressRefused where even one of them is not allowed.

    A name is resolved here and nowhere else: whoever connects takes the addresses given, so that a name
    that answers otherwise the next time gains nothing.
    """
    addresses = [target.address] if target.address else resolve(target.host, target.port)
    if not addresses:
        raise FetchInterrupted(f"no address is known for “{target.host}”")
    if not all(map(is_allowed, addresses)):
        raise AddressRefused(f"“{target.host}” is not on the public internet; only public pages are fetched")
    return addresses
