"""A known weakness fails the audit, an accepted one is listed with its reason, and what is unchecked is not clean."""

from typing import Any

from tests.audit import verdict

WEAK = {"name": "ferry", "version": "1.0", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}]}
SOUND = {"name": "harbour", "version": "2.0", "vulns": list[Any]()}
UNKNOWN = {"name": "tide", "skip_reason": "not found"}


def test_a_known_weakness_fails():
    told = verdict({"dependencies": [WEAK, SOUND]}, {})
    assert told.fails
    assert told.lines == ["ferry 1.0: PYSEC-1, mended in 1.1; NOT ACCEPTED", "2 of 2 packages checked"]


def test_an_accepted_one_is_listed_with_its_reason():
    told = verdict({"dependencies": [WEAK]}, {"CVE-1": "we call nothing of it"})
    assert not told.fails
    assert told.lines[0].endswith("mended in 1.1; we call nothing of it")


def test_without_any_advisory_it_says_that_nothing_was_checked():
    for parts in ([UNKNOWN, UNKNOWN], []):
        told = verdict({"dependencies": parts}, {})
        assert not told.fails
        assert told.lines[0].startswith("skipped: ")


def test_what_was_not_checked_is_named():
    told = verdict({"dependencies": [SOUND, UNKNOWN]}, {})
    assert told.lines == ["not checked: tide (not found)", "1 of 2 packages checked"]
