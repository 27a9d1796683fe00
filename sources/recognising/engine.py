"""The engine that is installed here, and the languages it knows."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

DOTS_PER_INCH = 300  # at which pages are drawn, and most are scanned
INSTALL = "Install Debian's tesseract-ocr and tesseract-ocr-chi-sim (or ocrmypdf, which brings the first)."
# Chinese first: with English before it, tesseract takes whole Chinese lines for capitals; English loses nothing.
LANGUAGES = {"chi_sim": "Chinese", "eng": "English"}
_TURNING = "osd"  # what tells whether a page lies on its side
_KEEP_BLANKS = "preserve_interword_spaces=1"
_ASKING_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Engine:
    """tesseract: where it lies, and the languages of ours it knows (by its own names for them)."""

    program: str
    version: str
    languages: tuple[str, ...]
    turns_pages: bool

    def __str__(self) -> str:
        return f"tesseract/{self.version}"

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages it cannot read, by their English names."""
        return tuple(name for code, name in LANGUAGES.items() if code not in self.languages)

    def command(self, picture: str) -> list[str]:
        """Writes the text of a picture to standard output, a form feed after each page.

        Without `preserve_interword_spaces` every Chinese character would be parted from the next by a blank; without a
        resolution the engine guesses one, and takes a page of even characters for columns.
        """
        page = ["--psm", "1" if self.turns_pages else "3", "--dpi", str(DOTS_PER_INCH)]
        return [self.program, picture, "stdout", "-l", "+".join(self.languages), *page, "-c", _KEEP_BLANKS]


def engine_here() -> Engine | None:
    """The engine installed; None where there is none, or none that knows a language of ours."""
    program = shutil.which("tesseract")
    known = set(_said(program, "--list-langs").split()) if program else set[str]()
    languages = tuple(code for code in LANGUAGES if code in known)
    if not program or not languages:
        return None
    version = re.search(r"\d+(\.\d+)+", _said(program, "--version"))
    return Engine(program, version[0] if version else "unknown", languages, _TURNING in known)


def _said(program: str, question: str) -> str:
    """What a program says of itself; nothing where it does not run."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of this machine, and no word of anybody else
            [program, question],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_ASKING_SECONDS,
            env={name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr
