"""IEEE: “A. Flynn and E. Cama, “Title,” Journal, vol. 62, no. 6, pp. 1341–1358, Oct. 2022.”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, is_body, read_people

_BEFORE_QUOTED = re.compile(r"(?P<people>.{2,1500}?), (?=[“\"«][^\s])")
_PUBLISHED = re.compile(r"[^:]: [^:]+, (?:1[5-9]|20)\d\d\.?$|\((?:1[5-9]|20)\d\d\)\.|\[Online\]")
_BODY = re.compile(r"(?P<people>[^,.“\"()]{3,100}), (?=[^\W\d_][^,]{6,})")
_NAME = (
    r"(?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*) (?:(?:van|von|de|del|della|di|da|dos|du|den|der"
    r"|la|le|ten"
    r"|ter|al|el|bin) ){0,3}[^\W\d_][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?(?:,? (?:Jr|Sr|II|III)\.?)?"
)
_RUN = re.compile(
    rf"(?P<people>{_NAME}(?:, {_NAME})*(?:,? (?:and"
    rf"|&) {_NAME})?(?:,? et al\.)?(?:, Eds?\.)?), (?=\w)"
)


def ieee_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as IEEE does."""
    found = _BEFORE_QUOTED.match(remains.front) or _RUN.match(remains.front)
    if not found:
        found = _BODY.match(remains.front)
        if not found or not (is_body(found["people"]) and _PUBLISHED.search(remains.front)):
            return None
    people = read_people(found["people"], NameOrder.GIVEN_FIRST)
    if not people.sure:
        return None
    rest = remains.front[found.end() :]
    if rest[:4].isdecimal():
        return None
    is_quoted = found.re is _BEFORE_QUOTED
    return Head(
        style="ieee",
        fit=0.5 + people.sure / 2 - (0.0 if is_quoted else 0.15),
        people=people,
        printed=found["people"],
        rest=rest if is_quoted else _with_stop(rest),
        is_quoting=True,
        entrytype="" if is_quoted else "book",
    )


def _with_stop(rest: str) -> str:
    """A book's title with a full stop before its edition or volume, as other styles have it."""
    return re.sub(
        r"[,] (?=(?:\d{1,2}(?:st|nd|rd|th)|[Rr]ev\.|[Ss]econd|[Tt]hird) ed|[Vv]ol\. \d)",
        ". ",
        rest,
        count=2,
    )
