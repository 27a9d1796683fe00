"""Vectors of a dossier's statements, by the model of meaning that the settings name; nothing where they name none.

    keep      statements -> their vectors, kept beside them, and where each language lies
    nearest   statements -> the kept ones nearest by meaning (with pgvector)
    likeness  statements -> what the model knows of them, each vector less the mean of its language

A model that cannot be asked stops nothing: what it did not say is judged by the words, and is made up for by
`manage.py embed_statements`.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from functools import cache
from hashlib import blake2b
from typing import cast

from django.conf import settings
from django.db import connection, transaction

from claims.models import FilingWeights, LanguageMean, StatementVector
from claims.similarity import SIMILARITY_VERSION, Likeness, Statement, block_of
from claims.similarity.embedding import Embedder, EmbedderFailed, Vector, embedder_of, said_of
from claims.similarity.embedding.background import BACKGROUND
from claims.similarity.embedding.centring import centred
from sources.models import Dossier

_AT_ONCE = 64  # texts that a model is given together
_NEAREST = 5  # kept statements of each language for each that asks
_log = logging.getLogger(__name__)


def embedder() -> Embedder | None:
    """The model that the settings name, loaded once a process. Raises `EmbedderFailed`."""
    return _embedder(settings.EMBEDDER, settings.EMBEDDER_MODEL, settings.EMBEDDER_URL, settings.EMBEDDER_KEY)


@cache
def _embedder(kind: str, model: str, url: str, key: str) -> Embedder | None:
    return embedder_of(kind, model=model, url=url, key=key)


def embedder_name() -> str:
    """The name of the model that has its say; empty for words alone, or where it cannot be had."""
    return model.name if (model := _ready()) else ""


def _ready() -> Embedder | None:
    """The model where there is one that can be asked."""
    try:
        return embedder()
    except EmbedderFailed as failed:
        _log.warning("Claims are filed by their words alone: %s", failed)
        return None


def keep(dossier: Dossier, statements: Sequence[Statement]) -> None:
    """Keep the vector of each statement of a claim that has none of this model; the dossier is locked by the caller."""
    if not statements or (model := _ready()) is None:
        return
    try:
        embed(dossier, statements, model)
    except EmbedderFailed as failed:
        _log.warning("%d claims are filed by their words alone: %s", len(statements), failed)


def embed(dossier: Dossier, statements: Sequence[Statement], model: Embedder) -> int:
    """Make and keep the vectors that lack; returns how many. Raises `EmbedderFailed`, having kept what was made."""
    by_claim = {_pk(statement.key): statement for statement in statements}
    held = StatementVector.objects.filter(claim__in=by_claim, embedder=model.name, version=SIMILARITY_VERSION)
    done = set(held.values_list("claim", flat=True))
    lacking = [statement for key, statement in by_claim.items() if key not in done]
    for at in range(0, len(lacking), _AT_ONCE):
        batch = lacking[at : at + _AT_ONCE]
        vectors = model.embed([said_of(statement) for statement in batch])
        StatementVector.objects.bulk_create(
            [_row(dossier, statement, vector, model.name) for statement, vector in zip(batch, vectors, strict=True)],
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["embedder", "version", "language", "block", "vector"],
        )
        _count_up(dossier, batch, vectors, model)
    return len(lacking)


def erase(claims: Sequence[int]) -> None:
    """Let go of the vectors of these claims, by key, and of their part in where each language lies."""
    for row in StatementVector.objects.filter(claim__in=claims).order_by("claim_id"):
        of_row = {"dossier": row.dossier_id, "embedder": row.embedder, "language": row.language}
        mean = LanguageMean.objects.select_for_update().filter(**of_row).first()
        if mean and mean.statements > 1:
            mean.statements -= 1
            mean.total = [one - other for one, other in zip(mean.total, row.vector, strict=True)]
            mean.save()
        row.delete()


def _row(dossier: Dossier, statement: Statement, vector: Vector, embedder: str) -> StatementVector:
    return StatementVector(
        claim_id=_pk(statement.key),
        document_id=_pk(statement.document),
        dossier=dossier,
        embedder=embedder,
        version=SIMILARITY_VERSION,
        language=statement.language,
        block=block_of(statement.dimension),
        vector=list(vector),
    )


def _count_up(dossier: Dossier, statements: Sequence[Statement], vectors: Sequence[Vector], model: Embedder) -> None:
    by_language: defaultdict[str, list[Vector]] = defaultdict(list)
    for statement, vector in zip(statements, vectors, strict=True):
        by_language[statement.language].append(vector)
    of_model = LanguageMean.objects.filter(dossier=dossier, embedder=model.name, language__in=by_language)
    means = {mean.language: mean for mean in of_model.select_for_update()}
    for language, told in by_language.items():
        mean = means.get(language) or _beginning(dossier, language, model)
        mean.statements += len(told)
        mean.total = [sum(column) for column in zip(mean.total or [0.0] * len(told[0]), *told, strict=True)]
        mean.save()


def _beginning(dossier: Dossier, language: str, model: Embedder) -> LanguageMean:
    """Where the language lies as far as plain sentences tell."""
    vectors = model.embed(BACKGROUND.get(language, ()))
    total = [sum(column) for column in zip(*vectors, strict=True)]
    return LanguageMean(dossier=dossier, embedder=model.name, language=language, statements=len(vectors), total=total)


def likeness(
    dossier: Dossier, statements: Sequence[Statement], nearest: Collection[tuple[int, int]] = ()
) -> Likeness | None:
    """What the model knows of these statements; None where there is no model, or it knows none of them.

    One of no claim is embedded now.
    """
    if (model := _ready()) is None:
        return None
    rows = StatementVector.objects.filter(
        claim__in=[_pk(statement.key) for statement in statements], embedder=model.name, version=SIMILARITY_VERSION
    )
    vectors: dict[Hashable, tuple[str, Vector]] = {
        claim: (language, vector) for claim, language, vector in rows.values_list("claim", "language", "vector")
    }
    if not vectors:
        return None
    unclaimed = [statement for statement in statements if not statement.key]
    vectors |= _embedded_now(unclaimed, model)
    return Likeness(
        embedder=model.name,
        vectors=centred(vectors, _means(dossier, model)),
        nearest=cast(Collection[tuple[Hashable, Hashable]], nearest),
        weights=FilingWeights.objects.of(dossier, embedder=model.name),
    )


def _embedded_now(statements: Sequence[Statement], model: Embedder) -> dict[Hashable, tuple[str, Vector]]:
    try:
        vectors = model.embed([said_of(statement) for statement in statements])
    except EmbedderFailed as failed:
        _log.warning("A value is matched by its words alone: %s", failed)
        return {}
    return {each.key: (each.language, vector) for each, vector in zip(statements, vectors, strict=True)}


def _means(dossier: Dossier, model: Embedder) -> dict[str, Vector]:
    held = LanguageMean.objects.filter(dossier=dossier, embedder=model.name, statements__gt=0)
    return {mean.language: mean.as_vector() for mean in held}


# A vector is searched for in each language by itself: what the mean of that language adds is then the same for all.
_NEAR = """
SELECT asked.claim, found.claim_id
FROM unnest(%(claims)s::bigint[], %(blocks)s::text[], %(languages)s::text[], %(vectors)s::text[])
    AS asked(claim, block, language, vector)
