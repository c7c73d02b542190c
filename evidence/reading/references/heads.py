"""What several styles share: the people at the front, the year behind them, the draft begun."""

from __future__ import annotations

import re

from evidence.reading.references.containers import put_date, read_titled, read_untitled
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, FAIR, LIKELY, Draft
from evidence.reading.references.identifying import Remains
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

_NO_DATE = re.compile(NO_DATE)
_IN_PARENTHESES = re.compile(rf"\((?:[^()]*[ ,;])?({DATE})\)")
_ANY_DATE = re.compile(rf"(?<![\w.–-])({DATE})(?![\w–-]|\.\d)")
_A_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_NOTE = re.compile(
    r"(?P<name>Publisher|Version(?: Number)?|Edition|Place|Type): (?P<value>[^.;]{1,80})"
)


def begin(style: str, remains: Remains, people: People, printed: str) -> Draft:
    """A draft with the people, the identifiers and what is printed as the date."""
    draft = Draft(style=style)
    role = "editor" if are_editors(printed) else "author"
    draft.put(role, names_field(people.names), people.sure)
    if role == "editor":
        draft.set_type("book", FAIR)
    for name, (value, sure) in remains.found.items():
        draft.put(name, value, sure)
    return draft


def take_year(draft: Draft, printed: str, sure: float = CERTAIN) -> None:
    """Take the date that a style prints behind the people, or that none is stated."""
    put_date(draft, printed, sure)
    if "year" not in draft.fields and _NO_DATE.search(printed):
        draft.put("note", "No date", sure)


def read_rest(draft: Draft, rest: str, *, is_quoting: bool) -> None:
    """Take the title and what follows it; `is_quoting` is whether the style quotes titles."""
    rest = rest.strip(" ,")
    quoted = quoted_title(rest) if is_quoting else None
    if quoted and quoted[0]:
        read_titled(draft, *quoted)
    else:
        read_untitled(draft, rest)


def finish(draft: Draft, remains: Remains) -> Draft:
    """Take what stands behind the identifiers, and decide what is still open."""
    _take_after(draft, remains.after)
    if "year" not in draft.fields and "note" not in draft.fields:
        _take_any_year(draft, remains)
    _settle_type(draft)
    return draft


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
