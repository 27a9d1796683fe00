"""A server of a benchmark's own, with our tables in it, thrown away at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server() -> Iterator[None]:
    """Start it and set Django up on it; nothing of Django's models may be imported before."""
    folder = tempfile.mkdtemp(prefix="concordance-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # before the server registers its end: after it ends
    os.environ.pop("DATABASE_URL", None)
    os.environ["CONCORDANCE_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict.update(settings.DATABASE_OWNER)  # what is measured is made and emptied by the owner
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        connection.close()
