"""The commands over the pure modules: shapes, offsets, batches, and no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The port handled about 43,000 passengers in March 2020."


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run manage.py without any database to reach."""
    environment = {**os.environ, "CONCORDANCE_VAR": os.environ.get("CONCORDANCE_VAR", str(ROOT / "var"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
    )


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notes") / "note.txt"
    path.write_text(TEXT + "\n", encoding="utf-8")
    return path


def test_extract_text_prints_the_normalised_text(note):
    assert run("extract_text", str(note)).stdout == TEXT


def test_read_text_prints_a_mention_a_line_with_offsets_into_the_text(note):
    text = run("extract_text", str(note)).stdout
    mentions = [json.loads(line) for line in run("read_text", str(note)).stdout.splitlines()]
    count, date = mentions
    assert [count[key] for key in ("kind", "low", "high", "modifier", "unit", "precision")] == [
        "count",
        "43000",
        "43000",
        "about",
        "person",
        "1000",
    ]
    assert text[count["start"] : count["end"]] == count["quote"] == "about 43,000 passengers"
    assert text[count["core_start"] : count["core_end"]] == "43,000"
    assert (date["low"], date["high"], date["precision"]) == ("2020-03-01", "2020-03-31", "month")


def test_read_text_reads_standard_input(note):
    assert run("read_text", "-", stdin=TEXT).stdout == run("read_text", str(note)).stdout


def test_read_text_in_a_batch_answers_line_by_line():
    lines = [{"text": "约4.3万人"}, {"text": "nothing here"}, {"text": "last week", "date": "2022-03-10"}]
    answers = run("read_text", "--batch", stdin="\n".join(json.dumps(line) for line in lines)).stdout.splitlines()
    mentions = [json.loads(answer)["mentions"] for answer in answers]
    assert mentions[0][0]["low"] == "43000"
    assert mentions[1] == []
    assert len(mentions) == 3


def test_a_line_that_is_no_json_is_answered_with_an_error():
    answers = run("read_text", "--batch", stdin='{"text": "5 km"}\nnot json\n{"text": "6 km"}\n').stdout.splitlines()
    assert "error" in json.loads(answers[1])
    assert json.loads(answers[2])["mentions"][0]["low"] == "6"


def test_compare_values_gives_verdict_and_reason():
    answer = json.loads(run("compare_values", "约4.3万人", "about 58,000 people").stdout)
    assert answer["verdict"] == "contradiction"
    assert "52,200" in answer["reason"]


def test_compare_values_in_a_batch():
    pairs = [
        ("more than 113,000 people", "超过12.3万人", "tension"),
        ("262万人", "less than 3 million people", "compatible"),
        ("1.15万平方公里", "11,500 square kilometres", "agree"),
        ("5 km", "3 tonnes", "not comparable"),
        ("nothing", "3 tonnes", "not comparable"),
    ]
    lines = "\n".join(json.dumps({"a": a, "b": b}) for a, b, _ in pairs)
    answers = [
        json.loads(line)["verdict"] for line in run("compare_values", "--batch", stdin=lines).stdout.splitlines()
    ]
    assert answers == [verdict for _, _, verdict in pairs]


def test_relocate_finds_a_moved_passage(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Before it. The port handled 43,000 passengers. After it.", encoding="utf-8")
    new.write_text("A new beginning of some length. The port handled 43,000 passengers. After it.", encoding="utf-8")
    answer = json.loads(run("relocate", str(old), str(new), "11", "46").stdout)
    assert (answer["state"], answer["start"], answer["end"]) == ("moved", 32, 67)


def test_a_changed_figure_is_told_as_numbers_changed():
    line = {"old": "It handled 43,000 people.", "new": "It handled 48,000 people.", "start": 0, "end": 25}
    answer = json.loads(run("relocate", "--batch", stdin=json.dumps(line)).stdout)
    assert answer["state"] == "numbers changed"


@pytest.mark.parametrize("command", ["extract_text", "read_text"])
def test_a_missing_file_is_told(command):
    done = run(command, "no-such-file.txt")
    assert done.returncode == 1
    assert "no such file" in done.stderr
