"""An import that is killed at any point leaves no half document, and the retry finishes it without a duplicate."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.models import Claim, Event, Filing
from sources.models import Document
from tests import addresses

pytestmark = pytest.mark.usefixtures("ledger_may_be_emptied")
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "2"))
FILES = 20


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Pairs of notes on ten ferries: each pair answers one question with two figures."""
    made = []
    for number in range(FILES):
        ferry, count = f"Ferry {chr(65 + number // 2)}rkona", 41 + number
        path = tmp_path / f"note-{number:02}.txt"
        path.write_text(
            f"The {ferry} brought about {count},000 passengers across the strait to Harwick in the storm.\n"
        )
        made.append(path)
    return made


def command(slug: str, files: list[Path]) -> subprocess.Popen[bytes]:
    """The import as a process of its own on this test's database."""
    environment = {
        **os.environ,
        "DATABASE_URL": addresses.of_the_database(),
        "SECRET_KEY": "of this test alone",
    }
    arguments = [sys.executable, "manage.py", "import_documents", "--dossier", slug, *map(str, files)]
    return subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def assert_whole() -> None:
    """Every document that is there has its claims and its line of the ledger."""
    for document in Document.objects.all():
        assert Claim.objects.filter(passage__document=document).exists()
        assert Event.objects.filter(subject="document", subject_id=document.pk).count() == 1


def test_a_killed_import_is_finished_by_the_next(transactional_db, files):
    chance, killed = random.Random(20261122), 0
    for number in range(ROUNDS):
        slug = f"ferries-{number}"
        process = command(slug, files)
        time.sleep(chance.uniform(0.8, 4.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        assert_whole()
        assert command(slug, files).wait() == 0
        assert_whole()
        documents = Document.objects.filter(dossier__slug=slug)
        assert sorted(documents.values_list("file_name", flat=True)) == [path.name for path in files]
        claims = Claim.objects.filter(dossier__slug=slug)
        assert not claims.unmatched().exists()
        assert Filing.objects.filter(claim__in=claims).count() == FILES
    assert killed
