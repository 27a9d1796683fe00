"""ClaimReview of schema.org, for the exchange among fact-checkers: one review a claim, all in one graph.

Source: https://schema.org/ClaimReview. schema.org relates no claims to each other, so each losing claim has a review of
its own. Claims whose source is protected have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claims.export import addresses
from claims.export.contents import Contents
from claims.export.shapes import ClaimRecord, DocumentRecord, ReconciledRecord

MEDIA_TYPE = "application/ld+json"
SUFFIX = "jsonld"

_LONGEST = 74  # characters of `claimReviewed` that its readers show
_BEST, _WORST = 5, 1


def blocks(contents: Contents) -> Iterator[bytes]:
    yield b'{"@context": "https://schema.org", "@graph": ['
    name = f"{contents.base}api/v1/export/"
    export = {"@type": "Dataset", "@id": name, "name": "Reconciled claims", "identifier": contents.lines}
    yield ("\n" + json.dumps(export, ensure_ascii=False)).encode()
    separator = ",\n"
    for record in contents.records:
        for review in reviews(record, contents.base, is_public=record["dossier"] in contents.public):
            yield (separator + json.dumps(review, ensure_ascii=False)).encode()
            separator = ",\n"
    yield b"\n]}\n"


def reviews(record: ReconciledRecord, base: str, *, is_public: bool = False) -> Iterator[dict[str, Any]]:
    """The claims that hold first. Of a public dossier a review is to be read on its public page."""
    question = record["question_id"]
    page = addresses.published(base, record["dossier"], question) if is_public else addresses.question(base, question)
    for claim in record["accepted_claims"]:
        if claim["document"]:
            yield _review(record, claim, claim["document"], base, page, holds=True)
    for claim in record["rejected_claims"]:
        if claim["document"]:
            yield _review(record, claim, claim["document"], base, page, holds=False)


def _review(
    record: ReconciledRecord, claim: ClaimRecord, document: DocumentRecord, base: str, page: str, *, holds: bool
) -> dict[str, Any]:
    name = addresses.claim(base, claim["id"])
    said = claim["statement"] or claim["value"]["text"]
    return {
        "@type": "ClaimReview",
        "@id": f"{name}#review-{record['reconciliation_id']}",
        "url": page,
        "inLanguage": record["language"],
        "datePublished": record["approved_at"][:10],
        "claimReviewed": said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…",
        "author": {"@type": "Organization", "name": f"Concordance, dossier {record['dossier']}", "url": base},
        "reviewBody": record["rationale"],
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _BEST if holds else _WORST,
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": "Holds" if holds else f"Does not hold ({record['difference']})",
            "ratingExplanation": f"{record['outcome']}: {record['rationale']}",
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": name,
            "text": said,
            **({"datePublished": document["date"]} if document["date"] else {}),
            **({"author": {"@type": "Organization", "name": document["publisher"]}} if document["publisher"] else {}),
            "appearance": _appearance(document, base),
        },
    }


def _appearance(document: DocumentRecord, base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "@id": addresses.document(base, document["id"]),
        **({"url": document["url"]} if document["url"] else {}),
        **({"headline": document["title"]} if document["title"] else {}),
    }
