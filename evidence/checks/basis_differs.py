"""What a step says of its basis must agree with what its claims cite.

A step that is *cited* needs a claim that cites, one that is *carried over* a work that is carried
over, and one that is *uncited* must have neither. Correct the basis, or the claims of the step.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.chains import Basis
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.support import Origin, Support

NAME = "basis-differs"
SEVERITY = Severity.WARNING
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report steps whose basis and citations do not agree."""
    for chain in holdings.chains:
        for support in chain.supports:
            message = _disagreement(support)
            if message:
                yield Finding(
                    check=NAME, severity=SEVERITY, subject=support.node.id, message=message
                )


def _disagreement(support: Support) -> str:
    basis = support.node.basis
    cites = any(pair.origin is not Origin.CARRIED for pair in support.pairs)
    if basis is Basis.CITED and not cites:
        return "It is said to be cited, and none of its claims cites a work."
    if basis is Basis.CARRIED_OVER and not support.node.carried:
        return "It is said to be carried over, and names no work that is."
    if basis is Basis.UNCITED and support.pairs:
        return f"It is said to be uncited, and rests on {', '.join(support.works)}."
    return ""
