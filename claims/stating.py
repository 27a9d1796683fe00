"""The values of a document as similarity sees them: each with the words around it, keyed by its claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claims.drafting import mentions_of, sentence_around, sentences_of
from claims.models import Claim
from claims.similarity import Statement
from claims.similarity.named import named_statement
from claims.similarity.statements import Span, statements
from sources.models import Document
from sources.values import NAME


def statements_of(document: Document, claims: Iterable[Claim]) -> list[Statement]:
    """The claims of a document as similarity sees them, keyed by claim; not those whose value is not read there."""
    claims = list(claims)
    by_place = {statement.key: statement for statement in _made(document)}
    placed = ((claim, by_place.get((document.pk, claim.value_start))) for claim in claims if claim.kind != NAME)
    read = [replace(statement, key=claim.pk) for claim, statement in placed if statement]
    return [*read, *(_named(document, claim) for claim in claims if claim.kind == NAME)]


def statement_of_name(document: Document, name: Span, clause: Span, *, key: int = 0) -> Statement:
    """A name that a clause of a document holds as similarity sees it, claimed or not."""
    return named_statement(
        document.text,
        name,
        clause,
        sentence_around(document, clause),
        mentions_of(document),
        key=key,
        document=document.pk,
        language=document.language,
        title=document.title,
    )


def statement_at(document: Document, start: int) -> Statement | None:
    """The value that begins at this code point of a document as similarity sees it, claimed or not."""
    made = _made(document)
    return next((replace(each, key=0) for each in made if each.key == (document.pk, start)), None)


def _named(document: Document, claim: Claim) -> Statement:
    """A claim that names somebody: no reader finds its value, the claim itself says where it stands."""
    name = (claim.value_start, claim.value_end)
    return statement_of_name(document, name, (claim.passage.start, claim.passage.end), key=claim.pk)


def _made(document: Document) -> list[Statement]:
    return statements(
        document.text,
        mentions_of(document),
        document=document.pk,
        language=document.language,
        within=sentences_of(document),
        title=document.title,
    )
