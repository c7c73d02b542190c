"""The annotated bibliography as BibTeX: the annotation of each work as one piece of text."""

from __future__ import annotations

from collections.abc import Iterable

from bib.blocks import LooseBlock, LooseKind
from bib.formats.bibtex import write_bibtex
from bib.formats.bibtex_writing import Dialect
from bib.formats.writing import Loss
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work
from evidence.annotations import Annotation
from evidence.corpus import About
from tracker.render.annotation_text import (
    bears,
    reading_text,
    reports,
    standing_text,
    used_for,
)


def bibliography_bibtex(
    about: About,
    groups: Iterable[tuple[str, list[Annotation]]],
    loose: Iterable[LooseBlock],
    *,
    counts: str,
    dialect: Dialect,
) -> tuple[str, tuple[Loss, ...]]:
    """The file, and what the format could not hold; each work stands in its first group only."""
    macros = [block for block in loose if block.kind in {LooseKind.STRING, LooseKind.PREAMBLE}]
    head = [about.title, about.content_note, about.scope, counts]
    items: list[Work | LooseBlock] = [_remark(text) for text in head if text]
    items += macros
    paragraphs: dict[str, str] = {}
    for title, members in groups:
        fresh = [each for each in members if each.work.key not in paragraphs]
        items += [_remark(title)] if fresh else []
        for annotation in fresh:
            work = annotation.work
            withheld = work.link_policy is LinkPolicy.WITHHOLD
            items.append(without_addresses(work) if withheld else work)
            paragraphs[work.key] = annotation_paragraph(annotation)
    written = write_bibtex(items, with_annotations=paragraphs, dialect=dialect)
    return written.text, written.losses


def _remark(text: str) -> LooseBlock:
    """A line outside entries, which BibTeX passes over; an @ would start an entry."""
    return LooseBlock(kind=LooseKind.TEXT, text="% " + " ".join(text.replace("@", "(at)").split()))


def annotation_paragraph(annotation: Annotation) -> str:
    """The three parts in one paragraph of plain Unicode text; the format escapes it."""
    parts = [f"{reading_text(annotation.work).capitalize()}."]
    parts += [standing_text(signal) for signal in annotation.work.standing]
    for title, sentences in (
        ("Reports", reports(annotation)),
        ("Used for", used_for(annotation)),
        ("Bears", bears(annotation)),
    ):
        if sentences:
            parts.append(f"{title}: {' '.join(_closed(sentence) for sentence in sentences)}")
    return " ".join(parts)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ".)")) else f"{sentence}."
