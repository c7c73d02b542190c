"""The log must be as it was written.

Each entry carries the hash of the one before; an entry that was changed or taken out breaks the
chain from there on. Compare with a copy of the library to see what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "log"
SEVERITY = Severity.ERROR
LOOKS_AT = "log entries"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the first entry that does not fit."""
    if holdings.log and holdings.log.broken_at is not None:
        yield Finding(
            check=NAME,
            severity=SEVERITY,
            subject=f"log entry {holdings.log.broken_at}",
            message="The log was changed after it was written: from this entry on its hashes "
            "do not fit.",
        )
