"""Findings: what a check found, and waivers that set one aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: a broken promise, weakened evidence, or a thing to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a work as it should be; empty where the field should go."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a check found, at one subject (a record's id).

    `changes` would mend it, where the check is sure how; the subject is then a work.
    """

    check: str
    severity: Severity
    subject: str
    message: str
    where: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding set aside with a reason, until a day if one is given."""

    check: str
    subject: str
    why: str
    by: str
    until: date | None = None

    def covers(self, finding: Finding, *, today: date) -> bool:
        """Whether this waiver sets the finding aside on that day."""
        return (self.check, self.subject) == (finding.check, finding.subject) and (
            self.until is None or today <= self.until
        )
