"""ACM: “Asher Flynn and Elena Cama. 2022. Title. Journal 62, 6 (Oct. 2022), 1341–1358.”."""

from __future__ import annotations

import re

from evidence.reading.references.containers import put_date, read_untitled
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, Draft
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, names_field, read_people
from evidence.reading.references.printed_dates import NO_DATE, YEAR_WITH_LETTER

HEAD = re.compile(
    rf"(?P<people>.{{2,1500}}?)[.:] (?P<date>\(?{YEAR_WITH_LETTER}\)?|{NO_DATE})[.:] (?P<rest>.+)"
)
_ORDERS = (NameOrder.INVERTED, NameOrder.GIVEN_FIRST)


def read_acm(remains: Remains) -> Draft | None:
    """The reference as ACM prints it, if it can be read so."""
    head = HEAD.match(remains.front)
    if not head:
        return None
    people = read_people(head["people"], *_ORDERS)
    if not people.sure:
        return None
    draft = Draft(style="acm", fit=0.5 + people.sure / 2)
    draft.put("author", names_field(people.names), people.sure)
    if people.order is NameOrder.INVERTED:
        draft.fit -= 0.1
    take_year(draft, head["date"])
    for name, (value, sure) in remains.found.items():
        draft.put(name, value, sure)
    read_untitled(draft, head["rest"])
    return draft


def take_year(draft: Draft, printed: str) -> None:
    """Take the year, or that none is stated."""
    put_date(draft, printed, CERTAIN)
    if "year" not in draft.fields and re.fullmatch(NO_DATE, printed):
        draft.put("note", "No date", CERTAIN)
    draft.doubt("year", CERTAIN if "year" in draft.fields else DOUBTFUL)
