"""docs/settings.md names every setting that is read from the environment, and none that is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS_TO_SET = {"LC_ALL", "DJANGO_SETTINGS_MODULE"}  # said by us to others
OF_COMPOSE = {"SUPERUSER_PASSWORD", "OWNER_PASSWORD", "PASSWORD"}  # of the database's roles; the server never sees them
NAME = re.compile(r"[A-Z][A-Z0-9_]+")


def names_read() -> set[str]:
    read = {name for path in (ROOT / "config").glob("*.py") for name in _read_in(ast.parse(path.read_text()))}
    return read - OURS_TO_SET


def _read_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith(("is_on", "environ.get")):
            yield _named(node.args[0])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield _named(node.slice)
        if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "os.environ":
            yield _named(node.left)


def _named(node: ast.AST) -> str:
    """A name that is put together from parts would be found by nobody who looks for it."""
    if isinstance(node, ast.Name) and node.id == "name":
        return "LC_ALL"  # is_on itself
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return str(node.value)


def names_told() -> set[str]:
    rows = [line for line in (ROOT / "docs/settings.md").read_text().splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row.split("|")[1])}


def test_every_setting_is_in_the_table():
    assert names_read() - names_told() == set()


def test_the_table_has_no_setting_that_is_none():
    assert names_told() - names_read() == set()


def test_the_example_has_settings_alone():
    said = {line.partition("=")[0] for line in (ROOT / "deploy/example.env").read_text().splitlines() if "=" in line}
    names = {name for name in said if NAME.fullmatch(name)}
    assert "SECRET_KEY" in names
    assert names - names_told() <= OF_COMPOSE
