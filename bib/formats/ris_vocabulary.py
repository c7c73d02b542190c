"""What RIS and BibTeX call the same thing: types that go together, tags that mean one field."""

from __future__ import annotations

import re

from bib.formats.entry_types import EntryType

PREFIX = "ris-"

PARTS = {"incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inproceedings",
          "conference", "inreference"}  # fmt: skip
WHOLES = {"book", "collection", "mvbook", "mvcollection", "booklet", "manual", "proceedings",
           "mvproceedings", "reference", "mvreference", "report", "techreport", "thesis",
           "phdthesis", "mastersthesis", "dataset", "software", "standard"}  # fmt: skip
WITH_PAGE_COUNT = WHOLES - {"report", "techreport"}
WITH_GENRE = WHOLES | {"misc", "unpublished", "patent", "online", "letter"}
_SCHOOLS = {"phdthesis", "mastersthesis"}
_INSTITUTIONS = {"thesis", "report", "techreport"}
_PUBLISHERS = ("publisher", "institution", "school", "organization")

# Tags that mean one field whatever the type; of several tags for one field the first wins.
SIMPLE = (
    ("VL", "volume"), ("IS", "number"), ("CP", "number"), ("AB", "abstract"), ("N2", "abstract"),
    ("CY", "address"), ("PP", "address"), ("ET", "edition"), ("LA", "language"),
    ("ST", "shorttitle"), ("NV", "volumes"), ("C7", "eid"), ("CN", "library"), ("N1", "note"),
    ("RN", "annote"), ("DO", "doi"), ("UR", "url"), ("LK", "url"),
)  # fmt: skip
MARKED = {"abstract", "shorttitle"}
RANGE = re.compile(r"^([^\s–—-]+)\s*(?:--|[–—-])\s*([^\s–—-]+)$")
DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})/?")


def publishers(row: EntryType) -> tuple[str, ...]:
    """The fields that RIS's one publisher may stand in, the most likely for the type first."""
    first = "publisher"
    if row.type in _SCHOOLS:
        first = "school"
    elif row.type in _INSTITUTIONS:
        first = "institution"
    return (first, *(name for name in _PUBLISHERS if name != first))
