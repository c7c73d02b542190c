"""ACM: “Asher Flynn and Elena Cama. 2022. Title. Journal 62, 6 (Oct. 2022), 1341–1358.”."""

from __future__ import annotations

import re

from evidence.reading.references.draft import Draft
from evidence.reading.references.heads import begin, finish, read_rest, take_year
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people
from evidence.reading.references.printed_dates import NO_DATE, YEAR_WITH_LETTER

HEAD = re.compile(
    rf"(?P<people>.{{2,1500}}?)(?:[.:] |(?<=\w) )(?P<date>\(?{YEAR_WITH_LETTER}\)?|{NO_DATE})"
    r"[.:](?: (?P<rest>.+))?$"
)


def read_acm(remains: Remains) -> Draft | None:
    """The reference as ACM prints it, if it can be read so."""
    head = HEAD.match(remains.front)
    if not head or not head["rest"]:
        return None
    people = read_people(head["people"], NameOrder.INVERTED, NameOrder.GIVEN_FIRST)
    if not people.sure:
        return None
    draft = begin("acm", remains, people, head["people"])
    draft.fit = 0.5 + people.sure / 2 - (0.1 if people.order is NameOrder.INVERTED else 0.0)
    if head["rest"][0] in '“"' and head["rest"].rstrip(".")[-1:] not in '”"':
        draft.fit -= 0.05
    take_year(draft, head["date"])
    read_rest(draft, head["rest"], is_quoting=False)
    return finish(draft, remains)
