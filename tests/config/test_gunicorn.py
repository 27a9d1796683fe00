"""What gunicorn does before it makes its processes."""

from tests.config.test_deployment import command, documented

_STARTED = """
import os, runpy
said = runpy.run_path("config/gunicorn.py")
assert said["preload_app"]
import config.wsgi
said["on_starting"](None)
import gc
from django.db import connections
from claims.similarity.lexicon import lexicon
print(lexicon.cache_info().currsize, gc.get_freeze_count() > 100_000, [each.connection for each in connections.all()])
"""


def test_before_its_processes_are_made_the_dictionary_is_read_and_no_connection_is_open():
    """A database that is not there is not missed: the processes ask for it, each for itself."""
    nobody = "postgres://nobody@127.0.0.1:9/none"
    ran = command("-c", _STARTED, **{**documented(), "DATABASE_URL": nobody})
    assert ran.stdout.strip() == "1 True [None]", ran.stderr
