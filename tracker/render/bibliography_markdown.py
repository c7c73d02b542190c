"""The annotated bibliography as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bib.short_names import short_name
from bib.works import LinkPolicy
from evidence.annotations import Annotation
from evidence.corpus import About
from evidence.natural_order import natural
from tracker.render.annotation_text import (
    bears,
    disputed_figures,
    reading_text,
    reports,
    standing_text,
    used_for,
)
from tracker.render.markdown_words import plain_markdown
from tracker.render.references import reference


def bibliography_markdown(
    about: About, groups: Iterable[tuple[str, list[Annotation]]], *, counts: str
) -> str:
    """The whole file: head with scope and counts, then the groups in order.

    A work that stands in several groups is written out once and named in the others.
    """
    lines = [f"# {plain_markdown(about.title or 'Annotated bibliography')}", ""]
    for text in (about.content_note, about.scope, counts):
        if text:
            lines += [plain_markdown(text), ""]
    if about.licence:
        lines += [f"Annotations: {plain_markdown(about.licence)}.", ""]
    written: set[str] = set()
    for title, members in groups:
        lines += [f"## {plain_markdown(title)}", ""]
        known = [_heading(each) for each in members if each.work.key in written]
        if known:
            lines += [f"Described above: {'; '.join(known).removesuffix('.')}.", ""]
        for annotation in members:
            if annotation.work.key not in written:
                lines += [*_entry(annotation), ""]
                written.add(annotation.work.key)
    return "\n".join(lines).rstrip() + "\n"


def _entry(annotation: Annotation) -> Iterator[str]:
    work = annotation.work
    yield f"### {_heading(annotation)}"
    yield ""
    yield plain_markdown(reference(work), keep_links=True)
    yield ""
    access = reading_text(work).capitalize()
    if work.link_policy is LinkPolicy.WITHHOLD:
        access += "; address withheld"
    elif work.link_policy is LinkPolicy.WARN:
        access += "; look before you open the address"
    served = ", ".join(sorted(annotation.limitations, key=natural))
    yield f"`{work.key}` — {access}." + (f" Serves {served}." if served else "")
    for signal in work.standing:
        yield ""
        yield plain_markdown(standing_text(signal))
    for title, sentences in (
        ("What it reports", reports(annotation)),
        ("What the survey uses it for", used_for(annotation)),
        ("What it can and cannot bear", bears(annotation)),
        ("Disputed figures", _disputed(annotation)),
        ("Repairs to the entry", list(work.repairs)),
    ):
        if sentences:
            yield ""
            yield f"**{title}**"
            yield ""
            yield from (f"- {plain_markdown(sentence)}" for sentence in sentences)


def _disputed(annotation: Annotation) -> list[str]:
    cited = tuple(use.claim for use in annotation.uses)
    return list(dict.fromkeys(disputed_figures(annotation.reports + cited)))


def _heading(annotation: Annotation) -> str:
    number = f"[{annotation.work.cited_as}] " if annotation.work.cited_as else ""
    return plain_markdown(f"{number}{short_name(annotation.work)}")
