"""The statements of a document."""

from collections.abc import Callable

from claims.similarity import Statement
from claims.similarity.statement import MASK
from claims.similarity.statements import statements
from sources.reading.mention import Mention

Marker = Callable[[str, str, str], list[Statement]]


def test_every_value_is_masked_in_clause_sentence_and_context(read_marked: Marker) -> None:
    text = (
        "It cost [USD:cost|5 dollars]. "
        "In [date:when|1988], the yard sold [count:boats|30 boats], and the crew left. Rain fell."
    )
    found = {statement.key[1]: statement for statement in read_marked(text, "a", "en")}  # type: ignore[index]
    boats = found["boats"]
    assert boats.clause == f"In {MASK}, the yard sold {MASK}"
    assert boats.sentence == ", and the crew left."
    assert boats.context == f"It cost {MASK}. Rain fell."
    assert boats.noun == "boats"
    assert boats.at == boats.clause.rindex(MASK)
    assert found["when"].at == found["when"].clause.index(MASK)


def test_a_clause_that_says_nothing_borrows_from_the_next_one(read_marked: Marker) -> None:
    (found,) = read_marked("[date:when|1988年]，挪威政府关闭了矿山，工人失业。", "a", "zh")
    assert found.clause == f"{MASK}，挪威政府关闭了矿山"
    assert found.sentence == "，工人失业。"


def test_ordinals_and_vague_numbers_make_no_statement() -> None:
    ordinal = Mention(4, 9, "third", 4, 9, "ordinal", "3", "3", "exact", None, "1")
    vague = Mention(10, 17, "several", 10, 17, "count", None, None, "vague", None, "1")
    assert statements("The third several towns.", [ordinal, vague], document="a", language="en") == []
