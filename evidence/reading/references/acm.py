"""ACM: “Asher Flynn and Elena Cama. 2022. Title. Journal 62, 6 (Oct. 2022), 1341–1358.”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people
from evidence.reading.references.printed_dates import YEAR_WITH_LETTER

# What ACM and Chicago have in common: people, the year between full stops, all the rest.
PEOPLE_YEAR_REST = re.compile(
    r"(?P<people>.{2,1500}?)(?:[.:] |(?<=\w) )"
    rf"(?P<date>\(?{YEAR_WITH_LETTER}\)?|\[n\. ?d\.\]|n\. ?d\.?)[.:] (?P<rest>.+)$"
)


def acm_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as ACM does."""
    found = PEOPLE_YEAR_REST.match(remains.front)
    people = found and read_people(found["people"], NameOrder.INVERTED, NameOrder.GIVEN_FIRST)
    if not found or not people or not people.sure:
        return None
    rest = found["rest"]
    is_quoted = rest[0] in '“"' and rest.rstrip(".")[-1:] not in '”"'
    is_turned = people.order is NameOrder.INVERTED
    return Head(
        style="acm",
        fit=0.5 + people.sure / 2 - 0.05 * is_turned - 0.05 * is_quoted,
        people=people,
        printed=found["people"],
        date=found["date"],
        rest=rest,
        is_quoting=rest[0] in '“"',
    )
