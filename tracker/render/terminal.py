"""How to write for one terminal: its columns, its signs, its styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tracker.render.lists import clean, display_width, hanging

Style = Callable[[str, str], str]

# One sign for one sign, so that what was aligned stays aligned.
_PLAIN_SIGNS = str.maketrans(
    {
        "✓": "+",
        "◐": "~",
        "✗": "x",
        "≠": "!",
        "⇄": "%",
        "○": "o",
        "▲": "!",
        "↑": "^",
        "·": "-",
        "├": "|",
        "└": "`",
        "│": "|",
        "─": "-",
        "═": "=",
        "–": "-",
        "—": "-",
        "…": ".",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "×": "x",
        "→": ">",
        "\u00a0": " ",
    }
)


def plain(text: str, tone: str) -> str:  # noqa: ARG001
    """No style at all."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Columns to write for, whether signs beyond ASCII can be shown, and how a tone is styled.

    Tones: *title*, *name*, *good*, *fair*, *bad*, *dim*.
    """

    width: int = 100
    has_signs: bool = True
    style: Style = plain


def paragraph(lead: str, text: str, *, look: Look, tone: str = "", indent: int = -1) -> list[str]:
    """`text` wrapped after a styled `lead`; further lines stand under the text, or at `indent`."""
    styled = look.style(lead, tone) if tone else lead
    size = display_width(lead)
    return hanging(
        styled, clean(text), width=look.width, indent=size if indent < 0 else indent
    ).splitlines()


def finished(text: str, look: Look) -> str:
    """The text as this terminal can show it: every sign replaced where it knows ASCII only."""
    if look.has_signs:
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii")
