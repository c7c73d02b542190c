"""Chicago: “Flynn, Asher, and Elena Cama. 2022. “Title.” Journal 62 (6): 1341–58.”."""

from __future__ import annotations

import re

from evidence.reading.references.acm import PEOPLE_YEAR_REST
from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people

_WHOLE_NAME = re.compile(r"[^\W\d_]{2}")


def chicago_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed in Chicago's author-date system."""
    found = PEOPLE_YEAR_REST.match(remains.front)
    orders = (NameOrder.FIRST_INVERTED, NameOrder.GIVEN_FIRST)
    people = found and read_people(found["people"], *orders)
    if not found or not people or not people.sure:
        return None
    has_whole_names = bool(_WHOLE_NAME.search(people.names[0].given))
    is_turned = people.order is NameOrder.FIRST_INVERTED and has_whole_names
    is_quoted = found["rest"][0] in '“"‘«'
    return Head(
        style="chicago",
        fit=0.35 + people.sure / 2 + 0.08 * is_turned + 0.12 * is_quoted,
        people=people,
        printed=found["people"],
        date=found["date"],
        rest=found["rest"],
        is_quoting=True,
    )
