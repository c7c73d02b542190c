"""Measure and print the table: `python -m benchmarks [PART…] [--large]`."""

from __future__ import annotations

import platform
import sys
from importlib import import_module

from benchmarks.rows import HEAD, line

PARTS = (
    "commands", "search", "formats", "duplicates", "texts", "anchoring", "checking", "reviewing",
)  # fmt: skip


def main(words: list[str]) -> int:
    """Print the table of the named parts, or of all; 1 if a bound is not kept."""
    large = "--large" in words
    parts = [word for word in words if word in PARTS] or list(PARTS)
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(HEAD)
    missed = 0
    for part in parts:
        for row in import_module(f"benchmarks.{part}").rows(large=large):
            print(line(row), flush=True)
            missed += row.is_met is False
    if missed:
        print(f"{missed} bounds were not kept; the first rows tell how fast this machine is.")
    return 1 if missed else 0


sys.exit(main(sys.argv[1:]))
