"""BibTeX text cut into its blocks, each with place and raw text, however broken the text is.

A block starts at `@word{` or `@word(` at the start of a line or right after a closed block;
anything else between blocks is free text. A block that is not closed ends before the next line that
starts a block. The time is linear in the length of the text, and nesting has no limit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_START = re.compile(
    r"@[ \t]*+(?:(?P<word>[^\W\d_][^\s{}()\[\],=\"#%@]*+)[ \t]*+(?:\r?\n[ \t]*+)?(?P<opening>[{(])"
    r"|(?i:comment)\b[^\r\n]*+)"
)
_BETWEEN = re.compile(r"[\s,;}]*+(?=@)")
# Three levels of braces, which is what nearly every entry has, are matched in one go.
_TWO_LEVELS = r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_REST_IN_BRACES = re.compile(
    rf"[^{{}}]*+(?:\{{[^{{}}]*+(?:{_TWO_LEVELS}[^{{}}]*+)*+\}}[^{{}}]*+)*+\}}"
)
_BRACE = re.compile(r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+([{}])")
_BRACE_QUOTE_OR_PARENTHESIS = re.compile(r"[^{}\")]*+([{}\")])")

_LOOKAHEAD_AT_LEAST = 1_000_000
_LOOKAHEAD_PER_CHARACTER = 2
_LOOKAHEAD_STEP = 64


class RawKind(StrEnum):
    """What a raw block is."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"


_KINDS = {kind.value: kind for kind in (RawKind.STRING, RawKind.PREAMBLE, RawKind.COMMENT)}


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block: `raw` is `text[start:end]`, `line` counts from 1, `word` follows the `@`.

    `inside` is what stands between the delimiters of a block that has them. `problem` says in a
    sentence what is wrong with the block's outline; it is empty where nothing is.
    """

    kind: RawKind
    start: int
    end: int
    line: int
    raw: str
    word: str = ""
    inside: str = ""
    problem: str = ""


def split_blocks(text: str) -> list[RawBlock]:
    """The blocks of a text, in order; white space around them is in none of them."""
    return list(_Splitting(text).blocks())


class _Splitting:
    """The walk through one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [match.start() for match in _START.finditer(text) if self.opens_line(match)]
        self.starts.append(len(text))
        self.lookahead_left = _LOOKAHEAD_AT_LEAST + _LOOKAHEAD_PER_CHARACTER * len(text)
        self.newline = "\n" if "\n" in text else "\r"
        self.counted_to, self.line = 0, 1

    def opens_line(self, match: re.Match[str]) -> bool:
        before = match.start() - 1
        while before >= 0 and self.text[before] in " \t":
            before -= 1
        return before < 0 or self.text[before] in "\r\n"

    def blocks(self) -> Iterator[RawBlock]:
        position, is_after_block = 0, True
        while found := self.next_start(position, is_after_block=is_after_block):
            start = found.start()
            yield from self.free_text(position, start)
            block = self.delimited(found, start) if found["word"] else self.bare(found, start)
            yield block
            position, is_after_block = block.end, not block.problem
        yield from self.free_text(position, len(self.text))

    def next_start(self, position: int, *, is_after_block: bool) -> re.Match[str] | None:
        if is_after_block and (between := _BETWEEN.match(self.text, position)):
            found = _START.match(self.text, between.end())
            if found and (found["word"] or self.opens_line(found)):
                return found
        start = self.starts[bisect_left(self.starts, position)]
        return _START.match(self.text, start)

    def free_text(self, start: int, end: int) -> Iterator[RawBlock]:
        raw = self.text[start:end]
        stripped = raw.strip()
        if stripped:
            start += len(raw) - len(raw.lstrip())
            end = start + len(stripped)
            yield RawBlock(RawKind.TEXT, start, end, self.line_at(start), stripped)

    def bare(self, found: re.Match[str], start: int) -> RawBlock:
        raw = self.text[start : found.end()].rstrip()
        end = start + len(raw)
        return RawBlock(RawKind.COMMENT, start, end, self.line_at(start), raw, "comment")

    def delimited(self, found: re.Match[str], start: int) -> RawBlock:
        word, line = found["word"], self.line_at(start)
        kind = _KINDS.get(word.lower(), RawKind.ENTRY)
        inner = found.end()
        if found["opening"] == "{":
            end = self.end_in_braces(inner, is_comment=kind is RawKind.COMMENT)
        else:
            end = self.end_in_parentheses(inner)
        if end is not None:
            raw, inside = self.text[start:end], self.text[inner : end - 1]
            return RawBlock(kind, start, end, line, raw, word, inside)
        raw = self.text[start : self.starts[bisect_left(self.starts, inner)]].rstrip()
        inside = raw[inner - start :]
        problem = f"the block that “@{word}{found['opening']}” opens is not closed"
        return RawBlock(kind, start, start + len(raw), line, raw, word, inside, problem)

    def end_in_braces(self, position: int, *, is_comment: bool) -> int | None:
        """Where the block ends whose opening brace is before `position`.

        A line in it that looks like the start of a block is taken for part of a value if it stands
        in one and the block is closed later on. How far to look is limited over the whole text.
        """
        index = bisect_left(self.starts, position)
        limit = self.starts[index]
        if whole := _REST_IN_BRACES.match(self.text, position, limit):
            return whole.end()
        depth, least = 1, 1 if is_comment else 2
        while True:
            while mark := _BRACE.match(self.text, position, limit):
                position = mark.end()
                depth += 1 if mark[1] == "{" else -1
                if depth == 0:
                    return position
            self.lookahead_left -= limit - position + _LOOKAHEAD_STEP
            if limit == len(self.text) or depth < least or self.lookahead_left < 0:
                return None
            index += 1
            position, limit = limit, self.starts[index]

    def end_in_parentheses(self, position: int) -> int | None:
        """Where the block ends whose opening parenthesis is before `position`."""
        depth, is_quoted = 0, False
        limit = self.starts[bisect_left(self.starts, position)]
        while mark := _BRACE_QUOTE_OR_PARENTHESIS.match(self.text, position, limit):
            position, character = mark.end(), mark[1]
            if character == "{":
                depth += 1
            elif character == "}":
                depth = max(depth - 1, 0)
            elif depth == 0 and character == '"':
                is_quoted = not is_quoted
            elif depth == 0 and not is_quoted:
                return position
        return None

    def line_at(self, position: int) -> int:
        """The line of a place that is not before the last one asked for."""
        self.line += self.text.count(self.newline, self.counted_to, position)
        self.counted_to = position
        return self.line
