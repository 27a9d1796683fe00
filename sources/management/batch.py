"""What the commands over the pure modules share: text from a file or standard input, and `--batch`."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from sources.extracting import ExtractionFailed, Text
from sources.extracting.apart import extract_apart
from sources.extracting.decoding import decoded


def text_of(path: str) -> Text:
    """The normalised text of a file, or of standard input where the path is "-"."""
    try:
        return extract_apart(_bytes_of(path))
    except ExtractionFailed as error:
        raise CommandError(f"{path}: {error}") from None


def characters_of(path: str) -> str:
    """The characters of a text file as they stand, for offsets into the file itself."""
    data = _bytes_of(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return decoded(data).text
        except ExtractionFailed as error:
            raise CommandError(f"{path}: {error}") from None


def _bytes_of(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError:
        raise CommandError(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise CommandError(f"{path}: this is a folder; name a file in it.") from None
    except PermissionError:
        raise CommandError(f"{path}: it may not be read by this user.") from None


def answer_batch(answer: Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
    """One JSON line out for each line in, in order. A line that cannot be answered says so in "error"."""
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            reply = answer(asked) if isinstance(asked, dict) else {"error": "a line holds one JSON object"}
        except (ValueError, KeyError, TypeError) as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
    sys.stdout.flush()
