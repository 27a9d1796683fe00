"""JSON-LD: every claim's passage as a W3C Web Annotation, and where the decisions come from in PROV-O.

Source: https://www.w3.org/TR/annotation-model/ (offsets count code points, the end is exclusive) and
https://www.w3.org/TR/prov-o/. Claims whose source is protected have no passage to annotate and are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claims.export import addresses
from claims.export.contents import Contents, Tombstone
from claims.export.shapes import ClaimRecord, DocumentRecord, PassageRecord, ReconciledRecord

MEDIA_TYPE = "application/ld+json"
SUFFIX = "jsonld"

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "Activity": "prov:Activity",
        "Entity": "prov:Entity",
        "used": {"@id": "prov:used", "@type": "@id"},
        "invalidatedAtTime": {"@id": "prov:invalidatedAtTime", "@type": "xsd:dateTime"},
        "startedAtTime": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
        "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
        "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
        "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
        "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
        "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
        "title": "dcterms:title",
        "publisher": "dcterms:publisher",
        "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
        "inLanguage": "dcterms:language",
        "identifier": "dcterms:identifier",
        "description": "dcterms:description",
        "webPage": {"@id": "foaf:page", "@type": "@id"},
    },
]


def blocks(contents: Contents) -> Iterator[bytes]:
    yield (json.dumps({"@context": CONTEXT}, ensure_ascii=False)[:-1] + ', "@graph": [').encode()
    separator = "\n"
    for node in _nodes(contents):
        yield (separator + json.dumps(node, ensure_ascii=False)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def _nodes(contents: Contents) -> Iterator[dict[str, Any]]:
    """The export itself, then every thing once: a document that many questions cite is told with the first of them."""
    yield {"id": f"{contents.base}api/v1/export/", "type": "Entity", "title": "Export", "identifier": contents.lines}
    told: set[str] = set()
    for record in contents.records:
        for node in nodes(record, contents.base):
            if node["id"] not in told:
                if "Annotation" not in node["type"]:
                    told.add(node["id"])
                yield node
    for tombstone in contents.withdrawn:
        yield _withdrawn(tombstone, contents.base)


def nodes(record: ReconciledRecord, base: str) -> Iterator[dict[str, Any]]:
    """The decision and what it made of the question, then each claim's document and passage."""
    yield from _decision(record, base)
    for role, claims in (("accepted", record["accepted_claims"]), ("rejected", record["rejected_claims"])):
        for claim in claims:
            if claim["document"] and claim["passage"]:
                yield _document(claim["document"], base)
                yield _annotation(record, role, claim, claim["document"], claim["passage"], base)


def _decision(record: ReconciledRecord, base: str) -> Iterator[dict[str, Any]]:
    decision = addresses.reconciliation(base, record["reconciliation_id"])
    claims = [*record["accepted_claims"], *record["rejected_claims"]]
    yield {
        "id": decision,
        "type": "Activity",
        "title": record["outcome"],
        "description": record["rationale"],
        "startedAtTime": record["proposed_at"],
        "endedAtTime": record["approved_at"],
        "used": [addresses.claim(base, claim["id"]) for claim in claims],
        "wasAssociatedWith": [
            {"type": ["Person", "prov:Agent"], "name": name}
            for name in dict.fromkeys([record["proposed_by"], record["approved_by"]])
            if name
        ],
    }
    accepted = record["accepted_value"]
    yield {
        "id": addresses.question(base, record["question_id"]),
        "type": "Entity",
        "title": record["question"],
        **({"value": accepted["text"]} if accepted else {}),
        "wasGeneratedBy": decision,
        "wasDerivedFrom": [addresses.claim(base, claim["id"]) for claim in record["accepted_claims"]],
    }


def _document(document: DocumentRecord, base: str) -> dict[str, Any]:
    told = {
        "title": document["title"],
        "publisher": document["publisher"],
        "issued": document["date"],
        "inLanguage": document["language"],
        "identifier": document["sha256"] and f"urn:sha256:{document['sha256']}",
        "webPage": document["url"],
        "wasDerivedFrom": document["derived_from"] and f"urn:sha256:{document['derived_from']}",
    }
    return {
        "id": addresses.document(base, document["id"]),
        "type": "Entity",
        **{name: said for name, said in told.items() if said},
    }


def _annotation(
    record: ReconciledRecord,
    role: str,
    claim: ClaimRecord,
    document: DocumentRecord,
    passage: PassageRecord,
    base: str,
) -> dict[str, Any]:
    name = addresses.claim(base, claim["id"])
    text = addresses.text(base, document["id"])
    return {
        "id": f"{name}#reconciliation-{record['reconciliation_id']}",
        "type": ["Annotation", "Entity"],
        "motivation": ["oa:assessing", "oa:linking"],
        "created": record["approved_at"],
        "creator": {"type": "Person", "name": record["approved_by"]},
        "generator": {"id": base, "type": "Software", "name": "Concordance"},
        "wasDerivedFrom": addresses.document(base, document["id"]),
        "wasGeneratedBy": addresses.reconciliation(base, record["reconciliation_id"]),
        "body": [
            {"type": "SpecificResource", "source": name, "purpose": "identifying"},
            {
                "type": "SpecificResource",
                "source": addresses.question(base, record["question_id"]),
                "purpose": "linking",
            },
            _words(claim["statement"] or "", "describing", language=claim["language"]),
            _words(role, "oa:assessing"),
            _words(record["rationale"], "commenting"),
        ],
        "target": {
            "source": text,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": passage["exact"],
                    "prefix": passage["prefix"],
                    "suffix": passage["suffix"],
                },
                {"type": "TextPositionSelector", "start": passage["start"], "end": passage["end"]},
            ],
        },
    }


def _words(value: str, purpose: str, *, language: str | None = None) -> dict[str, str]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": language} if language else body


def _withdrawn(tombstone: Tombstone, base: str) -> dict[str, Any]:
    return {
        "id": addresses.question(base, tombstone["question_id"]),
        "type": "Entity",
        "title": tombstone["question"],
        "description": tombstone["reason"],
        "invalidatedAtTime": tombstone["at"],
    }
