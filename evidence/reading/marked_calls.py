"""Reference calls that the format of a text marks itself, with what they point to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.reading.calls import Area, Call
from evidence.reading.numbers_cited import DASH
from evidence.reading.paper import CitationStyle, Cited, ListedReference
from evidence.texts import Mark, MarkKind, Text

_RIGHT_BESIDE = re.compile(rf"[\s\u00a0]{{0,3}}[,;{DASH}]?[\s\u00a0]{{0,3}}|\]\s?[,;{DASH}]?\s?\[")
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{4}|^)[.!?]\s+(?:[^\W\d_a-zß-ÿ]|$)")
_RANGE_SIGN = re.compile(rf"\]?\s?[{DASH}]\s?\[?")
_KEY = re.compile(r"(?<![\w.@/])-?@\{?([^\W\d_][\w:.#$%&+?<>~/-]{0,100})\}?")
_KEYED = re.compile(r"\[[^\[\]@]{0,60}(?<![\w.])-?@[^\W\d_][^\[\]]{1,600}\]")
_OPENERS, _CLOSERS = "([（［", ")]）］"
_FARTHEST = 200
_LONGEST_BRACKET = 1_500
_WIDEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class _Listing:
    """The references by what marks may point to them with."""

    by_target: Mapping[str, int]
    by_number: Mapping[int, int]
    references: Sequence[ListedReference]


def marked_calls(text: Text, references: Sequence[ListedReference]) -> Iterator[Call]:
    """One call for all marks that stand in one bracket or right beside each other."""
    listing = _listing(references)
    marks = sorted(
        (mark for mark in text.marks if mark.kind is MarkKind.CITATION), key=lambda mark: mark.start
    )
    for run in _runs(text.content, marks):
        yield _call(text.content, run, listing)


def keyed_calls(areas: Iterable[Area], references: Sequence[ListedReference]) -> Iterator[Call]:
    """Calls by keys as Pandoc's Markdown has them: “[@flynn2022, p. 3; @ito]”, “@ito says”."""
    listing = _listing(references)
    for area in areas:
        groups = [found.span() for found in _KEYED.finditer(area.words)]
        starts = [start for start, _ in groups]
        alone = [
            found.span()
            for found in _KEY.finditer(area.words)
            if found[1].rstrip(".:") in listing.by_target
            and not _is_inside(groups, starts, found.start())
        ]
        for start, end in sorted([*groups, *alone]):
            keys = [found[1].rstrip(".:") for found in _KEY.finditer(area.words, start, end)]
            yield _keyed(area, start, end, keys, listing)


def _is_inside(spans: Sequence[tuple[int, int]], starts: Sequence[int], place: int) -> bool:
    at = bisect_right(starts, place) - 1
    return at >= 0 and place < spans[at][1]


def _keyed(area: Area, start: int, end: int, keys: Sequence[str], listing: _Listing) -> Call:
    cited = [Cited(reference=listing.by_target.get(key), label=key) for key in keys]
    unknown = [work.label for work in cited if work.reference is None]
    odd = f"no reference is called {', '.join(unknown[:5])}"
    return Call(
        style=CitationStyle.MARKED,
        start=area.start + start,
        end=area.start + end,
        cited=tuple(dict.fromkeys(cited)),
        odd=odd if unknown and listing.references else "",
        code="unresolved-citation",
    )


def _listing(references: Sequence[ListedReference]) -> _Listing:
    by_target: dict[str, int] = {}
    by_number: dict[int, int] = {}
    for place, reference in enumerate(references):
        for target in (reference.id, reference.label, reference.label.strip("[]().")):
            if target:
                by_target.setdefault(target, place)
        if reference.number is not None:
            by_number.setdefault(reference.number, place)
    return _Listing(by_target, by_number, references)


def _runs(content: str, marks: Sequence[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    for mark in marks:
        if runs and _is_one_call(content, runs[-1][-1], mark):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _is_one_call(content: str, one: Mark, other: Mark) -> bool:
    between = content[one.end : other.start]
    if _RIGHT_BESIDE.fullmatch(between):
        return True
    is_near = len(between) < _FARTHEST and not any(sign in between for sign in "()[]（）")
    is_near = is_near and not _SENTENCE_END.search(between)
    return is_near and _opening(content, one.end) is not None


def _opening(content: str, place: int) -> int | None:
    """Where the bracket opens in which a place stands."""
    before = content[max(0, place - _LONGEST_BRACKET) : place].rpartition("\n\n")[2]
    opened = max(before.rfind(sign) for sign in _OPENERS)
    closed = max(before.rfind(sign) for sign in _CLOSERS)
    return place - len(before) + opened if opened > closed else None


def _call(content: str, run: Sequence[Mark], listing: _Listing) -> Call:
    cited: dict[Cited, None] = {}
    unknown: list[str] = []
    for place, mark in enumerate(run):
        if place and _RANGE_SIGN.fullmatch(content, run[place - 1].end, mark.start):
            cited |= dict.fromkeys(_between(run[place - 1], mark, listing))
        for work in _works(content, mark, listing):
            cited.setdefault(work)
            unknown += [work.label] if work.reference is None else []
    start, end = _with_brackets(content, run[0].start, run[-1].end)
    has_list = bool(listing.references)
    odd = f"no reference is called {', '.join(unknown[:5])}" if unknown and has_list else ""
    return Call(
        style=CitationStyle.MARKED,
        start=start,
        end=end,
        cited=tuple(cited),
        odd=odd,
        code="unresolved-citation",
    )


def _works(content: str, mark: Mark, listing: _Listing) -> Iterator[Cited]:
    printed = " ".join(content[mark.start : mark.end].split())
    for target in mark.targets or (printed,):
        place = listing.by_target.get(target)
        number = listing.references[place].number if place is not None else None
        is_alone = len(mark.targets) < 2 and len(printed) < 60 and place is not None
        label = _without_lone_brackets(printed) if is_alone else target
        yield Cited(reference=place, label=label or target, number=number)


def _without_lone_brackets(printed: str) -> str:
    """What a mark prints, without a bracket that another mark of its call closes or opens."""
    plain = printed.strip(" ,;")
    if plain[:1] in tuple(_OPENERS) and not any(sign in plain[1:-1] for sign in _CLOSERS):
        plain = plain[1:]
    if plain[-1:] in tuple(_CLOSERS) and not any(sign in plain for sign in _OPENERS):
        plain = plain[:-1]
    return plain.strip(" ,;")


def _between(one: Mark, other: Mark, listing: _Listing) -> Iterator[Cited]:
    """What a range of two marked numbers leaves unsaid."""
    ends = [
        listing.by_target.get(mark.targets[-1] if mark.targets else "") for mark in (one, other)
    ]
    numbers = [listing.references[end].number for end in ends if end is not None]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return
    if not 0 < numbers[1] - numbers[0] <= _WIDEST_RANGE:
        return
    for number in range(numbers[0] + 1, numbers[1]):
        place = listing.by_number.get(number)
        yield Cited(reference=place, label=str(number), number=number, through_range=True)


def _with_brackets(content: str, start: int, end: int) -> tuple[int, int]:
    """The call with its brackets, where nothing but white space is between."""
    before = content[max(0, start - 2) : start].rstrip()
    after = content[end : end + 2].lstrip()
    if before[-1:] in tuple(_OPENERS) and after[:1] in tuple(_CLOSERS):
        return content.rindex(before[-1], 0, start), content.index(after[0], end) + 1
    return start, end
