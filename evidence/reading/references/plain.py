"""References in no style known: people first, a year or a quotation somewhere, little certainty."""

from __future__ import annotations

import re

from evidence.reading.references.draft import DOUBTFUL, FAIR, Draft
from evidence.reading.references.heads import begin, finish, leading_people, read_rest, take_year
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NOBODY, NameOrder, People, read_people
from evidence.reading.references.printed_dates import DATE, NO_DATE, YEAR_WITH_LETTER

_ORDERS = (
    NameOrder.INVERTED,
    NameOrder.SPACED,
    NameOrder.FIRST_INVERTED,
    NameOrder.GIVEN_FIRST,
)
_YEAR_EARLY = re.compile(
    rf"(?P<people>.{{2,1000}}?)[.,:;]?\s[(\[]?(?P<date>{YEAR_WITH_LETTER}|{NO_DATE}|{DATE})[)\]]?[.,:;]\s?(?P<rest>\S.*)$"
)
_QUOTED_EARLY = re.compile(r"(?P<people>.{2,1000}?)[.,:]\s(?=[“\"«„][^\s])")
_COLON = re.compile(r"(?P<people>[^:“\"]{4,1000}?\.):\s(?=\S)")
_TITLE_THEN_YEAR = re.compile(
    rf"(?P<title>[^.]{{3,300}}(?:\. [^.]{{3,200}})?): (?P<date>{YEAR_WITH_LETTER})\.?"
)
_YEAR_FIRST = re.compile(rf"\(?(?P<date>{YEAR_WITH_LETTER})\)?\. ")
_LEAST_SURE = 0.7


def read_plain(remains: Remains) -> Draft:
    """What can be told of a reference without knowing how it is printed."""
    text = remains.front
    for form in (_QUOTED_EARLY, _COLON, _YEAR_EARLY):
        head = form.match(text)
        people = read_people(head["people"], *_ORDERS) if head else NOBODY
        if head and people.sure >= _LEAST_SURE:
            rest = head.groupdict().get("rest") or text[head.end() :]
            return _read(remains, people, head["people"], head.groupdict().get("date", ""), rest)
    if titled := _TITLE_THEN_YEAR.fullmatch(text):
        draft = _read(remains, NOBODY, "", titled["date"], "")
        draft.put("title", titled["title"], FAIR)
        return draft
    if (dated := _YEAR_FIRST.match(text)) and "." in text[dated.end() :]:
        return _read(remains, NOBODY, "", dated["date"], text[dated.end() :])
    people, rest = leading_people(text, NameOrder.INVERTED, NameOrder.SPACED)
    return _read(remains, people, text[: len(text) - len(rest)], "", rest)


def _read(remains: Remains, people: People, printed: str, date: str, rest: str) -> Draft:
    draft = begin("", remains, people, printed)
    draft.fit = 0.3 + people.sure / 4
    if date:
        take_year(draft, date, FAIR)
    if rest:
        read_rest(draft, rest, is_quoting=True)
    finish(draft, remains)
    if not people.sure:
        draft.doubt("title", DOUBTFUL)
    return draft
