"""What qualifies a value: the round, the quarter, the year it holds for; and what only stands beside it."""

import pytest

from claims.similarity import Statement
from claims.similarity.features import told
from claims.similarity.frequencies import Frequencies
from claims.similarity.portrait import Portrait
from claims.similarity.scoring import compare
from claims.similarity.statements import statements
from claims.similarity.weighing import Weighed
from sources.reading import read


def said(text: str, language: str, quote: str, document: str = "d") -> Statement:
    """The statement of the value that is written so."""
    mentions = list(read(text, language=language))
    found = {each.key: each for each in statements(text, mentions, document=document, language=language)}
    return next(found[document, each.start] for each in mentions if each.quote == quote)


def qualified(text: str, language: str, quote: str) -> dict[str, str]:
    return dict(each.split("=", 1) for each in said(text, language, quote).qualifiers)


@pytest.mark.parametrize(
    ("text", "language", "quote", "stage"),
    [
        ("In the second round Ano won 43 percent of the vote.", "en", "43 percent", "2-2"),
        ("在第二轮投票中，阿诺得票率为43%。", "zh", "43%", "2-2"),
        ("For the first time Ano won 43 percent of the vote.", "en", "43 percent", None),
        ("On her 60th birthday Ano won 43 percent of the vote.", "en", "43 percent", None),
        ("In Q3 2021 the mill sold flour for 12 million euros.", "en", "12 million euros", "3-3"),
    ],
)
def test_an_ordinal_qualifies_where_it_counts_rounds_or_quarters(
    text: str, language: str, quote: str, stage: str | None
) -> None:
    assert qualified(text, language, quote).get("ordinal") == stage


def test_the_quarter_a_text_spoke_of_last_is_that_of_the_figures_after_it():
    text = "In the fourth quarter the mill sold flour for 12 million euros. Profit in the quarter was 2 million euros."
    assert qualified(text, "en", "2 million euros")["ordinal"] == "4-4"


def test_a_quarter_in_brackets_only_explains_the_one_before():
    text = "磨坊第四财季（2021年第三季度）营收为1200万欧元。"
    assert qualified(text, "zh", "1200万欧元")["ordinal"] == "4-4"


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        ("In 2009 the mill employed 40 bakers, and it exported 90 tonnes of flour.", "90 tonnes", "2009"),
        ("The mill, which was founded in 2009 near the harbour, exported 90 tonnes of flour.", "90 tonnes", None),
    ],
)
def test_a_year_holds_for_its_clause_or_from_the_start_of_the_sentence(text: str, quote: str, year: str | None) -> None:
    assert qualified(text, "en", quote).get("year") == year


@pytest.mark.parametrize(
    ("text", "quote", "part"),
    [
        ("The mill sold flour for 12 million euros, down 3 percent from a year ago.", "3 percent", "change"),
        ("The flood caused 12 additional injuries in the valley.", "12", "added"),
        ("The flood caused 12 injuries in the valley.", "12 injuries", ""),
    ],
)
def test_the_part_a_value_plays(text: str, quote: str, part: str) -> None:
    assert said(text, "en", quote).part == part


def features(a: Statement, b: Statement) -> dict[str, float]:
    portraits = [Portrait(a), Portrait(b)]
    frequencies = Frequencies.among(portraits)
    return told(compare(*(Weighed(portrait, frequencies) for portrait in portraits)))


def test_a_round_that_one_side_alone_speaks_of_is_told():
    runoff = said("In the second round Ano won 43 percent of the vote.", "en", "43 percent", "a")
    plain = said("Ano won 41 percent of the vote.", "en", "41 percent", "b")
    assert features(runoff, plain)["qualifiers_of_one"] == 1
    assert features(runoff, runoff)["qualifiers_of_one"] == 0


def test_a_compound_unit_says_what_is_told():
    one = said("Earnings came to $1.46 per share.", "en", "$1.46 per share", "a")
    other = said("它达到每股1.48美元。", "zh", "1.48美元", "b")
    assert one.dimension == other.dimension
    assert features(one, other)["evidence"] > 0


def test_a_round_that_its_own_clause_names_is_a_values_own():
    text = "If nobody wins the first round, on 28 May 2023 the second round will be held."
    assert qualified(text, "en", "28 May 2023")["ordinal"] == "2-2"
