"""The blocks of a PDF written out as a text: one paragraph a line, with parts, marks and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text
from tracker.texts.pdf_hyphens import Hyphens
from tracker.texts.pdf_layout import Block, Line, PageWords, Word, is_apart
from tracker.texts.pdf_paragraphs import cell_gaps
from tracker.texts.pdf_words import turned_box

_MARKED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def written_out(blocks: Sequence[Block], pages: Sequence[PageWords]) -> Text:
    """The text of the blocks in their order; `pages` are all pages, empty ones as well."""
    lines = (line for block in blocks for piece in (block, *block.more) for line in piece.lines)
    writer = _Writer(pages=pages, hyphens=Hyphens(lines))
    for block in blocks:
        writer.add(block)
    return writer.text()


@dataclass(slots=True, kw_only=True)
class _Writer:
    pages: Sequence[PageWords]
    hyphens: Hyphens
    content: list[str] = field(default_factory=list)
    place: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, block: Block) -> None:
        if self.place:
            self._write("\n\n")
        start = self.place
        lines = [(piece.page, line) for piece in (block, *block.more) for line in piece.lines]
        followers = [line for _, line in lines[1:]]
        for (page, line), after in zip_longest(lines, followers):
            self._add_line(page, line, after, is_table=block.kind is PartKind.TABLE)
        self.parts.append(
            Part(
                kind=block.kind,
                start=start,
                end=self.place,
                level=block.level,
                continues=block.continues,
            )
        )

    def text(self) -> Text:
        title = next((part for part in self.parts if part.kind is PartKind.TITLE), None)
        content = "".join(self.content)
        return Text(
            content=content,
            media_type="application/pdf",
            title=content[title.start : title.end] if title else "",
            pages=tuple(self._pages()),
            parts=tuple(self.parts),
            marks=tuple(self.marks),
            boxes=tuple(self.boxes),
        )

    def _write(self, text: str) -> None:
        self.content.append(text)
        self.place += len(text)

    def _add_line(self, page: int, line: Line, after: Line | None, *, is_table: bool) -> None:
        self.starts.setdefault(page, self.place)
        cells = set(cell_gaps(line)) if is_table else set()
        for place, word in enumerate(line.words):
            if place:
                before = line.words[place - 1]
                space = " " if is_apart(before, word) else ""
                self._write("\t" if place in cells else space)
            is_last = place == len(line.words) - 1
            text, space = word.text, ""
            if is_last and after:
                joint = self.hyphens.joint(word.text, after.words[0].text)
                text, space = (word.text, "\n") if is_table else joint
            self._add_word(page, word, text, is_raised=line.is_raised(word))
            self._write(space)

    def _add_word(self, page: int, word: Word, text: str, *, is_raised: bool) -> None:
        start = self.place
        self._write(text)
        held = self.pages[page]
        box = word.left, word.bottom, word.right, word.top
        if held.turn:
            box = turned_box(box, -held.turn % 4, held.width, held.height)
        left, bottom, right, top = (round(edge, 2) for edge in box)
        self.boxes.append(
            Box(
                page=page,
                start=start,
                end=self.place,
                left=left,
                bottom=bottom,
                right=right,
                top=top,
            )
        )
        if is_raised:
            self._mark(start, self.place)
        elif not text.isascii() and any(digit in text for digit in _MARKED_DIGITS):
            self._mark_digits(start, text)

    def _mark(self, start: int, end: int) -> None:
        last = self.marks[-1] if self.marks else None
        if last and last.end >= start - 1 and (last.end == start or self.content[-2] == " "):
            self.marks[-1] = Mark(kind=MarkKind.SUPERSCRIPT, start=last.start, end=end)
        else:
            self.marks.append(Mark(kind=MarkKind.SUPERSCRIPT, start=start, end=end))

    def _mark_digits(self, start: int, text: str) -> None:
        for place, letter in enumerate(text):
            if letter in _MARKED_DIGITS:
                self._mark(start + place, start + place + 1)

    def _pages(self) -> Iterable[Page]:
        """Pages in order; one without words begins and ends where the one before it ends."""
        end = self.place
        found: list[Page] = []
        for page in reversed(self.pages):
            start = self.starts.get(page.index, end)
            turned = page.turn % 2 == 1
            found.append(
                Page(
                    index=page.index,
                    label=page.label,
                    start=start,
                    end=end,
                    width=round(page.height if turned else page.width, 2),
                    height=round(page.width if turned else page.height, 2),
                )
            )
            end = start
        return reversed(found)
