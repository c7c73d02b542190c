"""Text in lines of so many columns at most, whatever script it is in."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.render.lists import clean, display_width


def wrapped(text: str, columns: int, *, hang: int = 0) -> list[str]:
    """The text in lines, those after the first indented by `hang`.

    A word that is wider than a line is cut, as are scripts without spaces.
    """
    room = max(columns, hang + 2)
    lines: list[str] = []
    line, width, is_open = "", 0, False
    for word in clean(text).split():
        for number, piece in enumerate(_pieces(word, room - hang)):
            size, gap = display_width(piece), int(is_open and not number)
            if is_open and width + gap + size <= room:
                line, width = f"{line}{' ' * gap}{piece}", width + gap + size
                continue
            if is_open:
                lines.append(line)
            indent = hang if lines else 0
            line, width, is_open = " " * indent + piece, indent + size, True
    return [*lines, line] if is_open else lines


def clipped(text: str, columns: int) -> str:
    """The text, or as much of it as fits with a sign that more was there."""
    if display_width(text) <= columns:
        return text
    kept = ""
    for sign in text:
        if display_width(kept + sign) > columns - 1:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def _pieces(word: str, room: int) -> Iterator[str]:
    piece = ""
    for sign in word:
        if piece and display_width(piece + sign) > room:
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece
