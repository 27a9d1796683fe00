"""The words of the interface: what the code asks to be translated, and the catalogues that answer.

`python -m tests.catalog` (make messages) brings the catalogues up to date and compiles them; the suite holds that they
are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["config", "sources", "claims"]
LANGUAGES = ["zh_Hans"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def asked_for() -> Catalog:
    """Every message of the code and the templates, each with the files it stands in."""
    catalog = Catalog(project="Concordance", charset="utf-8")
    for path in sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py")):
        _add(catalog, path, "python", path.read_bytes())
    for path in sorted((ROOT / "templates").rglob("*.*")):
        # The template's messages as calls among blanks: the lexer that minds no indentation reads them.
        _add(catalog, path, "javascript", templatize(path.read_text(encoding="utf-8")).encode())
    return catalog


def _add(catalog: Catalog, path: Path, method: str, source: bytes) -> None:
    options = {"encoding": "utf-8"}
    for _line, message, comments, context in extract(method, io.BytesIO(source), KEYWORDS, ["Translators:"], options):
        catalog.add(
            message,
            locations=[(path.relative_to(ROOT).as_posix(), None)],  # type: ignore[list-item]
            auto_comments=comments,
            context=context,
            flags=["python-format"] if "%(" in str(message) else [],
        )


def po_file(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def translated(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """The messages without a full answer in their language."""
    for message in catalog:
        if message.id and (message.fuzzy or not all(message.string if message.pluralizable else [message.string])):
            yield message


def update(language: str) -> int:
    """Add what is new, drop what nobody asks for, compile. Returns how many messages wait for a translation."""
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = translated(language) if path.exists() else Catalog(locale=language)
    catalog.update(asked_for(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy, catalog.header_comment = (
        False,
        "# The interface of Concordance; brought up to date by make messages.",
    )
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=120)
    path.with_suffix(".mo").write_bytes(compiled(translated(language)))
    return len(list(untranslated(catalog)))


if __name__ == "__main__":
    import sys

    for language in LANGUAGES:
        sys.stdout.write(f"{language}: {update(language)} messages wait for a translation\n")
