"""The annotated bibliography as Markdown."""

from __future__ import annotations

import re
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
from tracker.render.references import reference

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
# At the beginning of a line these would start a list.
_LIST_SIGN = re.compile(r"^(\d{0,9})([-+.)])(?=\s)")


def bibliography_markdown(
    about: About, groups: Iterable[tuple[str, list[Annotation]]], *, counts: str
) -> str:
    """The whole file: head with scope and counts, then the groups in order.

    A work that stands in several groups is written out once and named in the others.
    """
    lines = [f"# {_plain(about.title or 'Annotated bibliography')}", ""]
    for text in (about.content_note, about.scope, counts):
        if text:
            lines += [_plain(text), ""]
    if about.licence:
        lines += [f"Annotations: {_plain(about.licence)}.", ""]
    written: set[str] = set()
    for title, members in groups:
        lines += [f"## {_plain(title)}", ""]
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
    yield _plain(reference(work), keep_links=True)
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
        yield _plain(standing_text(signal))
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
            yield from (f"- {_plain(sentence)}" for sentence in sentences)


def _disputed(annotation: Annotation) -> list[str]:
    cited = tuple(use.claim for use in annotation.uses)
    return list(dict.fromkeys(disputed_figures(annotation.reports + cited)))


def _heading(annotation: Annotation) -> str:
    number = f"[{annotation.work.cited_as}] " if annotation.work.cited_as else ""
    return _plain(f"{number}{short_name(annotation.work)}")


def _plain(text: str, *, keep_links: bool = False) -> str:
    """Text that shows as itself in Markdown, whatever it holds."""
    words = (
        f"<{word}>"
        if keep_links and re.fullmatch(r"https?://[^\s<>]+", word)
        else _MARKUP.sub(r"\\\1", word)
        for word in text.split()
    )
    first, _, rest = " ".join(words).partition(" ")
    beginning = _LIST_SIGN.sub(r"\1\\\2", f"{first} ")
    return f"{beginning}{rest}".rstrip()
