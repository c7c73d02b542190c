"""Plain text cut into blocks: what stands between empty lines, with headings set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidence.reading.headings import (
    ABSTRACT_NAMES,
    is_plain_heading,
    may_be_named,
    plain_title,
    read_heading,
)

_GAP = re.compile(r"\n(?:[ \t\r\u00a0]*[\n\f])+|\f\s*")
_LINE = re.compile(r"[^\n]+")
_HASHES = re.compile(r"#{1,6}\s+\S")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*")
_FENCE = re.compile(r"(?:```|~~~)")
# The heading of an abstract that its words follow on the same line.
RUN_IN_ABSTRACT = re.compile(
    r"[*_]{0,3}(?:ABSTRACT|Abstract|SUMMARY)[*_]{0,3}\s*[.:—–-]+[*_]{0,3}\s*(?=\S)"
    r"|ABSTRACT\s(?=[A-Z][a-z])"
)
MOST_BLOCKS = 30_000
# What Markdown files say of themselves, in YAML, where empty lines do not end it.
HEADER = re.compile(
    r"---[ \t]*\n(?=[\w-]{1,40}:|#)(?:(?!---[ \t]*\n|\.\.\.[ \t]*\n)[^\n]*\n){1,30000}?"
    r"(?:---|\.\.\.)[ \t]*(?:\n|$)"
)
_ITEM = re.compile(r"\s*(?:[-*•‣▪]|\(?\d{1,3}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a plain text, trimmed; `is_code` for what stands between fences."""

    start: int
    end: int
    words: str
    is_code: bool = False
    is_heading: bool = False


def blocks_of(content: str) -> list[Block]:
    """The blocks of a text in order; together they hold everything but white space.

    After very many blocks the rest of the text is one.
    """
    found: list[Block] = []
    start, fenced = 0, False
    if header := HEADER.match(content):
        start = header.end()
        found.append(Block(0, start - 1, content[: start - 1]))
    for end, next_start in _between_gaps(content, start):
        if len(found) > MOST_BLOCKS:
            end = len(content)
        block = _trimmed(content, start, end)
        start = next_start
        if block is None:
            continue
        fences = sum(1 for line in _LINE.finditer(block.words) if _FENCE.match(line[0]))
        if fenced or fences:
            found.append(Block(block.start, block.end, block.words, is_code=True))
            fenced ^= bool(fences % 2)
        else:
            found += _pieces(content, block)
        if end == len(content):
            break
    return found


def _between_gaps(content: str, start: int) -> Iterator[tuple[int, int]]:
    for gap in _GAP.finditer(content, start):
        yield gap.start(), gap.end()
    yield len(content), len(content)


def _trimmed(content: str, start: int, end: int, *, is_heading: bool = False) -> Block | None:
    words = content[start:end]
    left = len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    begin = start + left
    return Block(begin, begin + len(words), words, is_heading=is_heading)


def _pieces(content: str, block: Block) -> list[Block]:
    """A block with the headings and list items in it set apart."""
    if block.start == 0 and block.words.startswith("---\n"):
        return [block]
    if found := RUN_IN_ABSTRACT.match(block.words):
        heading = _trimmed(content, block.start, block.start + found.end(), is_heading=True)
        rest = _trimmed(content, block.start + found.end(), block.end)
        return [piece for piece in (heading, rest) if piece]
    lines = [(found.start(), found.end()) for found in _LINE.finditer(block.words)]
    if len(lines) < 2 or len(lines) > MOST_BLOCKS:
        return [block]
    cuts = sorted({0, len(block.words), *_cuts(block.words, lines)})
    headings = set(_heading_lines(block.words, lines))
    pieces = [
        _trimmed(
            content, block.start + begin, block.start + end, is_heading=(begin, end) in headings
        )
        for begin, end in pairwise(cuts)
    ]
    return [piece for piece in pieces if piece]


def _cuts(words: str, lines: list[tuple[int, int]]) -> Iterator[int]:
    for begin, end in _heading_lines(words, lines):
        yield begin
        yield end
    items = [begin for begin, end in lines if _ITEM.match(words, begin, end)]
    if len(items) > 1 or (items and items[0] == 0):
        yield from items


def _heading_lines(words: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    widest = max(end - begin for begin, end in lines)
    for place, (begin, end) in enumerate(lines):
        line = words[begin:end]
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following and _UNDERLINE.fullmatch(words, *following) and len(line) <= 120:
            yield begin, following[1]
        elif _HASHES.match(line) or _stands_out(words, line, following, place, widest):
            yield begin, end


def _stands_out(
    words: str, line: str, following: tuple[int, int] | None, place: int, widest: int
) -> bool:
    """Whether a line with no empty line around it is a heading: named, or first and numbered."""
    if len(line) > 90 or line[:1].islower() or (place and not may_be_named(line)):
        return False
    heading = read_heading(line)
    if heading is None:
        return False
    if place and line.endswith("."):
        return False
    if heading.is_named and not (plain_title(line) in ABSTRACT_NAMES and place > 3):
        return True
    goes_on = following is not None and words[following[0] : following[0] + 1].islower()
    is_short = len(line) * 4 <= widest * 3 or heading.title.istitle() or heading.title.isupper()
    return (
        place == 0
        and following is not None
        and not goes_on
        and is_short
        and is_plain_heading(heading.title)
    )
