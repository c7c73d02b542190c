"""Figures that speak of one thing must leave room for each other.

“Nearly 200” and “over 200” cannot both be true of one thing at one time; “at least 1,700” and “over
1,700” can. Compared are figures that a dispute or a link *contradicts* puts side by side, and those
of one subject and unit in claims of one work, or in a claim and a work it cites. It is a note where
the two may be of different days because a date is missing. Find out which is right and say so in
the dispute of the figure; state the day of counting, or tell the subjects apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.intervals import interval
from evidence.meetings import Ground, Meeting, Stated
from evidence.periods import Timing, timing

NAME = "conflicting-figures"
SEVERITY = Severity.WARNING
LOOKS_AT = "pairs of figures"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report each figure with all those that contradict it."""
    answers = Counter((each.first.id, each.second.claim.id) for each in holdings.meetings)
    against: dict[tuple[str, Severity], list[Meeting]] = {}
    for meeting in _conflicts(holdings):
        # A claim that answers with several figures has them from several days.
        is_only = answers[meeting.first.id, meeting.second.claim.id] == 1
        when = timing(
            meeting.first.figure,
            meeting.second.figure,
            is_one_source=meeting.is_one_source and is_only,
        )
        if when is not Timing.APART:
            severity = SEVERITY if when is Timing.ONE else Severity.NOTE
            against.setdefault((meeting.first.id, severity), []).append(meeting)
    for (_, severity), found in against.items():
        first = found[0].first
        yield Finding(
            check=NAME,
            severity=severity,
            subject=first.claim.id,
            message=_message(first, [each.second for each in found], severity),
            where=str(first.claim.locator),
        )


def _conflicts(holdings: Holdings) -> Iterator[Meeting]:
    agreeing = {
        meeting.first.id
        for meeting in holdings.meetings
        if meeting.ground is Ground.SOURCE and _can_both_be(meeting, holdings)
    }
    for meeting in holdings.meetings:
        # A claim that cites several works takes its figure from one of them.
        is_found = meeting.ground is Ground.SOURCE and meeting.first.id in agreeing
        if not is_found and not _can_both_be(meeting, holdings):
            yield meeting


def _can_both_be(meeting: Meeting, holdings: Holdings) -> bool:
    first, second = (
        interval(each.figure, holdings.units.read(each.figure.unit))
        for each in (meeting.first, meeting.second)
    )
    return first.meets(second)


def _message(first: Stated, others: list[Stated], severity: Severity) -> str:
    about = f" ({first.figure.subject})" if first.figure.subject else ""
    against = ", ".join(_told(each) for each in others)
    if severity is SEVERITY:
        return f"“{first.figure}”{about} cannot be true of one thing together with {against}."
    return (
        f"“{first.figure}”{about} cannot be of one day with {against}; say when each was counted."
    )


def _told(stated: Stated) -> str:
    day = f", as of {stated.figure.as_of}" if stated.figure.as_of else ""
    return f"“{stated.figure}” ({stated.claim.id}{day})"
