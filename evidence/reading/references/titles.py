"""Where a title ends that no quotation marks enclose."""

from __future__ import annotations

import re

from evidence.reading.references.breaks import Break, breaks
from evidence.reading.references.dating import DATED
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, FAIR, GUESSED, LIKELY
from evidence.reading.references.locators import Locators, find_locators
from evidence.reading.references.publishing import (
    INSTITUTION,
    PUBLISHER,
    REPORT,
    THESIS,
    is_publisher,
)
from evidence.reading.references.telling import (
    COMMA_IN,
    IMPRINT,
    IN_BOOK,
    PLACED_PAPER,
    PROCEEDINGS,
    PROCEEDINGS_AHEAD,
    how_like_a_journal,
    is_sentence,
)

_SHORTEST = 3
# A title, what follows it, and how sure the border between them is.
Split = tuple[str, str, float]


def split_title(rest: str, *, style: str = "") -> Split:
    """The title, what follows it, and how sure the border is."""
    places = breaks(rest)
    located = find_locators(rest, style=style)
    is_serial = bool(located and located.volume and (located.number or located.pages))
    return (
        _before_book(rest, places)
        or _before_kind(rest, places)
        or (None if is_serial else _before_proceedings(rest, places))
        or (_before_journal(rest, located) if located and located.start > _SHORTEST else None)
        or _before_publisher(rest, places)
        or _before_dated(rest, places)
        or _split_undated(rest)
    )


def _before_book(rest: str, places: list[Break]) -> Split | None:
    """“Title. In Book …”, “Title, in: Book …”."""
    books = [place for place in places if IN_BOOK.match(rest, place.right)]
    told = [
        place
        for place in books
        if PROCEEDINGS.search(rest, place.right) or _is_bookish(rest[place.right :])
    ]
    if books:
        book = (told or books)[0]
        return rest[: book.left], rest[book.right :], CERTAIN if told else FAIR
    if comma := COMMA_IN.search(rest):
        return rest[: comma.start()], rest[comma.end() - 4 :].lstrip(" ,"), CERTAIN
    return None


def _before_kind(rest: str, places: list[Break]) -> Split | None:
    """“Title. (Publisher, City, 2020)”, “Title. Technical Report 12 …”."""
    for place in places:
        tail = rest[place.right :]
        if (tail[0] == "(" and IMPRINT.fullmatch(tail)) or _opens_with_kind(tail):
            return rest[: place.left], tail, LIKELY
    return None


def _before_proceedings(rest: str, places: list[Break]) -> Split | None:
    """“Title. Proceedings … (City, 2020), 1–9”, where no “In” tells the book."""
    strong = [place for place in places if not place.weak]
    if placed := PLACED_PAPER.search(rest):
        before = [place for place in strong if place.right < placed.start()]
        if before:
            return rest[: before[-1].left], rest[before[-1].right :], LIKELY
    for place in strong:
        if PROCEEDINGS_AHEAD.match(rest, place.right):
            return rest[: place.left], rest[place.right :], LIKELY
    return _split_chapter(rest, strong)


def _before_publisher(rest: str, places: list[Break]) -> Split | None:
    """“Title. Publisher, City”."""
    for place in reversed(places):
        tail = rest[place.right :]
        if not place.weak and is_publisher(DATED.sub("", tail)) and not is_sentence(tail):
            return rest[: place.left], tail, FAIR
    return None


def _before_dated(rest: str, places: list[Break]) -> Split | None:
    """“Title. Newspaper (March 2023)”."""
    dated = list(DATED.finditer(rest))
    for place in reversed(places):
        stated = next((date for date in dated if date.start() > place.right), None)
        if stated and not place.weak and how_like_a_journal(rest[place.right : stated.start()]) > 0:
            return rest[: place.left], rest[place.right :], FAIR
    return None


def _split_chapter(rest: str, strong: list[Break]) -> Split | None:
    """“Title. Book. E. Editor, ed. Publisher. 149–181.”, where no “In” tells the book."""
    if not re.search(r"\. \d{1,5}[-–]\d{1,5}\.?$", rest):
        return None
    if len(strong) < 3:
        return None
    return rest[: strong[0].left], rest[strong[0].right :], FAIR


def _split_undated(rest: str) -> Split:
    """Where nothing tells what follows: a short name in capitals may be a body or a site."""
    places = [place for place in breaks(rest) if not place.weak]
    if dated := re.search(r"\.? ?\((?:1[5-9]|20)\d\d\)\.?$", rest):
        return rest[: dated.start()], rest[dated.start() :].strip(" ."), LIKELY
    if not places:
        return rest, "", FAIR
    last = places[-1]
    tail = rest[last.right :].rstrip(".")
    words = tail.split()
    if (
        len(words) <= (10 if INSTITUTION.search(tail) else 5)
        and not is_sentence(tail)
        and all(any(c.isupper() for c in w) or len(w) < 4 for w in words)
    ):
        return rest[: last.left], tail, DOUBTFUL
    return rest, "", DOUBTFUL


def _before_journal(rest: str, located: Locators) -> Split:
    """The title and the journal, where volume and pages are known."""
    before = rest[: located.start].rstrip(" ,(")
    best, best_score = None, -9.0
    for place in breaks(rest):
        if place.right >= len(before):
            break
        container = before[place.right :]
        score = how_like_a_journal(container) - (2.5 if place.weak else 0.0)
        score += 0.1 * place.right / len(rest)
        if score > best_score:
            best, best_score = place, score
    if best is None:
        return rest, "", GUESSED
    sure = LIKELY + 0.04 if best_score > 1 else (FAIR if best_score > -1 else GUESSED)
    return rest[: best.left], rest[best.right :], sure


def _is_bookish(text: str) -> bool:
    return bool(
        re.search(r"\b(?:pp?\.|[Ee]ds?\b|[Ee]ditors?\b|edited by)|\(Eds?\.\)|\d[-–]\d|\d{4}", text)
        or PUBLISHER.search(text)
    )


def _opens_with_kind(tail: str) -> bool:
    found = THESIS.match(tail) or REPORT.match(tail)
    return bool(found or (THESIS.search(tail[:40]) and not find_locators(tail)))
