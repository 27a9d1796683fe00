"""Where two claims clash because they speak of different people, places, periods or shares: the words that say so."""

import pytest

from claims.models.conflict import Level
from claims.similarity.scope import Aspect, Scope, otherwise
from tests.factories import a_conflict

ENGLISH = [
    ("evacuees", "… left the port", "soldiers", "… left the port", Aspect.POPULATION),
    ("civilians", "… died", "soldiers", "… died", Aspect.OPPOSITE),
    ("women", "… fled", "people", "… fled", Aspect.PART),
    ("people", "… died in Basra", "people", "… died in Mosul", Aspect.PLACE),
    ("", "sales rose … in the third quarter", "", "sales rose … in the full year", Aspect.PERIOD),
    ("", "sales came to … in May 2019", "", "in 2021, sales came to …", Aspect.PERIOD),
    ("", "sales came to … in 2019", "", "sales of 2019 came to …", None),
    ("", "sales came to … in 2019", "", "in 2000 shops sales came to …", None),
    ("", "exports came to …", "", "imports came to …", Aspect.OPPOSITE),
    ("evacuees", "… left the port", "evacuees", "… sailed", None),
    ("evacuees", "… left the port", "people", "… left the port", None),
    ("evacuees", "… left the port", "passengers", "… of those evacuated were counted: evacuees all", None),
    ("people", "… died in Basra", "people", "… died", None),
    ("people", "… died in Basra", "people", "… died in the port of Basra", None),
]
ACROSS = [
    ("soldiers", "… left the port", "撤离人员", "…离开港口", Aspect.POPULATION),
    ("civilians", "… were killed", "士兵", "…丧生", Aspect.OPPOSITE),
    ("people", "… fled the town", "妇女", "…逃离该镇", Aspect.PART),
    ("", "the mine produced … in 2019", "", "2021年该矿产量为…", Aspect.PERIOD),
    ("people", "… died in Basra", "", "在摩苏尔,…丧生", Aspect.PLACE),
    ("troops", "… were stationed there", "士兵", "驻扎在那里的…", None),
    ("refugees", "… crossed the border", "难民", "…越过边境", None),
    ("passengers", "the ferry carried …", "乘客", "渡轮上有…", None),
    ("zorbs", "… left the port", "撤离人员", "…离开港口", None),
]


@pytest.mark.parametrize(("one", "clause", "other", "other_clause", "aspect"), ENGLISH)
def test_what_two_english_clauses_say_otherwise(one, clause, other, other_clause, aspect):
    a, b = Scope("en", one, clause), Scope("en", other, other_clause)
    assert aspects(a, b) == (aspect, aspect)


@pytest.mark.parametrize(("one", "clause", "other", "other_clause", "aspect"), ACROSS)
def test_what_two_languages_say_otherwise(one, clause, other, other_clause, aspect):
    a, b = Scope("en", one, clause), Scope("zh", other, other_clause)
    assert aspects(a, b) == (aspect, aspect)


def aspects(a: Scope, b: Scope) -> tuple[Aspect | None, ...]:
    found = (otherwise(a, b), otherwise(b, a))
    return tuple(each.aspect if each else None for each in found)


@pytest.mark.parametrize(
    ("clause", "other", "words"),
    [
        ("… of members voted for it", "… of voters backed it", "one is a share of “members”, the other of “voters”"),
        ("… of members voted for it", "… of the members backed it", ""),
        ("… of members voted for it", "it was backed by …", ""),
    ],
)
def test_shares_are_of_something(clause, other, words):
    found = otherwise(Scope("en", "", clause, "percent"), Scope("en", "", other, "percent"))
    assert (found.reason if found else "") == words


def test_shares_are_of_something_in_chinese_too():
    found = otherwise(Scope("zh", "", "占总人口的…", "percent"), Scope("en", "", "… of the workforce", "percent"))
    assert found.reason == "one is a share of “总人口”, the other of “workforce”"


def test_the_conflict_says_that_two_groups_are_counted(world):
    conflict = a_conflict(world.dossier, "Some 1,200 soldiers left the port.", "Some 4,500 evacuees left the port.")
    assert (conflict.level, conflict.hint_difference) == (Level.CONTRADICTION, "different scope")
    assert conflict.hint == "one counts “soldiers”, the other “evacuees”"


def test_a_part_of_the_period_is_another_period(world):
    conflict = a_conflict(
        world.dossier,
        "In 2024 the mine produced 812 tonnes of tin.",
        "In the second quarter of 2024 the mine produced 196 tonnes of tin.",
    )
    assert conflict.hint_difference == "different period"
    assert {"2024", "the second quarter of 2024"} == {conflict.lower.scope, conflict.upper.scope}


def test_a_slip_is_named_before_the_scope(world):
    conflict = a_conflict(world.dossier, "Some 1,200 soldiers left the port.", "Some 12,000 evacuees left the port.")
    assert conflict.hint_difference == "slip of unit or digit"


def test_what_does_not_clash_has_no_hint(world):
    conflict = a_conflict(world.dossier)
    assert conflict.hint == ""
