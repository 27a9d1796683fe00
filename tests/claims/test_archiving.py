"""A dossier is archived and restored elsewhere: whatever is exported of it reads the same, and its ledger holds."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from claims import ledger, review
from claims.archiving import archive as archive_file
from claims.archiving.rows import TABLES
from claims.export.claim_rows import FORMATS as EVERY_CLAIM
from claims.intake import compare_documents
from claims.models import Comment, Conflict, Correction, Event, Reconciliation
from claims.similarity import SIMILARITY_VERSION
from claims.snapshots import snapshot
from sources.models import Dossier, Passage, Person
from tests.conftest import APPLICATION, OWNER, connected_as, drop_database
from tests.factories import a_claim, a_dossier
from tests.one_of_everything import one_of_everything

LEFT_OUT = {
    "ApiToken", "Batch", "BatchFile", "Delivery", "ExportPiece", "IdempotentAnswer", "KeptStatement", "LanguageMean",
    "Notification", "NotificationSettings", "Person", "PreparedExport", "RequestCount", "SearchEntry",
    "StatementVector", "Webhook", "WordCount",
}  # fmt: skip
RARE = {"sources_erasure", "claims_earlierbody", "claims_filingweights", "claims_correction", "claims_wavedfigure"}
EXPORTS = ("ndjson", "json", "csv", "jsonld", "claimreview")


@dataclass(frozen=True)
class Origin:
    """The instance a dossier comes from: its file, and all that was exported of it there."""

    file: Path
    exports: dict[str, str]
    counts: dict[str, int]


def _outside(statement: str) -> None:
    with connected_as({**OWNER, "NAME": "postgres"}), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="module")
def instances(django_db_setup: None, django_db_blocker) -> Iterator[Callable[[str], str]]:
    """Makes databases with our tables and nothing in them."""
    made: list[str] = []
    template = str(connection.settings_dict["NAME"])

    def make(name: str) -> str:
        made.append(f"{template}_{name}")
        drop_database(made[-1])
        _outside(f'CREATE DATABASE "{made[-1]}" TEMPLATE "{template}"')
        return made[-1]

    with django_db_blocker.unblock():
        connection.close()
        yield make
        for name in made:
            drop_database(name)


@pytest.fixture(scope="module")
def origin(instances, tmp_path_factory) -> Origin:
    file = tmp_path_factory.mktemp("archives") / "demo.zip"
    with connected_as({**APPLICATION, "NAME": instances("origin")}):
        a_dossier("another")
        call_command("make_demo", stdout=StringIO())
        more_of_the_demo()
        call_command("archive_dossier", "demo", file, stdout=StringIO())
        return Origin(file, exported(), counted())


def more_of_the_demo() -> None:
    """A decision with dissent under embargo, one that was withdrawn, an edited comment, and a withheld passage."""
    editor, reviewer, chief = (Person.objects.get(username=name) for name in ("editor", "reviewer", "chief"))
    dossier, now = Dossier.objects.get(slug="demo"), timezone.now()
    undecided = Conflict.objects.undecided().filter(question__dossier=dossier).worst_first()
    for number, conflict in enumerate(undecided[:2]):
        position = conflict.positions.last()
        assert position
        accepted = tuple(position.claims.values_list("pk", flat=True))
        decision = review.Decision(
            "one position holds", "different period", "Counted later.", accepted=accepted, dissent="Edda disagrees."
        )
        proposal = review.propose(conflict, decision, by=reviewer, at=now, seen=conflict.version)
        conflict.refresh_from_db()
        review.approve(proposal, by=chief, at=now, seen=conflict.version)
        conflict.refresh_from_db()
        if number:
            Reconciliation.objects.filter(pk=proposal.pk).update(embargo_until=now.replace(year=now.year + 1))
        else:
            review.withdraw(proposal, by=chief, at=timezone.now(), seen=conflict.version, reason="The list was forged.")
    secret = a_claim(dossier, "Clerk Ottoline whispered that roughly 58,000 souls departed Zanderbrook.")
    review.withhold(secret.passage, by=editor, at=now, reason="She would be found out.")
    review.comment(secret, "May this be told?", by=reviewer, at=now)  # a thread that is open


def exported() -> dict[str, str]:
    told = {}
    for as_format in EXPORTS:
        out = StringIO()
        call_command("export_claims", dossier="demo", format=as_format, stdout=out)
        told[as_format] = out.getvalue()
    dossier = Dossier.objects.get(slug="demo")
    for name, written in EVERY_CLAIM.items():
        with snapshot():
            told[f"every claim as {name}"] = b"".join(written.blocks(dossier)).decode()
    return told


def counted() -> dict[str, int]:
    dossier = Dossier.objects.get(slug="demo")
    return {table.name: table.rows(dossier).count() for table in TABLES}


@pytest.fixture
def empty(instances: Callable[[str], str]) -> str:
    return instances("restored")


def restored(file: Path, database: str, **options: object) -> str:
    out = StringIO()
    with connected_as({**OWNER, "NAME": database}):
        call_command("restore_dossier", file, stdout=out, **options)
    return out.getvalue()


def refused(file: Path, database: str) -> str:
    """Why; and that nothing of it is there."""
    with connected_as({**OWNER, "NAME": database}):
        before = (Dossier.objects.count(), Person.objects.count(), Event.objects.count())
        with pytest.raises(CommandError, match="Nothing was restored") as refusal:
            call_command("restore_dossier", file)
        assert (Dossier.objects.count(), Person.objects.count(), Event.objects.count()) == before
    return str(refusal.value)


def changed(source: Path, target: Path, change: Callable[[dict[str, bytes]], None], *, honest: bool = False) -> Path:
    """The archive with other members; `honest`: without a manifest that was made to fit."""
    with zipfile.ZipFile(source) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members)
    if not honest:
        manifest["members"] = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()
        }
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
        packed.writestr("manifest.json", json.dumps(manifest))
    return target


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old.encode() in members[name], f"{old} is not in {name}"
        members[name] = members[name].replace(old.encode(), new.encode(), 1)

    return change


def test_every_model_is_archived_or_left_out_on_purpose():
    ours = {
        model.__name__
        for label in ("sources", "claims")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("History")
    }
    archived = {table.model.__name__ for table in TABLES} - {"Position_claims"}
    assert archived | LEFT_OUT == ours
    assert not archived & LEFT_OUT


def test_what_is_exported_of_the_restored_dossier_reads_the_same(origin, empty):
    said = restored(origin.file, empty)
    assert "its ledger holds" in said
    with connected_as({**APPLICATION, "NAME": empty}):
        assert counted() == origin.counts
        for as_format, told in exported().items():
            assert told == origin.exports[as_format], as_format
        out = StringIO()
        call_command("verify_ledger", dossier="demo", stdout=out)
        assert Correction.objects.exists()
        assert Comment.objects.filter(reply_to__isnull=False).exists()
        assert Passage.objects.exclude(withheld_because="").exists()
        assert Reconciliation.objects.filter(embargo_until__gt=timezone.now(), dissent__gt="").exists()
    assert "Ottoline" not in "".join(origin.exports.values())
    assert origin.counts["claims_reconciliation"] >= 3


def test_an_archive_of_the_restored_dossier_is_the_same_again(origin, empty, tmp_path):
    restored(origin.file, empty)
    with connected_as({**APPLICATION, "NAME": empty}):
        call_command("archive_dossier", "demo", tmp_path / "again.zip", stdout=StringIO())
    first, second = (archive_file.opened(file).manifest for file in (origin.file, tmp_path / "again.zip"))
    assert first.members == second.members
    assert first.ledger == second.ledger


def test_a_row_of_every_kind_comes_back(instances, empty, tmp_path):
    with connected_as({**APPLICATION, "NAME": instances("everything")}):
        dossier = one_of_everything().dossier
        call_command("archive_dossier", dossier.slug, tmp_path / "every.zip", stdout=StringIO())
    restored(tmp_path / "every.zip", empty)
    with connected_as({**APPLICATION, "NAME": empty}):
        there = Dossier.objects.get()
        assert {table.name for table in TABLES if not table.rows(there).exists()} <= RARE
        call_command("archive_dossier", dossier.slug, tmp_path / "again.zip", stdout=StringIO())
    first, second = (archive_file.opened(tmp_path / name).manifest for name in ("every.zip", "again.zip"))
    assert first.members == second.members


def test_people_come_by_name_and_nobody_signs_in(origin, empty):
    restored(origin.file, empty)
    with connected_as({**APPLICATION, "NAME": empty}):
        people = {person.username: person for person in Person.objects.all()}
        assert set(people) == {"editor", "reviewer", "chief"}
        assert {person.display_name for person in people.values()} == {"Edda Ito", "Rui Vega", "Carla Hof"}
        assert not any(person.is_active or person.has_usable_password() for person in people.values())


def test_somebody_named_can_sign_in(origin, empty):
    said = restored(origin.file, empty, open_account=["chief"])
    password = said.split("chief signs in with ")[1].split()[0]
    with connected_as({**APPLICATION, "NAME": empty}):
        chief = Person.objects.get(username="chief")
        assert chief.is_active
        assert chief.check_password(password)


def test_work_goes_on_in_the_restored_dossier(origin, empty):
    restored(origin.file, empty)
    with connected_as({**APPLICATION, "NAME": empty}):
        dossier, chief = Dossier.objects.get(slug="demo"), Person.objects.get(username="chief")
        claim = a_claim(dossier, "About 43,000 people left the valley.")
        review.accept_claim(claim, by=chief, at=timezone.now(), seen=claim.version)
        compare_documents(dossier, at=timezone.now())
        assert set(dossier.claims.all().standing().values_list("kept_statement__version", flat=True)) == {
            SIMILARITY_VERSION
        }
        assert ledger.verify(dossier).fault is None
        with pytest.raises(Exception, match=r"permission denied|append-only"), connection.cursor() as cursor:
            cursor.execute("UPDATE claims_event SET verb = 'x'")


def test_the_guards_wake_again(origin, empty):
    restored(origin.file, empty)
    with connected_as({**OWNER, "NAME": empty}), connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal")
        assert cursor.fetchall() == []


def test_a_dossier_that_is_there_is_not_restored_again(origin, empty):
    restored(origin.file, empty)
    assert "restore into an empty instance" in refused(origin.file, empty)


def test_somebody_else_of_that_number_is_not_taken_for_them(origin, empty):
    with connected_as({**APPLICATION, "NAME": empty}):
        for number in range(20):
            Person.objects.create(username=f"stranger{number}")
    assert "names people by number" in refused(origin.file, empty)


def test_the_file_is_for_its_owner_alone(origin):
    assert stat.S_IMODE(origin.file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (replaced("rows/claims_reconciliation.ndjson", "Counted later.", "Counted never."), "was damaged or changed"),
        (lambda members: members.pop("rows/claims_claim.ndjson"), "do not name the same members"),
        (lambda members: members.update({"rows/claims_webhook.ndjson": b""}), "do not name the same members"),
    ],
)
def test_what_the_manifest_does_not_say_is_refused(origin, empty, tmp_path, change, why):
    assert why in refused(changed(origin.file, tmp_path / "x.zip", change, honest=True), empty)


def _of_another_dossier(members: dict[str, bytes]) -> None:
    """One claim more of a dossier that is not in the archive."""
    name = "rows/claims_claim.ndjson"
    row = json.loads(members[name].splitlines()[-1])
    row |= {"id": row["id"] + 1000, "dossier_id": row["dossier_id"] + 1}
    members[name] += json.dumps(row).encode() + b"\n"


def _numbered_too_high(members: dict[str, bytes]) -> None:
    name = "rows/claims_alias.ndjson"
    dossier = json.loads(members["rows/sources_dossier.ndjson"])["id"]
    person = json.loads(members["people.ndjson"].splitlines()[0])["id"]
    row = {"id": 2**62, "dossier_id": dossier, "names": ["a", "b"], "written_by_id": person, "written_at": "2026-01-01"}
    members[name] += json.dumps(row).encode() + b"\n"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda members: members.update({"../../etc/passwd": b"x"}), "which no archive of a dossier has"),
        (lambda members: members.pop("rows/claims_claim.ndjson"), "lacks “rows/claims_claim.ndjson”"),
        (replaced("rows/claims_event.ndjson", "decision approved", "decision returned"), "line .* was changed"),
        (replaced("rows/sources_passage.ndjson", '"exact":"', '"exact":"not '), "not hold together"),
        (replaced("rows/claims_claim.ndjson", '"value_text":"', '"value_text":"1'), "not hold together"),
        (replaced("rows/claims_question.ndjson", '"id":', '"odd":1,"id":'), "PostgreSQL would not write"),
        (_of_another_dossier, "not hold together|another dossier"),
        (_numbered_too_high, "numbers a row|not hold together"),
    ],
)
def test_an_archive_made_to_fit_is_refused_by_what_the_rows_say(origin, empty, tmp_path, change, why):
    assert re.search(why, refused(changed(origin.file, tmp_path / "x.zip", change), empty))


def test_other_bytes_under_the_name_of_a_document_are_refused(origin, empty, tmp_path):
    def change(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.startswith("original/sources_document/"))
        members[name] = b"other"

    assert "not those of its SHA-256" in refused(changed(origin.file, tmp_path / "x.zip", change), empty)


def test_an_archive_of_another_schema_says_what_to_do(origin, empty, tmp_path):
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(origin.file) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'"claims": "0', b'"claims": "9') if name == "manifest.json" else data)
    assert "archive the dossier anew" in refused(file, empty)


def test_a_member_larger_than_it_says_is_not_unpacked(origin, empty, tmp_path, monkeypatch):
    monkeypatch.setattr(archive_file, "MOST_BYTES", 1000)
    assert "larger than" in refused(origin.file, empty)


@pytest.mark.parametrize("cut", [0, 100, -30])
def test_a_cut_file_is_refused(origin, empty, tmp_path, cut):
    (tmp_path / "cut.zip").write_bytes(origin.file.read_bytes()[:cut])
    assert "damaged" in refused(tmp_path / "cut.zip", empty)


def test_a_file_that_is_not_there_says_so(empty, tmp_path):
    assert "cannot be read" in refused(tmp_path / "none.zip", empty)


@pytest.mark.django_db
def test_a_dossier_nobody_knows_is_not_archived(tmp_path):
    with pytest.raises(CommandError, match="There is no dossier “none”"):
        call_command("archive_dossier", "none", tmp_path / "none.zip")
    assert list(tmp_path.iterdir()) == []
