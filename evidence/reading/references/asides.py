"""What stands beside a title in brackets or between full stops: editions, reports, states."""

from __future__ import annotations

import re

from evidence.reading.references.dating import put_date
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, LIKELY, Draft
from evidence.reading.references.locators import PAGES, whole_pages
from evidence.reading.references.printed_dates import DATE
from evidence.reading.references.publishing import (
    REPORT,
    THESIS,
    read_publisher,
    take_edition,
    take_label,
    thesis_type,
)

_DATE_BETWEEN = re.compile(rf"\. \((?P<date>{DATE})\)\. ")
_PARENTHETICAL = re.compile(
    r" \((?P<inner>(?:[^()]*(?:[Tt]hesis|[Dd]issertation)|\d{1,2}(?:st|nd|rd|th) ed|[Rr]ev\. ed"
    r"|[Ss]econd ed|[Tt]hird ed|Vols?\.|[Vv]ersion"
    r"|Report|Technical|Tech\.|Working|Discussion|Research|Publication|Policy|RFC|No\.|NIST"
    r"|Standard"
    r"|Issue|Bill|S\. \d|H\.R\.)[^()]{0,80})\)(?=\.? |\.?$)"
)
_BRACKETED = re.compile(r" ?\[(?P<inner>[^\[\]]{3,100})\](?=[.,]? |[.,]?$)")
_DATE_AT_END = re.compile(
    r"[.;] (?:(?:Preprint posted|Published|Posted|First published|Updated)(?: online)?[,:]? )?"
    rf"\(?(?P<date>{DATE})\)?\.?$|, \((?P<date1>{DATE})\)\.?$"
)
_STATE_AT_END = re.compile(
    r"[.;,] \(?(?P<state>Submitted|In press|Forthcoming|To appear|Accepted|Under review"
    r"|In preparation)"
    r"(?: (?:for )?publication)?\)?\.?$",
    re.IGNORECASE,
)
_REPORT_AT_END = re.compile(r"; [^;.]*\d{4}[^;.]{0,8}\. (?P<report>[^.;]{4,80})\.?$")
_VOLUME_ALONE = re.compile(r"[.,] (?:Vol\.|Volume) (\d{1,4}|[IVX]{1,5})[.,](?= [^\W\d_])")
_EDITION_ALONE = re.compile(
    r"(?<=[\w)?!”\"])[.,] (\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Rr]ev(?:ised|\.)) ed(?:\."
    r"|n\.?|ition\.?)[.,]?(?= |$)"
)


def without_asides(draft: Draft, rest: str) -> str:
    """Title and container alone; what stands beside them is kept in its fields."""
    rest = _take_brackets(draft, take_label(draft, rest))
    rest = _take_numbered_report(draft, rest)
    rest = _take_sentence(draft, rest, _VOLUME_ALONE, "volume")
    rest = _take_sentence(draft, rest, _EDITION_ALONE, "edition")
    if between := _DATE_BETWEEN.search(rest):
        put_date(draft, between["date"], LIKELY)
        rest = f"{rest[: between.start()]}. {rest[between.end() :]}"
    dated = _DATE_AT_END.search(rest)
    if dated and dated.start() > 3 and _is_balanced(rest[: dated.start()]):
        put_date(draft, dated["date"] or dated["date1"], LIKELY)
        rest = rest[: dated.start()]
    if state := _STATE_AT_END.search(rest):
        draft.put("pubstate", state["state"].lower(), LIKELY)
        rest = rest[: state.start()]
    return rest


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _take_numbered_report(draft: Draft, rest: str) -> str:
    """The text without “. Technical report 12.” behind the year."""
    found = _REPORT_AT_END.search(rest)
    report = REPORT.fullmatch(found["report"]) if found else None
    if not (found and report):
        return rest
    draft.set_type("techreport", LIKELY)
    draft.put("type", report["type"], LIKELY)
    draft.put("number", report["number"] or "", LIKELY)
    return rest[: found.start("report")].strip()


def _take_sentence(draft: Draft, rest: str, form: re.Pattern[str], field: str) -> str:
    """The text without a volume or an edition that stands between two full stops."""
    found = form.search(rest)
    if not found:
        return rest
    draft.put(field, found[1], LIKELY)
    draft.set_type("book", DOUBTFUL)
    return f"{rest[: found.start()]}. {rest[found.end() :].lstrip()}"


def _take_brackets(draft: Draft, rest: str) -> str:
    """The text without what stands in brackets behind a title: edition, report or thesis."""
    for form in (_PARENTHETICAL, _BRACKETED):
        found = form.search(rest)
        if not found or found.start() < 3:
            continue
        inner = found["inner"]
        if thesis := THESIS.search(inner):
            draft.set_type(thesis_type(thesis["degree"] or "PhD"), CERTAIN)
            school = inner[thesis.end() :].strip(" ,")
            read_publisher(draft, school, role="school")
        elif form is _BRACKETED and not REPORT.search(f"{inner} 1"):
            continue
        elif report := REPORT.search(inner) or REPORT.search(f"{inner} 1"):
            draft.set_type("techreport", LIKELY)
            draft.put("type", report["type"], LIKELY)
            draft.put("number", (report["number"] or "").removesuffix(" 1"), LIKELY)
        else:
            take_edition(draft, inner)
            if volume := re.search(r"Vols?\. ?([\w–-]+)", inner):
                draft.put("volume", volume[1], LIKELY)
                draft.set_type("book", DOUBTFUL)
            if paged := re.search(rf"\bpp?\. ?({PAGES})", inner):
                draft.put("pages", whole_pages(paged[1]), LIKELY)
        rest = f"{rest[: found.start()]}. {rest[found.end() :].lstrip(' .')}".strip()
    return rest
