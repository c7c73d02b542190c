"""Quotations inside a paragraph, to tell a paper's own brackets from those it quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_QUOTED = re.compile(r"“[^“”]{1,600}”|«[^«»]{1,600}»|„[^„“”]{1,600}[“”]|「[^「」]{1,600}」")
_STRAIGHT = re.compile(r'"')
_STARTS_STRAIGHT = re.compile(r'(?:^|(?<=[\s(\[—–-]))"(?=\S)')
_ENDS_AT_ONCE = re.compile(r"[.,;:!?\s]{0,3}[”\"»“」]")
_LONGEST = 600


def quotations_in(words: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks, in order; marks that do not pair make none."""
    found = [match.span() for match in _QUOTED.finditer(words)]
    opened: int | None = None
    for mark in _STRAIGHT.finditer(words):
        place = mark.start()
        if opened is not None and place - opened <= _LONGEST:
            found.append((opened, place + 1))
            opened = None
        elif _STARTS_STRAIGHT.match(words, place):
            opened = place
        else:
            opened = None
    return sorted(found)


def is_quoted(quotations: Sequence[tuple[int, int]], words: str, start: int, end: int) -> bool:
    """Whether a stretch stands inside a quotation, and not just before its end."""
    place = bisect_right(quotations, (start, len(words))) - 1
    if place < 0 or quotations[place][1] <= start:
        return False
    return not _ENDS_AT_ONCE.match(words, end)
