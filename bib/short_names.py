"""Short names of works, as a reader says them: family names and a year."""

from __future__ import annotations

from bib.names import OTHERS
from bib.works import Work

_LONGEST = 48


def short_name(work: Work) -> str:
    """Family name and year: “Flynn et al. 2022”; a work without people goes by its title, cut."""
    people = work.authors or work.editors
    if not people:
        who = _cut(work.title or work.key)
    elif len(people) == 1:
        who = _cut(people[0].sort_text)
    elif len(people) == 2 and people[1] != OTHERS:
        who = f"{_cut(people[0].sort_text)} and {_cut(people[1].sort_text)}"
    else:
        who = f"{_cut(people[0].sort_text)} et al."
    return f"{who} {work.year}" if work.year else f"{who} n.d."


def short_reference(work: Work) -> str:
    """Short name and title on one line; the title alone, with its year, where nobody is named."""
    if work.authors or work.editors:
        return f"{short_name(work).removesuffix('.')}. {work.title}".strip()
    return f"{work.title or work.key} ({work.year or 'n.d.'})"


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    whole = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",:;.-– ")
    return f"{whole}…"
