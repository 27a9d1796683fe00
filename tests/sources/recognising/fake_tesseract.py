"""A program that stands for tesseract on PATH: it answers what the test wrote into its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

LANGUAGES = "chi_sim\neng\nosd"
_PROGRAM = """#!/bin/sh
here=$(dirname "$0")
case "$1" in
    --list-langs) echo "List of available languages (3):"; cat "$here/languages" ;;
    --version) echo "tesseract 9.8.7" ;;
    *) echo "$@" >> "$here/asked"; . "$here/answer" ;;
esac
"""


class FakeTesseract:
    """`asked` are the command lines so far; what is said to the next is shell (`says`)."""

    def __init__(self, folder: Path, languages: str) -> None:
        self.folder = folder
        (folder / "languages").write_text(languages)
        (folder / "tesseract").write_text(_PROGRAM)
        (folder / "tesseract").chmod(0o755)
        self.says("About 43,000 people crossed the strait in the storm.")

    def says(self, text: str) -> None:
        self.does(f"cat <<'END'\n{text}\nEND\nprintf '\\f'")

    def does(self, shell: str) -> None:
        (self.folder / "answer").write_text(shell)

    @property
    def asked(self) -> list[str]:
        file = self.folder / "asked"
        return file.read_text().splitlines() if file.exists() else []


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, languages: str = LANGUAGES) -> FakeTesseract:
    """Put a fake tesseract before everything else on PATH."""
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return FakeTesseract(folder, languages)


def uninstall(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH on which there is no tesseract, even where this machine has one."""
    monkeypatch.setenv("PATH", str(folder))


def a_scan(pages: int = 1) -> bytes:
    """A PDF whose pages have nothing on them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>"] * pages
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + trailer % (count, table, count, len(body))
