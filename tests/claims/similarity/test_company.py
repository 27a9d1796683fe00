"""What the pairs around a pair say of it."""

import pytest

from claims.similarity import Statement
from claims.similarity.company import FEATURES, Company

SAID = [
    Statement(key=f"{document}{number}", document=document, language="en", dimension="person", clause="", at=at)
    for document in "abc"
    for number, at in ((1, 0), (2, 20), (3, 40))
]


def _company(chances: dict[tuple[str, str], float], together: dict[str, str] | None = None) -> Company:
    return Company(SAID, dict(chances), dict(together or {}))


def test_every_feature_is_told() -> None:
    assert _company({("a1", "b1"): 0.5}).told("a1", "b1").keys() == FEATURES.keys()


def test_the_pair_that_stands_next_in_both_sentences_speaks_for_a_pair() -> None:
    told = _company({("a1", "b1"): 0.5, ("a2", "b2"): 0.8}).told("a1", "b1")
    assert (told["beside"], told["next_to"], told["nothing_beside"]) == (0.8, 0.8, 0.0)


def test_one_that_stands_in_the_other_order_does_not() -> None:
    assert _company({("a1", "b2"): 0.5, ("a2", "b1"): 0.8}).told("a1", "b2")["beside"] == 0.0


def test_one_farther_on_is_beside_though_not_next() -> None:
    told = _company({("a1", "b1"): 0.5, ("a2", "b3"): 0.8}).told("a1", "b1")
    assert (told["beside"], told["next_to"]) == (0.8, 0.0)


def test_a_third_document_that_goes_with_both_speaks_for_a_pair() -> None:
    told = _company({("a1", "b1"): 0.5, ("a1", "c2"): 0.9, ("b1", "c2"): 0.7}).told("a1", "b1")
    assert (told["third"], told["no_third"]) == (0.7, 0.0)


def test_of_statements_filed_together_one_speaks_for_the_other() -> None:
    chances = {("a1", "b1"): 0.5, ("a1", "c2"): 0.8}
    assert _company(chances).told("a1", "b1")["third"] == 0.0
    assert _company(chances, {"b1": "deaths", "c2": "deaths"}).told("a1", "b1")["third"] == 0.8


def test_company_does_not_overturn_what_the_words_say() -> None:
    told = _company({("a1", "b1"): 0.3, ("a1", "b3"): 0.9, ("a2", "b2"): 0.8}).told("a1", "b1")
    assert told["beside"] == told["next_to"] == told["third"] == 0.0


def test_documents_of_which_much_goes_together_speak_for_a_weak_pair() -> None:
    few = _company({("a1", "b1"): 0.3, ("a2", "b2"): 0.6}).told("a1", "b1")["documents"]
    more = _company({("a1", "b1"): 0.3, ("a2", "b2"): 0.9, ("a3", "b3"): 0.9}).told("a1", "b1")["documents"]
    assert 0 < few < more <= 1
    assert _company({("a1", "b1"): 0.3}).told("a1", "b1")["documents"] == pytest.approx(0.0)
