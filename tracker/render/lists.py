"""Lists for the terminal: aligned columns, and text wrapped under a hanging indent."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

_LEAST_ROOM = 30


def columns(rows: Sequence[Sequence[str]], *, width: int = 100, gap: int = 2) -> str:
    """Rows as aligned columns; the last column is wrapped into what is left of `width`.

    Where too little is left, it stands on lines of its own below the others.
    """
    if not rows:
        return ""
    cells = [[clean(cell) for cell in row] for row in rows]
    sizes = [max(display_width(row[i]) for row in cells) for i in range(len(cells[0]) - 1)]
    indent = sum(sizes) + gap * len(sizes)
    is_stacked = width - indent < _LEAST_ROOM and bool(sizes)
    lines = []
    for row in cells:
        head = "".join(
            cell + " " * (size - display_width(cell) + gap)
            for cell, size in zip(row[:-1], sizes, strict=True)
        )
        if is_stacked:
            lines += [head.rstrip(), hanging(" " * 4, row[-1], width=width, indent=4)]
        else:
            lines.append(hanging(head, row[-1], width=width, indent=indent))
    return "\n".join(lines)


def hanging(head: str, text: str, *, width: int, indent: int) -> str:
    """`text` after `head`, its further lines indented; words are never cut."""
    lead = display_width(head)
    wrapped = textwrap.wrap(
        clean(text),
        max(width, indent + 20),
        initial_indent=" " * lead,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if not wrapped:
        return head.rstrip()
    return "\n".join([head + wrapped[0][lead:], *wrapped[1:]])


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 work, 1,200 works."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def clean(text: str) -> str:
    """One line without control characters, so that no record can steer the terminal."""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def display_width(text: str) -> int:
    """Columns a text takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
