"""How wide text is when drawn, without a font at hand: an estimate on the safe side."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Shares of the font size, after the widths that common sans-serif faces agree on.
_NARROW = frozenset("iljI|.,:;'’‘!()[]{}/\\ ftr-·")
_WIDE = frozenset("mwMW%@—…✓◐✗≠⇄○▲")
_SAFETY = 1.06


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Pixels that `text` takes at a font size."""
    share = sum(_share(sign) for sign in text)
    return share * size * _SAFETY * (1.06 if is_bold else 1.0)


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The text in lines no wider than `width`; a word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, width, size):
            longer = f"{line} {piece}" if line else piece
            if line and text_width(longer, size, is_bold=is_bold) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def _share(sign: str) -> float:
    if sign in _NARROW:
        return 0.31
    if sign in _WIDE:
        return 0.9
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if unicodedata.combining(sign):
        return 0.0
    return 0.69 if sign.isupper() else 0.555


def _pieces(word: str, width: float, size: float) -> list[str]:
    if text_width(word, size) <= width:
        return [word]
    room = max(int(width / (size * 0.75)), 4)
    return [word[start : start + room] for start in range(0, len(word), room)]
