"""What similarity needs of a dossier's claims, kept in tables: so that a new document asks, and the older ones are
not read again.

    keep          claims -> statements, the terms they are found by, and how common each word is
    near          statements -> the kept ones that share their most telling terms
    frequencies   how common the words of some statements are in the dossier

A new claim costs the same whether ten thousand claims are there or a million: it asks by its rarest terms, and as many
of them as lead to a few hundred others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain

from django.db import connection
from django.db.models import Prefetch

from claims import meaning
from claims.models import Alias, Claim, KeptStatement, WordCount
from claims.similarity import SIMILARITY_VERSION, Frequencies, Statement, block_of, counted_words, terms_of
from claims.stating import statements_of
from sources.models import Document, Dossier
from sources.reading import LANGUAGES

_MOST_FOUND = 40  # kept statements for each that asks
_MOST_READ, _MOST_READ_IN_ALL = 1500, 300_000  # that the terms of one may lead to, and those of all that ask
_FEWEST_READ = 150  # each, however many ask
_FEWEST_TERMS = 4  # that ask all the same, however common they are
_LONGEST_WORD = 200


def keep(dossier: Dossier) -> None:
    """Keep a statement of every standing claim that has none of this version of similarity.

    Each of their documents is read once more; the dossier is locked by the caller. A claim whose value is not read in
    its text, or is denied there, says nothing here: its row stays empty, and a person files it if anybody does.
    """
    standing = dossier.claims.all().standing()
    # Two questions, each answered by an index: what was matched once has a row, at least an outdated one.
    newcomers = standing.unmatched().exclude(kept_statement__version=SIMILARITY_VERSION)
    outdated = standing.filter(matched_at__isnull=False, kept_statement__version__lt=SIMILARITY_VERSION)
    document = Prefetch("passage__document", queryset=Document.objects.without_original())
    by_document: dict[Document, list[Claim]] = defaultdict(list)
    for lacking in (newcomers, outdated):
        for claim in lacking.select_related("passage").prefetch_related(document).order_by("id"):
            by_document[claim.passage.document].append(claim)
    aliases = Alias.objects.filter(dossier=dossier).groups()
    counted: Counter[str] = Counter()
    for own, claims in by_document.items():
        told = [claim for claim in claims if not claim.is_denied]
        made = {statement.key: statement for statement in statements_of(own, told)}
        rows = [
            KeptStatement(claim=claim, document=own, said={}, terms=[], words=[], version=SIMILARITY_VERSION)
            for claim in claims
            if claim.pk not in made
        ]
        for statement in made.values():
            terms = terms_of(statement, aliases)
            block = block_of(statement.dimension)
            words = counted_words(statement, aliases)
            counted.update([*words, _of_language(statement.language)])
            counted.update(f"{block}#{term}" for term in terms)
            rows.append(_row(dossier, own, statement, terms, words))
        KeptStatement.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["said", "terms", "words", "version"],
            batch_size=500,
        )
        meaning.keep(dossier, list(made.values()))
    _count_up(dossier, counted)


def keep_later(claim: Claim) -> None:
    """An outdated row for a claim that a person filed before the machine matched it: `keep` does the rest."""
    row = {"document_id": claim.passage.document_id, "said": {}, "terms": [], "words": [], "version": 0}
    KeptStatement.objects.get_or_create(claim=claim, defaults=row)


def forget(documents: Iterable[int]) -> None:
    """Let go of the statements of these documents: what they are found by is another thing from now on."""
    KeptStatement.objects.filter(document__in=documents).update(version=0)


def erase(dossier: Dossier, claims: Iterable[int]) -> None:
    """Let go of all that is kept of these claims, by key, and of the words that nothing else in the dossier says.

    Costs as much as the dossier has claims: its words are counted anew.
    """
    claims = list(claims)
    KeptStatement.objects.filter(claim__in=claims).delete()
    meaning.erase(claims)
    WordCount.objects.filter(dossier=dossier).delete()
    aliases = Alias.objects.filter(dossier=dossier).groups()
    left = KeptStatement.objects.filter(claim__dossier=dossier, version=SIMILARITY_VERSION).exclude(said={})
    counted: Counter[str] = Counter()
    for row in left.iterator():
        statement = Statement.from_json(row.said, key=row.claim_id, document=row.document_id)
        counted.update([*row.words, _of_language(statement.language)])
        block = block_of(statement.dimension)
        counted.update(f"{block}#{term}" for term in terms_of(statement, aliases))
    _count_up(dossier, counted)


def kept(documents: Iterable[int]) -> list[Statement]:
    """The kept statements of the standing claims of these documents."""
    standing = Claim.objects.all().standing().filter(passage__document__in=documents)
    return as_statements(KeptStatement.objects.filter(claim__in=standing.values("pk")))


def as_statements(rows: Iterable[KeptStatement]) -> list[Statement]:
    """The rows as similarity takes them; a claim that says nothing is left out."""
    return [Statement.from_json(row.said, key=row.claim_id, document=row.document_id) for row in rows if row.said]


def pk_of(key: object) -> int:
    """The key of a claim or a document, as statements carry it."""
    assert isinstance(key, int), "statements are keyed by claim, and say their document by its key"
    return key


# One look into the index for each term: asked for several at once, the planner reads every statement there is.
# And one only: the claims of a long document ask by the same terms again and again.
_NEAR = """
WITH asked AS (
    SELECT * FROM unnest(%(numbers)s::int[], %(keys)s::bigint[], %(tellings)s::float8[]) AS asked(number, key, telling)
), holding AS MATERIALIZED (
    SELECT term.key, kept.claim_id FROM (SELECT DISTINCT key FROM asked) AS term
    CROSS JOIN LATERAL (
        SELECT claim_id FROM claims_keptstatement kept
        WHERE kept.terms @> ARRAY[term.key] AND kept.document_id <> ALL(%(documents)s) OFFSET 0
    ) AS kept
)
SELECT DISTINCT claim_id FROM (
    SELECT asked.number, found.claim_id,
        row_number() OVER (PARTITION BY asked.number ORDER BY sum(asked.telling) DESC, found.claim_id) AS rank
    FROM asked JOIN holding AS found USING (key)
    GROUP BY asked.number, found.claim_id
) AS ranked WHERE rank <= %(most)s
"""


def near(dossier: Dossier, asking: Sequence[Statement], also: Iterable[int] = ()) -> list[Statement]:
    """The kept statements of standing claims of other documents that share the most telling terms with one of these.

    also   claims that come along whatever their words
    """
    found = {*also, *_sharing_terms(dossier, asking)}
    standing = Claim.objects.all().standing().filter(pk__in=found)
    return as_statements(KeptStatement.objects.filter(claim__in=standing.values("pk"))) if found else []


def _sharing_terms(dossier: Dossier, asking: Sequence[Statement]) -> list[int]:
    own_documents = sorted({pk_of(statement.document) for statement in asking})
    others = KeptStatement.objects.filter(document__dossier=dossier).exclude(document__in=own_documents)
    if not asking or not others.exists():
        return []
    aliases = Alias.objects.filter(dossier=dossier).groups()
    terms = [terms_of(statement, aliases) for statement in asking]
    blocks = [block_of(statement.dimension) for statement in asking]
    words = {f"{block}#{term}" for block, own in zip(blocks, terms, strict=True) for term in own}
    counts = _counts(dossier, words)
    total = sum(_counts(dossier, [_of_language(language) for language in LANGUAGES]).values())
    most_read = min(_MOST_READ, max(_FEWEST_READ, _MOST_READ_IN_ALL // len(asking)))
    columns: dict[str, list[object]] = {"numbers": [], "keys": [], "tellings": []}
    for number, (block, own) in enumerate(zip(blocks, terms, strict=True)):
        found_in = {term: counts.get(f"{block}#{term}", 0) for term in own}
        for term, telling in _asked(own, found_in, total, most_read).items():
            columns["numbers"].append(number)
            columns["keys"].append(key_of(dossier, block, term))
            columns["tellings"].append(telling)
    if not columns["keys"]:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {**columns, "documents": own_documents, "most": _MOST_FOUND})
        return [row[0] for row in cursor.fetchall()]


def frequencies(dossier: Dossier, of: Iterable[Statement]) -> Frequencies:
    """How common the words of these statements are among all kept ones of the dossier."""
    aliases = Alias.objects.filter(dossier=dossier).groups()
    listed = {pk_of(statement.key): statement for statement in of}
    languages = {_of_language(statement.language): statement.language for statement in listed.values()}
    kept_words = dict(KeptStatement.objects.filter(claim__in=listed).values_list("claim", "words"))
    new = (counted_words(statement, aliases) for key, statement in listed.items() if key not in kept_words)
    words = set(chain.from_iterable([*kept_words.values(), *new]))
    totals = _counts(dossier, languages)
    return Frequencies(_counts(dossier, words), {languages[word]: count for word, count in totals.items()})


def _asked(weights: Mapping[str, float], counts: Mapping[str, int], total: int, most_read: int) -> dict[str, float]:
    """The most telling terms that others have, as many as lead to no more of them than can be read."""
    telling = {term: _telling(weight, counts[term], total) for term, weight in weights.items()}
    chosen, read = dict[str, float](), 0
    for term in sorted(counts, key=lambda term: (-telling[term], term)):
        if counts[term] and (read + counts[term] <= most_read or len(chosen) < _FEWEST_TERMS):
            chosen[term] = telling[term]
            read += counts[term]
    return chosen


def _telling(weight: float, count: int, total: int) -> float:
    return weight * math.log((total + 1) / (count + 0.5)) ** 2 if 0 < count <= total else 0.0


def _row(
    dossier: Dossier, document: Document, statement: Statement, terms: Iterable[str], words: list[str]
) -> KeptStatement:
    block = block_of(statement.dimension)
    return KeptStatement(
        claim_id=pk_of(statement.key),
        document=document,
        said=statement.as_json(),
        terms=sorted(key_of(dossier, block, term) for term in terms),
        words=words,
        version=SIMILARITY_VERSION,
    )


def key_of(dossier: Dossier, block: str, term: str) -> int:
    """What a term of a kind of value is in one dossier, as a number of 64 bits."""
    digest = blake2b(f"{dossier.pk}\0{block}\0{term}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _of_language(language: str) -> str:
    """Under which word the statements of a language are counted."""
    return f"{language}:"


def _counts(dossier: Dossier, words: Iterable[str]) -> dict[str, int]:
    listed = [word[:_LONGEST_WORD] for word in words]
    return dict(WordCount.objects.filter(dossier=dossier, word__in=listed).values_list("word", "statements"))


_COUNT_UP = """
INSERT INTO claims_wordcount (dossier_id, word, statements)
SELECT %(dossier)s, word, count FROM unnest(%(words)s::text[], %(counts)s::int[]) AS counted(word, count)
ON CONFLICT (dossier_id, word) DO UPDATE SET statements = claims_wordcount.statements + excluded.statements
"""


def _count_up(dossier: Dossier, counted: Counter[str]) -> None:
    if not counted:
        return
    cut: Counter[str] = Counter()
    for word, count in counted.items():
        cut[word[:_LONGEST_WORD]] += count
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_UP, {"dossier": dossier.pk, "words": list(cut), "counts": list(cut.values())})
