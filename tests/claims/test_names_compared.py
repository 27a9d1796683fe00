"""Claims that say who or which: compared as names, never more than suspected to clash."""

import pytest

from claims import review
from claims.conflicts import detect
from claims.models import Claim, Conflict, Question
from claims.models.conflict import ConflictState, Level
from claims.similarity.aliases import NO_ALIASES, Aliases
from claims.similarity.naming import Name, Sameness, liken
from sources.importing import passage_at
from sources.reading import language_of
from tests.factories import NOW, a_document, a_question

BOATS = Aliases.of([["Ohio-class", "俄亥俄级", "the big boats"]])


def named(text: str) -> Name:
    return Name(text, language_of(text))


@pytest.mark.parametrize(
    ("first", "second", "sameness"),
    [
        ("Acme Inc.", "ACME", Sameness.SAME),
        ("President Angela Merkel", "Angela Merkel", Sameness.SAME),
        ("Ministry of Health", "Health Ministry", Sameness.SAME),
        ("Ministry of Health", "卫生部", Sameness.SAME),
        ("the United States", "美国", Sameness.SAME),
        ("华为技术有限公司", "华为", Sameness.HELD),
        ("Angela Merkel", "Merkel", Sameness.HELD),
        ("IMF", "International Monetary Fund", Sameness.HELD),
        ("Turkey", "Pakistan", Sameness.OTHER),
        ("Turkey", "巴基斯坦", Sameness.OTHER),
        ("土耳其", "巴基斯坦", Sameness.OTHER),
        ("Zhang Wei", "张伟", Sameness.UNTOLD),
        ("", "Turkey", Sameness.UNTOLD),
    ],
)
def test_how_two_names_stand_to_each_other(first, second, sameness):
    assert liken(named(first), named(second)).sameness == sameness
    assert liken(named(second), named(first)).sameness == sameness


def test_names_that_people_said_mean_one_thing_do():
    assert liken(named("Ohio-class"), named("俄亥俄级"), BOATS).sameness == Sameness.SAME
    assert liken(named("the big boats"), named("Ohio-Class"), BOATS).sameness == Sameness.SAME
    assert liken(named("Ohio-class"), named("Virginia-class"), BOATS).sameness == Sameness.OTHER
    assert liken(named("Ohio-class"), named("the big boats"), NO_ALIASES).sameness == Sameness.OTHER


def a_name(dossier, name: str, *, is_denied: bool = False) -> Claim:
    """A claim that says who was first."""
    document = a_document(dossier, f"{name} came early.")
    return Claim.objects.create(
        dossier=dossier,
        passage=passage_at(document, 0, len(document.text)),
        statement=document.text,
        language=language_of(name),
        kind="name",
        base_unit="name",
        value_text=name,
        value_start=0,
        value_end=len(name),
        is_denied=is_denied,
    )


def ask(dossier, *names: str) -> Question:
    question = a_question([a_name(dossier, name) for name in names], wording="Who was the first to come?")
    detect([question], at=NOW)
    return question


def positions(question: Question) -> list[list[str]]:
    groups = question.conflict.positions.all()
    return [sorted(group.claims.values_list("value_text", flat=True)) for group in groups]


def test_other_names_are_a_tension_and_never_a_contradiction(world):
    question = ask(world.dossier, "Turkey", "Pakistan", "土耳其")
    conflict = Conflict.objects.get(question=question)
    assert (conflict.level, conflict.state) == (Level.TENSION, ConflictState.SUSPECTED)
    assert positions(question) == [["Turkey", "土耳其"], ["Pakistan"]]
    assert [position.value_text for position in conflict.positions.all()] == ["Turkey; 土耳其", "Pakistan"]
    assert conflict.reason == "“Turkey” and “Pakistan” are two names"


def test_one_name_in_several_spellings_is_no_conflict(world):
    ask(world.dossier, "Turkey", "土耳其", "TURKEY")
    assert not Conflict.objects.exists()


def test_names_said_to_mean_one_thing_settle_the_conflict_at_once(world):
    question = ask(world.dossier, "Acme", "Roadrunner")
    alias = review.name_alike(world.dossier, ["Acme", "Roadrunner"], by=world.editor, at=NOW)
    assert Conflict.objects.get(question=question).level == Level.AGREE
    review.part_names(alias, by=world.editor, at=NOW)
    assert Conflict.objects.get(question=question).level == Level.TENSION


def test_a_name_that_is_denied_clashes_with_the_same_name_only(world):
    question = a_question([a_name(world.dossier, "Turkey"), a_name(world.dossier, "Pakistan", is_denied=True)])
    detect([question], at=NOW)
    assert not Conflict.objects.exists()
    question = a_question([a_name(world.dossier, "Finland"), a_name(world.dossier, "芬兰", is_denied=True)])
    detect([question], at=NOW)
    assert [each.value_text for each in question.conflict.positions.all()] == ["Finland", "not 芬兰"]
