"""Measure and print the table: `python -m benchmarks [PART…] [--large]`."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib import import_module

from benchmarks.rows import HEAD, line

PARTS = (
    "commands", "search", "formats", "duplicates", "texts", "anchoring", "checking", "reviewing",
)  # fmt: skip
_ONE_PART = "--one-part"


def main(words: list[str]) -> int:
    """Print the table of the named parts, or of all; 1 if a bound is not kept."""
    parts = [word for word in words if word in PARTS] or list(PARTS)
    if _ONE_PART in words:
        return _measure(parts[0], large="--large" in words)
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(HEAD, flush=True)
    options = [word for word in words if word == "--large"]
    # Each part by itself: a process starts with the memory of the one that starts it on its bill.
    missed = sum(
        subprocess.run(
            [sys.executable, "-m", "benchmarks", part, _ONE_PART, *options], check=False
        ).returncode
        for part in parts
    )
    if missed:
        print(f"{missed} bounds were not kept; the first rows tell how fast this machine is.")
    return 1 if missed else 0


def _measure(part: str, *, large: bool) -> int:
    """Print the rows of one part; how many bounds were not kept."""
    missed = 0
    for row in import_module(f"benchmarks.{part}").rows(large=large):
        print(line(row), flush=True)
        missed += row.is_met is False
    return missed


sys.exit(main(sys.argv[1:]))
