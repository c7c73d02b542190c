"""The parts of a text: as its format gives them, or inferred from how a plain text looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.reading.blocks import HEADER, MOST_BLOCKS, RUN_IN_ABSTRACT, Block, blocks_of
from evidence.reading.broken_paragraphs import mend_paragraphs
from evidence.reading.furniture import (
    caption_label,
    is_furniture,
    is_line_of_contents,
    repeated_lines,
)
from evidence.reading.headings import (
    ABSTRACT_NAMES,
    Heading,
    in_sequence,
    is_plain_heading,
    plain_title,
    read_heading,
)
from evidence.texts import Part, PartKind, Text, TextProblem

_STRUCTURE = {PartKind.HEADING, PartKind.REFERENCE, PartKind.CAPTION, PartKind.NOTE}
_FRONT = re.compile(
    r"[*_]{0,3}(?:key ?words?(?: and phrases)?|index terms|ccs concepts|general terms"
    r"|acm reference format|categories and subject descriptors|jel classification|schlüsselwörter"
    r"|mots[- ]clés|palabras clave|关键词|キーワード)\b[*_]{0,3}",
    re.IGNORECASE,
)
_EQUATION = re.compile(
    r"[^\n]{0,200}=[^\n]{0,200}\(\d{1,3}(?:\.\d{1,3})?\)|\$\$.*\$\$|\\\[.*\\\]", re.DOTALL
)
_IMAGES = re.compile(r"(?:!\[[^\]]{0,500}\]\([^)]{0,2000}\)\s*|<img\b[^>]{0,2000}>\s*)+")
_NOTE = re.compile(
    r"(?:<sup>\s*[\d*†‡§a-z]{1,3}\s*</sup>|\[\^[\w-]{1,40}\]:|[†‡§¶∗]{1,3}(?=\s?[A-Z])"
    r"|[¹²³⁴-⁹]{1,2}\s)\s*\S"
)
# In the header of Markdown: on the same line, or on indented lines below a sign of YAML.
_STATED_ABSTRACT = re.compile(
    r"^(abstract:)[ \t]*+(?:[|>]?[-+0-9]*+[ \t]*+\n[ \t]++)?[\"']?"
    r"([^\s|>\[{&*!\"'][^\n]*(?:\n(?:[ \t]+[^\n]*|(?=\n)))*)",
    re.MULTILINE | re.IGNORECASE,
)
_MARKED = re.compile(r"^[ \t]*#{1,6}\s", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S(?:(?!\n[ \t]*\n).)*", re.DOTALL)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STOPS = (".", "?", "!", "。", "؟")
_RUNNING_IN = {PartKind.PARAGRAPH, PartKind.FRONT, PartKind.QUOTATION}
# Among so many parts of a text its abstract stands.
_MOST_FRONT = 40
_LONGEST_TITLE = 300
_SHORTEST_PROSE = 300


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block with what it may be."""

    block: Block
    kind: PartKind
    heading: Heading | None = None


def parts_of(text: Text) -> tuple[Part, ...]:
    """The parts of a text in order, inferred where its format tells nothing but paragraphs.

    They are inferred for Markdown too, which knows neither captions nor references.
    In inferred parts a reference list is left whole: its blocks are parts of kind REFERENCE that
    hold many references each.
    """
    return read_parts(text)[0]


def read_parts(text: Text) -> tuple[tuple[Part, ...], tuple[TextProblem, ...]]:
    """The parts of a text, and what was doubtful in finding them."""
    is_structured = any(part.kind in _STRUCTURE for part in text.parts)
    if is_structured and text.media_type != "text/markdown":
        return _without_contents(text), ()
    # What is cited by key is listed behind all that was inferred.
    listed = [part for part in text.parts if part.kind is PartKind.REFERENCE]
    content = text.content[: listed[0].start] if listed else text.content
    drafts = _told_apart(_without_given(blocks_of(content), text))
    drafts = _with_front(_with_reference_list(_with_headings(drafts)))
    parts = [_part(draft) for draft in drafts]
    if listed:
        parts = [
            replace(part, kind=PartKind.FURNITURE) if part.kind is PartKind.REFERENCE else part
            for part in parts
        ]
    mended, doubts = mend_paragraphs(content, _with_stated_abstract(content, _levelled(parts)))
    return (*mended, *listed), (*doubts, *_cut_short(drafts))


