"""One group of references closes a sentence of three claims or more.

The paper does not say which of the claims this work is for, so it may bear one of them and not the
others. Look for the claim that the work does bear; the others need a source of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, in_claim

NAME = "shared-sentence"
NEEDS = Need.NOTHING

_MANY = 3
_NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report a claim whose sentence has many claims for one group."""
    count = len(evidence.mates) + 1
    is_ambiguous = any(citation.is_ambiguous for citation in evidence.citations)
    if is_ambiguous and count >= _MANY:
        number = _NUMBERS.get(count, str(count))
        others = ", ".join(evidence.mates)
        message = (
            f"One group of references closes {number} claims of the sentence; the others are "
            f"{others}. Which of them this work is for, the paper does not say."
        )
        yield in_claim(NAME, message, evidence)
