"""How well and how fast the reader reads: the peers' suites, the gold mentions of the seeds, characters a second.

    python benchmarks/reading.py [--suites rt.number,newsquant] [--errors 10] [--gold-only] [--errors-of-gold]

Needs the shared folder beside the project; where it is absent it says so and ends.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
sys.path.insert(0, str(PROJECT))

from benchmarks.peer_suites import bench_extractor  # noqa: E402
from sources.extracting import (  # noqa: E402
    FURNITURE,
    BlockKind,
    Text,
    extract,
)
from sources.reading import Mention, read  # noqa: E402


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("peer_bench", SHARED / "bench" / "reading" / "bench.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("bench.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- gold mentions -------------------------------------------------------------------------------


_NOT_BODY = FURNITURE | {BlockKind.FOOTNOTE}
"""The gold mentions are those of the body."""


@dataclass(frozen=True)
class _Seed:
    """A seed document: its raw text, its normalised one, and where each of its characters stands in the raw one."""

    name: str
    raw: str
    text: Text
    places: dict[int, int]

    def mentions(self) -> Iterator[tuple[int, int, Mention]]:
        """The reader's mentions with the core span in the raw text; those that cannot be carried over are left out."""
        skip = [(block.start, block.end) for block in self.text.blocks if block.kind in _NOT_BODY]
        for mention in read(self.text.text, date=self.text.published, skip=skip):
            first, last = self.places.get(mention.core_start), self.places.get(mention.core_end - 1)
            if first is not None and last is not None and first <= last:
                yield first, last + 1, mention


def _seed(path: Path) -> _Seed:
    data = path.read_bytes()
    text, raw = extract(data), data.decode("utf-8")
    return _Seed(path.name[:3], raw, text, _places(text.text, raw))


def _places(text: str, raw: str) -> dict[int, int]:
    """Place in the text -> place in the raw file, by runs of characters, white space left out."""
    dense_text = [index for index, char in enumerate(text) if not char.isspace()]
    dense_raw = [index for index, char in enumerate(raw) if not char.isspace()]
    letters, source = "".join(text[index] for index in dense_text), "".join(raw[index] for index in dense_raw)
    places: dict[int, int] = {}
    position, place = 0, 0
    while position < len(letters):
        if place < len(source) and source[place] == letters[position]:
            places[dense_text[position]] = dense_raw[place]
            position, place = position + 1, place + 1
            continue
        run = letters[position : position + 10]
        found = source.find(run, place)
        found = source.find(run) if found < 0 else found
        if found < 0:
            position += 1
        else:
            place = found
    return places


def _rows(name: str) -> list[dict[str, Any]]:
    path = SHARED / "gold" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def score_gold(*, show_errors: bool = False) -> list[dict[str, Any]]:
    """Recall, precision and correctness of value, unit class and modifier, per seed that has gold mentions."""
    table = []
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        gold = _rows(f"mentions_{path.name[:3]}.jsonl")
        if gold:
            table.append(_score_seed(_seed(path), gold, show_errors))
    return table


def _score_seed(seed: _Seed, gold: list[dict[str, Any]], show_errors: bool) -> dict[str, Any]:
    found = list(seed.mentions())
    body_end = max(row["end"] for row in gold) + 1
    tally: Counter[str] = Counter()
    matched: set[int] = set()
    for row in gold:
        hits = [
            index
            for index, (first, last, _) in enumerate(found)
            if first < row["core_end"] and last > row["core_start"]
        ]
        matched.update(hits)
        if row["optional"]:
            continue
        tally["gold"] += 1
        if not hits:
            _tell(show_errors, "missed", seed, row["start"], row["quote"])
            continue
        tally["found"] += 1
        _judge(tally, row, found[hits[0]][2], seed, show_errors)
    spurious = [index for index in range(len(found)) if index not in matched and found[index][0] < body_end]
    for index in spurious:
        _tell(show_errors, "spurious", seed, found[index][0], found[index][2].quote)
    excluded = [row for row in _rows("excluded_candidates.jsonl") if row["doc"] == seed.name]
    hit = [row for row in excluded if any(first < row["end"] and last > row["start"] for first, last, _ in found)]
    for row in hit:
        _tell(show_errors, "excluded", seed, row["start"], row["text"])
    predicted = tally["found"] + len(spurious)
    return {
        "seed": seed.name, "gold": tally["gold"], "recall": tally["found"] / tally["gold"],
        "precision": tally["found"] / predicted if predicted else 1.0, "right": tally["right"] / max(1, tally["found"]),
        "excluded": len(hit) / len(excluded) if excluded else 0.0,
    }  # fmt: skip


