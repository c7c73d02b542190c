"""Paragraphs that a page, a column or a figure cuts in two, put together again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.reading.abbreviations import words
from evidence.reading.furniture import is_running_head, names_in
from evidence.reading.sentences import split_sentences
from evidence.texts import Part, PartKind, TextProblem

_ASIDE = {
    PartKind.FURNITURE,
    PartKind.CAPTION,
    PartKind.TABLE,
    PartKind.NOTE,
    PartKind.FORMULA,
}
_RUNNING = {PartKind.PARAGRAPH, PartKind.QUOTATION}
_STOPS = (".", "?", "!", ":", ";", "。", "！", "？", "؟", "۔", "…")
_CLOSERS = "\"”’'»)]}*_」』）"
# A sentence does not stop after these, whatever its next word looks like.
_UNFINISHED = words(
    """a an the of and or to in on at by for from with as is are was were be been that which who
    whose this these those its their our not than into between under over such both either"""
)
_LONGEST_LINE = 100
_MOST_BETWEEN = 4
_SHORTEST_COLUMN = 1500


def mend_paragraphs(
    content: str, parts: list[Part]
) -> tuple[tuple[Part, ...], tuple[TextProblem, ...]]:
    """The parts, with what goes on marked so, and the lines of a page between the two left out."""
    front = names_in(
        " ".join(
            content[part.start : part.end]
            for part in parts
            if part.kind in {PartKind.TITLE, PartKind.FRONT}
        )[:20_000]
    )
    mended = _Mending(content, front)
    for part in parts:
        mended.add(part)
    return tuple(mended.parts), tuple(mended.problems)


class _Mending:
    """Takes the parts one by one; `_open` is where the last running paragraph stands."""

    def __init__(self, content: str, front: frozenset[str]) -> None:
        self.parts: list[Part] = []
        self.problems: list[TextProblem] = []
        self._content = content
        self._front = front
        self._open: int | None = None

    def add(self, part: Part) -> None:
        if part.kind in _RUNNING:
            self._add_paragraph(part)
        else:
            self.parts.append(part)
            if part.kind not in _ASIDE:
                self._open = None

    def _add_paragraph(self, part: Part) -> None:
        wording = self._content[part.start : part.end]
        if is_running_head(wording, self._front):
            self.parts.append(replace(part, kind=PartKind.FURNITURE))
            return
        if self._open is not None and self._goes_on(self.parts[self._open], wording):
            self._leave_out(range(self._open + 1, len(self.parts)))
            if self._is_cut_line(self._open):
                self._begin_paragraph_at_cut_line(self._open)
            part = replace(part, continues=True)
        elif self._is_between(wording):
            self.parts.append(part)
            return
        self._open = len(self.parts)
        self.parts.append(part)

    def _goes_on(self, part: Part, wording: str) -> bool:
        before = self._content[part.start : part.end]
        if not is_unfinished(before):
            return False
        has_formula = self.parts[-1].kind is PartKind.FORMULA
        first = next((letter for letter in wording[:8] if letter.isalnum()), "")
        last_word = before[-20:].split()[-1].casefold()
        if first.islower() or has_formula:
            return first.islower()
        return before[-1] in ",–—" or last_word in _UNFINISHED

    def _is_between(self, wording: str) -> bool:
        """Whether a short line may be what a page puts between two halves of a paragraph."""
        return (
            self._open is not None
            and len(self.parts) - self._open <= _MOST_BETWEEN
            and len(wording) <= _LONGEST_LINE
            and (wording[0].isupper() or wording[0].isdigit())
            and "\n" not in wording
            and is_unfinished(wording)
            and len(split_sentences(wording)) == 1
            and is_unfinished(
                self._content[self.parts[self._open].start : self.parts[self._open].end]
            )
        )

    def _leave_out(self, places: Iterable[int]) -> None:
        for place in places:
            if self.parts[place].kind in _RUNNING:
                self.parts[place] = replace(self.parts[place], kind=PartKind.FURNITURE)

    def _is_cut_line(self, place: int) -> bool:
        """Whether a block, itself going on, ends with one line of a sentence.

        Two pages or columns cannot end so near to each other; what was set apart is the first line
        of a paragraph, which stands in.
        """
        part = self.parts[place]
        is_last = place == len(self.parts) - 1
        follows_directly = place > 0 and self.parts[place - 1].kind in _RUNNING
        is_short = part.end - part.start < _SHORTEST_COLUMN
        return part.continues and is_last and follows_directly and is_short

    def _begin_paragraph_at_cut_line(self, place: int) -> None:
        part = self.parts[place]
        wording = self._content[part.start : part.end]
        sentences = split_sentences(wording)
        start, end = sentences[-1]
        if len(sentences) < 2 or end - start > _LONGEST_LINE:
            return
        self.parts[place] = replace(part, end=part.start + sentences[-2][1])
        self.parts.append(replace(part, start=part.start + start, continues=False))
        shown = wording[start : start + 40]
        message = (
            f"The text does not show where a paragraph begins; “{shown} …” was taken to begin one, "
            "because its first line was set apart."
        )
        self.problems.append(TextProblem(code="guessed-paragraph", message=message))


def is_unfinished(wording: str) -> bool:
    """Whether a stretch ends in the middle of a sentence."""
    return not wording[-60:].rstrip().rstrip(_CLOSERS).rstrip().endswith(_STOPS)
