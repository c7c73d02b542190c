"""Documents as Markdown, as Git hosts show it."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.render.document import Block, Document, Entry, Listing, Paragraph, Section, Table
from tracker.render.markdown_words import plain_markdown


def document_markdown(document: Document) -> str:
    """The whole document."""
    parts = [f"# {plain_markdown(document.title)}"]
    if document.content_note:
        parts.append(f"> {plain_markdown(document.content_note)}")
    parts += [_block(block, 2) for block in document.lead]
    for section in document.sections:
        parts += _section(section, 2)
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {plain_markdown(section.title)}"
    for block in section.blocks:
        yield _block(block, level + 1)
    for part in section.sections:
        yield from _section(part, level + 1)


def _block(block: Block, level: int) -> str:
    match block:
        case Paragraph():
            return plain_markdown(block.text)
        case Listing():
            return "\n".join(f"- {plain_markdown(item)}" for item in block.items)
        case Table():
            return "\n".join(_table(block))
        case Entry():
            return "\n".join(_entry(block, level))


def _table(table: Table) -> Iterator[str]:
    yield f"*{plain_markdown(table.caption)}*"
    yield ""
    yield f"| {' | '.join(map(_cell, table.head))} |"
    rules = ("---:" if place in table.numbers else "---" for place in range(len(table.head)))
    yield f"| {' | '.join(rules)} |"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    return plain_markdown(text) or " "


def _entry(entry: Entry, level: int) -> Iterator[str]:
    yield f"{'#' * level} {plain_markdown(entry.title)}"
    if entry.state:
        yield ""
        yield f"**{plain_markdown(entry.state)}**"
    yield ""
    for name, texts in entry.facts:
        if len(texts) == 1:
            yield f"- *{plain_markdown(name)}:* {plain_markdown(texts[0])}"
        elif texts:
            yield f"- *{plain_markdown(name)}:*"
            yield from (f"  - {plain_markdown(text)}" for text in texts)