def _judge(tally: Counter[str], row: dict[str, Any], mention: Mention, seed: _Seed, show_errors: bool) -> None:
    wrong = [name for name, right in (("value", _same_value(row, mention)), ("unit", _same_unit(row, mention)),
                                      ("modifier", _same_modifier(row, mention))) if not right]  # fmt: skip
    if wrong:
        said = f"{mention.kind} {mention.low} {mention.high} {mention.modifier} {mention.unit}"
        _tell(show_errors, "/".join(wrong), seed, row["start"], f"{row['quote']!r}: {said}")
    else:
        tally["right"] += 1


def _same_value(row: dict[str, Any], mention: Mention) -> bool:
    if row["modifier"] is None or row["kind"] == "vague":
        return mention.is_vague
    if mention.is_vague:
        return False
    if row["kind"].startswith("date"):
        if mention.kind != "date":
            return False
        if row.get("precision") == "fuzzy" or row.get("resolution") == "relative":
            return (mention.low or "") <= (row["high"] or "9") and (mention.high or "9") >= (row["low"] or "")
        return (mention.low, mention.high) == (row["low"], row["high"])
    ends = [("low", mention.low)] + ([] if row["modifier"] == "approx_over" else [("high", mention.high)])
    return mention.kind != "date" and all(_same_number(row[name], end) for name, end in ends)


def _same_number(gold: float | None, ours: str | None) -> bool:
    if gold is None or ours is None:
        return gold is None and ours is None
    return abs(Decimal(str(gold)) - Decimal(ours)) <= abs(Decimal(str(gold))) * Decimal("1e-9")


def _same_unit(row: dict[str, Any], mention: Mention) -> bool:
    """The class of the unit: a counted noun outside our tables is a count without a unit."""
    if row["kind"].startswith("date") or row["kind"] in ("ordinal", "rank", "vague"):
        return True
    ours, gold = (mention.unit or "").split(" per ")[0], (row["unit"] or "").split("/")[0]
    return ours == gold or (not ours and row["kind"] == "count") or (gold == "person" and not ours)


def _same_modifier(row: dict[str, Any], mention: Mention) -> bool:
    return row["modifier"] is None or mention.modifier == row["modifier"]


def _tell(wanted: bool, what: str, seed: _Seed, place: int, quote: str) -> None:
    if wanted:
        around = " ".join(seed.raw[max(0, place - 25) : place + 30].split())
        print(f"  {seed.name} {what:14s} {quote}   … {around}")


# ---- speed ---------------------------------------------------------------------------------------


def speed() -> dict[str, int]:
    """Characters a second on one core, by language, over the seeds' own prose repeated to some 300 kB."""
    prose: dict[str, str] = {"en": "", "zh": ""}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = extract(path.read_bytes()).text
        prose["en" if path.name.startswith("002") else "zh"] += text + "\n\n"
    found = {}
    for language, text in prose.items():
        long = text * (300_000 // len(text) + 1)
        begin = time.process_time()
        read(long, date=dt.date(2022, 5, 1))
        found[language] = round(len(long) / (time.process_time() - begin))
    return found


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--suites", help="names of suites, parted by commas")
    parser.add_argument("--lang", choices=("en", "zh"))
    parser.add_argument("--errors", type=int, default=0, help="print that many failing cases of each suite")
    parser.add_argument(
        "--errors-of-gold", action="store_true", help="print every gold mention that is missed or wrong"
    )
    parser.add_argument("--gold-only", action="store_true")
    options = parser.parse_args()
    if not (SHARED / "bench" / "reading" / "bench.py").exists():
        print(f"The shared bench is not beside the project ({SHARED.name}/bench/reading): nothing to measure.")
        return
    if not options.gold_only:
        bench = _bench()
        suites = options.suites.split(",") if options.suites else None
        rows = bench.evaluate(bench_extractor, suites, options.lang, False, options.errors)
        bench.show(rows, "suite")
        print()
        bench.show(bench.rollup(rows), "group")
        print()
    print("seed   gold  recall  precision  right  excluded")
    for row in score_gold(show_errors=options.errors_of_gold):
        print(
            f"{row['seed']}    {row['gold']:4d}  {row['recall']:6.1%}  {row['precision']:9.1%}"
            f" {row['right']:6.1%}  {row['excluded']:7.1%}"
        )
    print("characters a second on one core:", ", ".join(f"{language} {rate:,}" for language, rate in speed().items()))


if __name__ == "__main__":
    main()
