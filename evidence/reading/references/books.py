"""Books and proceedings that a work stands in: editors, pages, publisher and place."""

from __future__ import annotations

import re

from bib.names import OTHERS
from evidence.reading.references.breaks import breaks
from evidence.reading.references.dating import put_date, take_dates, take_month
from evidence.reading.references.draft import FAIR, LIKELY, Draft
from evidence.reading.references.locators import PAGES, find_locators, whole_pages
from evidence.reading.references.people import NOBODY, NameOrder, names_field, read_people
from evidence.reading.references.printed_dates import DATE, YEAR
from evidence.reading.references.publishing import is_publisher, read_publisher, take_edition
from evidence.reading.references.telling import IMPRINT, PLACED_PAPER, PROCEEDINGS, trimmed

_COUNTRY = re.compile(
    r"USA|U\.S\.A\.|UK|United States|United Kingdom|Austria|Australia|Belgium|Brazil|Canada"
    r"|China|Denmark"
    r"|Finland|France|Germany|Greece|India|Ireland|Israel|Italy|Japan|Korea|South Korea|Mexico"
    r"|Netherlands"
    r"|The Netherlands|New Zealand|Norway|Poland|Portugal|Singapore|Spain|Sweden|Switzerland"
    r"|Taiwan|Turkey"
    r"|[A-Z]{2}"
)
_PAGES_IN_BOOK = re.compile(
    rf"[,;.]? ?\(?\b(?:pp?\.|pages?|S\.) ?(?P<pages>{PAGES})\)?"
    r"|(?:[,:.] | (?=\S+(?: \(|\.?$)))(?P<pages1>[A-Z]?\d+[-–][A-Z]?\d+"
    r"|\d+:\d+[-–](?:\d+:)?\d+)(?=[ .,;)\ue000]|$)"
    rf"|, (?!{YEAR}\b)(?P<pages2>\d{{1,6}})(?=\.?$)"
)
_PLACED = re.compile(rf" ?\((?P<place>[^()]*?)(?:, |\b)(?P<date>{DATE})\)")
_AT_PLACE = re.compile(
    r" \((?P<place>[^()\d]+, [^()\d]+)\)(?=[,.\ue000]|$)"
    r"| \[(?P<place1>[^\[\]\d]{3,60})\](?=[,.\ue000]|$)"
)
PAGE_COUNT = re.compile(
    r"[,.]? ?\b\d{1,5} ?(?:p\.|pages|pp\.)(?=$|[ .,])|[,.]? [\w -]{2,30}\d pages\b"
)
_VOLUME_IN_BOOK = re.compile(r"[,(.]? ?\b(?:[Vv]ol(?:ume|\.)) ?(?P<volume>[\dIVXLC]+)\b\)?,?")
_SERIES = re.compile(
    r"\((?P<series>(?:Lecture Notes|[A-Z][\w ]+ (?:[Ss]eries|Studies|Library))[^()]{0,60})\)"
    r"|\b(?:ser\. |Series: )(?P<series1>[^.,;]{3,80})"
)
_FULL_NAME = (
    r"[^\W\d_a-z][\w’'.-]*(?: (?:van|von|de|del|der|den|da|di|la|le|ten|ter|al|el"
    r"|[^\W\d_a-z][\w’'.-]*)){1,4}"
)
_EDITORS = (
    (
        re.compile(
            r"[,.(;]? ?\bedited by (?P<people>[^()]{3,300}?)(?=(?<![A-Z])\. [A-Z]|, \d|\.$|$"
            r"|\ue000|[,.;] ?(?:\d|vol|pp))"
        ),
        "",
    ),
    (re.compile(r"^(?P<people>[^()]{3,400}?),? \((?:Eds?|eds?|Hrsg|Hg)\.?\)[,.:]? ?"), "start"),
    (re.compile(r"^(?P<people>[^()]{3,400}?), (?:editors?|[Ee]ds?\.)[.,:]? "), "start"),
    (re.compile(r" ?\((?:eds?\.?|edited by) (?P<people>[^()]{3,300})\)"), ""),
    (re.compile(r" ?\((?P<people>[^()]{3,300}), [Ee]ds?\.?\)"), ""),
    (
        re.compile(
            rf"[,.] (?P<people>{_FULL_NAME}(?:, {_FULL_NAME})*(?:,? (?:and"
            rf"|&) {_FULL_NAME})?(?: et al\.)?),?"
            r" (?:\([Ee]ds?\.?\)|[Ee]ds?\.)[,.:]? ?"
        ),
        "",
    ),
)
_EDITOR_ORDERS = {
    "start": (NameOrder.SPACED, NameOrder.INVERTED, NameOrder.GIVEN_FIRST),
    "": (NameOrder.INVERTED, NameOrder.GIVEN_FIRST),
}
_ACRONYM_AT_END = re.compile(r"\([A-Z][\w ’'‘&/-]{1,30}\)$")
_SURELY_PEOPLE = 0.85


