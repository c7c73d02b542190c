"""The surveyed paper as a text with its parts, as they are read from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evidence.reading.parts import parts_of
from evidence.texts import Text


def surveyed_text(shared: Path) -> Text:
    """The paper; its caption and its running head cut a sentence in two."""
    content = (shared / "paper" / "ding-suresh-2025.txt").read_text(encoding="utf-8")
    text = Text(content=content)
    return replace(text, parts=parts_of(text))
