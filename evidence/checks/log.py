"""The log must be as it was written.

Each entry carries the hash of the one before, so that it shows where one was changed, taken out or
moved. Nothing else of the library is touched by that, and the log goes on. Compare with a copy of
the library to see what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "log"
SEVERITY = Severity.ERROR
LOOKS_AT = "log entries"

_WHY = "It is not as it was written."


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the first entry that does not fit."""
    if holdings.log and holdings.log.broken_at is not None:
        yield Finding(
            check=NAME,
            severity=SEVERITY,
            subject=f"log entry {holdings.log.broken_at}",
            message=f"{holdings.log.why or _WHY} From here on the log proves nothing.",
        )
