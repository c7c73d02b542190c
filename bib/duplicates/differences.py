"""What two records say differently, field by field, for a person who is to decide."""

from __future__ import annotations

from dataclasses import dataclass

from bib.latex import latex_to_unicode
from bib.works import Work

_FIRST = ("title", "author", "editor", "year", "journal", "booktitle", "volume", "number", "pages")
# Said at length, or of no use to tell two works apart.
_LEFT_OUT = {"abstract", "keywords", "file", "annote", "annotation", "timestamp", "date-added"}
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of two records as a reader sees it; empty where a record lacks it."""

    field: str
    one: str
    other: str


def differences(one: Work, other: Work) -> tuple[Difference, ...]:
    """The fields in which two works differ, those first by which works are told apart."""
    present = [*_FIRST, *one.fields, *other.fields]
    found = [
        Difference(
            field=name,
            one=_shown(one.fields.get(name, "")),
            other=_shown(other.fields.get(name, "")),
        )
        for name in dict.fromkeys(present)
        if name not in _LEFT_OUT
    ]
    if one.type != other.type:
        found.insert(0, Difference(field="type", one=one.type, other=other.type))
    return tuple(each for each in found if each.one != each.other)


def _shown(value: str) -> str:
    plain = latex_to_unicode(value[: 4 * _LONGEST])
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
