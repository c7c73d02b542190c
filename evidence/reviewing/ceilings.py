"""Ceilings: the most that a verdict can show, by how much of the cited work its reader had.

An abstract can show that a work says something, and that it is about something else; it cannot show
that the work says it nowhere. So a verdict given on less than the whole always says on how much.
"""

from __future__ import annotations

from bib.works import ReadStatus
from evidence.verdicts import VerdictState

CEILINGS = {
    ReadStatus.FULL: "The whole work was read; nothing limits the verdict.",
    ReadStatus.PART: "Only a part was read; what was not found may stand in the rest.",
    ReadStatus.ABSTRACT: (
        "Only the abstract was read; it can show what the work says and is about, and not that "
        "something is missing from it."
    ),
    ReadStatus.SECONDARY: (
        "The work was seen only through what others report; it is they who support or do not."
    ),
    ReadStatus.NONE: "Nothing of the work was read; that allows no verdict on what it says.",
}

_QUALIFIED = {
    ReadStatus.PART: "{state} in the part read",
    ReadStatus.ABSTRACT: "{state} by the abstract",
    ReadStatus.SECONDARY: "{state} by what others report",
}
_WITHOUT_READING = {VerdictState.CANNOT_DETERMINE, VerdictState.SOURCE_UNAVAILABLE}


def as_far_as_read(state: VerdictState, access: ReadStatus) -> str:
    """A verdict in words that do not exceed what was read: “not supported by the abstract”."""
    if state in _WITHOUT_READING:
        return str(state)
    return _QUALIFIED.get(access, "{state}").format(state=state)


def is_beyond(state: VerdictState, access: ReadStatus) -> bool:
    """Whether a verdict says more than a reader of so much can know."""
    if access is ReadStatus.NONE:
        return state not in _WITHOUT_READING
    return state is VerdictState.SOURCE_UNAVAILABLE and access is ReadStatus.FULL


def is_final(state: VerdictState, access: ReadStatus) -> bool:
    """Whether nobody needs to read more to be sure of the verdict.

    What the abstract or a part says, the work says; what they lack, it may still say.
    """
    if access is ReadStatus.FULL:
        return state not in _WITHOUT_READING
    shown = {VerdictState.SUPPORTED, VerdictState.CONTRADICTED}
    return access in {ReadStatus.PART, ReadStatus.ABSTRACT} and state in shown
