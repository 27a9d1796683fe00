"""A program run on a file from elsewhere: in a folder of its own, with limits."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sources.recognising.errors import RecognitionFailed

MEGABYTES = 2048  # of address space
FILE_MEGABYTES = 2048
_KEPT = ("PATH", "TESSDATA_PREFIX")
_LIMITED = 'ulimit -c 0 -t "$1"; ulimit -v "$2"; ulimit -f "$3"; shift 3; exec "$@"'


def run_limited(command: Sequence[str], *, folder: Path, seconds: float) -> str:
    """What the program writes to standard output. Raises RecognitionFailed where it fails or takes longer.

    `seconds` bounds the time of the clock and that of the processor.
    """
    limits = [str(max(1, int(seconds))), str(MEGABYTES << 10), str(FILE_MEGABYTES << 11)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the words of the command are ours, the file is named by us
            ["/bin/sh", "-c", _LIMITED, "sh", *limits, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=max(0.1, seconds),
        )
    except subprocess.TimeoutExpired:
        raise RecognitionFailed(
            "recognising its text takes longer than is allowed: split the file, or recognise it elsewhere"
        ) from None
    if done.returncode:
        complaint = _last_line(done.stderr) or "the engine broke off"
        raise RecognitionFailed(f"its text could not be recognised: {complaint}")
    return done.stdout.decode("utf-8", "replace")


def _last_line(complaint: bytes) -> str:
    lines = complaint.decode("utf-8", "replace").split("\n")
    return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")
