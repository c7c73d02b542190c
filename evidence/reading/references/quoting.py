"""Titles in quotation marks, with quotations inside them."""

from __future__ import annotations

_PAIRS = {"“": "”", '"': '"', "„": "“”", "«": "»", "‘": "’", "'": "'", "「": "」", "『": "』"}
_CLOSING_STOPS = ".,?!;"


def quoted_at(text: str, start: int) -> tuple[int, int] | None:
    """Where a quotation that opens at `start` ends: the end of its words and of its mark.

    A mark closes the title if a stop stands just inside or outside of it.
    """
    opening = text[start] if start < len(text) else ""
    closing = _PAIRS.get(opening, "")
    if not closing:
        return None
    depth = 0
    for place in range(start + 1, len(text)):
        character = text[place]
        if character == opening and opening not in closing:
            depth += 1
        elif character in closing:
            if depth and opening in "“„«":
                depth -= 1
            elif _closes(text, place):
                return place, place + 1
    return None


def _closes(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place + 1 : place + 2]
    if not after or after in ".,":
        return True
    return before in _CLOSING_STOPS and after.isspace()


def quoted_title(text: str) -> tuple[str, str] | None:
    """The title in quotation marks that a text begins with, and what follows it.

    >>> quoted_title("“What “is” it?” Journal 3")
    ('What “is” it?', 'Journal 3')
    """
    found = quoted_at(text, 0)
    if not found:
        return None
    title = text[1 : found[0]].strip()
    return title.rstrip(",").removesuffix(".").strip(), text[found[1] :].lstrip(" .,")
