"""Statements that find one another among many without being read."""

import json
from collections import Counter
from collections.abc import Callable

from claims.similarity import Frequencies, Statement, block_of, counted_words, match, terms_of
from claims.similarity.postings import Postings

Reader = Callable[[str], list[Statement]]

_ARTICLES = ("ferry_en", "ferry_zh", "budget_en", "budget_zh", "bank_en", "bank_zh", "mine_zh", "tunnel_en")


def test_a_statement_has_few_terms_the_words_next_to_its_value_the_heaviest(read_article: Reader) -> None:
    for statement in read_article("ferry_en"):
        weights = terms_of(statement)
        assert 0 < len(weights) <= 64
        assert all(0 < weight <= 1 for weight in weights.values())
    sunk = Statement("k", "d", "en", "date", "the ferry sank on …", context="A storm blew.", near="the ferry sank on ‸")
    assert terms_of(sunk)["sink"] == 1
    assert terms_of(sunk)["storm"] < 0.5


def test_words_of_both_languages_share_terms(read_article: Reader) -> None:
    english = {each.key[1]: each for each in read_article("ferry_en")}  # type: ignore[index]
    chinese = {each.key[1]: each for each in read_article("ferry_zh")}  # type: ignore[index]
    assert len(terms_of(english["cargo"]).keys() & terms_of(chinese["cargo"]).keys()) >= 2


def test_the_right_partner_is_found_by_its_terms_alone(read_article: Reader) -> None:
    known = [statement for name in _ARTICLES for statement in read_article(name)]
    postings = Postings()
    for number, statement in enumerate(known):
        postings.add(number, block_of(statement.dimension), terms_of(statement))
    asked = [each for each in known if each.document == "ferry_en"]
    asked = [each for each in asked if any(other.key == ("ferry_zh", each.key[1]) for other in known)]  # type: ignore[index]
    hits = 0
    for statement in asked:
        found = postings.nearest(block_of(statement.dimension), terms_of(statement), limit=8)
        hits += ("ferry_zh", statement.key[1]) in [known[number].key for number in found]  # type: ignore[index]
    assert hits >= 0.9 * len(asked)


def test_stored_statements_and_frequencies_give_the_matches_of_fresh_ones(read_article: Reader) -> None:
    fresh = [*read_article("budget_en"), *read_article("budget_zh")]
    stored = [
        Statement.from_json(json.loads(json.dumps(each.as_json())), key=each.key, document=each.document)
        for each in fresh
    ]
    assert stored == fresh
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for sentence in {(each.document, each.clause, each.sentence): each for each in stored}.values():
        counts.update(counted_words(sentence))
        totals[sentence.language] += 1
    assert {(each.a, each.b) for each in match(stored, frequencies=Frequencies(counts, totals))} == {
        (each.a, each.b) for each in match(fresh)
    }


def test_a_statement_is_stored_in_about_a_kilobyte(read_article: Reader) -> None:
    sizes = [len(json.dumps(each.as_json(), ensure_ascii=False).encode()) for each in read_article("bank_zh")]
    assert max(sizes) < 2048


def test_fields_of_another_version_are_left_aside() -> None:
    made = Statement.from_json(
        {"language": "en", "dimension": "date", "clause": "x", "later": 1}, key="k", document="d"
    )
    assert made == Statement("k", "d", "en", "date", "x")
