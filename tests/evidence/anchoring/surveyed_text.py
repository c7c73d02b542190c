"""The surveyed paper as a text whose two interruptions of a sentence are known."""

from __future__ import annotations

from pathlib import Path

from evidence.texts import Part, PartKind, Text


def surveyed_text(shared: Path) -> Text:
    """The paper with the one caption and the one running head that cut a sentence in two."""
    content = (shared / "paper" / "ding-suresh-2025.txt").read_text(encoding="utf-8")
    head = content.index("Michelle L. Ding and Harini Suresh\n")
    caption = content.index("Figure 1: Supply chain")
    return Text(
        content=content,
        parts=(
            Part(kind=PartKind.FURNITURE, start=head, end=content.index("\n", head)),
            Part(kind=PartKind.CAPTION, start=caption, end=content.index("\n", caption)),
        ),
    )
