"""APA: “Flynn, A., & Cama, E. (2022). Title. Journal, 62(6), 1341–1358.”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people
from evidence.reading.references.printed_dates import NO_DATE, TO_COME, YEAR_WITH_LETTER

_HEAD = re.compile(
    rf"(?P<people>.{{2,1500}}?)[.,]? \((?P<date>(?:{YEAR_WITH_LETTER}|{NO_DATE}|(?i:{TO_COME}))"
    r"(?:[,/–-][^()]{0,30})?)\)[.:,]? ?(?P<rest>.*)$"
)
_ORDERS = (NameOrder.INVERTED, NameOrder.SPACED, NameOrder.FIRST_INVERTED, NameOrder.GIVEN_FIRST)


def apa_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as APA does."""
    found = _HEAD.match(remains.front)
    if not found:
        return None
    people = read_people(found["people"], *_ORDERS)
    rest = found["rest"].strip(" .")
    if people.sure and rest:
        is_usual = people.order in (NameOrder.INVERTED, NameOrder.GIVEN_FIRST)
        return Head(
            style="apa",
            fit=0.5 + people.sure / 2 - (0.0 if is_usual else 0.1),
            people=people,
            printed=found["people"],
            date=found["date"],
            rest=found["rest"],
            # Harvard's relatives have APA's head and put the title in quotation marks.
            is_quoting=found["rest"][0] in "‘“\"'",
        )
    if len(rest) > len(found["people"]):
        return None
    # A work without authors has its title in their place.
    title = found["people"].strip(" .")
    return Head(style="apa", fit=0.45, date=found["date"], title=title, rest=rest)
