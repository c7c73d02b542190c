"""Where the reference lists of a text are: from their headings to what follows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.texts import Part, PartKind, Text

_NUMBERING = r"(?:(?:#{1,6}|\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-Z]\.?\d?\.?|§)\s+)?"
_LIST_NAME = (
    r"(?:(?:cited|selected|appendix|supplementary|supplemental|additional|main|primary|web"
    r"|online|list of)\s+)?"
    r"(?:references(?:\s+(?:and|&)\s+notes|\s+cited)?|bibliography|works\s+cited|reference\s+list"
    r"|literature(?:\s+cited)?|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|bibliographie"
    r"|r[ée]f[ée]rences(?:\s+bibliographiques)?|referencias(?:\s+bibliogr[áa]ficas)?"
    r"|bibliograf[íi]a"
    r"|refer[êe]ncias|riferimenti(?:\s+bibliografici)?|literatura|литература|список\s+литературы"
    r"|参考文献|參考文獻|参考資料|المراجع|מקורות)"
    r"(?:\s+(?:for|of|to|in)\s+(?:the\s+)?(?:appendix|appendices|supplement\w*|online\s+\w+))?"
)
_LIST_HEADING = re.compile(rf"\W{{0,4}}{_NUMBERING}{_LIST_NAME}\W{{0,4}}", re.IGNORECASE)
_AFTER_LIST = re.compile(
    rf"\W{{0,4}}{_NUMBERING}(?:appendi(?:x|ces)\b.{{0,80}}|acknowledge?ments?|funding"
    rf"|supplementa\w+ \w+.{{0,40}}"
    r"|about the authors?|authors?[’']? (?:biograph\w+|contributions?|information|details)"
    r"|biograph(?:y|ies)"
    r"|vitae?|conflicts? of interests?|competing interests|data availability.{0,30}|notes"
    r"|footnotes|endnotes"
    r"|figures?|tables?|author index|index|correspondence|publisher[’']s note|checklist|anhang"
    r"|annexe?s?)\W{0,3}",
    re.IGNORECASE,
)
_LEFT_OUT = {
    PartKind.FURNITURE, PartKind.CAPTION, PartKind.TABLE, PartKind.FORMULA, PartKind.NOTE,
    PartKind.FRONT,
}  # fmt: skip
_LINE = re.compile(r"[^\n\f\v\u2028\u2029]+")
_NUMBERED_LINE = re.compile(r"[\s•*-]*\[(\d{1,4})\]\s+\S")
_FEWEST = 3
_OFTEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list that holds words; `indent` is how far it stands in.

    `after_gap` tells that an empty line, or the end of a part, is before it.
    """

    start: int
    end: int
    words: str
    indent: int
    after_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A list: its heading, or "" where the list was known by its numbers, and its lines."""

    heading: str
    lines: tuple[Line, ...]


def find_regions(text: Text, parts: Sequence[Part]) -> list[Region]:
    """The reference lists of a text, in order."""
    lines = list(_lines(text, parts))
    headings = {part.start for part in parts if part.kind is PartKind.HEADING}
    regions: list[Region] = []
    place = 0
    while place < len(lines):
        if is_list_heading(lines[place].words):
            end = _end_of_list(lines, place + 1, headings)
            if end > place + 1:
                regions.append(
                    Region(heading=lines[place].words.strip(), lines=tuple(lines[place + 1 : end]))
                )
            place = max(end, place + 1)
        else:
            place += 1
    return _lists_of_references(regions) or _known_by_numbers(lines, headings)


def is_list_heading(words: str) -> bool:
    """Whether a line is the heading of a reference list."""
    return len(words) < 80 and bool(_LIST_HEADING.fullmatch(words.strip()))


def _lists_of_references(regions: list[Region]) -> list[Region]:
    """The regions without those that a line of contents or a running head opened."""
    held = [
        region for region in regions if any(_YEARLIKE.search(line.words) for line in region.lines)
    ]
    return held or regions[-1:]


_YEARLIKE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|n\. ?d\.|https?:|in press|forthcoming")


def _lines(text: Text, parts: Sequence[Part]) -> Iterator[Line]:
    """All lines with words that are neither furniture nor captions and their like."""
    hidden = sorted((part.start, part.end) for part in parts if part.kind in _LEFT_OUT)
    starts = {part.start for part in parts if not part.continues}
    repeated = _repeated_lines(text.content)
    last_end, next_hidden = 0, 0
    for match in _LINE.finditer(text.content):
        words = match[0]
        if not words.strip():
            continue
        while next_hidden < len(hidden) and hidden[next_hidden][1] <= match.start():
            next_hidden += 1
        if next_hidden < len(hidden) and hidden[next_hidden][0] <= match.start():
            continue
        if words.strip() in repeated or words.strip().isdigit():
            continue
        lead = len(words) - len(words.lstrip())
        start, end = match.start() + lead, match.start() + len(words.rstrip())
        gap = text.content[last_end : match.start()].count("\n") > 1 or start in starts
        yield Line(
            start=start,
            end=end,
            words=words.strip(),
            indent=len(words[:lead].expandtabs(8)),
            after_gap=gap,
        )
        last_end = match.end()


def _repeated_lines(content: str) -> set[str]:
    """Lines that stand again and again: running heads of a text that has no parts."""
    if content.count("\n") > 200_000:
        return set()
    counted = Counter(line.strip() for line in content.splitlines() if 3 < len(line.strip()) < 100)
    return {
        line
        for line, count in counted.items()
        if count >= _OFTEN and not is_list_heading(line) and not _YEARLIKE.search(line)
    }


def _end_of_list(lines: list[Line], place: int, headings: set[int]) -> int:
    """The first line after `place` that is no longer part of the list."""
    while place < len(lines):
        line = lines[place]
        if line.start in headings or is_list_heading(line.words):
            return place
        if line.words[0] == "#" and re.match(r"#{1,6} \S", line.words):
            return place
        if len(line.words) < 100 and _AFTER_LIST.fullmatch(line.words):
            return place
        place += 1
    return place


def _known_by_numbers(lines: list[Line], headings: set[int]) -> list[Region]:
    """A list without a heading: lines that begin with [1], [2], [3] in order."""
    expected, first = 1, None
    for place, line in enumerate(lines):
        found = _NUMBERED_LINE.match(line.words)
        if found and int(found[1]) == 1:
            expected, first = 2, place
        elif found and int(found[1]) == expected and first is not None:
            expected += 1
    if first is None or expected <= _FEWEST:
        return []
    end = _end_of_list(lines, first, headings)
    return [Region(heading="", lines=tuple(lines[first:end]))]
