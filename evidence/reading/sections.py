"""The sections of a text: what each is called in places, and where it begins and ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from evidence.reading.headings import (
    ABSTRACT_NAMES,
    Heading,
    in_sequence,
    plain_title,
    read_heading,
)
from evidence.reading.paper import Section
from evidence.texts import Part, PartKind, Text, TextProblem

ABSTRACT = "0"
_LONGEST_NAME = 80
_LONGEST_ABSTRACT = 8_000
_RUNNING = {PartKind.PARAGRAPH, PartKind.QUOTATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The sections in order, under which name the part at each place begins one, and doubts.

    `titles` are the headings' words without their number, by the start of the heading's part. The
    heading of a reference list ends a section but is none: its name is empty.
    """

    sections: tuple[Section, ...]
    names: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[TextProblem, ...] = ()


def outline_of(text: Text, parts: Sequence[Part]) -> Outline:
    """The sections that the headings among the parts open."""
    naming = _Naming()
    headings = [part for part in parts if part.kind is PartKind.HEADING]
    headings = _out_of_the_abstract(text, headings)
    first_words = _unlabelled_abstract(text, parts, headings)
    if first_words is not None:
        naming.name_abstract(first_words)
    for part, heading in zip(headings, _read(text, headings), strict=True):
        naming.add(part, heading)
    return naming.outline(len(text.content))


def _out_of_the_abstract(text: Text, headings: Sequence[Part]) -> list[Part]:
    """The headings, those below an abstract raised where it would be longer than any abstract."""
    titles = (plain_title(text.content[part.start : part.end]) for part in headings)
    place = next((place for place, title in enumerate(titles) if title in ABSTRACT_NAMES), None)
    if place is None:
        return list(headings)
    abstract, after = headings[place], headings[place + 1 :]
    below = list(takewhile(lambda part: part.level > abstract.level, after))
    end = after[len(below)].start if len(below) < len(after) else len(text.content)
    if not below or end - abstract.start < _LONGEST_ABSTRACT:
        return list(headings)
    above = min(part.level for part in below) - max(abstract.level, 1)
    raised = [replace(part, level=part.level - above) for part in below]
    return [*headings[: place + 1], *raised, *after[len(below) :]]


def _read(text: Text, headings: Sequence[Part]) -> list[Heading]:
    """Number and title of each heading; numbers not given by the format count only in sequence."""
    readings = [_reading(text.content[part.start : part.end], part) for part in headings]
    return [
        reading
        if is_next or part.number
        else Heading(number="", title=" ".join(text.content[part.start : part.end].split()))
        for part, reading, is_next in zip(headings, readings, in_sequence(readings), strict=True)
    ]


def _reading(words: str, part: Part) -> Heading:
    heading = read_heading(words)
    line = " ".join(words.split())
    if part.number:
        number = part.number.strip().strip(".:()")
        title = heading.title if heading and heading.number == number else line
        title = title.removeprefix(number).lstrip(" .:)–—") or line
        order = heading.order if heading and heading.number == number else ()
        scheme = heading.scheme if order and heading else ""
        return Heading(number=number, title=title, scheme=scheme, order=order)
    return heading or Heading(number="", title=line)


def _unlabelled_abstract(text: Text, parts: Sequence[Part], headings: Sequence[Part]) -> int | None:
    """Where prose begins that stands between the title and the first heading."""
    has_title = bool(text.title) or any(part.kind is PartKind.TITLE for part in parts)
    if len(headings) < 2 or not has_title:
        return None
    if any(plain_title(text.content[part.start : part.end]) in ABSTRACT_NAMES for part in headings):
        return None
    before = [
        part.start for part in parts if part.kind in _RUNNING and part.start < headings[0].start
    ]
    return before[0] if 0 < len(before) <= 3 else None


class _Naming:
    """Names sections one by one, each differently."""

    def __init__(self) -> None:
        self._opened: list[tuple[int, str, str, int]] = []
        self._parents: list[tuple[int, str]] = []
        self._used: set[str] = set()
        self._is_roman = False
        self.names: dict[int, str] = {}
        self.titles: dict[int, str] = {}
        self.problems: list[TextProblem] = []

    def name_abstract(self, start: int) -> None:
        self._used.add(ABSTRACT)
        self._opened.append((start, ABSTRACT, "Abstract", 1))
        self.names[start] = ABSTRACT
        message = "The text before the first heading was taken to be the abstract."
        self.problems.append(TextProblem(code="guessed-abstract", message=message))

    def add(self, part: Part, heading: Heading) -> None:
        title = " ".join(heading.title.replace("*", "").split()).rstrip(":")
        self.titles[part.start] = title
        level = max(part.level, 1)
        while self._parents and self._parents[-1][0] >= level:
            self._parents.pop()
        if heading.opens_reference_list:
            self.names[part.start] = ""
            self._opened.append((part.start, "", title, level))
            return
        name = self._named(heading, title)
        self._used.add(name)
        self._parents.append((level, name))
        self.names[part.start] = name
        self._opened.append((part.start, name, title, level))

    def _named(self, heading: Heading, title: str) -> str:
        plain = plain_title(title).replace("-", " ")[:_LONGEST_NAME] or "section"
        parent = self._parents[-1][1] if self._parents else ""
        if heading.number:
            name = self._numbered(heading)
        elif plain in ABSTRACT_NAMES and ABSTRACT not in self._used and not self._parents:
            return ABSTRACT
        else:
            name = f"{parent} {plain}" if parent == ABSTRACT else plain
        if name in self._used and parent and not name.startswith(parent):
            name = f"{parent} {name}"
        return self._told_apart(name, title)

    def _numbered(self, heading: Heading) -> str:
        """A number as printed; the lettered parts of a Roman section are named with it."""
        self._is_roman = self._is_roman or heading.scheme[:1] == "I"
        number = heading.number.replace("-", ".")
        if self._is_roman and heading.scheme in {"A.", "A)"} and self._parents:
            return f"{self._parents[0][1]}.{number}"
        return number

    def _told_apart(self, name: str, title: str) -> str:
        count, told = 2, name
        while told in self._used:
            told = f"{name} ({count})"
            count += 1
        if told != name:
            message = f"Two sections are called “{name}”; “{title[:60]}” is named “{told}” here."
            self.problems.append(TextProblem(code="section-twice", message=message))
        return told

    def outline(self, end: int) -> Outline:
        ends = [*(start for start, *_ in self._opened[1:]), end][: len(self._opened)]
        sections = tuple(
            Section(number=name, title=title, level=level, start=start, end=stop)
            for (start, name, title, level), stop in zip(self._opened, ends, strict=True)
            if name
        )
        return Outline(
            sections=sections,
            names=self.names,
            titles=self.titles,
            problems=tuple(self.problems),
        )
