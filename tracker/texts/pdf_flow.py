"""The blocks of all pages in one order: notes last, paragraphs that run over pages joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.texts import PartKind
from tracker.texts.pdf_layout import Block, Flow

_ENDED = re.compile(r"[.?!:]['\"”’»)\]]*(?:\s?\[?\d+(?:[,–-]\s?\d+)*\]?)?$")
_JOINED = {PartKind.PARAGRAPH, PartKind.REFERENCE, PartKind.QUOTATION}
_PASSED = {
    PartKind.NOTE, PartKind.CAPTION, PartKind.TABLE, PartKind.FURNITURE, PartKind.FORMULA,
}  # fmt: skip


def in_one_order(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """The blocks in reading order; what goes on in the next column or page is joined or told."""
    ordered = [block for page in pages for block in _notes_last(page)]
    indents = _share_indented(ordered)
    found: list[Block] = []
    for block in ordered:
        at = _open_block(found, block)
        if at is None or not _goes_on(found[at], block, indents=indents):
            found.append(block)
        elif at == len(found) - 1:
            found[at] = replace(found[at], more=(*found[at].more, block))
        else:
            found.append(replace(block, continues=True))
    return found


def _notes_last(page: Sequence[Block]) -> Iterable[Block]:
    yield from (block for block in page if block.flow is Flow.TEXT)
    yield from (block for block in page if block.flow is Flow.FOOT)


def _open_block(found: Sequence[Block], block: Block) -> int | None:
    """The paragraph that this one may go on with: the last of the text in another column."""
    if block.kind not in _JOINED:
        return None
    for at in range(len(found) - 1, -1, -1):
        before = found[at]
        if before.kind is block.kind and before.flow is block.flow:
            last = before.more[-1] if before.more else before
            is_elsewhere = last.page != block.page or last.left != block.left
            is_over = any(other.kind not in _PASSED for other in found[at + 1 :])
            return at if (is_elsewhere or at < len(found) - 1) and not is_over else None
        if before.kind not in _PASSED:
            return None
    return None


def _goes_on(before: Block, block: Block, *, indents: float) -> bool:
    last = before.more[-1] if before.more else before
    if abs(last.size - block.size) > 0.06 * max(last.size, block.size):
        return False
    text = last.lines[-1].text
    if block.kind is PartKind.REFERENCE:
        return block.is_rest
    first = block.text.lstrip("“‘\"'([")[:1]
    if not _ENDED.search(text):
        return first.islower() or not block.is_indented
    is_full = last.lines[-1].right > last.right - 0.6 * last.size
    if first.islower():
        return is_full
    return is_full and indents > 0.5 and not block.is_indented


def _share_indented(blocks: Sequence[Block]) -> float:
    """How many of the paragraphs begin with an indent; many papers begin all but the first so."""
    paragraphs = [block for block in blocks if block.kind is PartKind.PARAGRAPH]
    indented = sum(1 for block in paragraphs if block.is_indented)
    return indented / len(paragraphs) if paragraphs else 0.0
