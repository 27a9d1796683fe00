"""Reads one file from standard input and writes its Text as JSON: see `apart.py`.

python -m sources.extracting CPU_SECONDS MEGABYTES
"""

import dataclasses
import json
import resource
import sys

from sources.extracting import ExtractionFailed, FileDamaged, FileTooLarge, extract


def main(seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_answer(sys.stdin.buffer.read(), megabytes), sys.stdout, default=str)


def _answer(data: bytes, megabytes: int) -> dict[str, object]:
    try:
        return {"text": dataclasses.asdict(extract(data))}
    except ExtractionFailed as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        message = f"reading it takes more than {megabytes} MB of memory: split the file"
        return {"error": FileTooLarge.__name__, "message": message}
    except Exception as error:  # a parser may raise anything on a file made to harm it
        return {"error": FileDamaged.__name__, "message": f"the file cannot be read ({type(error).__name__}): {error}"}


main(int(sys.argv[1]), int(sys.argv[2]))
