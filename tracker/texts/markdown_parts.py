"""The parts of a Markdown text: headings, paragraphs, quotations, tables, code; places in lines."""

from __future__ import annotations

from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from evidence.reading.blocks import HEADER
from evidence.texts import Part, PartKind

_KINDS = {
    "heading_open": PartKind.HEADING,
    "paragraph_open": PartKind.PARAGRAPH,
    "table_open": PartKind.TABLE,
    "fence": PartKind.FORMULA,
    "code_block": PartKind.FORMULA,
}
_MARKUP = "#>*+-=~` \t"


def markdown_parts(content: str) -> tuple[Part, ...]:
    """The parts in order; the signs of a heading or quotation do not belong to its part."""
    starts = [0, *accumulate(len(line) + 1 for line in content.split("\n"))]
    found: list[Part] = []
    quoted = 0
    shown = content
    if header := HEADER.match(content):
        found.append(Part(kind=PartKind.FRONT, start=0, end=len(header[0].rstrip())))
        shown = "\n" * header[0].count("\n") + content[header.end() :]
    for token in MarkdownIt("commonmark").enable("table").parse(shown):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        kind = _KINDS.get(token.type)
        if kind is None or token.map is None:
            continue
        if quoted and kind is PartKind.PARAGRAPH:
            kind = PartKind.QUOTATION
        part = _part(content, starts, token, kind)
        if part and (not found or part.start >= found[-1].end):
            found.append(part)
    return tuple(found)


def _part(content: str, starts: list[int], token: Token, kind: PartKind) -> Part | None:
    first, behind = token.map or (0, 0)
    if token.type == "fence":
        first = min(first + 1, behind)
    start, end = starts[first], min(starts[min(behind, len(starts) - 1)], len(content))
    signs = _MARKUP if kind is not PartKind.TABLE else " "
    while start < end and content[start] in signs:
        start += 1
    tail = " \t\n`~" if token.type == "fence" else " \t\n#="
    while end > start and content[end - 1] in tail:
        end -= 1
    level = int(token.tag[1]) if kind is PartKind.HEADING else 0
    return Part(kind=kind, start=start, end=end, level=level) if start < end else None
