"""A message to a machine everybody can reach: the same guard as for a page, no redirect followed, nothing read back.

python -m sources.fetching.posting      the message as JSON on standard input, the status as JSON on standard output
"""

from __future__ import annotations

import base64
import json
import resource
import ssl
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from urllib3.exceptions import HTTPError, SSLError

from sources.fetching import errors
from sources.fetching.addresses import IsAllowed, Resolve, checked_addresses, is_public, resolved
from sources.fetching.apart import MEGABYTES, SECONDS, apart
from sources.fetching.errors import FetchFailed, FetchInterrupted
from sources.fetching.page import MOST_ADDRESSES, pool
from sources.fetching.target import target_of

_OURS = ("sources.fetching.posting",)


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, resolve: Resolve = resolved, is_allowed: IsAllowed = is_public
) -> int:
    """The HTTP status a message is answered with. Raises AddressRefused, FetchInterrupted or FetchFailed as `fetch`."""
    target = target_of(url)
    addresses = checked_addresses(target, resolve=resolve, is_allowed=is_allowed)
    failure: Exception | None = None
    for address in addresses[:MOST_ADDRESSES]:
        try:
            response = pool(target, address).urlopen(
                "POST",
                target.path,
                body=body,
                headers={**headers, "Host": target.authority},
                redirect=False,
                retries=False,
                preload_content=False,
            )
        except HTTPError as error:
            if isinstance(error, SSLError) and isinstance(error.args[0], ssl.SSLCertVerificationError):
                raise FetchFailed(f"“{target.host}” cannot prove who it is: its certificate is not valid") from error
            failure = error
            continue
        response.close()
        return int(response.status)
    raise FetchInterrupted(f"“{target.host}” does not answer") from failure


def post_apart(
    url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS, module: Sequence[str] = _OURS
) -> int:
    """As `post`, in a process of its own that is ended after so many seconds, whatever it waits for."""
    message = {"url": url, "headers": dict(headers), "body": base64.b64encode(body).decode("ascii")}
    try:
        done = apart(module, json.dumps(message).encode("ascii"), seconds=seconds)
    except subprocess.TimeoutExpired:
        raise FetchInterrupted(f"no answer came within {seconds:.0f} seconds") from None
    if done.returncode:
        raise FetchInterrupted("the answer ended the program that waited for it")
    said = json.loads(done.stdout)
    if "error" in said:
        raise getattr(errors, said["error"])(said["message"])
    return int(said["status"])


def answer(send: Callable[[str, bytes, Mapping[str, str]], int]) -> None:
    """In the process: the status, or why there is none."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    message = json.load(sys.stdin)
    said: dict[str, object]
    try:
        said = {"status": send(message["url"], base64.b64decode(message["body"]), message["headers"])}
    except FetchFailed as error:
        said = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    answer(post)
