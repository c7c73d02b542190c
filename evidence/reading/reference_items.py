"""A reference list cut into its references, with the number of each, also a lost or broken one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from evidence.reading.reference_regions import Line
from evidence.texts import TextProblem

_BULLET = re.compile(r"[-–•·▪*◦‣]\s+(?=\S)")
_MARKER = re.compile(
    r"(?:[-–•·▪*◦‣]\s+)?(?P<label>[\[［(（](?P<bracketed>\d{1,4})[\]］)）][.,:]?"
    r"|(?P<stopped>\d{1,4})[.):](?=\s)"
    r"|\[(?P<key>[^\W\d_][^\[\]]{1,40})\](?=\s))\s*"
)
_BARE_NUMBER = re.compile(r"(?P<label>(?P<bare>\d{1,3}))(?=\s+[^\W\d_a-z]|[^\W\d_a-z][a-z])\s*")
_INSIDE = re.compile(r"(?:(?<=[.\d/\])”\"a-z])|^)\s+\[(\d{1,4})\]\s+(?=\S)")
_BROKEN_MARKER = re.compile(
    r"[\[(]?\s?(?P<first>[\dlIOoSBZ]{1,2})\s?(?P<second>[\dlIOoSBZ]?)\s?[\])](?=\s)\s*"
)
_MOST_LINES = 200
_LOOKALIKES = str.maketrans("lIOoSBZ", "1100582")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\bn\. ?d\.|in press|forthcoming")
# What an unnumbered reference begins with: a family name or a body, in a line of its own.
_OPENING = re.compile(
    r"(?:[—–_-]{2,}[.,]?\s|(?:(?:van|von|de|del|della|di|da|dos|du|den|der|la|le|al|el|ten|ter"
    r"|d[’'])[ -]?){0,3}"
    r"[^\W\d_a-zß-ÿ][\w’'-]*)"
)
_INVERTED_NAME = (
    r"(?:[^\W\d_][\w’'-]{0,30} ){0,3}[^\W\d_a-z][\w’'-]{1,40}"
    r", (?:[^\W\d_a-z]\.(?:[ -](?=\w\.))?){1,4}"
)
_NAMES_AND_YEAR = (
    rf"{_INVERTED_NAME}(?:(?:, (?:& |and )?| & | and ){_INVERTED_NAME}){{0,30}}(?:,? et al\.)?,? ?"
    r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]"
)
_HEAD = re.compile(_NAMES_AND_YEAR)
_HEAD_INSIDE = re.compile(rf"(?<=[.\d/)]) (?={_NAMES_AND_YEAR} \S)")
_NAME_THEN_YEAR = re.compile(
    r"(?:[^\W\d_a-z][\w’'.-]+, (?:[^\W\d_a-z]|[^\W\d_a-z][\w-]+\b)"
    r"|[^\W\d_a-z][\w’'-]+ [^\W\d_a-z]{1,3}[,.]"
    r"|.{3,120}?\((?:1[5-9]|20)\d\d|.{3,120}?[.,] (?:1[5-9]|20)\d\d[a-z]?\.)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One reference as it stands in the list: its lines, and what is printed before it."""

    start: int
    end: int
    lines: tuple[str, ...]
    label: str = ""
    printed: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The references of a list, and what was doubtful in cutting it."""

    items: tuple[Item, ...]
    problems: tuple[TextProblem, ...] = field(default=())


def cut_list(lines: Sequence[Line]) -> Items:
    """The references that the lines of a list hold."""
    lines = _cut_inside(lines)
    numbered = sum(_number_at(line.words) is not None for line in lines)
    bullets = sum(bool(_BULLET.match(line.words)) for line in lines)
    if bullets >= 2 and bullets >= numbered * 0.8:
        items = _items_at(lines, [bool(_BULLET.match(line.words)) for line in lines])
    elif numbered >= 2 or (numbered == 1 and len(lines) < 4):
        items = _items_at(lines, _numbered_starts(lines))
    else:
        lines = _cut_at_heads(lines)
        items = _items_at(lines, _unnumbered_starts(lines))
    return with_numbers(items)


def _number_at(words: str) -> int | None:
    marker = _MARKER.match(words)
    stated = marker and (marker["bracketed"] or marker["stopped"])
    return int(stated) if stated else None


def _cut_inside(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut before numbers in brackets that follow one another within them."""
    cut: list[Line] = []
    for line in lines:
        places = [0]
        number = _number_at(line.words)
        for inside in _INSIDE.finditer(line.words):
            if number is not None and number < int(inside[1]) <= number + 3:
                number = int(inside[1])
                places.append(inside.end() - len(inside[0].lstrip()))
        cut += _pieces(line, places)
    return cut


