"""Measure everything and print the table: `python -m benchmarks [--large]`."""

from __future__ import annotations

import platform
import sys

from benchmarks import commands
from benchmarks.rows import HEAD, line


def main() -> int:
    """Print the table; 1 if a bound is not kept."""
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(HEAD)
    missed = 0
    for row in commands.rows(large="--large" in sys.argv[1:]):
        print(line(row), flush=True)
        missed += row.is_met is False
    return 1 if missed else 0


sys.exit(main())
