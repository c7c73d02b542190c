"""A work should say what a reader needs to find it.

Asked for is little, by type: a title; where an article appeared; what a part is part of; whose
thesis or report it is; and a year for what is published in print. Other fields may stand in, and
what a work inherits by `crossref` counts. Add the field, or choose the type that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bib.entries import inherited_fields
from bib.works import Work
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "missing-field"
SEVERITY = Severity.NOTE
LOOKS_AT = "works"

_UNPUBLISHED = ("eprint", "pubstate", "howpublished", "url", "doi")
_JOURNAL = ("journal", "journaltitle", "shortjournal", "journalsubtitle", "issn", *_UNPUBLISHED)
_BOOK = ("booktitle", "maintitle", "crossref", "xref", "series", *_UNPUBLISHED)
_WHO = ("author", "editor", "editora", "translator", "organization", "institution", "publisher",
        "collaboration", "holder")  # fmt: skip
_HOUSE = ("institution", "school", "publisher", "organization", "type", "number", *_UNPUBLISHED)
_WHEN = ("year", "date", "issued", "pubstate", "eventdate", "origdate", "urldate", "eprint")
_PRINTED = {"article", "book", "inproceedings", "conference", "incollection", "inbook",
            "phdthesis", "mastersthesis", "thesis", "proceedings", "collection"}  # fmt: skip
_WANTED: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "article": (("journal", _JOURNAL),),
    "book": (("author", _WHO),),
    "inproceedings": (("booktitle", _BOOK),),
    "conference": (("booktitle", _BOOK),),
    "incollection": (("booktitle", _BOOK),),
    "phdthesis": (("author", _WHO), ("school", _HOUSE)),
    "mastersthesis": (("author", _WHO), ("school", _HOUSE)),
    "thesis": (("author", _WHO), ("institution", _HOUSE)),
    "techreport": (("institution", (*_HOUSE, *_WHO)),),
    "report": (("institution", (*_HOUSE, *_WHO)),),
}
_TITLES = ("title", "booktitle", "maintitle", "journaltitle", "shorttitle", "titleaddon",
           "howpublished")  # fmt: skip
# These are not works of their own.
_SETS = {"set", "xdata", "control"}


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report works that lack what their type needs."""
    for work in holdings.corpus.works:
        missing = list(_missing(work, holdings.works)) if work.type not in _SETS else []
        if missing:
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=work.key,
                message=f"As {work.type}, it lacks: {', '.join(missing)}.",
            )


def _missing(work: Work, works: Mapping[str, Work]) -> Iterator[str]:
    parent = works.get(work.fields.get("crossref", "").strip())
    fields = inherited_fields(work, parent) if parent else work.fields
    present = {name for name, value in fields.items() if value.strip()}
    if not present.intersection(_TITLES):
        yield "title"
    for name, allowed in _WANTED.get(work.type, ()):
        if not present.intersection(allowed):
            yield name
    if work.type in _PRINTED and not present.intersection(_WHEN):
        yield "year"
