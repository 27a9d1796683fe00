"""The commands other programs rely on: what they print, and what they say of bad input."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Batch, Claim, Conflict
from sources.models import Document, Dossier

ENGLISH = "The ferry company said about 43,000 passengers crossed the strait to Harwick after the storm."
OTHER = "After the storm about 58,000 passengers crossed the strait to Harwick, the ferry company said."


def run(*arguments: object, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(ENGLISH, encoding="utf-8")
    second.write_text(OTHER, encoding="utf-8")
    return first, second


@pytest.mark.django_db
def test_an_import_is_left_to_workers_and_says_where_to_watch(files, tmp_path):
    out, _ = run("import_documents", "--queue", "--dossier", "ferries", "--publisher", "Harbour Post", *files)
    batch = Batch.objects.get()
    assert f"2 of 2 files wait for workers as batch {batch.pk} of “ferries”" in out
    assert f"/desk/claims/batch/{batch.pk}/change/" in out
    assert (batch.state, batch.publisher, batch.asked_by) == ("working", "Harbour Post", None)
    assert [bytes(file.original or b"").decode() for file in batch.files.all()] == [ENGLISH, OTHER]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_opened_is_told_and_the_rest_is_left_to_workers(files, tmp_path):
    with pytest.raises(CommandError, match="1 of 3 files were not queued"):
        run("import_documents", "--queue", *files, tmp_path / "missing.txt")
    assert Batch.objects.get().files.count() == 2


@pytest.mark.django_db
def test_import_makes_the_dossier_and_finds_the_conflict(files):
    out, err = run("import_documents", "--dossier", "ferries", *files)
    assert "2 of 2 files imported into “ferries”; 1 conflicts found" in out
    assert "[1/2]" in err
    record = json.loads(run("list_conflicts", "--dossier", "ferries")[0])
    assert (record["level"], record["state"]) == ("contradiction", "suspected")
    claims = [claim for position in record["positions"] for claim in position["claims"]]
    assert [position["value"] for position in record["positions"]] == ["about 43,000 people", "about 58,000 people"]
    assert {claim["file"] for claim in claims} == {"first.txt", "second.txt"}
    for claim in claims:
        assert claim["value"] in claim["quote"]
        assert claim["filing"]["by"] == "machine"
        assert 0 < claim["filing"]["score"] <= 1
        assert claim["filing"]["reason"]


@pytest.mark.django_db
def test_the_order_of_the_files_does_not_matter(files):
    run("import_documents", "--dossier", "forth", *files)
    run("import_documents", "--dossier", "back", *reversed(files))
    levels = [list(Conflict.objects.filter(question__dossier__slug=s).values_list("level")) for s in ("forth", "back")]
    assert levels[0] == levels[1] != []


@pytest.mark.django_db
def test_list_questions_shows_agreement_too(tmp_path):
    for name, text in [("a.txt", ENGLISH), ("b.txt", OTHER.replace("58,000", "43,000"))]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("import_documents", "--dossier", "ferries", tmp_path / "a.txt", tmp_path / "b.txt")
    assert run("list_conflicts", "--dossier", "ferries")[0] == ""
    assert json.loads(run("list_questions", "--dossier", "ferries")[0])["level"] == "agree"


@pytest.mark.django_db
def test_a_second_import_says_so_and_changes_nothing(files):
    run("import_documents", "--dossier", "ferries", *files)
    before = (Document.objects.count(), Claim.objects.count())
    out, _ = run("import_documents", "--dossier", "ferries", *files)
    assert out.count("already in “ferries” as document") == 2
    assert (Document.objects.count(), Claim.objects.count()) == before


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "no text"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type", "PDF"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_the_others_are_imported(tmp_path, files, name):
    data, word = BAD[name]
    (tmp_path / name).write_bytes(data)
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 3 files were not imported"):
        call_command("import_documents", str(files[0]), str(tmp_path / name), str(files[1]), stderr=err)
    assert f"{name}: not imported" in err.getvalue()
    assert word in err.getvalue()
    assert Document.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "word"), [("missing.txt", "no such file"), (".", "folder")])
def test_a_missing_path_or_a_folder_is_told(tmp_path, files, path, word):
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_documents", str(tmp_path / path), str(files[0]), stderr=err)
    assert word in err.getvalue()
    assert Document.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "big5"])
def test_usual_encodings_are_read(tmp_path, encoding):
    text = "據渡輪公司統計，風暴過後約有四萬三千名旅客經由港口離開該島，其中包括學生、工人和遊客。" * 3
    if encoding == "gb18030":
        text = "据渡轮公司统计，风暴过后约有四万三千名旅客经由港口离开该岛，其中包括学生、工人和游客。" * 3
    path = tmp_path / "ferry.txt"
    path.write_bytes(text.encode(encoding))
    run("import_documents", path)
    document = Document.objects.get()
    assert document.text == text
    assert document.language == "zh"


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["list_conflicts", "list_questions", "export_claims", "verify_ledger"])
def test_an_unknown_dossier_is_told_with_those_there_are(command):
    Dossier.objects.create(slug="ferries", title="Ferries")
    with pytest.raises(CommandError, match=r"no dossier “boats”\. Known: ferries"):
        run(command, "--dossier", "boats")


@pytest.mark.django_db
def test_a_checkpoint_is_written_as_printed():
    with pytest.raises(CommandError, match="SEQ:HASH"):
        run("verify_ledger", "--checkpoint", "five")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", "Foo Bar/é", "x" * 80])
def test_a_name_that_no_dossier_can_have_is_told(files, slug):
    with pytest.raises(CommandError, match="no name for a dossier"):
        run("import_documents", f"--dossier={slug}", *files)


@pytest.mark.django_db
def test_a_checkpoint_needs_its_dossier():
    with pytest.raises(CommandError, match="name its --dossier"):
        run("verify_ledger", "--checkpoint", "1:abc")


@pytest.mark.django_db
def test_questions_are_listed_in_few_queries_whatever_they_hold(files, django_assert_max_num_queries):
    run("import_documents", "--dossier", "ferries", *files)
    with django_assert_max_num_queries(12):
        run("list_questions", "--dossier", "ferries")


@pytest.mark.django_db
def test_an_endless_word_is_no_value(tmp_path):
    path = tmp_path / "endless.txt"
    path.write_text(f"The port counted 5,000 {'a' * 3000}s and then about 43,000 people.", encoding="utf-8")
    run("import_documents", path)
    assert Claim.objects.count() == 1
