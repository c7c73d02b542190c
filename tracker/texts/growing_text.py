"""A text as it grows: words said in reading order fall into parts, with their marks and problems.

A part begun inside a paragraph cuts it in two, the second of which continues the first. A note
waits until the paragraph it is called from has ended.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from evidence.texts import Mark, MarkKind, Part, PartKind, Text, TextProblem
from tracker.texts.limits import Limits

BETWEEN = "\n\n"

# Kinds inside which a paragraph or a heading is nothing of its own.
_WHOLE = {
    PartKind.TITLE, PartKind.HEADING, PartKind.CAPTION, PartKind.TABLE, PartKind.FORMULA,
    PartKind.REFERENCE,
}  # fmt: skip
_OWN_IN_WHOLE = {PartKind.NOTE, PartKind.CAPTION}
# Kinds that hand themselves down to the paragraphs in them.
_HANDED_DOWN = {PartKind.NOTE, PartKind.QUOTATION, PartKind.FRONT}
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\xa0\u2028\u2029]+")
# Nothing that a reader sees: controls, soft hyphens, and marks of no width but direction and joins.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u2060\ufeff]")
_TIME_SHARE = 0.7
_MOST_PROBLEMS = 200


@dataclass(slots=True)
class _Piece:
    """A part that is finished, its marks counted from its own start."""

    kind: PartKind
    words: str
    marks: list[Mark]
    about: Mapping[str, object]
    continues: bool


@dataclass(slots=True)
class _OpenMark:
    kind: MarkKind
    targets: tuple[str, ...]
    start: int


@dataclass(slots=True, eq=False)
class _Draft:
    """A part being written; `sink` takes its pieces, `after` the notes called from it."""

    kind: PartKind
    about: Mapping[str, object]
    sink: list[_Piece]
    said: list[str] = field(default_factory=list)
    length: int = 0
    ends_in_space: bool = True
    is_begun: bool = False
    open_marks: list[_OpenMark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    after: list[_Piece] = field(default_factory=list)


class GrowingText:
    """Collects what a reader finds; stops taking words when a limit is reached, and tells it."""

    def __init__(self, *, media_type: str, limits: Limits) -> None:
        self.media_type, self.limits = media_type, limits
        self.title = ""
        self.problems: list[TextProblem] = []
        self.sources: dict[str, None] = {}
        self._pieces: list[_Piece] = []
        self._drafts: list[_Draft] = []
        self._characters = 0
        self._stop_at = time.monotonic() + limits.seconds * _TIME_SHARE
        self.is_full = False

    def say(self, words: str) -> None:
        """Go on with the present part, or with a paragraph where there is none."""
        draft = self._drafts[-1] if self._drafts else self._begin(PartKind.PARAGRAPH, {})
        words = _SPACES.sub(" ", _UNSEEN.sub("", words))
        if draft.ends_in_space:
            words = words.removeprefix(" ")
        if words and self._has_room(len(words)):
            draft.said.append(words)
            draft.length += len(words)
            draft.ends_in_space = words.endswith(" ")

    def say_between(self, separator: str) -> None:
        """A tab or a line end, to set the cells and rows of a table apart."""
        draft = self._drafts[-1] if self._drafts else None
        if draft and draft.length:
            if draft.said[-1].endswith(" "):
                draft.said[-1] = draft.said[-1][:-1]
                draft.length -= 1
            draft.said.append(separator)
            draft.length += len(separator)
            draft.ends_in_space = True

    @contextmanager
    def part(
        self,
        kind: PartKind,
        *,
        level: int = 0,
        number: str = "",
        id: str = "",  # noqa: A002
        fields: Mapping[str, str] | None = None,
    ) -> Iterator[None]:
        """What is said meanwhile is a part of this kind."""
        about = {"level": level, "number": number, "id": id, "fields": fields or {}}
        draft = self._begin(kind, about)
        try:
            yield
        finally:
            self._end(draft)

    @contextmanager
    def mark(self, kind: MarkKind, targets: tuple[str, ...] = ()) -> Iterator[None]:
        """What is said meanwhile in the present part is marked."""
        draft = self._drafts[-1] if self._drafts else self._begin(PartKind.PARAGRAPH, {})
        draft.open_marks.append(_OpenMark(kind, targets, draft.length))
        try:
            yield
        finally:
            if draft.open_marks:
                self._close_mark(draft, draft.open_marks.pop())

    def break_off(self) -> None:
        """End a paragraph that nobody began, where a block begins or ends."""
        if len(self._drafts) == 1 and not self._drafts[0].about:
            self._end(self._drafts[0])
        elif self._drafts and self._drafts[-1].kind not in _WHOLE:
            self._emit(self._drafts[-1])
            self._drafts[-1].is_begun = False
        elif self._drafts:
            self.say(" ")

    def tell(self, code: str, message: str, *, line: int | None = None) -> None:
        """Add a problem; beyond some hundreds nobody reads them."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(TextProblem(code=code, message=message, line=line))

    def tell_once(self, code: str, message: str, *, line: int | None = None) -> None:
        """Add a problem unless one with this code is there."""
        if all(problem.code != code for problem in self.problems):
            self.tell(code, message, line=line)

    def finish(self) -> Text:
        """The text with all that was said."""
        while self._drafts:
            self._end(self._drafts[-1])
        content: list[str] = []
        parts: list[Part] = []
        marks: list[Mark] = []
        place = 0
        for piece in self._pieces:
            if content:
                place += len(BETWEEN)
            end = place + len(piece.words)
            about: dict[str, object] = {**piece.about, "continues": piece.continues}
            parts.append(Part(kind=piece.kind, start=place, end=end, **about))  # type: ignore[arg-type]
            marks += [
                Mark(
                    kind=mark.kind,
                    start=place + mark.start,
                    end=place + mark.end,
                    targets=mark.targets,
                )
                for mark in piece.marks
            ]
            content.append(piece.words)
            place = end
        title = self.title or next(
            (piece.words for piece in self._pieces if piece.kind is PartKind.TITLE), ""
        )
        return Text(
            content=BETWEEN.join(content),
            media_type=self.media_type,
            title=title,
            parts=tuple(parts),
            marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
            problems=tuple(self.problems),
            sources=tuple(self.sources),
        )

    def _has_room(self, length: int) -> bool:
        if self.is_full:
            return False
        self._characters += length
        if self._characters > self.limits.characters:
            self.is_full = True
            most = self.limits.characters
            self.tell_once("too-long", f"Only the first {most:,} characters were taken.")
        return not self.is_full

    def _begin(self, kind: PartKind, about: Mapping[str, object]) -> _Draft:
        if not self.is_full and time.monotonic() > self._stop_at:
            self.is_full = True
            self.tell_once("too-slow", "Reading took too long; what follows here was left out.")
        outer = self._drafts[-1] if self._drafts else None
        is_too_deep = len(self._drafts) >= self.limits.depth
        if outer and (is_too_deep or (outer.kind in _WHOLE and kind not in _OWN_IN_WHOLE)):
            self.say(" ")
            self._drafts.append(outer)
            return outer
        if outer and kind is PartKind.PARAGRAPH and outer.kind in _HANDED_DOWN:
            kind, about = outer.kind, outer.about
        if kind is PartKind.NOTE:
            sink: list[_Piece] = outer.after if outer else self._pieces
        else:
            sink = outer.sink if outer else self._pieces
            if outer:
                self._emit(outer)
        draft = _Draft(kind=kind, about=about, sink=sink)
        self._drafts.append(draft)
        return draft

    def _end(self, draft: _Draft) -> None:
        if not self._drafts or (self._drafts[-1] is not draft and draft not in self._drafts):
            return
        while self._drafts[-1] is not draft:
            self._end(self._drafts[-1])
        self._drafts.pop()
        if self._drafts and (self._drafts[-1] is draft or draft in self._drafts):
            self._drafts[-1].said.append("" if draft.ends_in_space else " ")
            draft.length += not draft.ends_in_space
            draft.ends_in_space = True
            return
        self._emit(draft)
        draft.sink.extend(draft.after)
        draft.after.clear()

    def _close_mark(self, draft: _Draft, open_: _OpenMark) -> None:
        if open_.start < draft.length:
            draft.marks.append(
                Mark(kind=open_.kind, start=open_.start, end=draft.length, targets=open_.targets)
            )

    def _emit(self, draft: _Draft) -> None:
        """Hand over what was said so far as one piece."""
        for open_ in draft.open_marks:
            self._close_mark(draft, open_)
            open_.start = 0
        words = "".join(draft.said).rstrip()
        marks = draft.marks
        draft.said, draft.marks, draft.length, draft.ends_in_space = [], [], 0, True
        if words:
            marks = [trimmed for mark in marks if (trimmed := _trimmed(mark, words))]
            draft.sink.append(_Piece(draft.kind, words, marks, draft.about, draft.is_begun))
            draft.is_begun = True


def _trimmed(mark: Mark, words: str) -> Mark | None:
    """The mark without white space at its ends; nothing where only that is left."""
    start, end = mark.start, min(mark.end, len(words))
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return replace(mark, start=start, end=end) if start < end else None
