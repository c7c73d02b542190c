"""An ellipsis of the excerpt leaves out a word that limits what is said.

Looked for in the words of the text that the ellipsis stands for: reservations (“may”, “some”),
denials, “only” and “except”, and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reading.figures_in_text import find_figures
from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, Where

NAME = "ellipsis-hides"
NEEDS = Need.EXCERPT

_LIMITS = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|potentially|suggests?|appears?|seems?"
    r"|some|sometimes|partly|often|usually|not|no|never|nor|without|neither|cannot|hardly|only"
    r"|except|unless|if|but|however|limited|preliminary|small|among|solely|merely|rarely"
    r"|in\stheory|in\sprinciple|under\scertain|in\sthe\slaboratory|provided)\b|n[’']t\b",
    re.IGNORECASE,
)


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report ellipses by what they hide."""
    for source in evidence.passages:
        for omission in source.omissions:
            hidden = _hidden(omission.words)
            if hidden:
                message = f"The ellipsis leaves out “{hidden}”: “{omission.words}”."
                yield Alarm(
                    rule=NAME,
                    message=message,
                    where=Where.EXCERPT,
                    source=source.quote,
                    start=omission.start,
                    end=omission.end,
                )


def _hidden(words: str) -> str:
    if match := _LIMITS.search(words):
        return match[0]
    for found in find_figures(words):
        if not found.kind.is_time:
            return words[found.start : found.end]
    return ""
