"""APA: “Flynn, A., & Cama, E. (2022). Title. Journal, 62(6), 1341–1358.”."""

from __future__ import annotations

import re

from evidence.reading.references.draft import FAIR, LIKELY, Draft
from evidence.reading.references.heads import begin, finish, read_rest, take_year
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NOBODY, NameOrder, read_people
from evidence.reading.references.printed_dates import NO_DATE, TO_COME, YEAR_WITH_LETTER

_HEAD = re.compile(
    rf"(?P<people>.{{2,1500}}?)[.,]? \((?P<date>(?:{YEAR_WITH_LETTER}|{NO_DATE}|(?i:{TO_COME}))"
    r"(?:[,/–-][^()]{0,30})?)\)[.:,]? ?(?P<rest>.*)$"
)
_ORDERS = (NameOrder.INVERTED, NameOrder.SPACED, NameOrder.FIRST_INVERTED, NameOrder.GIVEN_FIRST)


def read_apa(remains: Remains) -> Draft | None:
    """The reference as APA prints it, if it can be read so."""
    head = _HEAD.match(remains.front)
    if not head:
        return None
    people = read_people(head["people"], *_ORDERS)
    rest = head["rest"].strip(" .")
    if people.sure and rest:
        draft = begin("apa", remains, people, head["people"])
        draft.fit = 0.5 + people.sure / 2
        if people.order in (NameOrder.SPACED, NameOrder.FIRST_INVERTED):
            draft.fit -= 0.1
        take_year(draft, head["date"])
        read_rest(draft, head["rest"], is_quoting=False)
        return finish(draft, remains)
    if rest and len(rest) > len(head["people"]):
        return None
    draft = begin("apa", remains, NOBODY, "")
    draft.fit = 0.45
    take_year(draft, head["date"], LIKELY)
    draft.put("title", head["people"].strip(" ."), FAIR)
    draft.put("howpublished", rest, FAIR)
    return finish(draft, remains)
