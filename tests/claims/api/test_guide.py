"""docs/api.md and docs/examples/client.py do what they say: their requests are made to a server of ours."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.utils import timezone

from claims.models import Batch, Comment, Conflict
from sources.accounts.tokens import make_token
from sources.models import Document, Person, Role
from tests.factories import a_conflict, a_dossier, a_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ledger_may_be_emptied")]
DOCS = Path(settings.BASE_DIR) / "docs"
CALLS = re.findall(r"^```sh\n(.*?)^```", (DOCS / "api.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def conflict() -> Conflict:
    return a_conflict(a_dossier())


def a_token(role: Role) -> str:
    person: Person = a_person(role, Conflict.objects.get().dossier, role)
    now = timezone.now()
    return make_token(person, "guide", ["read", "write", "review"], expires_at=now + dt.timedelta(days=1), at=now)[1]


def client_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("client", DOCS / "examples" / "client.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_every_call_of_the_guide_works(live_server, conflict, tmp_path):
    file = tmp_path / "harbour.txt"
    file.write_text("About 7,100 boats lay in the harbour.", encoding="utf-8")
    archive = tmp_path / "ferries.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("ferry.txt", "Some 310 people took the ferry.")
    known = {
        "API": f"{live_server.url}/api/v1",
        "TOKEN": a_token(Role.REVIEWER),
        "CONFLICT": conflict.pk,
        "QUESTION": conflict.question_id,
        "CLAIM": conflict.lower_id,
        "FILE": file,
        "ARCHIVE": archive,
    }
    answers = []
    for call in CALLS:
        known["DOCUMENT"] = Document.objects.latest("pk").pk
        known["VERSION"] = Conflict.objects.get(pk=conflict.pk).version
        if thread := Comment.objects.last():
            known["COMMENT"] = thread.pk
        if batch := Batch.objects.last():
            known["BATCH"] = batch.pk
        environment = {name: str(value) for name, value in known.items()} | {"PATH": "/usr/bin:/bin"}
        run = subprocess.run(
            ["sh", "-c", f"{call.strip()} -w '\n%{{http_code}}'"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        body, _newline, status = run.stdout.rpartition("\n")
        answers.append((call, int(status), body))
    wrong = [each for each in answers if each[1] >= 400 and "stat=drafted" not in each[0]]
    assert not wrong
    assert [status for _call, status, _body in answers[-1:]] == [400]
    assert "Did you mean “state”?" in json.loads(answers[-1][2])["detail"]
    conflict.refresh_from_db()
    assert conflict.state == "proposed"


def test_the_client_reads_proposes_and_approves(live_server, conflict):
    client = client_module()
    reviewer = client.Concordance(f"{live_server.url}/api/v1", token=a_token(Role.REVIEWER))
    chief = client.Concordance(f"{live_server.url}/api/v1", token=a_token(Role.CHIEF))
    assert [each["id"] for each in reviewer.each("conflicts", dossier="floods")] == [conflict.pk]
    assert len(list(reviewer.each("claims", limit=1))) == 2
    thread = reviewer.comment("Which one?", conflict=conflict.pk)
    read = reviewer.conflict(conflict.pk)
    terms = {"outcome": "one position holds", "difference": "contradiction", "rationale": "The list is signed."}
    decision = reviewer.propose(read, **terms, accepted=read["positions"][0]["claims"])
    with pytest.raises(client.Refused, match="1 thread is unresolved") as refused:
        chief.approve(decision)
    assert (refused.value.status, refused.value.kind) == (409, "threads-unresolved")
    with pytest.raises(client.Refused) as stale:
        reviewer.propose(read, **terms)
    assert (stale.value.kind, stale.value.current) == ("stale", str(decision["version"]))
    Comment.objects.filter(pk=thread["id"]).update(resolved_at=timezone.now(), resolved_by=Person.objects.last())
    assert chief.approve(decision)["state"] == "approved"
    lines = list(reviewer.events("floods"))
    assert lines[-1]["sequence"] == len(lines)
    assert list(reviewer.events("floods", since=len(lines))) == []
