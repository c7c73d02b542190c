"""Numeric reference calls: numbers in square brackets, in parentheses or raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence.reading.calls import Area, Call
from evidence.reading.numbers_cited import DASH, NUMBERS, read_numbers
from evidence.reading.paper import CitationStyle
from evidence.reading.quotations import is_quoted, quotations_in
from evidence.texts import Mark, MarkKind, PartKind, Text

_WHERE = (
    r"(?:\s?[,:;]\s?(?:pp?\.|[Ss]ec(?:tions?|ts?\.?|s?\.)|§|[Cc]h(?:apter|ap)?s?\.?|[Tt]h(?:eorem|m)\.?"
    r"|[Ll]emma|[Ff]ig(?:ure)?s?\.?|[Tt]ables?|[Ee]qs?\.?|[Dd]ef(?:inition)?\.?|[Aa]pp(?:endix|\.))"
    r"[^\[\]]{0,60})?"
)
_LEAD = r"(?:(?:[Ss]ee(?: also)?|[Cc]f\.?|e\.\s?g\.,?|i\.\s?e\.,?|also|and|refs?\.?|nos?\.)\s+)?"
_BRACKETS = re.compile(
    rf"\\?[\[［【]\s{{0,3}}{_LEAD}({NUMBERS})\s{{0,3}}{_WHERE}\s{{0,3}}\\?[\]］】]"
)
_PARENTHESES = re.compile(rf"[(（]\s{{0,3}}{_LEAD}({NUMBERS})\s{{0,3}}{_WHERE}\s{{0,3}}[)）]")
_BETWEEN_BRACKETS = re.compile(rf"\s?(?:[,;]\s?)?|\s?[{DASH}]\s?")
# What has numbers of its own; in small letters only what is seldom followed by a call.
_THING = re.compile(
    r"(?:\b(?:[Ee]qn?s?|[Ee]quations?|[Ff]igs?|Figures?|Tables?|Tabs?|Sections?|[Ss]ecs?|Sects?|Steps?|Lines?"
    r"|Algorithms?|Theorems?|Lemmas?|Chapters?|Appendix|Items?|Cases?|Constraints?|Conditions?"
    r"|Problems?|Rules?|Nos?|Questions?|Examples?|Footnotes?|Panels?|Parts?|Articles?|Points?"
    r"|Props?|Props?ositions?|Corollar(?:y|ies)|Remarks?|Definitions?|formulae?|inequalit(?:y|ies))"
    r"\b\.?|§|№)\s?$"
)
_OF_VALUES = re.compile(
    r"(?:∈|⊂|=|\b(?:interval|range|scale|domain|bounds?|values? in|lies? in|bounded by|uniform in))"
    r"(?:\s(?:of|is|from|in))?\s?$",
    re.IGNORECASE,
)
_INDEXED = re.compile(r"(?:(?<!\w)[A-Za-z]|\w{0,20}_\w{0,20}|\d)$")
_ENUMERATED = re.compile(r"(?:^|[:;,(]|\b(?:and|or|are|either|by))\s*$")
_EARLIEST_YEAR = 1400
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+){0,40}")
_RAISED_NUMBERS = re.compile(rf"[\s,]*\[?{NUMBERS}\]?[\s,]*")
_BETWEEN_RAISED = re.compile(rf"\s?[,;{DASH}]?\s?")
_UNIT = re.compile(
    r"(?:(?<![^\W\d_])(?:[kcdmµμn]?m|ft|in|yd|mi|ha|km|kg|[kM]?W|cd|mol|s|h|min|sec|px)|(?<!\w)[^\W\d_])$"
)
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")


def bracketed_calls(area: Area, most: int) -> Iterator[Call]:
    """Numbers in square brackets; `most` is the highest number of the list, 0 if there is none."""
    matches = list(_that_may_cite(area, most))
    if not matches:
        return
    quotations = quotations_in(area.words)
    for run in _runs(area.words, matches):
        start, end = run[0].start(), run[-1].end()
        numbers, odd = read_numbers(_joined(area.words, run))
        is_editorial = is_quoted(quotations, area.words, start, end)
        yield Call(
            style=CitationStyle.NUMERIC,
            start=area.start + start,
            end=area.start + end,
            numbers=() if is_editorial else numbers,
            is_sure=not is_editorial,
            odd="it stands inside a quotation and may be part of it" if is_editorial else odd,
            code="quoted-citation" if is_editorial else "odd-citation",
        )


def _that_may_cite(area: Area, most: int) -> Iterator[re.Match[str]]:
    """The brackets that may be calls; one right after an index, as in “a[1][2]”, is another."""
    last_index = -1
    for found in _BRACKETS.finditer(area.words):
        if found.start() != last_index and _may_cite(area, found, most):
            yield found
        else:
            last_index = found.end()


def _may_cite(area: Area, found: re.Match[str], most: int) -> bool:
    words, start, end = area.words, found.start(), found.end()
    before = words[max(0, start - 30) : start]
    if area.kind is PartKind.NOTE and start == 0:
        return False
    if _goes_on(words, end) or _THING.search(before):
        return False
    if before[-1:].isalnum() and _INDEXED.search(before):
        return False
    return _are_references(found[1], before, most)


def _goes_on(words: str, end: int) -> bool:
    """Whether a word goes on right after a bracket; Chinese and Japanese need no space there."""
    following = words[end : end + 1]
    return following.isalnum() and following < "\u2e80"


def _are_references(numbers: str, before: str, most: int) -> bool:
    """Whether the numbers can be those of references: not 0, no years, no bounds of values."""
    values = [int(value) for value in re.findall(r"\d+", numbers)]
    is_years = all(_EARLIEST_YEAR <= value < 2200 and value > most for value in values)
    is_bounds = len(values) == 2 and bool(_OF_VALUES.search(before))
    return 0 not in values and not is_years and not is_bounds


def _runs(words: str, matches: Sequence[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Brackets right beside each other make one call: “[5], [6]”, “[5]–[8]”."""
    runs = [[matches[0]]]
    for one, other in pairwise(matches):
        if _BETWEEN_BRACKETS.fullmatch(words, one.end(), other.start()):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _joined(words: str, run: Sequence[re.Match[str]]) -> str:
    joined = run[0][1]
    for one, other in pairwise(run):
        between = words[one.end() : other.start()].strip()
        joined += (between if between and between in DASH else ", ") + other[1]
    return joined


