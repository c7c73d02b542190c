"""A figure must be of a time at which it can have been counted.

Reported are periods that run backwards, figures counted before their period was over or on a day
that is yet to come, periods that begin before the thing itself did (by the figures it names in
`not_before`), and figures dated later than every work that the claim cites for them. Correct the
period, or cite a source that can know.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence.figures import Figure
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.meetings import Stated
from evidence.periods import first_day, last_day

NAME = "impossible-period"
SEVERITY = Severity.WARNING
LOOKS_AT = "figures"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report times that cannot be."""
    for own in holdings.figures.values():
        for stated in own:
            for message in _faults(stated, holdings):
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=stated.claim.id,
                    message=message,
                    where=str(stated.claim.locator),
                )


def _faults(stated: Stated, holdings: Holdings) -> Iterator[str]:
    figure = stated.figure
    if figure.since and figure.until and last_day(figure.until) < first_day(figure.since):
        yield f"The period of “{figure}” runs backwards: {figure.since} to {figure.until}."
        return
    yield from _counted_too_early(figure, holdings.today)
    yield from _before_the_beginning(figure, holdings)
    yield from _later_than_its_sources(stated, holdings)


def _counted_too_early(figure: Figure, today: date | None) -> Iterator[str]:
    if figure.as_of is None:
        return
    if figure.until and last_day(figure.as_of) < first_day(figure.until):
        yield f"“{figure}” was counted in {figure.as_of}, before its period ended: {figure.until}."
    elif figure.since and last_day(figure.as_of) < first_day(figure.since):
        yield f"“{figure}” was counted in {figure.as_of}, before its period began: {figure.since}."
    if today and first_day(figure.as_of) > (today.year, today.month, today.day):
        yield f"“{figure}” is said to be as of {figure.as_of}, which is yet to come."


def _before_the_beginning(figure: Figure, holdings: Holdings) -> Iterator[str]:
    start = figure.since or figure.until or figure.as_of
    for id_ in figure.not_before:
        beginning = holdings.figure(id_)
        if start is None or beginning is None or beginning.figure.as_of is None:
            continue
        began = beginning.figure.as_of
        if last_day(start) < first_day(began):
            yield (
                f"“{figure}” is said to be {_when(figure)}, and what it counts began in {began} "
                f"({beginning.claim.id})."
            )


def _when(figure: Figure) -> str:
    if figure.since and figure.until:
        return f"of {figure.since} to {figure.until}"
    if figure.since:
        return f"since {figure.since}"
    return f"until {figure.until}" if figure.until else f"as of {figure.as_of}"


def _later_than_its_sources(stated: Stated, holdings: Holdings) -> Iterator[str]:
    figure = stated.figure
    works = [holdings.works.get(citation.work) for citation in stated.claim.citations]
    issued = [work.issued for work in works if work and work.issued]
    last = figure.as_of or figure.until
    if last is None or not issued or len(issued) < len(works):
        return
    latest = max(issued, key=last_day)
    if first_day(last) > last_day(latest):
        cited = "the work it cites is" if len(works) == 1 else "the latest work it cites is"
        yield f"“{figure}” is said to be {_when(figure)}, and {cited} of {latest}."
