"""The export: one record a reconciled question, the same by command and by API."""

import base64
import hashlib
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from claims import review
from claims.models import Conflict
from sources.models import Document
from tests.conftest import World
from tests.factories import NOW, a_conflict


@pytest.fixture
def decided(world: World) -> World:
    decide(world)
    return world


def decide(world: World) -> None:
    """One more conflict, settled by two people."""
    number = Conflict.objects.count()
    valley = "the valley" if not number else f"valley {number}"
    conflict = a_conflict(world.dossier, f"About 43,000 people left {valley}.", f"About 58,000 people left {valley}.")
    accepted = tuple(claim.pk for claim in conflict.positions.get(number=2).claims.all())
    decision = review.Decision("one position holds", "different period", "The list is signed.", accepted=accepted)
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)


def exported(**options: object) -> list[dict]:
    out = StringIO()
    call_command("export_claims", stdout=out, **options)
    *records, _end = [json.loads(line) for line in out.getvalue().splitlines()]
    return records


def test_a_record_holds_the_decision_and_its_evidence(decided):
    (record,) = exported(dossier="floods", format="ndjson")
    assert record["outcome"] == "one position holds"
    assert record["accepted_value"]["text"] == "about 58,000 people"
    assert record["accepted_value"]["strict"] == {"low": "52200", "high": "63800", "bounds": "[]"}
    assert (record["proposed_by"], record["approved_by"]) == ("Reviewer", "Chief")
    assert record["rationale"] == "The list is signed."
    assert record["ledger"]["sequence"] > 0
    (accepted,), (rejected,) = record["accepted_claims"], record["rejected_claims"]
    assert (accepted["value"]["low"], rejected["value"]["low"]) == ("58000", "43000")
    passage, document = accepted["passage"], Document.objects.get(sha256=accepted["document"]["sha256"])
    assert document.text[passage["start"] : passage["end"]] == passage["exact"]


def test_undecided_conflicts_are_not_exported(world):
    a_conflict(world.dossier)
    assert exported() == []


def test_a_withdrawn_decision_is_not_exported(decided):
    conflict = Conflict.objects.get()
    proposal = conflict.question.reconciliations.get()
    review.withdraw(proposal, by=decided.chief, at=NOW, seen=conflict.version, reason="Forged.")
    assert exported() == []


def test_the_json_document_holds_the_same_records(decided):
    out = StringIO()
    call_command("export_claims", format="json", dossier="floods", stdout=out)
    document = json.loads(out.getvalue())
    assert document["records"] == exported()
    head = decided.dossier.ledger_head
    assert document["checkpoints"] == {"floods": {"sequence": head.sequence, "hash": head.hash}}
    assert document["sequence"] == head.sequence


def test_the_last_line_tells_of_those_before_it(decided):
    out = StringIO()
    call_command("export_claims", format="ndjson", dossier="floods", stdout=out)
    *lines, last = out.getvalue().splitlines(keepends=True)
    end, head = json.loads(last), decided.dossier.ledger_head
    assert end == {
        "_end": True,
        "count": 1,
        "sequence": head.sequence,
        "checkpoints": {"floods": {"sequence": head.sequence, "hash": head.hash}},
        "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
    }


@pytest.mark.parametrize("as_format", ["ndjson", "json", "jsonld", "claimreview", "csvw"])
def test_every_export_says_where_the_ledger_stood(decided, as_format):
    out = StringIO()
    call_command("export_claims", format=as_format, dossier="floods", stdout=out)
    head = decided.dossier.ledger_head
    assert head.hash in out.getvalue()
    assert str(head.sequence) in out.getvalue()


def test_a_table_says_it_beside_itself(decided, tmp_path):
    head = decided.dossier.ledger_head
    for name, as_format in (("claims.csv", "csv"), ("claims.xlsx", "xlsx")):
        call_command("export_claims", format=as_format, dossier="floods", output=tmp_path / name)
    line = f"floods:{head.sequence}:{head.hash}"
    assert line in (tmp_path / "claims.csv-metadata.json").read_text(encoding="utf-8")
    assert load_workbook(tmp_path / "claims.xlsx").properties.description == line


def test_an_export_to_a_file_is_whole_or_not_there(decided, tmp_path):
    target = tmp_path / "claims.ndjson"
    call_command("export_claims", output=target)
    *records, _end = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert records == exported()
    assert list(tmp_path.iterdir()) == [target]


def test_the_number_of_queries_does_not_grow_with_the_records(world):
    counts = []
    for _ in range(2):
        for _ in range(3):
            decide(world)
        with CaptureQueriesContext(connection) as queries:
            exported()
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- by API ----------------------------------------------------------------------------------------


def get(client, person, **parameters: str):
    if person:
        client.force_login(person)
    return client.get(reverse("api:export"), parameters)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("name", ["viewer", "editor", "reviewer", "chief"])
def test_members_get_what_the_command_prints(client, decided, name):
    response = get(client, decided.person(name), dossier="floods")
    assert response.headers["Content-Type"] == "application/x-ndjson"
    *records, end = [json.loads(line) for line in body(response).splitlines()]
    assert records == exported()
    assert end["count"] == 1


def test_a_stranger_gets_404_for_the_dossier_and_nothing_without(client, decided):
    assert get(client, decided.stranger, dossier="floods").status_code == 404
    (end,) = [json.loads(line) for line in body(get(client, decided.stranger)).splitlines()]
    assert end["count"] == 0
    assert list(end["checkpoints"]) == ["elsewhere"]


def test_nobody_gets_nothing(client, decided):
    assert get(client, None).status_code == 401


def test_an_unknown_format_is_told(client, decided):
    response = get(client, decided.viewer, **{"as": "docx"})
    assert response.status_code == 400
    assert "docx" in response.json()["detail"]


def test_a_name_with_a_nul_is_refused(client, decided):
    credentials = base64.b64encode(b"a\0b:c").decode()
    assert client.get(reverse("api:export"), headers={"Authorization": f"Basic {credentials}"}).status_code == 401
    assert client.get(reverse("api:export") + "?dossier=%00").status_code == 400
