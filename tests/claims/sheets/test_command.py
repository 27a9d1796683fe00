"""import_claims: a sheet from the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Sheet

SHEET = "note,assertion\nAbout 580 people came.,Nobody came\nAbout 590 people went.,12 bridges fell\n"


@pytest.fixture
def file(tmp_path: Path, world) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_claims", *map(str, arguments), "--dossier", "floods", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_rows_become_claims_of_the_person_named(file, world):
    out, err = run(file, "--by", "editor", "--column", "statement=note")
    assert "statement is read from the column “note”" in err
    assert "2 rows are good, 0 have errors, 0 are claimed already; 0 new questions." in out
    assert "2 claims written" in out
    assert {claim.written_by for claim in Claim.objects.all()} == {world.editor}


def test_with_errors_nothing_is_imported_unless_they_are_skipped(file):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(file, "--by", "editor")
    assert not Sheet.objects.exists()
    out, err = run(file, "--by", "editor", "--skip-errors")
    assert "row 2, assertion: No value is read" in err
    assert "1 claims written" in out


def test_a_dry_run_writes_nothing(file):
    assert "2 rows are good" in run(file, "--by", "editor", "--column", "statement=note", "--dry-run")[0]
    assert not Sheet.objects.exists()


def test_a_second_import_says_so(file):
    run(file, "--by", "editor", "--skip-errors")
    assert "already, nothing to do" in run(file, "--by", "editor")[0]
    assert Claim.objects.count() == 1


REFUSALS = [
    ([], "Say with --by who writes the claims. These may in “floods”: chief, editor, reviewer"),
    (["--by", "nobody"], "no person “nobody”"),
    (["--by", "viewer", "--skip-errors"], "does not let you import"),
    (["--by", "editor", "--column", "statement"], "write FIELD=NAME"),
    (["--by", "editor", "--column", "statement=colour"], "no column “colour”"),
]


@pytest.mark.parametrize(("options", "words"), REFUSALS)
def test_what_cannot_be_done_is_told(file, options, words):
    with pytest.raises(CommandError, match=words):
        run(file, *options)
    assert not Claim.objects.exists()


def test_the_only_person_who_may_need_not_be_named(file, world):
    world.dossier.memberships.exclude(person__in=[world.editor, world.viewer]).delete()
    assert "1 claims written" in run(file, "--skip-errors")[0]


def test_a_file_that_is_not_there_is_told(world):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("missing.csv", "--by", "editor")
