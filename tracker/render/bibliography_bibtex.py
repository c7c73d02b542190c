"""The annotated bibliography as BibTeX: the annotation of each work as one piece of text."""

from __future__ import annotations

from evidence.annotations import Annotation
from tracker.render.annotation_text import (
    bears,
    reading_text,
    reports,
    standing_text,
    used_for,
)


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
