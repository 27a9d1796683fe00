"""What the environment is made of, and whether anybody knows a weakness of it.

python -m tests.audit      writes var/sbom.json (CycloneDX) and asks the database of advisories; 1 for a known weakness

The list of parts needs no network. Where the advisories cannot be had it says so, and that nothing was checked: that is
no failure, and no clean bill either.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

PARTS = Path("var/sbom.json")
SECONDS = 40
# An advisory that does not touch us: its number, and why. It is listed at every run.
ACCEPTED: dict[str, str] = {}


class Verdict(NamedTuple):
    lines: list[str]
    fails: bool


def verdict(report: dict[str, Any], accepted: dict[str, str]) -> Verdict:
    """What a report of pip-audit comes to. A part that it found no advisories for was not checked."""
    parts = report["dependencies"]
    checked = [part for part in parts if "skip_reason" not in part]
    if not checked:
        return Verdict([f"skipped: of none of {len(parts)} packages the advisories can be had here"], fails=False)
    lines, fails = list[str](), False
    for part in checked:
        for each in part["vulns"]:
            why = next((accepted[name] for name in (each["id"], *each["aliases"]) if name in accepted), "")
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            lines.append(f"{part['name']} {part['version']}: {each['id']}, mended in {mended}; {why or 'NOT ACCEPTED'}")
            fails |= not why
    lines += [f"not checked: {part['name']} ({part['skip_reason']})" for part in parts if "skip_reason" in part]
    return Verdict([*lines, f"{len(checked)} of {len(parts)} packages checked"], fails)


def main() -> int:
    PARTS.parent.mkdir(exist_ok=True)
    made = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "-o", str(PARTS)]
    subprocess.run([*made, sys.executable], check=True, timeout=10 * SECONDS)
    told = verdict(_report(), ACCEPTED)
    count = len(json.loads(PARTS.read_text())["components"])
    sys.stdout.write("\n".join([f"{count} parts in {PARTS}", *told.lines, ""]))
    return int(told.fails)


def _report() -> dict[str, Any]:
    """As pip-audit says it; one that says nothing of anything where it cannot ask."""
    asked = [sys.executable, "-m", "pip_audit", "--local", "--skip-editable", "--format", "json", "--timeout", "5"]
    try:
        done = subprocess.run([*asked, "--progress-spinner", "off"], capture_output=True, text=True, timeout=SECONDS)
        report: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {"dependencies": []}
    return report


if __name__ == "__main__":
    sys.exit(main())
