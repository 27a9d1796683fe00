"""The record's JSON Schema: the one in the repository is the one of the code, and records hold to it."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, ValidationError

from claims import review
from claims.export.schema import record_schema
from claims.models import Claim
from tests.claims.export.conftest import decide
from tests.factories import NOW

KEPT = Path(settings.BASE_DIR, "docs", "reconciled-claim.schema.json")


def test_the_schema_in_the_repository_is_that_of_the_code():
    """After a change of the record: raise RECORD_VERSION, and write the schema anew from `record_schema`."""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == record_schema()


def records(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.splitlines()[:-1]]


def test_every_record_holds_to_it(world, exported):
    decide(world)
    decide(world, "The dam broke on 12 May 2021.", "The dam broke on 14 June 2021.")
    decide(world)
    withheld = Claim.objects.order_by("pk").last()
    review.withhold(withheld.passage, by=world.editor, at=NOW, reason="They asked us to.")
    validator = Draft202012Validator(record_schema())
    Draft202012Validator.check_schema(record_schema())
    told = records(exported("ndjson"))
    assert len(told) == 3
    for record in told:
        validator.validate(record)


@pytest.mark.parametrize("broken", [{"outcome": 3}, {"surprise": 1}, {"record_version": 1}, {"accepted_claims": [{}]}])
def test_what_does_not_hold_to_it_is_refused(decided, exported, broken):
    (record,) = records(exported("ndjson"))
    with pytest.raises(ValidationError):
        Draft202012Validator(record_schema()).validate({**record, **broken})