def read_book(draft: Draft, text: str) -> None:
    """Take what tells the book or the proceedings a work stands in."""
    """What a chapter or a paper of a conference stands in."""
    text = text.strip()
    is_paper = bool(PROCEEDINGS.search(text) or PLACED_PAPER.search(text))
    text = take_editors(draft, text)
    text = PAGE_COUNT.sub(" ", text)
    text = take_edition(draft, text)
    if imprint := IMPRINT.search(text):
        read_publisher(draft, imprint["imprint"] or "")
        put_date(draft, imprint["date"], LIKELY)
        text = f"{text[: imprint.start()]}."
    text = take_month(draft, text)
    if at_place := _AT_PLACE.search(text):
        draft.put("address", at_place["place"] or at_place["place1"], FAIR)
        text = f"{text[: at_place.start()]}\ue000{text[at_place.end() :]}"
    if placed := _PLACED.search(text):
        draft.put("address", placed["place"], FAIR)
        put_date(draft, placed["date"], FAIR)
        text = f"{text[: placed.start()]}\ue000{text[placed.end() :]}"
    if series := _SERIES.search(text):
        draft.put("series", series["series"] or series["series1"], FAIR)
        text = f"{text[: series.start()].rstrip()}\ue000{text[series.end() :]}"
    located = find_locators(text)
    if located and located.volume and located.pages and located.sure >= FAIR and located.start > 5:
        draft.put("volume", located.volume, FAIR)
        draft.put("number", located.number, FAIR)
        draft.put("pages", located.pages, LIKELY)
        put_date(draft, located.date, FAIR)
        text = f"{text[: located.start].rstrip(' ,')}\ue000{text[located.end :]}"
    text = _take_marked(text, _PAGES_IN_BOOK, "pages", draft)
    text = _take_marked(text, _VOLUME_IN_BOOK, "volume", draft)
    text = take_dates(draft, text)
    booktitle, publishing = _split_book(text)
    acronym = _ACRONYM_AT_END.search(booktitle)
    draft.put("booktitle", booktitle, LIKELY if is_paper or acronym else FAIR)
    if publishing.startswith("\ue001"):
        draft.put("address", publishing[1:], FAIR)
    else:
        read_publisher(draft, publishing)
    if is_paper or acronym:
        draft.set_type("inproceedings", LIKELY if is_paper else FAIR)
    else:
        draft.set_type("incollection", LIKELY if "editor" in draft.fields else FAIR + 0.01)


def _split_book(text: str) -> tuple[str, str]:
    """The title of a book and what tells its publisher."""
    text = text.strip(" ,;")
    cut = text.find("\ue000")
    if cut > 0 and cut < len(text) - 1:
        head, tail = text[:cut], text[cut:].replace("\ue000", " ")
        inner = [place for place in breaks(head) if not place.weak]
        if inner:
            return trimmed(head[: inner[0].left]), f"{head[inner[0].right :]} {tail}"
        return _comma_split(head, tail)
    text = text.replace("\ue000", " ")
    places = [place for place in breaks(text) if not place.weak]
    if places:
        return _comma_split(text[: places[0].left], text[places[0].right :])
    parenthesis = re.search(r" \(([^()]+)\)\.?$", text)
    if parenthesis and is_publisher(parenthesis[1]):
        return trimmed(text[: parenthesis.start()]), parenthesis[1]
    return _comma_split(text, "")


def _comma_split(title: str, publishing: str) -> tuple[str, str]:
    """A book title without a publisher or a place that only a comma sets apart."""
    publishing = publishing.strip(" ,.;()")
    pieces = title.split(", ")
    if len(pieces) > 2 and not publishing and _COUNTRY.fullmatch(pieces[-1]):
        return trimmed(", ".join(pieces[:-2])), f"\ue001{', '.join(pieces[-2:])}"
    if len(pieces) > 1 and not publishing:
        for place in range(1, len(pieces)):
            candidate = ", ".join(pieces[place:])
            city = candidate.partition(":")[0]
            if ":" in candidate and (len(city) > 40 or re.search(r" (?:and|of|on|for|in) ", city)):
                continue
            if is_publisher(candidate):
                return trimmed(", ".join(pieces[:place])), candidate
    return trimmed(title), publishing


def take_editors(draft: Draft, text: str) -> str:
    """The text without the people it calls editors, who are kept."""
    for form, where in _EDITORS:
        found, people = form.search(text), NOBODY
        while found:
            people = read_people(found["people"], *_EDITOR_ORDERS[where])
            if not any(name.literal and name != OTHERS for name in people.names):
                break
            found = form.search(text, found.start() + 1)
        if found and people.sure >= _SURELY_PEOPLE:
            draft.put("editor", names_field(people.names), min(people.sure, LIKELY))
            mark = "" if where else "\ue000"
            return f"{text[: found.start()]}{mark}{text[found.end() :]}".strip(" ,")
    return text


def _take_marked(text: str, pattern: re.Pattern[str], field: str, draft: Draft) -> str:
    found = pattern.search(text)
    if not found or found.start() < 3:
        return text
    value = next(value for value in found.groups() if value)
    draft.put(field, whole_pages(value) if field == "pages" else value, LIKELY)
    return f"{text[: found.start()]}\ue000{text[found.end() :]}"
