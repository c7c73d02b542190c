"""Chicago: “Flynn, Asher, and Elena Cama. 2022. “Title.” Journal 62 (6): 1341–58.”."""

from __future__ import annotations

from evidence.reading.references.acm import HEAD
from evidence.reading.references.draft import Draft
from evidence.reading.references.heads import begin, finish, read_rest, take_year
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people


def read_chicago(remains: Remains) -> Draft | None:
    """The reference as Chicago's author-date system prints it, if it can be read so."""
    head = HEAD.match(remains.front)
    if not head or not head["rest"]:
        return None
    people = read_people(head["people"], NameOrder.FIRST_INVERTED, NameOrder.GIVEN_FIRST)
    if not people.sure:
        return None
    draft = begin("chicago", remains, people, head["people"])
    is_turned = people.order is NameOrder.FIRST_INVERTED
    is_quoted = head["rest"][0] in '“"‘«'
    draft.fit = 0.35 + people.sure / 2 + 0.08 * is_turned + 0.12 * is_quoted
    take_year(draft, head["date"])
    read_rest(draft, head["rest"], is_quoting=True)
    return finish(draft, remains)
