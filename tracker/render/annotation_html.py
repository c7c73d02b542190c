"""An annotation as the HTML of a note, for programs that keep notes beside works."""

from __future__ import annotations

from html import escape

from bib.withholding import without_addresses_in
from bib.works import LinkPolicy
from evidence.annotations import Annotation
from tracker.render.annotation_text import (
    bears,
    disputed_figures,
    reading_text,
    reports,
    standing_text,
    used_for,
)

HEADING = "Evidence (evtrack)"


def note_html(annotation: Annotation) -> str:
    """The note, or nothing where the library holds no evidence on the work."""
    if not (annotation.reports or annotation.uses or annotation.carries):
        return ""
    work = annotation.work
    parts = [
        f"<h1>{HEADING}</h1>",
        f"<p>{_shown(annotation, reading_text(work).capitalize())}.</p>",
    ]
    for title, sentences in (
        ("How it stands", [standing_text(signal) for signal in work.standing]),
        ("What it reports", reports(annotation)),
        ("What the survey uses it for", used_for(annotation)),
        ("What it can and cannot bear", bears(annotation)),
        ("Disputed figures", disputed_figures(annotation.reports)),
    ):
        if sentences:
            listed = "".join(f"<li>{_shown(annotation, each)}</li>" for each in sentences)
            parts.append(f"<h2>{title}</h2><ul>{listed}</ul>")
    return "\n".join(parts)


def _shown(annotation: Annotation, text: str) -> str:
    is_withheld = annotation.work.link_policy is LinkPolicy.WITHHOLD
    return escape(without_addresses_in(text) if is_withheld else text, quote=False)
