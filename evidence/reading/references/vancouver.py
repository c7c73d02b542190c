"""Vancouver: “Flynn A, Cama E. Title. Journal. 2022 Oct;62(6):1341–58.”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head, leading_people
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people
from evidence.reading.references.printed_dates import DATE

_DATED = re.compile(rf"[.;] {DATE}(?:[;:.]|$)|\. {DATE} ?;")
_BODY = re.compile(r"(?P<people>(?:[^.“\"?!]|(?<=\b[A-Z])\.){3,120})\. (?=\S)")


def vancouver_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as Vancouver does."""
    text = remains.front
    people, rest = leading_people(text, NameOrder.SPACED)
    fit = 0.5 + people.sure / 2
    is_dated = bool(_DATED.search(text))
    if not people.sure:
        body = _BODY.match(text) if is_dated else None
        people = read_people(body["people"], NameOrder.GIVEN_FIRST) if body else people
        if not body or not people.sure:
            return None
        rest, fit = text[body.end() :], 0.6
    if rest[:4].isdecimal() and rest[4:5] in ".,":
        return None
    return Head(
        style="vancouver",
        fit=fit - (0.0 if is_dated else 0.1),
        people=people,
        printed=text[: len(text) - len(rest)],
        rest=rest,
    )
