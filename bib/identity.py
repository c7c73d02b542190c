"""Identity: whether a work is the work its entry says, graded, with who was asked and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bib.dates import PartialDate


class Identity(StrEnum):
    """What a comparison of a work with the world's records came to."""

    SAME = "same work"
    SAME_BUT_FIELDS = "same work, wrong fields"
    ANOTHER = "another work"
    NOT_FOUND = "not found"
    NOT_CHECKED = "could not check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The latest comparison of a work: its grade, with whose record, on which day, and why."""

    grade: Identity
    by: str = ""
    on: PartialDate | None = None
    why: str = ""