def parenthesised_calls(area: Area, most: int) -> Iterator[Call]:
    """Numbers in parentheses that may be calls where a paper calls so; never enumerations."""
    matches = list(_PARENTHESES.finditer(area.words))
    items = _enumerated(area.words, matches)
    for found in matches:
        words, start, end = area.words, found.start(), found.end()
        before = words[max(0, start - 30) : start]
        numbers, odd = read_numbers(found[1])
        if (
            start in items
            or before[-1:].isalnum()
            or _goes_on(words, end)
            or _THING.search(before)
            or not _are_references(found[1], before, most)
            or any(cited.number > most for cited in numbers)
        ):
            continue
        yield Call(
            style=CitationStyle.NUMERIC,
            start=area.start + start,
            end=area.start + end,
            numbers=numbers,
            odd=odd,
            code="odd-citation",
        )


def _enumerated(words: str, matches: Sequence[re.Match[str]]) -> set[int]:
    """Where items of enumerations begin: “(1) one, (2) two”; the one before an item is one too."""
    items: set[int] = set()
    following: re.Match[str] | None = None
    for found in reversed(matches):
        end = found.end()
        is_over_words = words[end : end + 1] == " " and words[end + 1 : end + 2].isalpha()
        if found[1].isdecimal() and is_over_words:
            is_first_of_two = (
                following is not None
                and following.start() in items
                and following[1].isdecimal()
                and int(following[1]) == int(found[1]) + 1
            )
            before = words[max(0, found.start() - 30) : found.start()]
            if is_first_of_two or _ENUMERATED.search(before):
                items.add(found.start())
        following = found
    return items


def raised_calls(text: Text, areas: Sequence[Area], most: int) -> Iterator[Call]:
    """Raised figures: where the format marks them, or where they are raised characters."""
    marked = [mark for mark in text.marks if mark.kind is MarkKind.SUPERSCRIPT]
    runs = _raised_runs(text.content, marked)
    runs += [
        (area.start + found.start(), area.start + found.end())
        for area in areas
        for found in _RAISED.finditer(area.words)
    ]
    within = _Within(areas)
    for start, end in sorted(set(runs)):
        words = text.content[start:end].translate(_RAISED_DIGITS)
        if not _RAISED_NUMBERS.fullmatch(words) or not within.holds(start):
            continue
        numbers, odd = read_numbers(words)
        if _is_power(text.content, start, end) or any(
            not 0 < cited.number <= most for cited in numbers
        ):
            continue
        yield Call(
            style=CitationStyle.SUPERSCRIPT,
            start=start,
            end=end,
            numbers=numbers,
            odd=odd,
            code="odd-citation",
        )


def _raised_runs(content: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Marks with only a comma or a dash between them are one call."""
    runs: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        if runs and _BETWEEN_RAISED.fullmatch(content, runs[-1][1], mark.start):
            runs[-1] = (runs[-1][0], max(mark.end, runs[-1][1]))
        else:
            runs.append((mark.start, mark.end))
    return runs


def _is_power(content: str, start: int, end: int) -> bool:
    before = content[max(0, start - 12) : start]
    if content[end : end + 1].isalpha():
        return True
    if before[-1:].isdigit():
        return not _YEAR_BEFORE.search(before)
    return bool(_UNIT.search(before))


class _Within:
    """Tells whether a place is inside one of the areas, for places that grow."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = areas
        self._next = 0

    def holds(self, place: int) -> bool:
        while self._next < len(self._areas):
            area = self._areas[self._next]
            if place < area.start + len(area.words):
                return place >= area.start
            self._next += 1
        return False
