"""Works in the database, with their aliases and identifiers."""

from __future__ import annotations

from bib.works import Work
from tracker.storage.families import Family
from tracker.storage.tables import aliases, identifiers, works
from tracker.storage.work_rows import work_from_row, work_to_parts, work_to_row

WORKS = Family[Work](
    what="work",
    table=works,
    parts=(aliases, identifiers),
    to_row=work_to_row,
    to_parts=work_to_parts,
    from_row=work_from_row,
)
