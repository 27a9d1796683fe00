"""What the schema says of the API is so, whatever is sent: `st run` makes it up, with every check it has.

In `make test` a few cases an operation; with SOAK_ROUNDS a hundred, and every phase.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from claims import batches, review
from claims.models import Batch, Claim, Comment, Conflict, Filing, Question, Reconciliation
from claims.review import Decision
from sources.accounts.tokens import make_token
from sources.models import Document, Dossier, Passage, Publisher, Role
from tests.factories import NOW, a_conflict, a_dossier, a_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ledger_may_be_emptied")]
IS_LONG = "SOAK_ROUNDS" in os.environ
CASES = "100" if IS_LONG else "2"
PHASES = "examples,coverage,fuzzing,stateful" if IS_LONG else "examples,fuzzing,stateful"
CONFIG = Path(__file__).with_name("schemathesis.toml")
KINDS = (Dossier, Publisher, Document, Batch, Passage, Claim, Filing, Question, Conflict, Reconciliation, Comment)


@pytest.fixture
def told_of_everything() -> Dossier:
    """A dossier with a row of every kind."""
    dossier = a_dossier()
    reviewer = a_person("reviewer", dossier, Role.REVIEWER)
    Publisher.objects.create(dossier=dossier, name="Harbour Post")
    decided = a_conflict(dossier)
    review.comment(decided, "Which one counts children?", by=reviewer, at=NOW)
    terms = Decision("cannot be settled", "contradiction", "Both lists are signed.")
    review.propose(decided, terms, by=reviewer, at=NOW, seen=decided.version)
    a_conflict(dossier, "About 21,000 goats crossed the river.", "About 71,000 goats crossed the river.")
    batch = batches.begin(dossier, by=reviewer, at=NOW)
    batches.add(batch, [("mules.txt", b"About 300 mules crossed the river.")], by=reviewer, at=NOW)
    batches.close(batch, by=reviewer, at=NOW)
    return dossier


def test_the_api_does_what_its_schema_says(live_server, told_of_everything, settings, tmp_path):
    settings.API_RATE = None
    chief, now = a_person("chief", told_of_everything, Role.CHIEF), timezone.now()
    scopes = ["read", "write", "review"]
    token = make_token(chief, "fuzz", scopes, expires_at=now + dt.timedelta(days=1), at=now)[1]
    keys = sorted({key for kind in KINDS for key in kind.objects.values_list("pk", flat=True)})
    config = CONFIG.read_text(encoding="utf-8").replace("[1, 2, 3, 4, 5, 6]", str(keys))
    (tmp_path / "schemathesis.toml").write_text(config, encoding="utf-8")
    run = subprocess.run(
        [
            *(Path(sys.executable).with_name("st"), "run", f"{live_server.url}/api/v1/schema/"),
            *("--phases", PHASES, "--max-examples", CASES, "--checks", "all", "--continue-on-failure"),
            *("--header", f"Authorization: Bearer {token}", "--no-color", "--warnings", "off"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert run.returncode == 0, run.stdout + run.stderr
