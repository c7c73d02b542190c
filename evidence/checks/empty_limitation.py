"""A limitation must have steps, and among them a conclusion.

Without them nothing shows why it holds. Write its chain, or take the limitation out.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.chains import Role
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "empty-limitation"
SEVERITY = Severity.ERROR
LOOKS_AT = "limitations"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report limitations without steps or without a conclusion."""
    roles: dict[str, set[Role]] = {}
    for node in holdings.corpus.nodes:
        roles.setdefault(node.limitation, set()).add(node.role)
    for limitation in holdings.corpus.limitations:
        has = roles.get(limitation.id, set())
        if Role.CONCLUSION not in has:
            message = "Its chain has no conclusion." if has else "It has no chain: not one step."
            yield Finding(check=NAME, severity=SEVERITY, subject=limitation.id, message=message)
