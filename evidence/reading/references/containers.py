"""What follows the authors: the title, and what the work appeared in."""

from __future__ import annotations

import re

from evidence.reading.references.asides import without_asides
from evidence.reading.references.books import read_book
from evidence.reading.references.dating import DATED, put_date
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, FAIR, GUESSED, LIKELY, Draft
from evidence.reading.references.locators import Locators, find_locators, whole_pages
from evidence.reading.references.printed_dates import DATE, YEAR
from evidence.reading.references.publishing import REPORT, THESIS, take_label
from evidence.reading.references.telling import (
    IN_BOOK,
    IN_QUOTED,
    PAGES_THEN_BOOK,
    PLACED_PAPER,
    PROCEEDINGS,
    SERIAL,
    how_like_a_journal,
    is_proceedings,
    trimmed,
)
from evidence.reading.references.titles import split_title
from evidence.reading.references.unlocated import read_report, read_thesis, read_unlocated

_DATE_AHEAD = re.compile(rf"^(?P<date>{DATE})(?:, |\.?$)")


def read_titled(draft: Draft, title: str, tail: str, *, sure: float = CERTAIN) -> None:
    """Take a title that its quotation marks tell, and what follows it."""
    draft.put("title", title, sure)
    _read_tail(draft, tail, after_quotes=True)


def read_untitled(draft: Draft, rest: str) -> None:
    """Find where the title ends, and take it and what follows it."""
    title, tail, sure = split_title(without_asides(draft, rest), style=draft.style)
    draft.put("title", trimmed(title), sure)
    _read_tail(draft, tail, after_quotes=False)


def _read_tail(draft: Draft, tail: str, *, after_quotes: bool) -> None:
    """Take all that follows the title."""
    tail = take_label(draft, tail).strip(" ,;").removesuffix(", Released")
    if (ahead := _DATE_AHEAD.match(tail)) and not find_locators(tail):
        put_date(draft, ahead["date"], LIKELY)
        tail = tail[ahead.end() :]
    if not tail.strip(". "):
        return
    if paged := PAGES_THEN_BOOK.match(tail):
        draft.put("pages", whole_pages(paged["pages"]), LIKELY)
        read_book(draft, tail[paged.end() :])
        return
    opening = IN_QUOTED.match(tail) if after_quotes else IN_BOOK.match(tail)
    if opening:
        read_book(draft, tail[opening.end() :])
    elif thesis := THESIS.search(tail):
        read_thesis(draft, tail, thesis)
    elif (report := REPORT.search(tail)) and not _looks_serial(tail):
        read_report(draft, tail, report)
    elif (located := find_locators(tail, style=draft.style)) and (
        located.volume or not is_proceedings(tail)
    ):
        _read_serial(draft, tail, located)
    elif (
        is_proceedings(tail)
        or PLACED_PAPER.search(tail)
        or re.search(r"\. \d{1,5}[-–]\d{1,5}\.?$", tail)
    ):
        read_book(draft, tail)
    else:
        read_unlocated(draft, tail)


def _looks_serial(tail: str) -> bool:
    located = find_locators(tail)
    return bool(located and located.volume and located.pages)


def _read_serial(draft: Draft, tail: str, located: Locators) -> None:
    """“Journal 62, 6 (Oct. 2022), 1341–1358”."""
    name = tail[: located.start].strip(" ,.;(:")
    inside = IN_QUOTED.match(name)
    name, date_before = _without_date(name)
    edition_free = name
    is_bare = bool(located.pages) and not (located.volume or located.date)
    if is_bare and (PROCEEDINGS.search(name) or re.search(rf"\b{YEAR}$", name)):
        draft.put("booktitle", name, FAIR)
        draft.set_type("inproceedings", FAIR)
    elif PROCEEDINGS.search(name) and not SERIAL.match(name) and not located.number:
        draft.put("booktitle", edition_free, FAIR)
        draft.set_type("inproceedings", FAIR)
    elif not name and located.pages and not located.volume:
        draft.set_type("misc", GUESSED)
    else:
        sure = min(CERTAIN, 0.5 + 0.25 * max(how_like_a_journal(name), 0.0)) if name else 0.0
        draft.put("journal", name, min(located.sure, sure) if not inside else FAIR)
        draft.set_type("article", located.sure)
    for field in ("volume", "number", "pages", "eid"):
        draft.put(field, getattr(located, field), located.sure)
    put_date(draft, located.date or date_before, located.sure)
    following = tail[located.end :].strip(" .,;()")
    if dated := DATED.search(tail[located.end :]):
        put_date(draft, dated["date"] or dated["date1"], FAIR)
        following = ""
    elif stated := re.match(rf"(?P<date>{DATE})$", following):
        put_date(draft, stated["date"], FAIR)
        following = ""
    if len(following) > 3:
        draft.put("note", following, DOUBTFUL)


def _without_date(name: str) -> tuple[str, str]:
    dated = re.search(rf"[ ,]*\(?(?P<date>{DATE})\)?$", name)
    if (
        dated
        and dated.start() > 3
        and not re.search(r"(?:Proceedings|Conference|of the) *$", name[: dated.start()])
    ):
        return name[: dated.start()].strip(" ,."), dated["date"]
    return name, ""
