"""Duplicates for the terminal: two works side by side, with what differs."""

from __future__ import annotations

from collections.abc import Iterable

from bib.duplicates.differences import Difference
from bib.short_names import short_reference
from bib.works import Work
from tracker.render.lists import clean, columns

_LACKING = "(not stated)"
_LONGEST = 200


def pair_text(
    number: int,
    one: Work,
    other: Work,
    *,
    state: str,
    reason: str,
    differs: Iterable[Difference],
    width: int = 100,
) -> str:
    """One pair of the queue: both keys, why they are taken for one, and each field that differs."""
    head = clean(f"{number}. {one.key} and {other.key}: {state} ({reason})")
    half = max(20, (width - 20) // 2)
    rows = [("", _cut(short_reference(one), half), short_reference(other))]
    rows += [
        (each.field, _cut(each.one or _LACKING, half), _cut(each.other or _LACKING, _LONGEST))
        for each in differs
    ]
    body = columns([("   " + name, left, right) for name, left, right in rows], width=width)
    return f"{head}\n{body}"


def _cut(text: str, length: int) -> str:
    plain = clean(text)
    return plain if len(plain) <= length else plain[: length - 1] + "…"
