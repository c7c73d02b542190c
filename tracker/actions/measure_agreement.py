"""Measure how far the readers of a review agree."""

from __future__ import annotations

from collections.abc import Callable, Collection

from evidence.reviewing.agreement import Agreement, StatisticsMissingError, agreement
from tracker.actions.visible import visible_verdicts
from tracker.errors import MissingExtraError
from tracker.library import Library


def measure_agreement(
    library: Library,
    *,
    readers: Collection[str] = (),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Agreement:
    """The agreement of these readers, or of all who read a pair that another read as well.

    In a blind review, on the pairs of which the present person may know what was found. Raises
    `MissingExtraError` where the library that works it out is not installed.
    """
    with library.reading() as records:
        verdicts = visible_verdicts(library, records.verdicts())
    try:
        return agreement(verdicts, readers=readers, progress=progress)
    except StatisticsMissingError as error:
        raise MissingExtraError("statistics", "the agreement of readers") from error
