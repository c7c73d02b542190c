"""Lines of one paragraph joined again: hyphens at line ends undone, broken addresses kept whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_OPEN_ADDRESS = re.compile(r"(?:https?://|\bwww\.|\bdoi:|\b10\.\d{4,9}/)\S*$", re.IGNORECASE)
_AT_ADDRESS_BREAK = ("-", "\u2010", "\u00ad", "/")
_LONGEST_WORD = 300
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def join_lines(lines: Sequence[str], vocabulary: Collection[str] = ()) -> str:
    """The lines as one; `vocabulary` holds words in lower case that the text has elsewhere.

    >>> join_lines(["A cross-", "country explo-", "ration"], {"cross", "country"})
    'A cross-country exploration'
    """
    joined = ""
    for line in lines:
        following = line.strip()
        is_in_address = joined[-1:] in _AT_ADDRESS_BREAK and _OPEN_ADDRESS.search(
            joined[-_LONGEST_WORD:]
        )
        if not joined or not following or is_in_address:
            joined += following
        elif hyphenated := _HYPHENATED.search(joined[-_LONGEST_WORD:]):
            joined = _without_hyphen(joined, hyphenated, following, vocabulary)
        else:
            joined += " " + following
    return joined


def _without_hyphen(
    joined: str, hyphenated: re.Match[str], following: str, vocabulary: Collection[str]
) -> str:
    """The two lines, with the hyphen where it belongs to the word."""
    rest = _FIRST_WORD.match(following)
    if rest is None or not following[0].islower():
        return joined + following
    first, second = hyphenated[1].lower(), rest[0].lower()
    is_compound = first in vocabulary and second in vocabulary and first + second not in vocabulary
    return joined + following if is_compound else joined[:-1] + following
