"""Theses, reports, publishers, newspapers and sites: what has no volume and pages."""

from __future__ import annotations

import re

from evidence.reading.references.books import PAGE_COUNT, take_editors
from evidence.reading.references.breaks import breaks
from evidence.reading.references.dating import put_date, take_dates, take_month
from evidence.reading.references.draft import DOUBTFUL, FAIR, GUESSED, LIKELY, Draft
from evidence.reading.references.publishing import (
    HOUSE,
    INSTITUTION,
    PUBLISHER,
    REPOSITORY,
    is_publisher,
    read_publisher,
    take_edition,
    thesis_type,
)
from evidence.reading.references.telling import DATA, IMPRINT, NEWS, SCHOOL, SERIAL, is_sentence

_PAGE_OF_NEWS = re.compile(r", (?:p\. ?)?(?P<pages>[A-Z]?\d{1,3})$")


def read_thesis(draft: Draft, tail: str, thesis: re.Match[str]) -> None:
    """Take the degree, the school and the place of a thesis."""
    degree = thesis.groupdict().get("degree") or thesis.groupdict().get("degree1") or "PhD"
    draft.set_type(thesis_type(degree), LIKELY)
    remaining = f"{tail[: thesis.start()]} {tail[thesis.end() :]}"
    remaining = take_dates(draft, remaining).replace("\ue000", " ").strip(" .,;:()[]")
    pieces = [
        piece.strip() for piece in re.split(r"[,;] |\. (?=[A-Z])", remaining) if piece.strip()
    ]
    school = next((n for n, piece in enumerate(pieces) if SCHOOL.search(piece)), None)
    if school is None or ":" in remaining:
        read_publisher(draft, remaining, role="school")
    else:
        draft.put("school", pieces[school], FAIR)
        draft.put("address", ", ".join(pieces[school + 1 :]), DOUBTFUL)


def read_report(draft: Draft, tail: str, report: re.Match[str]) -> None:
    """Take the type, the number and the institution of a report."""
    draft.set_type("techreport", LIKELY)
    draft.put("type", report["type"], LIKELY)
    draft.put("number", (report["number"] or "").rstrip(".,"), FAIR)
    before, after = tail[: report.start()].strip(" .,(["), tail[report.end() :].strip(" .,)]")
    after = PAGE_COUNT.sub("", after)
    after = take_dates(draft, after).replace("\ue000", " ").strip(" .,;()")
    before = take_dates(draft, before).replace("\ue000", " ").strip(" .,;()")
    stated = before if before and not is_sentence(before) else after
    read_publisher(draft, stated, role="institution")


def read_unlocated(draft: Draft, tail: str) -> None:
    """A publisher, a newspaper, a site or a body."""
    tail = take_edition(draft, PAGE_COUNT.sub("", tail)).strip(" .,;")
    tail = take_month(draft, take_editors(draft, tail))
    if imprint := IMPRINT.fullmatch(tail):
        put_date(draft, imprint["date"], LIKELY)
        read_publisher(draft, imprint["imprint"] or "", sure=LIKELY)
        _type_by_publisher(draft, imprint["imprint"] or "")
        return
    dated = "\ue000" in (undated := take_dates(draft, tail))
    name = undated.replace("\ue000", " ").strip(" .,;()")
    if not name:
        return
    if NEWS.search(name) and (page := _PAGE_OF_NEWS.search(name)):
        draft.put("pages", page["pages"], LIKELY)
        name = name[: page.start()]
    if NEWS.search(name) and not PUBLISHER.search(name.replace("News", "")):
        draft.put("howpublished" if "url" in draft.fields else "journal", name, FAIR)
        draft.set_type("misc" if "url" in draft.fields else "article", FAIR)
    elif is_publisher(name) or _is_institution(draft, name):
        read_publisher(draft, name)
        _type_by_publisher(draft, name)
    elif re.fullmatch(r"[^,.;:]{2,60}, [^\W\d_a-z][^,.;:]{2,30}(?:, [A-Z]{2})?", name):
        read_publisher(draft, name, sure=DOUBTFUL)
        _type_by_publisher(draft, name)
    elif "url" in draft.fields or "howpublished" in draft.fields:
        draft.put("howpublished", name, DOUBTFUL)
        draft.set_type("misc", FAIR)
    elif dated or SERIAL.search(name):
        draft.put("journal", name, DOUBTFUL)
        draft.set_type("article", DOUBTFUL)
    else:
        read_publisher(draft, name, sure=GUESSED)
        draft.set_type("misc" if "doi" in draft.fields else "book", DOUBTFUL + 0.01)


def _is_institution(draft: Draft, name: str) -> bool:
    """Whether a few words name a body: the author again, a repository, an institute."""
    if any(not place.weak for place in breaks(name)) or len(name.split()) > 10:
        return False
    is_author = f"{{{name.casefold()}}}" in draft.fields.get("author", "").casefold()
    return is_author or bool(REPOSITORY.search(name) or INSTITUTION.search(name))


def _type_by_publisher(draft: Draft, name: str) -> None:
    """A guess at the kind of work from who published it, where nothing else tells it."""
    if not name:
        draft.set_type("misc", DOUBTFUL)
    elif REPOSITORY.search(name) or DATA.search(draft.fields.get("title", "")):
        draft.set_type("misc", FAIR)
    elif name.casefold() in draft.fields.get("author", "").casefold():
        draft.set_type("misc" if "url" in draft.fields else "techreport", GUESSED)
    elif HOUSE.search(name) or ("url" not in draft.fields and not INSTITUTION.search(name)):
        draft.set_type("book", FAIR)
    else:
        draft.set_type("techreport", GUESSED)
