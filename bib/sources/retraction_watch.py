"""Retraction Watch: notices from the CSV file that its makers give out, read offline."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from bib.dates import PartialDate
from bib.errors import InvalidIdentifierError, NotABibliographyError
from bib.identifiers import Doi, Pmid
from bib.problems import Problem
from bib.sources.records import Notice, NoticeKind, date_of, text_of

TITLE = "Retraction Watch"
_COLUMNS = ("RetractionNature", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDate")
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "correction": NoticeKind.CORRECTION,
    "expression of concern": NoticeKind.CONCERN,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_NOTHING = {"", "0", "unavailable", "none", "n/a"}
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionNotices:
    """The notices on the works asked about, by identifier (`doi:…`, `pmid:…`).

    `rows` is how many notices the file holds in all; `problems` are rows that could not be read.
    """

    notices: dict[str, tuple[Notice, ...]]
    rows: int
    problems: tuple[Problem, ...] = ()


def read_retraction_watch(text: str, *, file: str, wanted: Iterable[str]) -> RetractionNotices:
    """The notices on the wanted identifiers; raises `NotABibliographyError` for another file."""
    asked = set(wanted)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=False)
    found: dict[str, list[Notice]] = {}
    problems: list[Problem] = []
    rows = 0
    try:
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            why = f"it has no column {', '.join(missing)}"
            raise NotABibliographyError(file, TITLE, why)
        for row in reader:
            rows += 1
            _take(row, asked, found, problems, file=file, line=reader.line_num)
    except csv.Error as error:
        problems.append(
            Problem(file=file, line=reader.line_num, code="bad-row", message=f"Not read: {error}.")
        )
    return RetractionNotices(
        notices={name: tuple(notices) for name, notices in found.items()},
        rows=rows,
        problems=tuple(problems),
    )


def _take(
    row: dict[str, str | None],
    asked: set[str],
    found: dict[str, list[Notice]],
    problems: list[Problem],
    *,
    file: str,
    line: int,
) -> None:
    names = asked & {_doi(row.get("OriginalPaperDOI")), _pmid(row.get("OriginalPaperPubMedID"))}
    if not names:
        return
    nature = (row.get("RetractionNature") or "").strip()
    since = _date(row.get("RetractionDate") or "")
    if nature.casefold() not in _KINDS:
        message = f"“{nature[:80]}” is no nature of a notice that is known; kept as a notice."
        problems.append(Problem(file=file, line=line, code="odd-nature", message=message))
    notice = Notice(
        kind=_KINDS.get(nature.casefold(), NoticeKind.OTHER),
        source=TITLE,
        since=since,
        notice=_doi(row.get("RetractionDOI")),
        said=_reasons(row.get("Reason") or ""),
    )
    for name in names:
        found.setdefault(name, []).append(notice)


def _doi(cell: str | None) -> str:
    plain = (cell or "").strip()
    if plain.casefold() in _NOTHING:
        return ""
    try:
        return f"doi:{Doi.parse(plain)}"
    except InvalidIdentifierError:
        return ""


def _pmid(cell: str | None) -> str:
    plain = (cell or "").strip()
    if plain.casefold() in _NOTHING:
        return ""
    try:
        return f"pmid:{Pmid.parse(plain)}"
    except InvalidIdentifierError:
        return ""


def _date(cell: str) -> PartialDate | None:
    """A date as month/day/year, with a time behind it that says nothing."""
    day = cell.split(" ", maxsplit=1)[0]
    if "/" in day:
        month, _, rest = day.partition("/")
        number, _, year = rest.partition("/")
        return date_of([year, month, number])
    return date_of(day.split("-"))


def _reasons(cell: str) -> str:
    reasons = [reason.strip().lstrip("+") for reason in cell.split(";")]
    return text_of("; ".join(reason for reason in reasons if reason))[:500]
