"""AAS and MNRAS: “Flynn A., Cama E., 2022, ApJ, 62, 1341”, which print no titles of articles."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people
from evidence.reading.references.printed_dates import YEAR_WITH_LETTER

_HEAD = re.compile(
    rf"(?P<people>.{{2,1500}}?)(?:,| |(?<=al\.)) ?(?P<date>{YEAR_WITH_LETTER}),(?: |$)(?P<rest>.*)$"
)
_PLACED = re.compile(
    r"(?P<journal>[^\d,.;:“”\"][^,;:“”\"]{0,80}), (?P<volume>[A-Z]?\d{1,5}), "
    r"(?:(?P<number>\d{1,3}), )?(?P<pages>[A-Z]{0,2}\d{1,7}(?:[-–]\d{1,7})?)\.?"
)
# “Flynn A. B.” turned into “Flynn, A. B.”.
_BARE_COMMA = re.compile(
    r"(?<=[^\W\d_]{2}) (?=(?:[^\W\d_a-zß-ÿ]\.[ -]?){1,4}(?:,|&|and\b|et al|$))"
)


def aas_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as journals of astronomy do."""
    found = _HEAD.match(remains.front) or _HEAD.match(f"{remains.front}, ")
    placed = _PLACED.fullmatch(found["rest"].strip(" ,")) if found else None
    if not found or not (placed or (not found["rest"].strip() and "eprint" in remains.found)):
        return None
    people = read_people(_BARE_COMMA.sub(", ", found["people"].rstrip(", ")), NameOrder.INVERTED)
    if not people.sure:
        return None
    return Head(
        style="aas",
        fit=0.55 + people.sure / 2,
        people=people,
        printed=found["people"],
        date=found["date"],
        placed=placed.groupdict("") if placed else {},
    )
