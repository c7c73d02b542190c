"""Citations: a claim's in-text references to the works it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from bib.works import Citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One cited work of one claim.

    `number` is the work's number in the citing paper's list, `group` the ordinal of the bracket
    group in the text (from 1). `through_range` tells that the number stood inside a range (35–37)
    and was not printed itself. `is_ambiguous` tells that the group closes a sentence of several
    claims and the paper does not say which claim this work is for.
    """

    work: Citekey
    number: int | None = None
    group: int | None = None
    through_range: bool = False
    is_ambiguous: bool = False
