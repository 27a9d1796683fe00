"""The linked-data formats, held against their standards without a network."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from schema_org import models

from claims.export.web_annotation import CONTEXT
from sources.models import Document
from tests.claims.export.conftest import BASE, decide

ANNO = Path(__file__).resolve().parents[3].parent / "shared" / "contexts" / "anno.jsonld"
OA, PROV, DCTERMS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "http://purl.org/dc/terms/"


def graph(data: bytes) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = json.loads(data)["@graph"]
    return nodes


def annotations(data: bytes) -> list[dict[str, Any]]:
    return [node for node in graph(data) if "Annotation" in node["type"]]


def test_every_claim_has_its_passage_by_quote_and_by_position(decided, exported):
    accepted, rejected = annotations(exported("jsonld"))
    quote, position = accepted["target"]["selector"]
    document = Document.objects.get(pk=int(accepted["target"]["source"].split("/")[-3]))
    assert (
        document.text[position["start"] : position["end"]] == quote["exact"] == "About 58,000 people left the valley."
    )
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert {body["value"] for body in accepted["body"] if "value" in body} >= {"accepted", "The list is signed."}
    assert "rejected" in {body.get("value") for body in rejected["body"]}
    assert all(node["id"].startswith(BASE) for node in graph(exported("jsonld")))


def test_offsets_count_code_points_not_code_units(world, exported):
    decide(world, "𠀀𠀀 About 43,000 people left the valley.", "😀 About 58,000 people left the valley.")
    for annotation in annotations(exported("jsonld")):
        quote, position = annotation["target"]["selector"]
        assert position["end"] - position["start"] == len(quote["exact"])


def test_the_decision_is_an_activity_that_used_the_claims(decided, exported):
    nodes = {node["id"]: node for node in graph(exported("jsonld"))}
    (decision,) = (node for node in nodes.values() if node["type"] == "Activity")
    (question,) = (node for node in nodes.values() if node.get("wasGeneratedBy") == decision["id"] and "title" in node)
    assert len(decision["used"]) == 2
    assert [agent["name"] for agent in decision["wasAssociatedWith"]] == ["Reviewer", "Chief"]
    assert set(question["wasDerivedFrom"]) < set(decision["used"])


@pytest.mark.skipif(not ANNO.exists(), reason="the W3C's context lies in ../shared/contexts, which is not here")
def test_no_key_of_ours_vanishes_when_it_is_expanded(decided, exported):
    """pyld drops a key that no context knows without a word, so every key is looked for among the expanded ones."""
    document = json.loads(exported("jsonld"))
    anno = json.loads(ANNO.read_text(encoding="utf-8"))

    def load(address: str, options: Any) -> dict[str, Any]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": anno, "contentType": "application/ld+json"}

    expanded = jsonld.expand(document, {"documentLoader": load})
    told = json.dumps(expanded)
    assert not [key for key in _keys(expanded) if ":" not in key and not key.startswith("@")]
    for iri in (
        *(
            f"{OA}{name}"
            for name in ("hasTarget", "hasSelector", "exact", "prefix", "suffix", "start", "end", "hasBody")
        ),
        *(f"{OA}{name}" for name in ("assessing", "linking", "TextQuoteSelector", "TextPositionSelector")),
        *(f"{PROV}{name}" for name in ("Activity", "used", "wasGeneratedBy", "wasDerivedFrom", "endedAtTime")),
        *(f"{DCTERMS}{name}" for name in ("title", "identifier", "description", "creator", "created")),
    ):
        assert f'"{iri}"' in told, iri
    compacted = jsonld.compact(expanded, CONTEXT, {"documentLoader": load})
    assert _keys(document) - _keys(compacted) <= {"@context"}


def _keys(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node).union(*map(_keys, node.values()))
    return set().union(*map(_keys, node)) if isinstance(node, list) else set()


def test_every_claim_has_a_review_of_its_own(decided, exported):
    _export, holds, falls = graph(exported("claimreview"))
    assert (holds["reviewRating"]["ratingValue"], falls["reviewRating"]["ratingValue"]) == (5, 1)
    assert falls["reviewRating"]["alternateName"] == "Does not hold (different period)"
    assert falls["itemReviewed"]["text"] == "About 43,000 people left the valley."
    assert holds["@id"] != falls["@id"]


def test_reviews_are_valid_to_the_letter_of_schema_org(decided, exported):
    export, *reviews = graph(exported("claimreview"))
    models.Dataset.model_validate(export)  # type: ignore[attr-defined]
    for review in reviews:
        _strict(review)
        assert len(review["claimReviewed"]) < 75
        assert {"claimReviewed", "reviewRating", "url"} <= set(review)
        assert {"ratingValue", "bestRating", "worstRating", "alternateName"} <= set(review["reviewRating"])


def test_a_misspelt_key_would_be_refused(decided, exported):
    review = {**graph(exported("claimreview"))[1], "claimReviewd": "x"}
    with pytest.raises(ValueError):
        _strict(review)


def _strict(review: dict[str, Any]) -> None:
    """The package forbids keys it does not know; it wants dates as dates, and every thing by its own model."""
    item = review["itemReviewed"]
    models.CreativeWork.model_validate(item["appearance"])  # type: ignore[attr-defined]
    claim = {name: said for name, said in item.items() if name != "appearance"}
    models.Claim.model_validate(_dated(claim))  # type: ignore[attr-defined]
    told = {name: said for name, said in review.items() if name != "itemReviewed"}
    models.ClaimReview.model_validate(_dated(told))  # type: ignore[attr-defined]


def _dated(thing: dict[str, Any]) -> dict[str, Any]:
    day = thing.get("datePublished")
    return {**thing, "datePublished": dt.date.fromisoformat(day)} if day else thing