def _cut_at_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut before names with a year that follow the end of a reference within them."""
    cut: list[Line] = []
    for line in lines:
        places = [0, *(head.end() for head in _HEAD_INSIDE.finditer(line.words))]
        if len(places) == 1 or not _HEAD.match(line.words):
            cut.append(line)
            continue
        cut += _pieces(line, places)
    return cut


def _pieces(line: Line, places: Sequence[int]) -> list[Line]:
    """A line cut at these places into lines that stand apart."""
    pieces = []
    for start, end in zip(places, [*places[1:], len(line.words)], strict=True):
        words = line.words[start:end].rstrip()
        pieces.append(
            replace(
                line,
                start=line.start + start,
                end=line.start + start + len(words),
                words=words,
                after_gap=line.after_gap if start == 0 else True,
            )
        )
    return pieces


def _numbered_starts(lines: Sequence[Line]) -> list[bool]:
    """Which lines begin a reference of a numbered list, one with a lost number among them."""
    numbers = [_number_at(line.words) for line in lines]
    starts = [False] * len(lines)
    last = 0
    for place, number in enumerate(numbers):
        if number is not None and (last < number <= last + 40 or (number == 1 and last > 2)):
            starts[place], last = True, number
    _find_lost(lines, numbers, starts)
    return starts


def _find_lost(lines: Sequence[Line], numbers: list[int | None], starts: list[bool]) -> None:
    """Mark the lines that begin the references between two numbers that do not follow."""
    told = [place for place, is_start in enumerate(starts) if is_start]
    bounds = [(-1, 0), *((place, numbers[place] or 0) for place in told)]
    for (before, number), (after, following) in pairwise(bounds):
        lost = following - number - 1
        if lost <= 0:
            continue
        likely = [
            place
            for place in range(before + 1, after)
            if _may_begin(lines, place)
            and (lines[place].after_gap or _BROKEN_MARKER.match(lines[place].words))
        ] or [place for place in range(before + 1, after) if _may_begin(lines, place)]
        for place in likely[:lost]:
            starts[place] = True


def _may_begin(lines: Sequence[Line], place: int) -> bool:
    words = lines[place].words
    if place == 0:
        return True
    before = lines[place - 1].words
    is_ended = before[-1] in ".)]/" or "http" in before.split()[-1] or "10." in before.split()[-1]
    opens = bool(_OPENING.match(words) or _BROKEN_MARKER.match(words))
    near = " ".join(line.words for line in lines[place : place + 3])
    return is_ended and opens and bool(_YEAR.search(near))


def _unnumbered_starts(lines: Sequence[Line]) -> list[bool]:
    """Which lines begin a reference where the list has no numbers."""
    bare = [_BARE_NUMBER.match(line.words) for line in lines]
    values = [int(match["bare"]) for match in bare if match]
    if len(values) >= 3 and values == sorted(values) and values[-1] - values[0] < 2 * len(values):
        return [match is not None for match in bare]
    keys = [bool((marker := _MARKER.match(line.words)) and marker["key"]) for line in lines]
    if sum(keys) >= 2:
        return keys
    outer = min((line.indent for line in lines), default=0)
    hanging = sum(line.indent > outer for line in lines)
    if hanging and 0.15 < hanging / len(lines) < 0.9:
        return [line.indent == outer for line in lines]
    gaps = sum(line.after_gap for line in lines)
    if gaps >= max(2, len(lines) / 8):
        return [line.after_gap and not _continues(lines, place) for place, line in enumerate(lines)]
    return [place == 0 or _begins_wrapped(lines, place) for place in range(len(lines))]


def _continues(lines: Sequence[Line], place: int) -> bool:
    """Whether a paragraph is the rest of the one before, cut off by a page or a column."""
    if place == 0:
        return False
    words, before = lines[place].words, lines[place - 1].words
    if words[0].islower() and not _OPENING.match(words):
        return True
    is_whole = bool(_YEAR.search(words)) and bool(_OPENING.match(words))
    return not is_whole and (before[-1] not in ".)]" or not _OPENING.match(words))


def _begins_wrapped(lines: Sequence[Line], place: int) -> bool:
    """Whether a line begins a reference in a list of wrapped lines all set alike."""
    words, before = lines[place].words, lines[place - 1].words
    if not _OPENING.match(words):
        return False
    ended = before[-1] in ".)]" or "http" in before.split()[-1] or "10." in before.split()[-1]
    near = words + " " + (lines[place + 1].words if place + 1 < len(lines) else "")
    return ended and bool(_NAME_THEN_YEAR.match(words)) and bool(_YEAR.search(near[:400]))


def _items_at(lines: Sequence[Line], starts: Sequence[bool]) -> list[Item]:
    """The items that begin where told; lines before the first are left out."""
    items: list[Item] = []
    group: list[Line] = []
    for line, is_start in zip(lines, starts, strict=True):
        if is_start and group:
            items.append(_item(group))
            group = []
        if is_start or group:
            group.append(line)
    if group:
        items.append(_item(_without_rest(group)))
    return items


def _without_rest(group: list[Line]) -> list[Line]:
    """The lines of the last reference, without paragraphs that only follow the list."""
    for place, line in enumerate(group[1:], 1):
        if line.after_gap and group[place - 1].words[-1] in ".)/]" and not line.words[0].islower():
            return group[:place]
    return group


def _item(group: list[Line]) -> Item:
    words = group[0].words
    bullet = _BULLET.match(words)
    lead = bullet.end() if bullet else 0
    marker = _MARKER.match(words)
    if marker and marker["key"] and _BROKEN_MARKER.match(words):
        marker = None
    marker = marker or _BROKEN_MARKER.match(words) or _BARE_NUMBER.match(words)
    label, printed, body = "", None, lead
    if marker and marker.end() < len(words):
        body = marker.end()
        label, printed = words[lead : marker.end()].strip(), _printed_number(marker)
    return Item(
        start=group[0].start + lead,
        end=group[-1].end,
        lines=(words[body:], *(line.words for line in group[1:_MOST_LINES])),
        label=label,
        printed=printed,
    )


def _printed_number(marker: re.Match[str]) -> int | None:
    groups = marker.groupdict()
    stated = groups.get("bracketed") or groups.get("stopped") or groups.get("bare")
    if stated is None and groups.get("first"):
        stated = (groups["first"] + groups["second"]).translate(_LOOKALIKES)
    return int(stated) if stated and stated.isdecimal() else None


def item_of(words: str, start: int, end: int) -> Item:
    """A reference that is told apart already, with what is printed before it as its label."""
    line = Line(start=start, end=end, words=words, indent=0, after_gap=True)
    return _item([line])


def with_numbers(items: Sequence[Item]) -> Items:
    """The items with their place in the numbering; lost and broken numbers are supplied."""
    printed = [item.printed for item in items]
    if sum(number is not None for number in printed) * 2 < len(items) or not items:
        return Items(items=tuple(items))
    problems: list[TextProblem] = []
    numbered: list[Item] = []
    last = (next(n for n in printed if n is not None)) - 1 - _leading_lost(printed)
    for place, item in enumerate(items):
        number = _number_in_place(printed, place, last, item.label, problems)
        numbered.append(replace(item, number=number))
        last = number
    return Items(items=tuple(numbered), problems=tuple(problems))


def runs_of_numbers(items: Sequence[Item]) -> list[list[Item]]:
    """The items of several lists apart, where the numbers begin again."""
    runs: list[list[Item]] = [[]]
    last = 0
    for item in items:
        if item.printed == 1 and last > 2:
            runs.append([])
        last = item.printed or last
        runs[-1].append(item)
    return runs


def _leading_lost(printed: list[int | None]) -> int:
    first = next(place for place, number in enumerate(printed) if number is not None)
    return min(first, (printed[first] or 1) - 1)


def _number_in_place(
    printed: list[int | None], place: int, last: int, label: str, problems: list[TextProblem]
) -> int:
    stated, expected = printed[place], last + 1
    following = printed[place + 1] if place + 1 < len(printed) else None
    if stated == expected and str(stated) in label:
        return expected
    if stated is None:
        message = f"Reference {expected} has lost its number; it was supplied from its place."
        problems.append(TextProblem(code="reference-number-lost", message=message))
        return expected
    if following == expected + 1 or stated <= expected:
        message = (
            f"Reference {expected} is printed with “{label}”; its place in the list tells the "
            "right number."
        )
        problems.append(TextProblem(code="reference-number-broken", message=message))
        return expected
    first, final = expected, stated - 1
    which = f"Reference {first}" if first == final else f"References {first} to {final}"
    message = f"{which} could not be found in the list; look at the text of reference {last}."
    problems.append(TextProblem(code="references-missing", message=message))
    return stated
