"""Names that someone may have meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 3


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three of the known names: those that begin with it or hold it, else look-alikes."""
    by_folded = {each.casefold(): each for each in known}
    wanted = name.casefold()
    holding = sorted(
        (folded for folded in by_folded if len(wanted) > 1 and wanted in folded),
        key=lambda folded: (not folded.startswith(wanted), len(folded), folded),
    )
    near = holding[:_MOST] or get_close_matches(wanted, by_folded, n=_MOST)
    return tuple(by_folded[folded] for folded in near)
