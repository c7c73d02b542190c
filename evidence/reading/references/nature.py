"""Nature: “Flynn, A. & Cama, E. Title. Journal 62, 1341–1358 (2022).”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, read_people

_NAME = (
    r"(?:St\. )?[^\W\d_][^,&.()\d:“”]{0,40}, (?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*)"
    r"(?:,? (?:Jr|Sr|II|III)\.?)?(?: (?:van|von|de|der|den|da|dos|la|le))*"
)
_RUN = re.compile(
    rf"(?P<people>{_NAME}(?:(?:, |; | & |, & | and "
    rf"|, and ){_NAME})*(?:,? et al\.)?(?:,? \(?[Ee]ds?\.?\)?)?)"
    r"(?P<stop>[.:,]? )(?=[^\W_]|[“\"‘«(¿#])"
)
_BODY = re.compile(r"(?P<people>(?:[^.“\"?!(]|(?<=\b[A-Z])\.){3,120})\. (?=\S)")
_YEAR_AHEAD = re.compile(r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]")
_YEAR_AT_END = re.compile(r"\((?:[^()]*, ?)?(?:1[5-9]|20)\d\d\)(?:\.|$| doi)")


def nature_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as Nature does."""
    text = remains.front
    is_dated = bool(_YEAR_AT_END.search(text) or _YEAR_AT_END.search(remains.after))
    run = _RUN.match(text)
    found = run or _BODY.match(text)
    if not found or not (run or is_dated):
        return None
    order = NameOrder.INVERTED if run else NameOrder.GIVEN_FIRST
    people = read_people(found["people"], order)
    if not people.sure:
        return None
    rest = text[found.end() :]
    if _YEAR_AHEAD.match(rest) or (rest[0] == "(" and not run):
        return None
    return Head(
        style="nature",
        fit=(0.45 + people.sure / 2 if run else 0.6) - (0.0 if is_dated else 0.25),
        people=people,
        printed=found["people"],
        rest=rest,
        is_quoting=rest[:1] in '“"',
    )
