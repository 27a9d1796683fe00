"""A fetch in a process of its own, with limits on time and memory for all of it.

A timeout of the network bounds one step; a server that sends a byte every few seconds, or a name server
that stays silent, passes all of those. The process is ended after `SECONDS`, whatever it waits for.
It gets the address and nothing of ours: no database, no keys, and no proxy out of the environment.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sources.fetching import errors
from sources.fetching.errors import FetchFailed, FetchInterrupted
from sources.fetching.fetched import Fetched

SECONDS = 30
MEGABYTES = 448
_ROOT = Path(__file__).resolve().parents[2]
_OURS = ("sources.fetching",)
_KEPT = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # where an operator's own authorities lie


def fetch_apart(url: str, *, seconds: float = SECONDS, module: Sequence[str] = _OURS) -> Fetched:
    """The page at a web address, within so many seconds. Raises as `fetch` does."""
    try:
        done = apart([*module, url], b"", seconds=seconds)
    except subprocess.TimeoutExpired:
        raise FetchInterrupted(f"the page did not come within {seconds:.0f} seconds") from None
    if done.returncode:
        raise FetchFailed("the page ended the program that fetched it: it is damaged, or made to do harm")
    said, _, data = done.stdout.partition(b"\n")
    fields = json.loads(said)
    if "error" in fields:
        raise getattr(errors, fields["error"])(fields["message"])
    return Fetched(fields["url"], data)


def apart(module: Sequence[str], said: bytes, *, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """A program of ours with its arguments, run beside us. Raises TimeoutExpired when the time is over."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    environment |= {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [sys.executable, "-m", *module]
    return subprocess.run(  # noqa: S603 - an address is one argument, and no shell reads it
        command, input=said, capture_output=True, cwd=_ROOT, env=environment, timeout=seconds
    )


def answer(url: str, fetch: Callable[[str], Fetched]) -> None:
    """In the process: one line of JSON, then the bytes."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    fields, data = {}, b""
    try:
        fetched = fetch(url)
        fields, data = {"url": fetched.url}, fetched.data
    except FetchFailed as error:
        fields = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.buffer.write(json.dumps(fields).encode() + b"\n")
    sys.stdout.buffer.write(data)
