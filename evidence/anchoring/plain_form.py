"""The plain form of a short text: two texts that differ only typographically have the same.

Stricter than a text's flow of letters: punctuation counts, and so do the marks and spaces between
digits, so that 1.5 is not 15 and 16–44 is not 1644.
"""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans(
    dict.fromkeys('“”„‟«»‹›‘’‚‛`´′″＂＇"', "'") | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_QUOTE_RUN = re.compile("'+")
_WHITE = re.compile(r"\s+")
_DASHES = re.compile(r"(?P<before>\w?)(?P<space> ?)-+ ?")
_SPACE = re.compile(r"(?<!\d) | (?!\d)")


def plain_form(text: str) -> str:
    """Folded in compatibility and case, with one kind of quotation mark, and without white space.

    Hyphens and dashes are left out except before a digit that follows no letter; a space stays
    between digits.

    >>> plain_form("“Image-\\nbased” abuse") == plain_form("'imagebased' Abuse")
    True
    >>> plain_form("16–44") == plain_form("1644")
    False
    """
    unseen = _UNSEEN.sub("", text).translate(_QUOTES)
    folded = unicodedata.normalize("NFKC", unseen).casefold().translate(_QUOTES)
    dashed = _DASHES.sub(_dash, _WHITE.sub(" ", folded))
    return _QUOTE_RUN.sub("'", _SPACE.sub("", dashed.strip()))


def _dash(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    if after.isdigit() and not match["before"].isalpha():
        return match["before"] + "-"
    return match["before"] + match["space"]
