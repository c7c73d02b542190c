"""How to write for one terminal: its columns, its signs, its styles."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tracker.render.lists import clean, display_width

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
        "▼": "v",
        "↑": "^",
        "↔": "=",
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
    size = display_width(lead)
    hang = size if indent < 0 else indent
    # The lead is wrapped as one word of its own width, then put in its place.
    whole = clean(text)
    wrapped = textwrap.wrap(
        whole,
        max(look.width, hang + 20),
        initial_indent=" " * size,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    first, *others = wrapped or [""]
    styled = look.style(lead, tone) if tone else lead
    return [f"{styled}{first[size:]}".rstrip(), *others]


def toned(text: str, tone: str, *, look: Look) -> list[str]:
    """A text all in one tone, wrapped."""
    return [look.style(line, tone) for line in paragraph("", text, look=look)]


def finished(text: str, look: Look) -> str:
    """The text as this terminal can show it: every sign replaced where it knows ASCII only."""
    if look.has_signs:
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii")
