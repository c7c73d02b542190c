"""A text made ready for finding many excerpts in it; everything costly is done once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from evidence.anchoring.flow import Flow
from evidence.excerpts import REFERENCE_NUMBERS
from evidence.reading.paper import Span
from evidence.texts import MarkKind, Part, PartKind, Text

_WHITE = re.compile(r"\s")
# What can stand in the middle of a sentence without belonging to it.
INTERRUPTING = frozenset(
    {PartKind.CAPTION, PartKind.TABLE, PartKind.NOTE, PartKind.FORMULA, PartKind.FURNITURE}
)


class Haystack:
    """A text with its flows of letters; `parts` are those inferred where the text has none."""

    def __init__(self, text: Text, parts: Sequence[Part] | None = None) -> None:
        self.text = text
        self.content = text.content
        self.parts = tuple(text.parts if parts is None else parts)
        self._starts: dict[tuple[bool, re.Pattern[str]], list[int]] = {}

    @cached_property
    def sha256(self) -> str:
        """The hash of the text, worked out once."""
        return self.text.sha256

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The letters of all the text, then, where they differ, those of its running text."""
        return (self.flow, self.running_flow) if self.interruptions else (self.flow,)

    @cached_property
    def flow(self) -> Flow:
        """The letters of all the text, without reference numbers in brackets."""
        return Flow(self.content, skipped=self._reference_numbers)

    @cached_property
    def running_flow(self) -> Flow:
        """The letters without what cuts paragraphs in two and without marked reference numbers."""
        return Flow(self.content, skipped=self._reference_numbers, cuts=self.interruptions)

    @cached_property
    def interruptions(self) -> tuple[Span, ...]:
        """Captions, tables, notes, running heads; superscripts and marked citations."""
        parts = [
            Span(start=part.start, end=part.end) for part in self.parts if part.kind in INTERRUPTING
        ]
        marks = [
            Span(start=mark.start, end=mark.end)
            for mark in self.text.marks
            if mark.kind in {MarkKind.SUPERSCRIPT, MarkKind.CITATION}
        ]
        return tuple(parts + marks)

    @cached_property
    def _reference_numbers(self) -> tuple[Span, ...]:
        return tuple(
            Span(start=match.start(), end=match.end())
            for match in REFERENCE_NUMBERS.finditer(self.content)
        )

    def starts_in(self, flow: Flow, pattern: re.Pattern[str]) -> Sequence[int]:
        """The letters of a flow that come first after each place where a pattern ends."""
        key = (flow is self.flow, pattern)
        if key not in self._starts:
            places = [0, *(match.end() for match in pattern.finditer(self.content))]
            self._starts[key] = list(dict.fromkeys(flow.first_at(place) for place in places))
        return self._starts[key]

    def page_label(self, place: int) -> str:
        """The label of the page on which a place stands, or nothing."""
        page = self.text.page_at(place)
        return page.label if page else ""

    def words(self, spans: Sequence[Span]) -> str:
        """The words of some stretches, on one line."""
        said = ""
        for number, span in enumerate(spans):
            between = self.content[spans[number - 1].end : span.start] if number else ""
            said += " " if _WHITE.search(between) else ""
            said += self.content[span.start : span.end]
        return " ".join(said.split())
