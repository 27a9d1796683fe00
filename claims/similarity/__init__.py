"""Do two statements answer the same question? Across English and Chinese, by their words; by what a model of meaning
says too where there is one (`embedding`, `likeness`).

`match` compares the statements of documents at hand; it needs nothing but them. Among very many, kept in a database:

1. A `Statement` is kept as JSON (`as_json`, `from_json`; about 1 kB), its terms in a table of postings:

       statement_term(block, term, statement, weight)     block_of(dimension); terms_of(statement) -> term, weight

   and the words of each are counted up: word -> statements (`counted_words`), language -> statements.
2. For a new document each of its statements asks for those that share its heaviest terms:

       SELECT found.statement, sum(asked.weight * found.weight * power(ln((:statements + 1) / (count + 0.5)), 2))
       FROM statement_term found JOIN asked USING (block, term) JOIN term_count USING (block, term)
       WHERE count < 20000 GROUP BY 1 ORDER BY 2 DESC LIMIT 100

3. `match([*new, *found], touching={new document}, frequencies=Frequencies(counts, totals), aliases=...)` scores them
   and suggests; `candidates(statement, found, frequencies=...)` gives a person the likeliest three.

What another language needs is a pack in `terms`; without one its words are read as they are written.
"""

from claims.similarity.dimensions import block_of
from claims.similarity.frequencies import Frequencies
from claims.similarity.likelihood import DEFAULT, WITH_MEANING, Weights
from claims.similarity.likeness import Likeness
from claims.similarity.matching import SIMILARITY_VERSION, candidates, comparable, match, threshold
from claims.similarity.postings import counted_words, terms_of
from claims.similarity.statement import Match, Missing, Reason, Shared, Statement, in_words

__all__ = [
    "DEFAULT",
    "SIMILARITY_VERSION",
    "WITH_MEANING",
    "Frequencies",
    "Likeness",
    "Match",
    "Missing",
    "Reason",
    "Shared",
    "Statement",
    "Weights",
    "block_of",
    "candidates",
    "comparable",
    "counted_words",
    "in_words",
    "match",
    "terms_of",
    "threshold",
]
