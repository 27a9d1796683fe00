"""Weights are fitted to judged pairs: what they learn, what holds them, and where the threshold comes to lie."""

import random

import pytest

from claims.similarity.fitting import Judged, Tally, best_threshold, fitted, tallied
from claims.similarity.likelihood import DEFAULT, SIGNS, WITH_MEANING, Weights

START = Weights({"score": 0.0, "opposed": 0.0}, 0.0, 0.5)


def judged(count: int = 200, *, feature: str = "score", slope: float = 3.0) -> list[Judged]:
    """Pairs that are the likelier right the more they have of a feature."""
    chance = random.Random(7)
    rows = [chance.uniform(-1, 1) for _ in range(count)]
    return [Judged({feature: value}, chance.uniform(-1, 1) < slope * value) for value in rows]


def test_what_goes_with_right_pairs_comes_to_weigh():
    found = fitted(judged(), START, held=1.0)
    assert found.of["score"] > 1
    assert tallied(judged(), found).precision > 0.8


def test_a_weight_keeps_its_sign_whatever_the_judgements_say():
    assert fitted(judged(slope=-3.0), START, held=1.0).of["score"] == 0
    assert fitted(judged(feature="opposed"), START, held=1.0).of["opposed"] == 0


def test_few_judgements_leave_the_weights_about_where_they_were():
    start = Weights({"score": 1.0, "opposed": -1.0}, 0.0, 0.5)
    found = fitted(judged(4), start, held=100.0)
    assert found.of == pytest.approx(start.of, abs=0.05)


def test_a_pair_that_counts_double_is_as_two():
    pairs = judged(60)
    twice = [Judged(each.told, each.is_right, 2.0) for each in pairs]
    assert fitted(twice, START, held=1.0).of == pytest.approx(fitted([*pairs, *pairs], START, held=1.0).of, abs=0.01)


def test_the_threshold_is_the_best_of_those_precise_enough():
    chances = [
        (0.9, True),
        (0.8, True),
        (0.7, True),
        (0.6, True),
        (0.5, False),
        (0.4, True),
        (0.3, False),
        (0.2, False),
    ]
    assert 0.3 < best_threshold(chances, least_precision=0.8) < 0.4
    assert 0.5 < best_threshold(chances, least_precision=0.9) < 0.6


def test_where_nothing_is_precise_enough_the_threshold_is_the_most_precise():
    chances = [(0.9, False), (0.8, True), (0.7, False), (0.6, False)]
    assert 0.7 < best_threshold(chances, least_precision=0.9) < 0.8


def test_a_tally_of_nothing_is_nought():
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall, Tally(0, 0, 0).harmony) == (0, 0, 0)


def test_the_defaults_keep_the_signs_and_lie_within_bounds():
    for weights in (DEFAULT, WITH_MEANING):
        assert all(weight * SIGNS[name] >= 0 for name, weight in weights.of.items())
        assert 0 < weights.threshold < 1


def test_weights_come_back_from_storage_without_features_nobody_tells_any_more():
    stored = Weights({"score": 1.5, "long gone": 2.0}, -1.0, 0.4).as_json()
    assert Weights.from_json(stored) == Weights({"score": 1.5}, -1.0, 0.4)


def test_a_probability_lies_between_nought_and_one_however_much_speaks_for_it():
    assert Weights({"score": 1000.0}, 0.0, 0.5).probability({"score": 1000.0}) <= 1
    assert Weights({"score": 1000.0}, 0.0, 0.5).probability({"score": -1000.0}) >= 0
