"""A link must join steps or claims that are there.

Correct the end that names nothing, or remove the link.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-step"
SEVERITY = Severity.ERROR
LOOKS_AT = "links"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every end of a link that names neither a step nor a claim."""
    for link in holdings.corpus.links:
        for end in dict.fromkeys((link.source, link.target)):
            if end not in holdings.nodes and end not in holdings.claims:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=f"{link.source} {link.relation} {link.target}",
                    message=f"“{end}” is neither a step of a chain nor a claim.",
                )