def _with_stated_abstract(content: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, with an abstract that the header of Markdown gives in plain words set apart."""
    header = HEADER.match(content)
    found = _STATED_ABSTRACT.search(content, 0, header.end()) if header else None
    if not found or not parts or parts[0].start > 0 or _MARKED.search(found[2]):
        return list(parts)
    front = parts[0]
    start, end = found.start(2), found.start(2) + len(found[2].rstrip("\"' \t\n"))
    heading = Part(kind=PartKind.HEADING, start=found.start(1), end=found.end(1), level=1)
    words = [
        Part(kind=PartKind.PARAGRAPH, start=each.start(), end=each.end())
        for each in _PARAGRAPH.finditer(content, start, end)
    ]
    rest = front.end - len(content[end : front.end].lstrip())
    before = replace(front, end=len(content[: found.start()].rstrip()))
    return [before, heading, *words, replace(front, start=rest), *parts[1:]]


def _without_contents(text: Text) -> tuple[Part, ...]:
    """The parts as given; headings in a table of contents, and the title, are no sections."""
    title = plain_title(text.title)
    parts: list[Part] = []
    has_title = any(part.kind is PartKind.TITLE for part in text.parts)
    for part in text.parts:
        if part.kind is PartKind.HEADING:
            words = text.content[part.start : part.end]
            if is_line_of_contents(words):
                part = replace(part, kind=PartKind.FURNITURE)
            elif title and not has_title and not part.number and plain_title(words) == title:
                part, has_title = replace(part, kind=PartKind.TITLE), True
        parts.append(part)
    return tuple(_with_run_in_abstract(text, parts))


def _with_run_in_abstract(text: Text, parts: list[Part]) -> list[Part]:
    """The parts, with “Abstract—We …” as a heading and a paragraph where no heading says so."""
    headings = [part for part in parts if part.kind is PartKind.HEADING]
    titles = {plain_title(text.content[part.start : part.end]) for part in headings}
    if not headings or titles & ABSTRACT_NAMES:
        return parts
    for place, part in enumerate(parts[:_MOST_FRONT]):
        found = RUN_IN_ABSTRACT.match(text.content, part.start, part.end)
        if found and part.kind in _RUNNING_IN and found.end() < part.end:
            end = found.start() + len(found[0].rstrip())
            heading = Part(kind=PartKind.HEADING, start=part.start, end=end, level=1)
            words = replace(part, kind=PartKind.PARAGRAPH, start=found.end())
            return [*parts[:place], heading, words, *parts[place + 1 :]]
    return parts


def _cut_short(drafts: Sequence[_Draft]) -> Iterator[TextProblem]:
    if len(drafts) > MOST_BLOCKS:
        message = f"The text has more than {MOST_BLOCKS} paragraphs; the rest was taken as one."
        yield TextProblem(code="too-many-paragraphs", message=message)


def _without_given(blocks: list[Block], text: Text) -> list[Block]:
    """The blocks that the format does not itself call furniture or a table."""
    hidden = [part for part in text.parts if part.kind is not PartKind.PARAGRAPH]
    spans = {(part.start, part.end) for part in hidden if part.kind is PartKind.FURNITURE}
    return [block for block in blocks if (block.start, block.end) not in spans]


def _told_apart(blocks: Sequence[Block]) -> list[_Draft]:
    repeated = repeated_lines(blocks)
    return [_Draft(block, _kind(block, repeated)) for block in blocks]


def _kind(block: Block, repeated: frozenset[str]) -> PartKind:
    words = block.words
    if block.is_code or _is_equation(words):
        return PartKind.FORMULA
    if (is_furniture(words, repeated) or _IMAGES.fullmatch(words)) and not block.is_heading:
        return PartKind.FURNITURE
    if block.start == 0 and words.startswith("---\n"):
        return PartKind.FRONT
    if caption_label(words):
        return PartKind.CAPTION
    if _NOTE.match(words):
        return PartKind.NOTE
    if words[0] == "|" and all(line.startswith("|") for line in words.splitlines()):
        return PartKind.TABLE
    if words[0] == ">" and all(line.startswith(">") for line in words.splitlines()):
        return PartKind.QUOTATION
    if _FRONT.match(words) and len(words) < 1000:
        return PartKind.FRONT
    return PartKind.PARAGRAPH


def _is_equation(words: str) -> bool:
    if len(words) > 400 or not _EQUATION.fullmatch(words):
        return False
    return words[0] in "$\\" or len(_LONG_WORD.findall(words)) < 3


def _with_headings(drafts: list[_Draft]) -> list[_Draft]:
    candidates = [_candidate(draft) for draft in drafts]
    _drop_lists(candidates)
    places = [place for place, heading in enumerate(candidates) if heading]
    headings = [heading for heading in candidates if heading]
    taken = dict(zip(places, in_sequence(headings), strict=True))
    result = list(drafts)
    for place, is_taken in taken.items():
        heading = candidates[place]
        if heading and (is_taken or heading.is_marked or heading.is_named):
            result[place] = replace(drafts[place], kind=PartKind.HEADING, heading=heading)
    result = _below_roman(result)
    numbered = sum(bool(draft.heading and draft.heading.number) for draft in result)
    is_marked = any(draft.heading and draft.heading.is_marked for draft in result)
    return result if numbered > 1 or is_marked else _with_plain_headings(result)


def _below_roman(drafts: list[_Draft]) -> list[_Draft]:
    """Where sections have Roman numerals, letters count what is below them."""
    if not any(draft.heading and draft.heading.scheme[:1] == "I" for draft in drafts):
        return drafts
    return [
        replace(draft, heading=replace(draft.heading, level=draft.heading.level + 1))
        if draft.heading and draft.heading.scheme in {"A.", "A)"}
        else draft
        for draft in drafts
    ]


def _candidate(draft: _Draft) -> Heading | None:
    words = draft.block.words
    if draft.kind is not PartKind.PARAGRAPH or len(words) > 260:
        return None
    heading = read_heading(words)
    if heading is None or draft.block.is_heading or heading.is_marked or heading.is_named:
        return heading
    ends_in_stop = words.endswith((*_STOPS, ",", ";"))
    if ends_in_stop and len(heading.order) < 2:
        return None
    return heading if heading.scheme else None


def _drop_lists(candidates: list[Heading | None]) -> None:
    """Numbered lines right below one another are a list, not headings."""
    items = []
    for place, (one, other) in enumerate(pairwise(candidates)):
        if one and other and _are_list_items(one, other):
            items += [place, place + 1]
    for place in items:
        candidates[place] = None


def _are_list_items(one: Heading, other: Heading) -> bool:
    is_next = bool(one.order) and other.order == (*one.order[:-1], one.order[-1] + 1)
    return is_next and one.scheme == other.scheme and not (one.is_named or other.is_named)


def _with_plain_headings(drafts: list[_Draft]) -> list[_Draft]:
    """Short lines over paragraphs, in texts that number no sections."""
    found = []
    for place in range(1, len(drafts) - 1):
        before, draft, after = drafts[place - 1 : place + 2]
        is_over_prose = after.kind is PartKind.PARAGRAPH and len(after.block.words) > 80
        comes_after_an_end = before.kind is PartKind.HEADING or before.block.words.endswith(_STOPS)
        if (
            draft.kind is PartKind.PARAGRAPH
            and is_over_prose
            and comes_after_an_end
            and after.block.words[0].isupper()
            and is_plain_heading(draft.block.words)
        ):
            found.append(place)
    named = any(draft.kind is PartKind.HEADING for draft in drafts)
    result = list(drafts)
    if named or len(found) > 1:
        for place in found:
            heading = Heading(number="", title=drafts[place].block.words, level=2 if named else 1)
            result[place] = replace(drafts[place], kind=PartKind.HEADING, heading=heading)
    return result


def _with_reference_list(drafts: list[_Draft]) -> list[_Draft]:
    """What follows the heading of a reference list belongs to it, up to the next real heading."""
    is_listing = False
    result: list[_Draft] = []
    for draft in drafts:
        heading = draft.heading
        if heading:
            is_entry = is_listing and not _ends_a_list(heading)
            is_listing = is_entry or heading.opens_reference_list
            if is_entry:
                draft = replace(draft, kind=PartKind.REFERENCE, heading=None)
        elif is_listing and draft.kind in {PartKind.PARAGRAPH, PartKind.FORMULA}:
            draft = replace(draft, kind=PartKind.REFERENCE)
        result.append(draft)
    return result


def _ends_a_list(heading: Heading) -> bool:
    return heading.is_marked or heading.is_named or heading.scheme.startswith("A")


def _with_front(drafts: list[_Draft]) -> list[_Draft]:
    """The title and the authors before the first heading; prose there stays prose."""
    first = next((at for at, draft in enumerate(drafts) if draft.kind is PartKind.HEADING), None)
    if first is None:
        return _with_lone_title(drafts)
    result = list(drafts)
    if first == 0 and _is_marked_title(drafts):
        result[0] = replace(drafts[0], kind=PartKind.TITLE, heading=None)
        return result[:1] + _with_authors(_without_marked_authors(result[1:]))
    return _with_authors(result, with_title=True)


def _is_marked_title(drafts: list[_Draft]) -> bool:
    """Whether the first heading in Markdown is the title: alone on its level, or above sections."""
    marked = [draft.heading for draft in drafts if draft.heading and draft.heading.is_marked]
    first = drafts[0].heading
    if first is None or not _has_only_words(first):
        return False
    is_alone = sum(heading.level <= first.level for heading in marked) == 1
    is_over_sections = any(heading.number or heading.is_named for heading in marked)
    return is_alone or (is_over_sections and not _is_prose(drafts[1].block.words))


def _has_only_words(heading: Heading) -> bool:
    return heading.is_marked and not heading.number and not heading.is_named


def _without_marked_authors(drafts: list[_Draft]) -> list[_Draft]:
    """Authors that Markdown made from a PDF takes for headings are none."""
    for place, draft in enumerate(drafts):
        if draft.heading is None and not _is_prose(draft.block.words):
            continue
        if draft.heading is None or not _has_only_words(draft.heading):
            return drafts
        is_over_front = any(other.heading for other in drafts[place + 1 : place + 3])
        if not is_over_front or not _has_names_below(drafts, place):
            return drafts
        drafts = [*drafts]
        drafts[place] = replace(draft, kind=PartKind.FRONT, heading=None)
    return drafts


def _has_names_below(drafts: list[_Draft], place: int) -> bool:
    """Whether what stands below a heading is a line about authors, or the next heading."""
    below = drafts[place + 1 : place + 2]
    return not any(_is_prose(draft.block.words) for draft in below)


def _with_authors(drafts: list[_Draft], *, with_title: bool = False) -> list[_Draft]:
    result: list[_Draft] = []
    for place, draft in enumerate(drafts):
        if draft.kind is PartKind.HEADING:
            return result + drafts[place:]
        if draft.kind is PartKind.PARAGRAPH and with_title and _may_be_title(draft.block.words):
            draft, with_title = replace(draft, kind=PartKind.TITLE), False
        elif draft.kind is PartKind.PARAGRAPH and not _is_prose(draft.block.words):
            draft = replace(draft, kind=PartKind.FRONT)
        result.append(draft)
    return result


def _with_lone_title(drafts: list[_Draft]) -> list[_Draft]:
    if len(drafts) < 2 or drafts[0].kind is not PartKind.PARAGRAPH:
        return drafts
    if not is_plain_heading(drafts[0].block.words) or not _is_prose(drafts[1].block.words):
        return drafts
    return [replace(drafts[0], kind=PartKind.TITLE), *drafts[1:]]


def _may_be_title(words: str) -> bool:
    is_sentences = words.count(". ") > 1 or len(words) > _LONGEST_TITLE
    return not is_sentences and words.count("\n") < 4


def _is_prose(words: str) -> bool:
    return len(words) >= _SHORTEST_PROSE and words.rstrip('"”’)]').endswith(_STOPS)


def _part(draft: _Draft) -> Part:
    heading = draft.heading
    return Part(
        kind=draft.kind,
        start=draft.block.start,
        end=draft.block.end,
        level=heading.level if heading else 0,
        number=heading.number if heading else "",
    )


def _levelled(parts: list[Part]) -> list[Part]:
    """Levels counted from 1, also where Markdown keeps its first level for the title."""
    levels = [part.level for part in parts if part.kind is PartKind.HEADING]
    above = min(levels, default=1) - 1
    return [
        replace(part, level=part.level - above) if part.kind is PartKind.HEADING else part
        for part in parts
    ]
