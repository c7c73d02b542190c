"""What several styles share: the people at the front, the year behind them, the draft begun."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.reading.references.containers import read_titled, read_untitled
from evidence.reading.references.dating import put_date
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, FAIR, LIKELY, Draft
from evidence.reading.references.identifying import Remains
from evidence.reading.references.locators import whole_pages
from evidence.reading.references.people import (
    NOBODY,
    NameOrder,
    People,
    are_editors,
    names_field,
    read_people,
)
from evidence.reading.references.printed_dates import DATE, NO_DATE, YEAR
from evidence.reading.references.quoting import quoted_title

# What BibTeX calls the body behind these kinds of works.
_PUBLISHERS = {
    "techreport": "institution", "phdthesis": "school", "mastersthesis": "school"
}  # fmt: skip
_NO_DATE = re.compile(NO_DATE)
_IN_PARENTHESES = re.compile(rf"\((?:[^()]*[ ,;])?({DATE})\)")
_ANY_DATE = re.compile(rf"(?<![\w.–-])({DATE})(?![\w–-]|\.\d)")
_A_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NOTE = re.compile(
    r"(?P<name>Publisher|Version(?: Number)?|Edition|Place|Type): (?P<value>[^.;]{1,80})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The front of a reference as one style reads it; `fit` is how well its grammar covers it.

    `printed` is the people as they stand, `date` what is printed as the date behind them, `rest`
    all that follows. `is_quoting` is whether the style quotes titles, `title` a title that stands
    before the date, `entrytype` what the head alone tells of the kind of work, `placed` the fields
    of an article that is printed without its title.
    """

    style: str
    fit: float
    people: People = NOBODY
    printed: str = ""
    date: str = ""
    rest: str = ""
    is_quoting: bool = False
    title: str = ""
    entrytype: str = ""
    placed: Mapping[str, str] = field(default_factory=dict)


def read_reference(head: Head, remains: Remains) -> Draft:
    """The whole reference, read on from its head."""
    draft = Draft(style=head.style)
    role = "editor" if are_editors(head.printed) else "author"
    draft.put(role, names_field(head.people.names), head.people.sure)
    if role == "editor":
        draft.set_type("book", FAIR)
    for name, (value, sure) in remains.found.items():
        draft.put(name, value, sure)
    if head.date:
        _take_year(draft, head.date, CERTAIN if head.style else FAIR)
    draft.put("title", head.title, FAIR)
    for name, value in head.placed.items():
        draft.put(name, whole_pages(value) if name == "pages" else value, LIKELY)
    if head.title:
        draft.put("howpublished", head.rest, FAIR)
    elif head.rest:
        _read_rest(draft, head)
    if head.entrytype:
        draft.set_type(head.entrytype, FAIR)
    _finish(draft, remains)
    if not head.style:
        draft.doubt("title", FAIR if head.people.sure else DOUBTFUL)
    return draft


def _take_year(draft: Draft, printed: str, sure: float) -> None:
    """Take the date that a style prints behind the people, or that none is stated."""
    put_date(draft, printed, sure)
    if "year" not in draft.fields and _NO_DATE.search(printed):
        draft.put("note", "No date", sure)


def _read_rest(draft: Draft, head: Head) -> None:
    """Take the title and what follows it."""
    rest = head.rest.strip(" ,")
    quoted = quoted_title(rest) if head.is_quoting else None
    if quoted and quoted[0]:
        read_titled(draft, *quoted)
    else:
        read_untitled(draft, rest)


def _finish(draft: Draft, remains: Remains) -> None:
    """Take what stands behind the identifiers, and decide what is still open."""
    _take_after(draft, remains.after)
    if "year" not in draft.fields and "note" not in draft.fields:
        _take_any_year(draft, remains)
    _settle_type(draft)
    draft.rename("publisher", _PUBLISHERS.get(draft.entrytype, "publisher"))


def _take_after(draft: Draft, after: str) -> None:
    """Take the notes behind an address; a date alone is the work's."""
    after = after.strip(" .,;()")
    if not after:
        return
    if re.fullmatch(rf"\(?{DATE}\)?", after):
        put_date(draft, after, LIKELY)
        return
    if note := _NOTE.match(after):
        if note["name"] == "Publisher":
            draft.put("publisher", note["value"], LIKELY)
        elif note["name"].startswith("Version"):
            draft.put("version", note["value"], LIKELY)
        after = after[note.end() :].strip(" .,;")
    if len(after) > 3 and any(character.isalpha() for character in after):
        draft.put("note", after, FAIR)


def _take_any_year(draft: Draft, remains: Remains) -> None:
    """A year that no grammar placed: in parentheses, or the last one that is no part of a title."""
    title = draft.fields.get("title", "")
    text = remains.whole.replace(title, " ") if title else remains.whole
    places = _IN_PARENTHESES.findall(text) or _ANY_DATE.findall(text)
    if places:
        put_date(draft, places[-1], FAIR if len(set(_A_YEAR.findall(text))) == 1 else DOUBTFUL)


def _settle_type(draft: Draft) -> None:
    fields = draft.fields
    has_volume = "volume" in fields or "pages" in fields
    if "eprint" in fields and not has_volume and "booktitle" not in fields:
        draft.set_type("misc", LIKELY)
    if "journal" in fields:
        draft.set_type("article", FAIR)
    elif "url" in fields and "publisher" not in fields:
        draft.set_type("misc", FAIR)
    else:
        draft.set_type("misc", DOUBTFUL)


def leading_people(text: str, *orders: NameOrder) -> tuple[People, str]:
    """The people that a text begins with up to a full stop, and the rest of it."""
    for stop in re.finditer(
        r"\.? ?(?<=[\w.)\]])\. (?=[\"“‘'«(\[¿]?\w)|(?<=[a-z])[?!] ", text[:1500]
    ):
        people = read_people(text[: stop.start()], *orders)
        if people.sure >= 0.9:
            return people, text[stop.end() :]
        if stop.start() > 400:
            break
    return NOBODY, text
