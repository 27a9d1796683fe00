"""Values that are said to belong together, and whether they add up."""

import pytest

from sources.reading import read
from sources.reading.relations import Relation, RelationKind, relations
from sources.reading.sentences import sentences
from sources.values import part_above_whole, share_differs, sum_differs


def related(text: str) -> list[Relation]:
    return relations(text, read(text), sentences(text))


def complaints(text: str) -> list[str]:
    """What does not add up in a text, as `claims.arithmetic` asks it."""
    found = []
    for each in related(text):
        whole, parts = each.whole.value, [part.value for part in each.parts]
        if each.kind == RelationKind.SHARE:
            found.append(share_differs(parts[0], whole, each.share.value))
        elif each.kind == RelationKind.SUM:
            found.append(sum_differs(parts, whole))
        else:
            found.append(part_above_whole(parts[0], whole))
    return [words for words in found if words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry carried 1,200 people, of whom 1,400 were tourists.", "a part, 1,400, is more than its whole"),
        ("全船1200人，其中游客1400人。", "a part, 1,400 people, is more than its whole"),
        ("Police held 7 men and 6 women, 12 people in all.", "7 people + 6 people make 13 people, not 12 people"),
        (
            "The storm killed 300 people in the north and 400 people in the south, a total of 800 people.",
            "make 665 to 735 people",
        ),
        ("两省分别有300人和400人遇难，合计800人。", "300 people + 400 people make 665 to 735 people, not 800 people"),
        ("The storm killed 12 people: 7 men and 6 women.", "make 13 people"),
        ("The jury of 12 people, made up of 7 men and 6 women, met.", "make 13 people"),
        ("430 of the 1,200 pupils (63%) stayed away.", "not 63 percent"),
        ("1200人中有430人（63%）缺席。", "430 people of 1,200 people are 34 to 37.8 percent, not 63 percent"),
    ],
)
def test_what_does_not_add_up_is_said(text, words):
    (complaint,) = complaints(text)
    assert words in complaint


@pytest.mark.parametrize(
    "text",
    [
        "The ferry carried 1,200 people, of whom 400 were tourists.",
        "More than 123,000 people were flown out, of which about 158,000 passed through the port.",  # no upper end
        "Police held 7 men and 6 women, 13 people in all.",
        "About 300 people died in the north and 400 people in the south, a total of 720 people.",  # rounded
        "430 of the 1,200 pupils (36%) stayed away.",
        "The storm killed 7 people on Monday and 5 people on Tuesday, a total of 30 people since May.",  # running
        "The firm sold 300 cars and 400 lorries and employs 800 people.",  # no cue
        "它派出3架飞机和4艘船，共运送800人。",  # other units
        "The town has 1,200 people; 1,400 people live in the next one.",
        "In 2014, 430 people came, 63% of them by train, and 1,200 people in 2015.",
        "The fleet has 12 ships, including 3 tankers weighing 4,000 tonnes.",
    ],
)
def test_what_may_be_right_is_not_flagged(text):
    assert complaints(text) == []


def test_a_relation_names_whole_and_parts():
    (relation,) = related("The ferry carried 1,200 people, of whom 400 were tourists.")
    assert (relation.kind, relation.whole.quote, [part.quote for part in relation.parts]) == (
        RelationKind.PART,
        "1,200 people",
        ["400"],
    )