CROSS JOIN LATERAL (
    SELECT claim_id FROM claims_statementvector held
    WHERE held.embedder = %(embedder)s AND held.dossier_id = %(dossier)s AND held.language = asked.language
        AND held.block = asked.block AND held.document_id <> ALL(%(documents)s)
    ORDER BY held.vector::halfvec({dimensions}) <#> asked.vector::halfvec({dimensions}) LIMIT %(most)s
) AS found
"""


def nearest(dossier: Dossier, asking: Sequence[Statement]) -> set[tuple[int, int]]:
    """Of each statement the kept ones of other documents whose meaning is nearest, as pairs of claims; none without
    pgvector or without a model. Needs the index that embed_statements makes where there are very many."""
    if (known := likeness(dossier, asking)) is None or not has_pgvector():
        return set()
    languages = list(_means(dossier, cast(Embedder, embedder())))
    rows = [
        (_pk(each.key), block_of(each.dimension), language, _literal(known.vectors[each.key]))
        for each in asking
        if each.key in known.vectors
        for language in languages
    ]
    if not rows:
        return set()
    named = dict(zip(("claims", "blocks", "languages", "vectors"), map(list, zip(*rows, strict=True)), strict=True))
    dimensions = len(next(iter(known.vectors.values())))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        cursor.execute(
            _NEAR.format(dimensions=dimensions),
            {
                **named,
                "embedder": known.embedder,
                "dossier": dossier.pk,
                "documents": sorted({_pk(each.document) for each in asking}),
                "most": _NEAREST,
            },
        )
        return set(cursor.fetchall())


def has_pgvector() -> bool:
    """Whether the database can search vectors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
        return cursor.fetchone() is not None


def index_vectors(model: Embedder) -> None:
    """Make the index that finds the nearest vectors of this model, and let go of those of others.

    Needs the owner of the tables, pgvector, and no transaction around it.
    """
    wanted = index_name(model.name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'vector\\_near\\_%%'")
        for (name,) in cursor.fetchall():
            if name != wanted:
                cursor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"')
        cursor.execute(
            f'CREATE INDEX CONCURRENTLY IF NOT EXISTS "{wanted}" ON claims_statementvector '
            f"USING hnsw ((vector::halfvec({int(model.dimensions)})) halfvec_ip_ops) WHERE embedder = %s",
            [model.name],
        )


def index_name(embedder: str) -> str:
    return f"vector_near_{blake2b(embedder.encode(), digest_size=6).hexdigest()}"


def _literal(vector: Vector) -> str:
    """As pgvector reads it."""
    return f"[{','.join(f'{number:.5f}' for number in vector)}]"


def _pk(key: object) -> int:
    assert isinstance(key, int), "statements are keyed by claim, and say their document by its key"
    return key
