"""The braces of a field must balance.

A brace too many or too few makes BibTeX read past the end of the field, and takes the entries
behind it along. Add or remove the brace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unbalanced-braces"
SEVERITY = Severity.ERROR
LOOKS_AT = "works"

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ANY_BRACE = re.compile(r"[{}]")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report fields with a brace that has no partner."""
    for work in holdings.corpus.works:
        names = [name for name, value in work.fields.items() if _is_unbalanced(value)]
        if names:
            told = ", ".join(f"“{name}”" for name in names)
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=work.key,
                message=f"A brace has no partner in {told}.",
            )


def _is_unbalanced(value: str) -> bool:
    """Whether it balances neither with masked braces counted, as BibTeX does, nor without."""
    if "{" not in value and "}" not in value:
        return False
    return not (_balances(_ANY_BRACE.findall(value)) or _balances(_BRACE.findall(value)))


def _balances(braces: list[str]) -> bool:
    depth = 0
    for brace in braces:
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0
