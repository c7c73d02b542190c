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
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.")
_DASH = re.compile(r"(?P<before>\w?)(?P<space>\s*)-+\s*(?=(?P<after>\w?))")
_SPACE = re.compile(r"(?<=\d)\s+(?=\d)|\s+")


def plain_form(text: str) -> str:
    """Folded in compatibility and case, with one kind of quotation mark, and without white space.

    Hyphens and dashes are left out except before a digit that follows no letter.

    >>> plain_form("“Image-\\nbased” abuse") == plain_form("'imagebased' Abuse")
    True
    >>> plain_form("16–44") == plain_form("1644")
    False
    """
    unseen = _UNSEEN.sub("", text).translate(_QUOTES)
    folded = unicodedata.normalize("NFKC", unseen).casefold().translate(_QUOTES)
    dashed = _DASH.sub(_dash, folded)
    spaced = _SPACE.sub(lambda match: " " if _is_between_digits(match) else "", dashed)
    return _QUOTE_RUN.sub("'", spaced)


def _dash(match: re.Match[str]) -> str:
    is_kept = match["after"].isdigit() and not match["before"].isalpha()
    return match["before"] + ("-" if is_kept else "" if match["space"] == "" else " ")


def _is_between_digits(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
