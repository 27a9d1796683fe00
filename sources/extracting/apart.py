"""Extraction in a process of its own, with limits on memory, CPU and time.

Files come from anywhere and their parsers are large: one made to harm ends its own process and nothing else.
That process gets the bytes and nothing of ours: no database, no keys, no environment.
"""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from sources.extracting import errors
from sources.extracting.errors import ExtractionFailed, FileDamaged, FileTooLarge
from sources.extracting.text import Block, BlockKind, Text

MOST_BYTES = 50_000_000
MEGABYTES = 448  # of memory of its own; with the libraries it shares it stays below 512
CPU_SECONDS = 15
_GRACE_SECONDS = 3  # of waiting beyond the CPU time
_ROOT = Path(__file__).resolve().parents[2]


def extract_apart(data: bytes, *, seconds: int = CPU_SECONDS) -> Text:
    """The normalised text of a file, read in a process of its own. Raises as `extract` does, and FileTooLarge."""
    check_size(len(data))
    command = [sys.executable, "-m", "sources.extracting", str(seconds), str(MEGABYTES)]
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no word of the file in the command
            command, input=data, capture_output=True, cwd=_ROOT, env=environment, timeout=seconds + _GRACE_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise _took_too_long(seconds) from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise _took_too_long(seconds)
    if done.returncode:
        raise FileDamaged("the file ended the program that read it: it is damaged, or made to do harm")
    answer = json.loads(done.stdout)
    if "text" not in answer:
        raise getattr(errors, answer["error"], ExtractionFailed)(answer["message"])
    return _text(answer["text"])


def check_size(size: int) -> None:
    """Raises FileTooLarge where a file of that many bytes is not even opened."""
    if size > MOST_BYTES:
        raise FileTooLarge(
            f"the file has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB can be imported: split it"
        )


def _took_too_long(seconds: int) -> FileTooLarge:
    return FileTooLarge(f"reading it took longer than {seconds} seconds: split the file, or save it in another format")


def _text(fields: dict[str, Any]) -> Text:
    blocks = tuple(Block(BlockKind(block["kind"]), block["start"], block["end"]) for block in fields["blocks"])
    published = dt.date.fromisoformat(fields["published"]) if fields["published"] else None
    return Text(**{**fields, "blocks": blocks, "published": published, "notes": tuple(fields["notes"])})
