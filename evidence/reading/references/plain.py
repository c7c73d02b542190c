"""References in no style known: people first, a year or a quotation somewhere, little certainty."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head, leading_people
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NOBODY, NameOrder, People, is_body, read_people
from evidence.reading.references.printed_dates import DATE, NO_DATE, YEAR_WITH_LETTER

_ORDERS = (
    NameOrder.INVERTED,
    NameOrder.SPACED,
    NameOrder.FIRST_INVERTED,
    NameOrder.GIVEN_FIRST,
)
_YEAR_EARLY = re.compile(
    rf"(?P<people>.{{2,1000}}?)[.,:;]?\s[(\[]?(?P<date>{YEAR_WITH_LETTER}|{NO_DATE}"
    rf"|{DATE})[)\]]?[.,:;]\s?(?P<rest>\S.*)$"
)
_QUOTED_EARLY = re.compile(r"(?P<people>.{2,1000}?)[.,:]\s(?=[“\"«„][^\s])")
_COLON = re.compile(r"(?P<people>[^:“\"]{4,1000}?\.):\s(?=\S)")
_TITLE_THEN_YEAR = re.compile(
    rf"(?P<title>[^.]{{3,300}}(?:\. [^.]{{3,200}})?): (?P<date>{YEAR_WITH_LETTER})\.?"
)
_YEAR_FIRST = re.compile(rf"\(?(?P<date>{YEAR_WITH_LETTER})\)?\. ")
_BODY_COLON = re.compile(r"(?P<people>[^:.,“\"?!()]{3,100}): (?=\S)")
_YEAR_AT_END = re.compile(r"\((?:1[5-9]|20)\d\d\)\.?$")
_FIRST_SENTENCE = re.compile(r"(?P<people>[^.,:?!()“\"]{3,100})\. (?=[^\W\d_][^.]+\.)")
_LEAST_SURE = 0.7


def plain_head(remains: Remains) -> Head:
    """What can be told of the front of a reference without knowing how it is printed."""
    text = remains.front
    for form in (_QUOTED_EARLY, _COLON, _YEAR_EARLY):
        found = form.match(text)
        people = read_people(found["people"], *_ORDERS) if found else NOBODY
        if found and people.sure >= _LEAST_SURE:
            groups = found.groupdict()
            rest = groups.get("rest") or text[found.end() :]
            return _head(people, found["people"], groups.get("date") or "", rest)
    if titled := _TITLE_THEN_YEAR.fullmatch(text):
        return Head(style="", fit=0.3, date=titled["date"], title=titled["title"])
    if (dated := _YEAR_FIRST.match(text)) and "." in text[dated.end() :]:
        return _head(NOBODY, "", dated["date"], text[dated.end() :])
    if (
        (colon := _BODY_COLON.match(text))
        and is_body(colon["people"])
        and _YEAR_AT_END.search(text)
    ):
        body = read_people(colon["people"], NameOrder.GIVEN_FIRST)
        return _head(body, colon["people"], "", text[colon.end() :])
    orders = (NameOrder.INVERTED, NameOrder.SPACED, NameOrder.FIRST_INVERTED)
    people, rest = leading_people(text, *orders)
    first = None if people.sure else _FIRST_SENTENCE.match(text)
    if first and (is_body(first["people"]) or " " not in first["people"]):
        people = read_people(first["people"], NameOrder.GIVEN_FIRST)
        rest = text[first.end() :] if people.sure else text
    return _head(people, text[: len(text) - len(rest)], "", rest)


def _head(people: People, printed: str, date: str, rest: str) -> Head:
    return Head(
        style="",
        fit=0.25 + people.sure / 4,
        people=people,
        printed=printed,
        date=date,
        rest=rest,
        is_quoting=True,
    )
