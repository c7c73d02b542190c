"""Where in a container a work stands: volume, number, pages and date, in every printed form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.reading.references.draft import CERTAIN, FAIR, LIKELY
from evidence.reading.references.printed_dates import DATE, DAY, MONTH, TO_COME, YEAR

_PAGE = r"(?:[A-Za-z]{0,3}\d{1,7}[A-Za-z]?(?:\.e?\d{1,4})?|[ivxlc]{1,7}(?=[-–—]))"
PAGES = rf"{_PAGE}(?:\s?[-–—‑‐−]{{1,2}}\s?(?:{_PAGE}|[ivxlc]{{1,7}}))?(?:, ?\d+[-–]\d+)*"
_VOLUME = r"(?:[A-Z]{0,2}\d{1,5}(?:[-–/]\d{1,5})?[A-Z]?|[IVXLC]{1,7}(?![a-z]))"
_NUMBER = (
    r"(?:[A-Za-z]{0,3}\d{1,5}(?:[-–/]\w{1,6})?"
    r"|(?:Suppl|Supplement|S|Part|Pt|Special|Spec)[^()]{0,25})"
)
_ISSUE = (
    r"(?:[A-Za-z]{0,3}\d[\w–/ -]{0,12}|(?:Suppl|Part|Pt|Special|Spec|Issue|No)[^()]{0,30}"
    r"|[A-Z]{1,3})"
)
_PAGES_LABEL = r"(?:pp?\.|pages?|S\.|págs?\.)"
_ARTICLE_LABEL = r"(?:Article|Art\.|Paper|article|art\.)(?: (?:ID|No\.?|no\.?|Article))?"

# 62, 6, Article 14 (Oct. 2022), 1341–1358
_ACM = re.compile(
    rf"(?P<volume>{_VOLUME}),(?: (?P<number>{_NUMBER}))?(?:,? {_ARTICLE_LABEL} "
    r"(?P<eid>\w+),?)?"
    rf" \((?P<date>{DATE})\)(?:, (?:{_ARTICLE_LABEL} )?(?P<pages>{PAGES})(?: pages)?)?"
)
# 2022 Oct 5;62(6):1341–58
_SEMICOLON = re.compile(
    rf"(?P<date>{DATE});\s?(?P<volume>{_VOLUME})?(?:\s?\((?P<number>{_ISSUE})\))?"
    rf"(?::\s?(?P<pages>{PAGES}))?(?=[.;, ]|$)"
)
# vol. 62, no. 6, pp. 1341–1358, Oct. 2022
_LABELLED = re.compile(
    rf"(?:[Vv]ol(?:ume|\.)? ?(?P<volume>{_VOLUME}))(?:, |\. | )(?:(?:[Nn]o|[Nn]um"
    r"|[Ii]ss?|[Nn]r)(?:\.|ue|umber)?"
    rf" ?(?P<number>[\w–/-]+)[,.]? ?)?(?:(?:{MONTH},? )?(?P<date1>{DATE}), )?(?:"
    rf"(?:{_ARTICLE_LABEL}|{_PAGES_LABEL}) ?(?P<pages>{PAGES}))?"
    rf"(?:,? (?P<date>{DATE}))?"
)
# 2022, 62 (6), 1341–1358
_YEAR_AHEAD = re.compile(
    rf"(?P<date>{YEAR}), (?P<volume>{_VOLUME})(?: ?\((?P<number>{_ISSUE})\))?, "
    rf"(?P<pages>{PAGES})(?=[.;]|$)"
)
# 62(6), 1341–1358   62 (6): 1341–58   62(6):1341
_NUMBER_IN_BRACKETS = re.compile(
    rf"(?P<volume>{_VOLUME})\s?\((?P<number>{_ISSUE})\)(?:[,:]\s?(?:{_ARTICLE_LABEL} "
    rf"|{_PAGES_LABEL} ?)?"
    rf"(?P<pages>{PAGES}))?(?:,? \((?P<date>{DATE})\)|, (?P<date1>{YEAR}))?(?=[.;, ]|$)"
)
# 62, 1341–1358 (2022)
_YEAR_BEHIND = re.compile(
    rf"(?P<volume>{_VOLUME}),? (?:{_PAGES_LABEL} ?"
    rf"|{_ARTICLE_LABEL} )?(?P<pages>{PAGES}) \((?P<date>{DATE}|{TO_COME})\)"
)
# 62, no. 6 (2022): 1341–58
_SPELT_NUMBER = re.compile(
    rf"(?P<volume>{_VOLUME}), no\. ?(?P<number>[\w–/-]+)(?: \((?P<date>{DATE})\))?"
    rf"(?:[:,] ?(?:{_PAGES_LABEL} ?)?(?P<pages>{PAGES}))?"
)
# 2022 Oct 21:14
_NEWSPAPER = re.compile(rf"(?P<date>{DATE}):\s?(?P<pages>{PAGES})(?=[.;]|$)")
# 62, pp. 1341–1358
_LABELLED_PAGES = re.compile(
    rf"(?P<volume>{_VOLUME}), {_PAGES_LABEL} ?(?P<pages>{PAGES})(?=[.;,]|$)"
)
# p. 14, Oct. 21, 2022
_PAGES_AND_DATE = re.compile(
    rf"{_PAGES_LABEL} ?(?P<pages>{PAGES})(?:,? (?P<date>{DATE}))?(?=[.;,]|$)"
)
# 62: 1341–58
_COLON = re.compile(
    rf"(?P<volume>{_VOLUME})(?: \((?P<date>{MONTH}|{DAY} {MONTH}"
    rf"|{MONTH} {DAY})\))?: ?(?P<pages>{PAGES})(?=[.;, ]|$)"
)
# 62, 1341–1358
_COMMA = re.compile(
    rf"(?P<volume>{_VOLUME}), (?:{_ARTICLE_LABEL} "
    rf"|{_PAGES_LABEL} ?)?(?P<pages>{PAGES})(?=[.;]|$)"
)
# a container and then pages alone, at the end
_PAGES_ALONE = re.compile(r", (?P<pages>\d{1,5}[-–]\d{1,5})(?=\.?$)")
# In the order they are tried in, with how sure what they find is, and a sign that all of them have.
_FORMS = (
    (_ACM, CERTAIN, "("),
    (_SEMICOLON, CERTAIN, ";"),
    (_LABELLED, CERTAIN, "ol"),
    (_YEAR_AHEAD, CERTAIN, ", "),
    (_NUMBER_IN_BRACKETS, LIKELY, "("),
    (_YEAR_BEHIND, CERTAIN, "("),
    (_SPELT_NUMBER, LIKELY, ", no."),
    (_NEWSPAPER, LIKELY, ":"),
    (_LABELLED_PAGES, LIKELY, ", "),
    (_PAGES_AND_DATE, LIKELY, ""),
    (_COLON, LIKELY, ":"),
    (_COMMA, FAIR, ", "),
    (_PAGES_ALONE, FAIR, ", "),
)
_A_YEAR = re.compile(YEAR)
_GOES_ON = re.compile(r" (?!in\b)[a-zß-ÿ]{3}")
_AFTER_MONTH = re.compile(rf"\b{MONTH} $")
_RANGE = re.compile(r"(\d+)\s?[-–—‑‐−]{1,2}\s?(\d+)")
_LETTERED = re.compile(r"\b([A-Z]+)(\d+)–(?=\d)")
_DASH = re.compile(r"\s?[-–—‑‐−]{1,2}\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locators:
    """What was found, where it stands in the text, and how sure the form is."""

    start: int
    end: int
    volume: str = ""
    number: str = ""
    pages: str = ""
    eid: str = ""
    date: str = ""
    sure: float = 0.0


def find_locators(text: str, *, style: str = "") -> Locators | None:
    """The last group of volume, number and pages in a text, in the surest form that fits.

    Two numbers and a year, as in “62, 6 (2022)”, are volume and number for ACM and volume and page
    for the others.
    """
    for form, sure, sign in _FORMS:
        if sign not in text:
            continue
        found = None
        for match in form.finditer(text):
            if match.start() == 0 or match[0][0] == "," or text[match.start() - 1] in " ,.(":
                found = match if _is_sound(match, text) else found
        if found:
            return _as_locators(found, sure, style)
    return None


def _is_sound(match: re.Match[str], text: str) -> bool:
    """Whether volume and pages are not rather a year, a month's day or a part of a number."""
    groups = match.groupdict()
    volume, pages = groups.get("volume") or "", groups.get("pages") or ""
    if not (volume or pages):
        return False
    if not pages and _GOES_ON.match(text, match.end()):
        # “processes with I(1) errors”
        return False
    if _A_YEAR.fullmatch(volume) and not (groups.get("number") and pages):
        return False
    if _A_YEAR.fullmatch(pages) and not (groups.get("date") or groups.get("date1")):
        return False
    return not (volume and _AFTER_MONTH.search(text[: match.start()]))


