"""A premise or a piece of evidence must lead to a conclusion.

A step that no link joins to the conclusion, directly or by way of others, carries nothing. Link it,
or give it another role.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.chains import Role
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.support import CARRYING, Chain

NAME = "unlinked-node"
SEVERITY = Severity.WARNING
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report carrying steps from which no links lead to a conclusion."""
    for chain in holdings.chains:
        leading = _leading(chain)
        for support in chain.in_role(*CARRYING):
            if support.node.id not in leading:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=support.node.id,
                    message="No link leads from it towards the conclusion.",
                )


def _leading(chain: Chain) -> set[str]:
    """Every step from which links, of whatever relation, lead to a conclusion."""
    onto: dict[str, list[str]] = {}
    for link in chain.links:
        onto.setdefault(link.target, []).append(link.source)
    waiting = [str(support.node.id) for support in chain.in_role(Role.CONCLUSION)]
    met = set(waiting)
    while waiting:
        for source in onto.get(waiting.pop(), ()):
            if source not in met:
                met.add(source)
                waiting.append(source)
    return met
