"""The work's number was not printed: it stands inside a range such as 35–37.

A range takes in every number between its ends, also one that nobody meant. Look whether the work is
about the claim at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, Where, in_claim

NAME = "swallowed-by-range"
NEEDS = Need.NOTHING

_RANGE = re.compile(r"(\d{1,5})\s?[–—-]\s?(\d{1,5})")


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report a work that is cited through a range alone."""
    if not evidence.citations or not all(each.through_range for each in evidence.citations):
        return
    number = evidence.citations[0].number
    who = "The work" if number is None else f"Number {number}"
    message = f"{who} is not printed here; it is cited as part of a range of numbers."
    said = evidence.citing_sentence
    for match in _RANGE.finditer(said):
        if number is not None and int(match[1]) < number < int(match[2]):
            yield Alarm(
                rule=NAME,
                message=message,
                where=Where.CITING_SENTENCE,
                source=said,
                start=match.start(),
                end=match.end(),
            )
            return
    yield in_claim(NAME, message, evidence)
