"""Nature: “Flynn, A. & Cama, E. Title. Journal 62, 1341–1358 (2022).”."""

from __future__ import annotations

import re

from evidence.reading.references.draft import Draft
from evidence.reading.references.heads import begin, finish, read_rest
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people

_NAME = (
    r"[^\W\d_][^,&.()\d:“”]{0,40}, (?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*)"
    r"(?:,? (?:Jr|Sr|II|III)\.?)?(?: (?:van|von|de|der|den|da|dos|la|le))*"
)
_RUN = re.compile(
    rf"(?P<people>{_NAME}(?:(?:, | & |, & | and |, and ){_NAME})*(?:,? et al\.)?(?:,? \(?[Ee]ds?\.?\)?)?)"
    r"(?P<stop>[.:,]? )(?=[^\W_]|[“\"‘«(¿#])"
)
_BODY = re.compile(r"(?P<people>(?:[^.“\"?!(]|(?<=\b[A-Z])\.){3,120})\. (?=\S)")
_YEAR_AT_END = re.compile(r"\((?:[^()]*, ?)?(?:1[5-9]|20)\d\d\)(?:\.|$| doi)")


def read_nature(remains: Remains) -> Draft | None:
    """The reference as Nature prints it, if it can be read so."""
    text = remains.front
    is_dated = bool(_YEAR_AT_END.search(text) or _YEAR_AT_END.search(remains.after))
    run = _RUN.match(text)
    head = run or _BODY.match(text)
    if not head or not (run or is_dated):
        return None
    orders = (NameOrder.INVERTED,) if run else (NameOrder.GIVEN_FIRST,)
    people = read_people(head["people"], *orders)
    if not people.sure:
        return None
    draft = begin("nature", remains, people, head["people"])
    draft.fit = (0.45 + people.sure / 2 if run else 0.4) - (0.0 if is_dated else 0.25)
    rest = text[head.end() :]
    read_rest(draft, rest, is_quoting=rest[:1] in '“"')
    return finish(draft, remains)
