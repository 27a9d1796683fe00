"""The whole path once: files become a conflict, people decide it, and the decision is exported with its evidence."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from claims.models import Conflict
from sources.models import Dossier, Membership, Role
from tests.factories import a_person

CHINESE = """# 哈维克港渡轮风波

据渡轮公司统计，2023年5月风暴过后约有4.3万名旅客经哈维克港离开该岛。该岛人口约26万。

哈维克港于1987年启用，港区面积为1.15万平方米。
"""
ENGLISH = """Harwick counts its ferries

After the storm of May 2023 about 58,000 passengers left the island through the port of Harwick, the ferry company said.

The port of Harwick was opened in 1987. It covers 11,500 square metres.
"""


@pytest.mark.django_db
def test_from_two_files_to_a_reconciled_claim(client, tmp_path):
    chinese, english = tmp_path / "paper.md", tmp_path / "article.txt"
    chinese.write_text(CHINESE, encoding="utf-8")
    english.write_text(ENGLISH, encoding="utf-8")

    # An editor drops the files; the figures that clash are flagged, those that agree are not.
    call_command("import_documents", str(chinese), str(english), dossier="ferries", stdout=StringIO())
    listed = StringIO()
    call_command("list_conflicts", dossier="ferries", stdout=listed)
    (record,) = [json.loads(line) for line in listed.getvalue().splitlines()]
    assert record["level"] == "contradiction"
    assert [position["value"] for position in record["positions"]] == ["about 43,000 people", "about 58,000 people"]

    # A reviewer asks, gets an answer, and proposes; a chief approves.
    dossier = Dossier.objects.get(slug="ferries")
    reviewer = a_person("rui", dossier, Role.REVIEWER)
    chief = a_person("carla", dossier, Role.CHIEF)
    assert Membership.objects.count() == 2
    conflict = Conflict.objects.get()
    page = reverse("admin:claims_conflict_change", args=[conflict.pk])
    client.force_login(reviewer)
    client.post(reverse("discussion", args=["conflict", conflict.pk]), {"body": "Do both count May alone?"})
    thread = conflict.comments.get()
    client.post(reverse("resolve", args=[thread.pk]))
    holding = conflict.positions.get(number=2)
    fields = {"outcome": "one position holds", "position": holding.pk, "difference": "contradiction"}
    answer = client.post(
        page,
        {"act": "propose", "seen": conflict.version, "rationale": "The company's list has 58,104 names.", **fields},
    )
    assert answer.status_code == 302
    client.force_login(chief)
    conflict.refresh_from_db()
    assert client.post(page, {"act": "approve", "seen": conflict.version}).status_code == 302

    # Colleagues take it from the API, and years later the ledger still holds.
    exported = b"".join(client.get(reverse("api:export"), {"dossier": "ferries"}).streaming_content)
    reconciled, _end = (json.loads(line) for line in exported.splitlines())
    assert reconciled["accepted_value"]["text"] == "about 58,000 people"
    (accepted,), (rejected,) = reconciled["accepted_claims"], reconciled["rejected_claims"]
    assert (accepted["document"]["language"], rejected["document"]["language"]) == ("en", "zh")
    assert rejected["passage"]["exact"] in CHINESE
    ledger = StringIO()
    call_command("verify_ledger", dossier="ferries", stdout=ledger)
    assert "the chain holds" in ledger.getvalue()
