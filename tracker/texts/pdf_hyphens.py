"""What becomes of the end of a line: a space, nothing, or a hyphen that was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tracker.texts.pdf_layout import Line

_EDGES = "“”‘’\"'()[]{}<>.,;:!?*†‡…"
_ENDS_WITH_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
_ADDRESS = re.compile(r"(?:https?:|www\.|doi\.org|doi:|\b10\.\d{4,9}/|://)\S*$", re.IGNORECASE)
_ADDRESS_GOES_ON = tuple("/-_=&?%#~@+")
_NUMBERS_APART = re.compile(r"\d[–-]$")
_SUSPENDED = {"and", "or", "to", "und", "oder", "bzw.", "et", "ou", "y", "o", "as"}
# Compounds of these keep their hyphen more often than not.
_FIRST = {"non", "self", "well", "cross", "quasi", "half"}
_LAST = {
    "based", "driven", "related", "specific", "oriented", "aware", "centered", "centred",
    "facilitated", "generated", "focused", "blaming", "swapping", "sharing", "reported", "making",
}  # fmt: skip
# So do compounds of these, if their first half is a word of the text.
_LAST_AFTER_WORD = {
    "like", "free", "scale", "level", "wide", "term", "time", "world", "source", "party", "art",
    "in", "up", "off", "down", "of", "to", "the", "led", "made", "known", "type", "shot", "person",
}  # fmt: skip
# These begin words written as one, though both halves are words.
_CLOSED = {
    "any", "con", "every", "for", "fore", "here", "how", "in", "inter", "it", "mis", "never", "on",
    "other", "out", "over", "per", "some", "sub", "super", "them", "there", "through", "trans",
    "under", "up", "what", "where", "with", "an", "be", "de", "re", "un", "dis", "pro", "com",
    "can", "our", "your", "my", "him", "her", "cap", "man", "car", "pass", "work", "web", "note",
}  # fmt: skip
_FEWEST_LETTERS = 3


class Hyphens:
    """Tells hyphens of words from hyphens of line ends, by the words in the rest of the text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._seen: Counter[str] = Counter()
        for line in lines:
            # The first and the last word of a line may be halves.
            texts = [word.text for word in line.words[1:-1]]
            for text in texts:
                core = text.strip(_EDGES).lower()
                self._seen[core] += 1
                if "-" in core:
                    self._seen.update(core.split("-"))

    def joint(self, before: str, after: str) -> tuple[str, str]:
        """The last word of a line as it is to be kept, and what comes between it and the next.

        >>> Hyphens([]).joint("exam-", "ple")
        ('exam', '')
        >>> Hyphens([]).joint("image-", "based")
        ('image-', '')
        >>> Hyphens([]).joint("pre-", "and")
        ('pre-', ' ')
        """
        if _ADDRESS.search(before) and before.endswith(_ADDRESS_GOES_ON):
            return before, ""
        if _NUMBERS_APART.search(before) and after[:1].isdigit():
            return before, ""
        if not _ENDS_WITH_HYPHEN.search(before):
            return before, " "
        if after.strip(_EDGES) in _SUSPENDED:
            return before, " "
        return (before, "") if self._is_meant(before, after) else (before[:-1], "")

    def _is_meant(self, before: str, after: str) -> bool:
        """Whether the hyphen belongs to the word."""
        if not after[:1].islower():
            return True
        first, last = before[:-1].strip(_EDGES), after.strip(_EDGES).split("-")[0].split("/")[0]
        half = first.rsplit("-", 1)[-1].lower()
        closed, hyphened = self._counts(first.lower(), half, last.lower())
        if closed or hyphened:
            return hyphened > closed
        if half in _FIRST or last in _LAST or first[-1:].isupper():
            return True
        if last in _LAST_AFTER_WORD:
            return self._seen[half] > 0
        if "-" in first:
            return half in self._seen and last in self._seen
        if half in _CLOSED or min(len(half), len(last)) < _FEWEST_LETTERS:
            return False
        return self._seen[half] > 0 and self._seen[last] > 0

    def _counts(self, first: str, half: str, last: str) -> tuple[int, int]:
        closed = sum(self._seen[one] for one in _forms({first + last, half + last}))
        hyphened = sum(self._seen[one] for one in _forms({f"{first}-{last}", f"{half}-{last}"}))
        return closed, hyphened


def _forms(words: set[str]) -> Sequence[str]:
    """Words with and without the commonest ending."""
    more = {f"{word}s" for word in words} | {word.removesuffix("s") for word in words}
    return sorted(words | more)
