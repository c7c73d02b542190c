"""How to write to the terminal at hand: its columns, its signs, its colours."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from tracker.commands.options import width
from tracker.render.terminal import Look

_TONES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "name": {"bold": True},
    "good": {"fg": "green"},
    "fair": {"fg": "yellow"},
    "bad": {"fg": "red"},
    "dim": {"dim": True},
    "match": {"bold": True, "underline": True},
}
_SIGNS = "✓◐✗≠⇄○▲▼↑↔│├└─═–“”…"


def look_here() -> Look:
    """The look of standard output, as far as it can be known; colours only on a terminal."""
    has_colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    look = Look(width=width(), has_signs=_has_signs(sys.stdout.encoding))
    if not has_colours:
        return look
    return Look(width=look.width, has_signs=look.has_signs, style=_styled)


def _styled(text: str, tone: str) -> str:
    return click.style(text, **_TONES.get(tone, {})) if text.strip() else text


def _has_signs(encoding: str | None) -> bool:
    try:
        _SIGNS.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
