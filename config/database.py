"""How the application and the owner of the tables connect: to the server of `DATABASE_URL`, or to the embedded one."""

import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import embedded

_OF_THE_OWNER = {
    *("migrate", "flush", "pgtrigger", "embed_statements"),
    *("restore", "restore_dossier", "erase_person", "erase_document"),
}
_KEPT_SECONDS = 60
_CONNECT_SECONDS, _POOL_SECONDS = 10, 15  # until a server that does not answer, or a pool with none left, is an error


def application(var: Path, *, vectors: bool) -> dict[str, Any]:
    """Django's settings for the role of the application.

    A thread keeps its connection for a minute, or connections are shared in a pool (`DATABASE_POOL`). Either way one
    that the server closed meanwhile is noticed before a request runs into it.
    """
    if url := os.environ.get("DATABASE_URL"):
        told: dict[str, Any] = {**dj_database_url.parse(url)}
        told["OPTIONS"] = {"connect_timeout": _CONNECT_SECONDS, **told.get("OPTIONS", {})}
    else:
        place = {} if _needs_no_database() else embedded.start(var / "postgresql", vectors=vectors)
        told = {"ENGINE": "django.db.backends.postgresql", "NAME": embedded.DATABASE, "OPTIONS": {}, **place}
    told["CONN_HEALTH_CHECKS"] = True
    if sizes := pool(os.environ.get("DATABASE_POOL", "")):
        return {**told, "CONN_MAX_AGE": 0, "OPTIONS": {**told["OPTIONS"], "pool": sizes}}
    return {**told, "CONN_MAX_AGE": _KEPT_SECONDS}


def pool(said: str) -> dict[str, int] | None:
    """The pool each process keeps, of "2-8": from two to eight connections; none of nothing or "off"."""
    if said in ("", "off"):
        return None
    least, _, most = said.partition("-")
    if not (
        least.isascii() and least.isdecimal() and most.isascii() and most.isdecimal() and 0 < int(most) >= int(least)
    ):
        raise ImproperlyConfigured(
            "DATABASE_POOL is the least and the most connections of a process, as in 2-8, or off."
        )
    return {"min_size": int(least), "max_size": int(most), "timeout": _POOL_SECONDS}


def owner() -> dict[str, Any]:
    """What the owner of the tables connects with instead; nothing else where one role is both."""
    if not os.environ.get("DATABASE_URL"):
        return {"USER": embedded.OWNER}
    told: dict[str, Any] = {**dj_database_url.parse(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"])}
    return {name: told[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}


def is_for_the_owner() -> bool:
    """The commands that make or empty tables, or erase: the application itself may not."""
    return len(sys.argv) > 1 and sys.argv[1] in _OF_THE_OWNER


def _needs_no_database() -> bool:
    """The commands of the pure modules start in a moment because they leave the server alone."""
    return len(sys.argv) > 1 and sys.argv[1] in ("read_text", "extract_text", "compare_values", "relocate")
