"""A claim that denies a value supports none: it clashes with those that hold the value, and with no other."""

import pytest

from claims.conflicts import detect
from claims.models import Claim, Conflict
from claims.models.conflict import Level
from tests.factories import NOW, a_claim, a_question


def levels(world, *texts: str) -> list[str]:
    claims = [a_claim(world.dossier, text) for text in texts]
    detect([a_question(claims)], at=NOW)
    return list(Conflict.objects.values_list("level", flat=True))


@pytest.mark.parametrize(
    ("held", "denied"),
    [
        ("About 43,000 people left.", "The ministry denied that about 43,000 people left."),
        ("The bridge was opened in 2015.", "该桥并未于2015年开通。"),
        ("The bridge was opened on 3 May 2015.", "The bridge was not opened in 2015."),
    ],
)
def test_a_value_held_and_denied_is_a_tension(world, held, denied):
    assert levels(world, held, denied) == [Level.TENSION]
    denial = Claim.objects.get(is_denied=True)
    conflict = Conflict.objects.get()
    assert conflict.positions.last().value_text == f"not {denial.value_phrase}"
    assert list(conflict.positions.last().claims.all()) == [denial]
    assert conflict.reason.endswith("the other denies it")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 58,000 people left.", "The ministry denied that about 43,000 people left."),
        ("The bridge was opened in 2015.", "The bridge was not opened in 2017."),
        ("The bridge was not opened in 2015.", "The bridge was not opened in 2017."),
        ("The bridge was opened in 2015.", "The bridge was not opened on 3 May 2015."),
    ],
)
def test_another_value_than_the_one_denied_is_no_clash(world, one, other):
    assert not levels(world, one, other)


def test_a_denial_supports_no_position_of_a_contradiction(world):
    texts = ("About 43,000 people left.", "About 58,000 people left.", "It is false that about 58,000 people left.")
    assert levels(world, *texts) == [Level.CONTRADICTION]
    groups = [
        list(position.claims.values_list("is_denied", flat=True)) for position in Conflict.objects.get().positions.all()
    ]
    assert groups == [[False], [False], [True]]
