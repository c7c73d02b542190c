"""Documents for the terminal: headings, wrapped paragraphs, aligned columns."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.render.document import Block, Document, Entry, Listing, Paragraph, Section, Table
from tracker.render.lists import columns, display_width
from tracker.render.terminal import Look, finished, paragraph, toned

_LEAST_ROOM = 30


def document_text(document: Document, *, look: Look) -> str:
    """The whole document; paragraphs are apart by an empty line."""
    parts = ["\n".join(toned(document.title, "title", look=look))]
    if document.content_note:
        parts.append("\n".join(toned(document.content_note, "dim", look=look)))
    parts += [_block(block, look) for block in document.lead]
    for section in document.sections:
        parts += _section(section, look)
    return finished("\n\n".join(part for part in parts if part) + "\n", look)


def _section(section: Section, look: Look, depth: int = 0) -> Iterator[str]:
    title = section.title if depth else section.title.upper()
    yield "\n".join(toned(title, "title", look=look))
    for block in section.blocks:
        yield _block(block, look)
    for part in section.sections:
        yield from _section(part, look, depth + 1)


def _block(block: Block, look: Look) -> str:
    match block:
        case Paragraph():
            if block.tone:
                return "\n".join(toned(block.text, block.tone, look=look))
            return "\n".join(paragraph("", block.text, look=look))
        case Listing():
            lines = (paragraph("· ", item, look=look) for item in block.items)
            return "\n".join(line for item in lines for line in item)
        case Table():
            return "\n".join([*toned(block.caption, "dim", look=look), *_table(block, look)])
        case Entry():
            return "\n".join(_entry(block, look))


def _table(table: Table, look: Look) -> Iterator[str]:
    """Aligned columns, or where they would be too many for the width, row by row."""
    rows = [table.head, *table.rows]
    before_last = [max(display_width(row[place]) for row in rows) + 2
                   for place in range(len(table.head) - 1)]  # fmt: skip
    if sum(before_last) + _LEAST_ROOM <= look.width:
        yield columns(rows, width=look.width)
        return
    for first, *rest in table.rows:
        yield from paragraph("", first, look=look)
        for name, text in zip(table.head[1:], rest, strict=True):
            yield from paragraph(f"  {name}: ", text, look=look, tone="dim", indent=4)


def _entry(entry: Entry, look: Look) -> Iterator[str]:
    yield from toned(entry.title, "name", look=look)
    if entry.state:
        yield from paragraph("  ", entry.state, look=look, tone=entry.tone, indent=4)
    for name, texts in entry.facts:
        for number, text in enumerate(texts):
            lead = f"  {name}: " if number == 0 else "  · "
            yield from paragraph(lead, text, look=look, tone="dim", indent=4)