def _as_locators(found: re.Match[str], sure: float, style: str) -> Locators:
    groups = found.groupdict()
    if "eid" in groups and not groups["pages"] and not groups["eid"] and groups["number"]:
        is_bare = bool(_A_YEAR.fullmatch(groups["date"]))
        if is_bare and (style != "acm" or _spans(groups["number"])):
            groups["pages"], groups["number"] = groups["number"], ""
            sure = sure if style == "nature" or _spans(groups["pages"]) else FAIR
    if _A_YEAR.fullmatch(groups.get("number") or "") and not groups.get("date"):
        groups["date"], groups["number"] = groups["number"], ""
    return Locators(
        start=found.start(),
        end=found.end(),
        volume=groups.get("volume") or "",
        number=(groups.get("number") or "").strip(),
        pages=whole_pages(groups.get("pages") or ""),
        eid=groups.get("eid") or "",
        date=groups.get("date") or groups.get("date1") or "",
        sure=sure,
    )


def _spans(number: str) -> bool:
    """Whether a number is rather a range of pages than a double issue."""
    ends = _RANGE.fullmatch(number)
    return bool(ends and abs(int(ends[2]) - int(ends[1])) > 3) or number[:1] == "e"


def whole_pages(pages: str) -> str:
    """A page range with an en dash and with the digits that print leaves out of its end.

    >>> whole_pages("1341-58")
    '1341–1358'
    """
    completed = _RANGE.sub(_whole_range, _DASH.sub("–", pages))
    return _LETTERED.sub(r"\1\2–\1", completed)


def _whole_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        completed = first[: len(first) - len(last)] + last
        last = completed if int(completed) > int(first) else last
    return f"{first}–{last}"
