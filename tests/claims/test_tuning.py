"""What people confirmed and refused refits the weights of similarity, where it helps and somebody says so."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from claims import review, tuning
from claims.filing import file_claims
from claims.models import Claim, Filing, FilingWeights
from claims.similarity import DEFAULT, SIMILARITY_VERSION, Weights
from tests.factories import NOW, a_document, a_question

FERRY = "After the storm about 43,000 passengers crossed the strait to Harwick, the ferry company said."
FERRY_TOO = "The ferry company said about 58,000 passengers crossed the strait to Harwick after the storm."


def tune(*arguments: str) -> str:
    out = StringIO()
    call_command("tune_filing", *arguments, stdout=out)
    return out.getvalue()


def judge(world, *, count: int = 120, telling: bool = True) -> None:
    """Filings that people judged: where `telling`, those refused tell of names apart; else nothing tells them apart."""
    chance = random.Random(11)
    sentences = (f"In {1000 + number} about {2000 + number} passengers crossed the strait." for number in range(count))
    document = a_document(world.dossier, "\n\n".join(sentences))
    claims = list(Claim.objects.filter(passage__document=document, kind="count"))[:count]
    assert len(claims) == count
    question = a_question(claims[:1])
    question.filings.all().delete()
    for claim in claims:
        is_right = chance.random() < 0.6
        told = {
            "score": chance.uniform(-0.6, -0.2),
            "margin": 0.8,
            "best_of_both": 1.0,
            "evidence": 1.0,
            "surroundings": 0.4,
            "nothing_beside": 1.0,
            "no_third": 1.0,
        }
        if telling and not is_right:
            told["names_of_one"] = 0.667
        Filing.objects.create(
            claim=claim,
            question=question,
            state="confirmed" if is_right else "refused",
            score=0.7,
            reason={"told": told, "version": SIMILARITY_VERSION},
            decided_by=world.reviewer,
            decided_at=NOW,
        )


def test_too_few_judgements_are_counted_and_nothing_is_fitted(world):
    judge(world, count=8)
    assert "8 suggested pairs were judged; 92 more are needed" in tune("--dossier", "floods", "--apply")
    assert not FilingWeights.objects.exists()


def test_a_refit_finds_what_the_refused_have_in_common_and_shows_the_gain(world):
    judge(world)
    found = tuning.refit(tuning.judged_pairs(world.dossier), DEFAULT)
    assert found.helps
    assert found.weights.of["names_of_one"] < -1
    assert found.before.precision < 0.7
    assert found.after.precision > 0.95
    assert found.after.recall > 0.9
    said = tune("--dossier", "floods")
    assert "120 judged pairs" in said
    assert "The refit helps." in said


def test_nothing_changes_unless_told_to(world):
    judge(world)
    assert "Nothing was changed." in tune("--dossier", "floods")
    assert not FilingWeights.objects.exists()


def test_where_nothing_tells_the_refused_apart_no_gain_is_reported(world):
    judge(world, telling=False)
    assert not tuning.refit(tuning.judged_pairs(world.dossier), DEFAULT).helps
    assert "No gain" in tune("--dossier", "floods")


def test_applied_weights_are_used_shown_and_taken_back(world):
    judge(world)
    assert "In use: the weights that came with the program." in tune("--dossier", "floods", "--apply")
    held = FilingWeights.objects.get()
    assert (held.dossier, held.judged, bool(held.applied_by)) == (world.dossier, 120, True)
    assert FilingWeights.objects.of(world.dossier) == held.as_weights() != DEFAULT
    assert "fitted to 120 pairs" in tune("--dossier", "floods")
    assert "taken back" in tune("--dossier", "floods", "--reset")
    assert FilingWeights.objects.of(world.dossier) == DEFAULT
    assert "no applied weights" in tune("--dossier", "floods", "--reset")


def test_weights_of_all_dossiers_are_used_where_one_has_none_of_its_own(world):
    judge(world)
    tune("--apply")
    assert FilingWeights.objects.get().dossier is None
    elsewhere = world.stranger.memberships.get().dossier
    assert FilingWeights.objects.of(elsewhere) != DEFAULT
    own = {"weights": DEFAULT.as_json(), "judged": 100, "applied_at": NOW, "applied_by": "test"}
    FilingWeights.objects.create(dossier=elsewhere, **own)
    assert FilingWeights.objects.of(elsewhere) == DEFAULT
    with pytest.raises(IntegrityError, match="filing_weights_once_a_model"), transaction.atomic():
        FilingWeights.objects.create(dossier=None, **own)


def test_filing_goes_by_the_weights_of_the_dossier(world):
    shy = Weights(DEFAULT.of, DEFAULT.offset, 1.0)
    FilingWeights.objects.create(
        dossier=world.dossier, weights=shy.as_json(), judged=100, applied_at=NOW, applied_by="test"
    )
    a_document(world.dossier, FERRY)
    a_document(world.dossier, FERRY_TOO)
    assert file_claims(world.dossier, at=NOW) == []
    tuning.reset(world.dossier)
    a_document(world.dossier, FERRY_TOO.replace("58,000", "59,000") + " It was a record.")
    assert len(file_claims(world.dossier, at=NOW)) == 1


def test_two_claims_filed_for_one_another_are_one_pair_and_wrong_where_either_is_refused(world):
    a_document(world.dossier, FERRY)
    a_document(world.dossier, FERRY_TOO)
    file_claims(world.dossier, at=NOW)
    one, other = Filing.objects.all()
    review.judge_filing(one, by=world.reviewer, at=NOW, confirm=True)
    assert [each.is_right for each in tuning.judged_pairs(world.dossier)] == [True]
    review.judge_filing(other, by=world.reviewer, at=NOW, confirm=False)
    (pair,) = tuning.judged_pairs(world.dossier)
    assert not pair.is_right
    assert pair.told["best_of_both"] == 1


def test_filings_of_another_version_and_those_of_people_teach_nothing(world):
    judge(world, count=2)
    first, second = Filing.objects.all()
    Filing.objects.filter(pk=first.pk).update(reason={**first.reason, "version": SIMILARITY_VERSION - 1})
    Filing.objects.filter(pk=second.pk).update(score=None)
    assert tuning.judged_pairs() == []
