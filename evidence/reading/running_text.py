"""The running text of a paper: its sentences, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.claims import Locator
from evidence.reading.furniture import caption_label
from evidence.reading.paper import Sentence, Span
from evidence.reading.sections import Outline
from evidence.reading.sentences import split_sentences
from evidence.texts import MarkKind, Part, PartKind, Text

_RUNNING = {PartKind.PARAGRAPH, PartKind.QUOTATION}
_CLOSES = {PartKind.HEADING, PartKind.REFERENCE, PartKind.TITLE, PartKind.FRONT}
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])([-‐])\s*\n\s*(?=[^\W\d_])|\u00ad\s*")
_BEFORE_A_SIGN = re.compile(r"[.!?…][\"”’'»)\]]{0,2}$")
_CITED_LINE = re.compile(r"^> ?", re.MULTILINE)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in as many pieces as it is cut into; `number` is its number in its section."""

    section: str
    number: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    is_whole: bool = False


def running_text(text: Text, parts: Sequence[Part], outline: Outline) -> tuple[Sentence, ...]:
    """The sentences of headings, paragraphs, captions and notes, paragraph by paragraph."""
    raised = sorted(
        (mark.start, mark.end) for mark in text.marks if mark.kind is MarkKind.SUPERSCRIPT
    )
    return tuple(
        sentence
        for paragraph in _paragraphs(text, parts, outline)
        for sentence in _sentences(text, paragraph, raised)
    )


def _paragraphs(text: Text, parts: Sequence[Part], outline: Outline) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    counted: Counter[str] = Counter()
    section, current = "", None
    for part in parts:
        section = outline.names.get(part.start, section)
        if part.kind in _CLOSES:
            current = None
        if part.kind is PartKind.HEADING and section:
            title = outline.titles[part.start]
            found.append(_Paragraph(section, 0, [_title_span(text, part, title)], is_whole=True))
        elif part.kind in _RUNNING and part.continues and current is not None:
            current.pieces.append((part.start, part.end))
        elif part.kind in _RUNNING:
            counted[section] += 1
            current = _Paragraph(section, counted[section], [(part.start, part.end)])
            found.append(current)
        elif part.kind in {PartKind.CAPTION, PartKind.NOTE}:
            name, start = _beside(text, part, counted)
            counted[name] += 1
            found.append(_Paragraph(name, counted[name], [(start, part.end)]))
    return found


def _title_span(text: Text, part: Part, title: str) -> tuple[int, int]:
    """Where a heading's words stand without their number."""
    words = text.content[part.start : part.end]
    first = title.split(None, 1)[0] if title else ""
    at = words.find(first, len(part.number) if words.startswith(part.number) else 0)
    return part.start + max(at, 0), part.end


def _beside(text: Text, part: Part, counted: Counter[str]) -> tuple[str, int]:
    """The name of a caption or a note in places, and where its words begin."""
    words = text.content[part.start : part.end]
    if part.kind is PartKind.NOTE:
        counted["note"] += 1
        return f"note{part.number or counted['note']}", part.start
    if label := caption_label(words):
        return label[0], part.start + label[1]
    counted["caption"] += 1
    return f"fig{part.number}" if part.number else f"caption{counted['caption']}", part.start


def _sentences(
    text: Text, paragraph: _Paragraph, raised: Sequence[tuple[int, int]]
) -> Iterator[Sentence]:
    pieces = [(start, text.content[start:end]) for start, end in paragraph.pieces]
    joined = "\n".join(words for _, words in pieces)
    if paragraph.is_whole:
        spans = [(0, len(joined))]
    else:
        shown = (_with_raised_signs(start, words, raised) for start, words in pieces)
        spans = split_sentences("\n".join(shown))
    for number, (start, end) in enumerate(spans, start=1):
        places = tuple(_spans(pieces, start, end))
        wording = one_line(joined[start:end])
        if places and wording:
            locator = Locator(
                section=paragraph.section,
                paragraph=paragraph.number,
                sentence=number,
                page=_page_label(text, places[0].start),
            )
            yield Sentence(locator=locator, spans=places, text=wording)


def _with_raised_signs(start: int, words: str, raised: Sequence[tuple[int, int]]) -> str:
    """The words with what is raised behind a stop as raised figures, so that the stop is seen."""
    end = start + len(words)
    for place in range(bisect_left(raised, (start, 0)), len(raised)):
        first, last = raised[place][0] - start, raised[place][1] - start
        if first >= end - start:
            break
        if _BEFORE_A_SIGN.search(words, max(0, first - 3), first) and last <= len(words):
            words = f"{words[:first]}{'¹' * (last - first)}{words[last:]}"
    return words


def _spans(pieces: Sequence[tuple[int, str]], start: int, end: int) -> Iterator[Span]:
    """The stretches of the content that a stretch of the joined pieces is made of."""
    passed = 0
    for begin, words in pieces:
        first, last = max(start - passed, 0), min(end - passed, len(words))
        if first < last:
            yield Span(start=begin + first, end=begin + last)
        passed += len(words) + 1


def one_line(words: str) -> str:
    """Words on one line; a word broken at a line's end keeps its hyphen and loses the break."""
    mended = _BROKEN_WORD.sub(lambda broken: broken[1] or "", _CITED_LINE.sub("", words))
    return " ".join(mended.split())


def _page_label(text: Text, place: int) -> str:
    page = text.page_at(place)
    return page.label if page else ""
