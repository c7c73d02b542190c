"""Reading a paper: its text taken apart into sections, sentences, references and citations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from evidence.reading.blocks import HEADER
from evidence.reading.headings import plain_title
from evidence.reading.in_text_citations import find_citations
from evidence.reading.paper import ListedReference, Paper
from evidence.reading.parts import read_parts
from evidence.reading.reference_list import NO_LIST, read_references
from evidence.reading.running_text import one_line, running_text
from evidence.reading.sections import outline_of
from evidence.texts import Part, PartKind, Text

# The header of Markdown files, in YAML.
_STATED_TITLE = re.compile(r"^title:[ \t]*([^\n]+(?:\n[ \t]+[^\n]+){0,5})", re.MULTILINE)


def read_paper(text: Text) -> Paper:
    """Everything that can be read from a text; what is doubtful is among the problems."""
    parts, doubts = read_parts(text)
    references, list_doubts = read_references(text, parts)
    parts = _without_list(parts, references)
    outline = outline_of(text, parts)
    sentences = running_text(text, parts, outline)
    citations = find_citations(text, parts, references, sentences)
    told = {problem.code for problem in citations.problems}
    list_doubts = [doubt for doubt in list_doubts if doubt.code != NO_LIST or NO_LIST not in told]
    problems = [*text.problems, *doubts, *outline.problems, *list_doubts, *citations.problems]
    return Paper(
        text=text,
        title=_title(text, parts),
        sections=outline.sections,
        sentences=sentences,
        references=tuple(references),
        citations=citations.groups,
        problems=tuple({problem.code + problem.message: problem for problem in problems}.values()),
    )


def _without_list(parts: Sequence[Part], references: Sequence[ListedReference]) -> tuple[Part, ...]:
    """The parts, with paragraphs that turned out to hold references told apart."""
    starts = [reference.start for reference in references]
    return tuple(
        replace(part, kind=PartKind.REFERENCE)
        if part.kind is PartKind.PARAGRAPH and _is_listed(part, references, starts)
        else part
        for part in parts
    )


def _is_listed(part: Part, references: Sequence[ListedReference], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, part.end - 1) - 1
    if at < 0:
        return False
    return max(references[at].start, part.start) < min(references[at].end, part.end)


def _title(text: Text, parts: Sequence[Part]) -> str:
    """What stands as the title, else what the file calls itself, unless a section is called so."""
    titles = (part for part in parts if part.kind is PartKind.TITLE)
    words = " ".join(one_line(text.content[part.start : part.end]) for part in titles)
    header = HEADER.match(text.content)
    stated = _STATED_TITLE.search(text.content, 0, header.end()) if header else None
    if words or stated is None:
        headings = {
            plain_title(text.content[part.start : part.end])
            for part in parts
            if part.kind is PartKind.HEADING
        }
        own = "" if plain_title(text.title) in headings else text.title
        return words.lstrip("#* ").rstrip("* ") or own
    return one_line(stated[1]).lstrip("|> -").strip("\"'")
