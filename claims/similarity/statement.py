"""One value with the words around it, and what comes out when two of them are compared."""

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, NotRequired, Self, TypedDict

MASK = "…"
"""Stands for a value that was taken out of a text."""

HERE = "‸"
"""Stands in `Statement.near` for the value itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value with the words around it; every value, its own included, is masked out of the texts by MASK
    (or by a space, which loses where one value's words end and the next one's begin).

    key         whatever the caller knows it by
    document    two statements of one document never match
    language    "en", "zh"; any other is read as plain words
    dimension   `sources.values.Value.dimension`: "person", "date", "area", "USD", "count" ...
    clause      the words that say what the value is of
    sentence    the rest of its sentence, without the clause
    context     the sentences before and after
    noun        the counted noun as written ("evacuees", "外籍人士")
    at          where in the clause its own MASK stands, in code points, so that of two values in one clause each is
                read by the words next to it; None where that is not known
    near        the value's own words, HERE in their midst: up to the next mark, conjunction or value of its kind on
                either side
    subject     the words it takes over from before where its own say nothing ("..., up 5 %")
    rivals      the own words of the other values of its kind in the sentence
    lead        the sentence before the clause
    source      the words that say who says it ("the ministry said", "据新华社报道")
    part        the part it plays in a change: "earlier", "change", "added"; empty for the plain level
    qualifiers  what other values of the sentence say of it: "age=60-", "ordinal=4-4", "year=2021"
    topic       what the document is about: its title, or its first sentence

    A statement without `near` (one made by hand) is read by its clause, from the mark before `at` to the one after it.
    """

    key: Hashable
    document: Hashable
    language: str
    dimension: str
    clause: str
    sentence: str = ""
    context: str = ""
    noun: str = ""
    at: int | None = None
    near: str = ""
    subject: str = ""
    rivals: str = ""
    lead: str = ""
    source: str = ""
    part: str = ""
    qualifiers: tuple[str, ...] = ()
    topic: str = ""

    def as_json(self) -> dict[str, Any]:
        """All that scoring needs, for storage: what is empty is left out, and so are the key and the document."""
        said = {name: value for name, value in asdict(self).items() if name not in ("key", "document")}
        return {name: value for name, value in said.items() if value not in ("", None, ())}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], *, key: Hashable, document: Hashable) -> Self:
        """The statement that `as_json` stored; fields of another version are left aside."""
        known = {field.name for field in fields(cls)}
        said = {name: value for name, value in stored.items() if name in known}
        return cls(**{**said, "key": key, "document": document, "qualifiers": tuple(said.get("qualifiers", ()))})


class Shared(TypedDict):
    """A word that both texts have: as written on either side, and what it weighed in the score."""

    a: str
    b: str
    weight: float


class Missing(TypedDict):
    """A word of one side's clause that the other side lacks wherever one looks."""

    word: str
    weight: float


class Reason(TypedDict):
    """Why two statements seem to answer one question, and what speaks against it. Serialises to JSON.

    rank_a, rank_b   the place of the match among all of the other document's statements, 1 being the best; 0 where
                     nothing was ranked
    told             the features of the pair that are not nought (`features`), by which people's judgements refit them
    meaning          how alike the clauses are in meaning, -1 to 1, where a model was asked
    embedder         that model
    """

    shared: list[Shared]
    shared_names: list[str]
    missing_names_a: list[str]
    missing_names_b: list[str]
    unmatched_a: list[Missing]
    unmatched_b: list[Missing]
    opposed: list[str]
    dimension: str
    rank_a: int
    rank_b: int
    told: dict[str, float]
    meaning: NotRequired[float]
    embedder: NotRequired[str]


@dataclass(frozen=True)
class Match:
    """Two statements that may answer the same question; `score` is how likely (0 to 1) they do."""

    a: Hashable
    b: Hashable
    score: float
    reason: Reason


def in_words(reason: Reason) -> str:
    """The reason as one line for a person: "ferry = 渡轮 3.1, sank = 沉没 2.9; both name Busan; only here: typhoon".

    "here" is the side of `a`, "there" that of `b`.
    """
    parts = [", ".join(f"{_both(pair)} {pair['weight']:.1f}" for pair in reason["shared"]) or "no word in common"]
    if reason["shared_names"]:
        parts.append("both name " + ", ".join(reason["shared_names"]))
    for side, names, words in (
        ("here", reason["missing_names_a"], reason["unmatched_a"]),
        ("there", reason["missing_names_b"], reason["unmatched_b"]),
    ):
        only = list(dict.fromkeys([*names, *(missing["word"] for missing in words)]))
        if only:
            parts.append(f"only {side}: " + ", ".join(only))
    if reason["opposed"]:
        parts.append("opposed: " + ", ".join(reason["opposed"]))
    if "meaning" in reason:
        parts.append(f"meaning {_decimal(reason['meaning'])} (machine, {reason.get('embedder', '')})")
    parts.append(f"unit: {reason['dimension']}")
    if reason["rank_a"]:
        parts.append(f"rank {reason['rank_a']} and {reason['rank_b']}")
    return "; ".join(parts)


def _both(pair: Shared) -> str:
    return pair["a"] if pair["a"] == pair["b"] else f"{pair['a']} = {pair['b']}"


def _decimal(number: float) -> str:
    """Two places without the nought before the point: ".71", "-.04"."""
    return f"{number:.2f}".replace("0.", ".", 1)
