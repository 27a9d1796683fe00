"""How well and how fast passages are found again: the tasks of the shared anchoring bench, all in one run.

    python -m benchmarks.anchoring [--seed N] [--documents FOLDER]

Prints for each condition the share at the right place (or, where the passage is gone, of false anchors) against its
aim, the states given, and the time in all. Ambiguous answers name no place, so they count as misses. With node and npm,
a matcher of the same rules as the Hypothesis client's runs over the same tasks, and the times are compared.
Skips with a word where the bench (../shared) or node is absent.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from sources.passages import Relocation, State, relocate

PROJECT = Path(__file__).resolve().parents[1]
BENCH = PROJECT.parent / "shared" / "bench" / "anchoring"
WORKSHOP = PROJECT / "var" / "anchoring"
MATCHER = "approx-string-match@2.0.0"

PRESENT = {"E00": 99.5, "E02": 99.5, "E05": 99.5, "E10": 99.5, "WS": 99.5, "MV": 99.5, "MIX": 97.0, "DUP": 99.5}
PRESENT["NUM"] = 99.5
ABSENT = {"RM": 0.5, "LOOK": 0.5}
UNCHANGED = ("E00", "WS", "MV")
TIMES_THE_PEER = 5.0

# All exact occurrences or else all of fewest edits, up to half the quote; the best by quote, context and nearness wins.
PEER = """
import { readFileSync } from "node:fs";
import search from "approx-string-match";
const { texts, tasks } = JSON.parse(readFileSync(process.argv[2], "utf8"));
function share(text, wanted) {
  if (!wanted || !text) return 0;
  const [found] = search(text, wanted, wanted.length);
  return found ? 1 - found.errors / wanted.length : 0;
}
function anchor(text, task) {
  const quote = task.exact;
  const places = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    places.push({ start: at, end: at + quote.length, errors: 0 });
  if (!places.length) places.push(...search(text, quote, Math.min(256, quote.length / 2)));
  let best = null;
  for (const { start, end, errors } of places) {
    const before = text.slice(Math.max(0, start - task.prefix.length), start);
    const after = text.slice(end, end + task.suffix.length);
    const score = 50 * (1 - errors / quote.length)
      + 20 * (task.prefix ? share(before, task.prefix) : 1)
      + 20 * (task.suffix ? share(after, task.suffix) : 1)
      + 2 * (1 - Math.abs(start - task.hint) / text.length);
    if (!best || score > best.score) best = { start, end, score };
  }
  return best;
}
const began = performance.now();
const anchored = tasks.filter((task) => anchor(texts[task.text], task)).length;
console.log(JSON.stringify({ anchored, seconds: (performance.now() - began) / 1000 }));
"""

Task = dict[str, Any]


def made_tasks(seed: int, documents: Path | None) -> Path:
    """The bench's own generator, run with that seed."""
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    out = WORKSHOP / f"tasks-{seed}.json"
    folder = [str(documents.resolve())] if documents else []
    subprocess.run([sys.executable, str(BENCH / "gen_tasks.py"), str(out), str(seed), *folder], check=True)
    return out


def is_right(task: Task, found: Relocation) -> bool:
    """At the right place: half of what either span covers is covered by both. Gone: no place is named."""
    if task["truth"] is None or found.start is None or found.end is None:
        return (task["truth"] is None) == (found.start is None)
    start, end = task["truth"]
    both = max(0, min(end, found.end) - max(start, found.start))
    return bool(both >= 0.5 * (end - start + found.end - found.start - both))


def seconds_of_peer(tasks: Path) -> float | None:
    """How long the peer takes over the same tasks; None, with a word, where it cannot be run."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        print("peer skipped: node and npm are not installed")
        return None
    script = WORKSHOP / "peer.mjs"
    script.write_text(PEER, encoding="utf-8")
    if not (WORKSHOP / "node_modules" / "approx-string-match").exists():
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(WORKSHOP), MATCHER]
        if subprocess.run(install, check=False, capture_output=True, timeout=120).returncode:
            print(f"peer skipped: npm could not install {MATCHER}")
            return None
    ran = subprocess.run([node, str(script), str(tasks)], check=True, capture_output=True, text=True)
    return float(json.loads(ran.stdout)["seconds"])


def print_table(tasks: list[Task], answers: list[Relocation]) -> bool:
    """One line a condition; whether every aim is met."""
    states: defaultdict[str, Counter[State]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for task, found in zip(tasks, answers, strict=True):
        states[task["cond"]][found.state] += 1
        right[task["cond"]] += is_right(task, found)
    is_met = True
    for condition, given in states.items():
        total = given.total()
        if condition in ABSENT:
            figure, word = 100 * (total - right[condition]) / total, "false anchors"
            is_aim = figure <= ABSENT[condition]
        else:
            figure, word = 100 * right[condition] / total, "right place"
            is_aim = figure >= PRESENT[condition]
        if condition in UNCHANGED:
            is_aim &= not given[State.NUMBERS_CHANGED]
        if condition == "NUM":
            is_aim &= given[State.NUMBERS_CHANGED] == total
        is_met &= is_aim
        aim = ABSENT.get(condition) or PRESENT[condition]
        shares = ", ".join(f"{state} {100 * count / total:.1f}" for state, count in given.most_common())
        mark = "  " if is_aim else " *"
        print(f"{condition:5}{word:14}{figure:6.1f} %  aim {aim:5.1f}{mark}  {shares}")
    return is_met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--documents", type=Path, help="a folder of .txt documents instead of the seeds")
    options = parser.parse_args()
    if not BENCH.exists():
        print("anchoring skipped: the bench is not beside the project (../shared/bench/anchoring)")
        return
    path = made_tasks(options.seed, options.documents)
    made = json.loads(path.read_text(encoding="utf-8"))
    texts, tasks = made["texts"], made["tasks"]
    began = time.perf_counter()
    answers = [relocate(texts[task["orig"]], texts[task["text"]], task["s"], task["e"]) for task in tasks]
    seconds = time.perf_counter() - began
    is_met = print_table(tasks, answers)
    print(f"{len(tasks)} tasks in {seconds:.1f} s ({1000 * seconds / len(tasks):.2f} ms each)")
    peer = seconds_of_peer(path)
    if peer is not None:
        ratio = seconds / peer
        is_met &= ratio <= TIMES_THE_PEER
        print(f"the peer's matcher: {peer:.1f} s; ours takes {ratio:.1f} times as long (at most {TIMES_THE_PEER:.0f})")
    print("every aim is met" if is_met else "an aim is missed (*)")


if __name__ == "__main__":
    main()
