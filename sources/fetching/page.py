"""One page over HTTP: every address checked before it is connected to, every redirect checked anew."""

import ssl
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import DecodeError, HTTPError, SSLError
from urllib3.util import Timeout

from sources.fetching.addresses import IsAllowed, Resolve, checked_addresses, is_public, resolved
from sources.fetching.errors import FetchFailed, FetchInterrupted
from sources.fetching.fetched import Fetched
from sources.fetching.target import Address, Target, target_of

USER_AGENT = "Concordance (captures documents for a newsroom; one page at a time, when a person asks)"
MOST_BYTES = 50_000_000
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
_TIMEOUT = Timeout(connect=8, read=20)  # of one step; the whole has a limit of its own, see `apart.py`
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})
_READ_HERE = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


def fetch(url: str, *, resolve: Resolve = resolved, is_allowed: IsAllowed = is_public) -> Fetched:
    """The page at a web address, its redirects followed.

    Raises AddressRefused for an address that is not public, FetchInterrupted where another try is worth it, else
    FetchFailed. Of pages of any server use `fetch_apart`: it bounds the time of all this together.
    """
    for _ in range(MOST_REDIRECTS + 1):
        target = target_of(url)
        addresses = checked_addresses(target, resolve=resolve, is_allowed=is_allowed)
        response = _asked(target, addresses[:MOST_ADDRESSES])
        try:
            if response.status in _REDIRECTS and (location := response.headers.get("Location")):
                # Headers come as Latin-1, whatever was meant: nowadays that is UTF-8.
                url = urljoin(target.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
                continue
            _check_status(response.status)
            return Fetched(target.url, _body(response))
        finally:
            response.close()
    raise FetchFailed(f"the page sends on more than {MOST_REDIRECTS} times")


def _asked(target: Target, addresses: list[Address]) -> urllib3.BaseHTTPResponse:
    """The answer of the first address that takes a connection."""
    failure: Exception | None = None
    for address in addresses:
        try:
            return pool(target, address).urlopen(
                "GET",
                target.path,
                headers={
                    "Host": target.authority,
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html, application/pdf, text/plain, */*;q=0.5",
                    "Accept-Encoding": "gzip",
                },
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
        except HTTPError as error:
            if isinstance(error, SSLError) and isinstance(error.args[0], ssl.SSLCertVerificationError):
                raise FetchFailed(f"“{target.host}” cannot prove who it is: its certificate is not valid") from error
            failure = error
    raise FetchInterrupted(f"“{target.host}” does not answer") from failure


def pool(target: Target, address: Address) -> urllib3.HTTPConnectionPool:
    """Connections to the checked address and no other; the name is asked for, and its certificate demanded."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(str(address), target.port, timeout=_TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        str(address),
        target.port,
        timeout=_TIMEOUT,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
    )


def _check_status(status: int) -> None:
    if status in _PASSING or status >= 500:
        raise FetchInterrupted(f"the server is in trouble or busy (HTTP {status})")
    if status in (401, 402, 403, 451):
        raise FetchFailed(
            f"the server does not show the page to us (HTTP {status}): save it by hand and import the file"
        )
    if status in (404, 410):
        raise FetchFailed(f"there is no such page (HTTP {status})")
    if status != 200:
        raise FetchFailed(f"the server did not send the page (HTTP {status})")


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    """The bytes, unfolded and counted as they unfold."""
    encodings = {each.strip().lower() for each in response.headers.get("Content-Encoding", "").split(",")}
    if not encodings <= _READ_HERE:
        raise FetchFailed(f"the server packed the page in a way that is not read here ({', '.join(sorted(encodings))})")
    body = bytearray()
    try:
        while chunk := response.read(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > MOST_BYTES:
                raise FetchFailed(f"the page has more than {MOST_BYTES / 1e6:.0f} MB")
    except DecodeError as error:
        raise FetchFailed("the server packed the page in a way that cannot be unpacked") from error
    except HTTPError as error:
        raise FetchInterrupted("the connection broke before the page was whole") from error
    return bytes(body)
