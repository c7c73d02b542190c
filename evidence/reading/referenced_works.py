"""Works made from references, so that a library can hold what a paper cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from bib.citekeys import citekey_for
from bib.entries import work_from_fields
from bib.latex import latex_from_text
from bib.works import Citekey, Work
from evidence.reading.paper import ListedReference

READ_FROM_PRINT = "read from the printed reference list"
# Below this a value is kept, and named among the repairs as one to be looked at.
DOUBTFUL_BELOW = 0.7

# What the reading says of a reference and no entry has.
_NO_FIELDS = {"extradate"}
# Fields whose value is taken as it stands by whoever reads an entry.
_VERBATIM = {"url", "doi", "eprint", "archiveprefix", "urldate", "isbn", "issn", "pmid", "pmcid"}
_PEOPLE = {"author", "editor"}
# Bodies stand in braces, and may have an “and” in their name.
_BETWEEN_NAMES = re.compile(r" and (?![^{}]*\})")


def work_from_reference(reference: ListedReference, taken: Collection[str]) -> Work:
    """A new work of what a reference says; `taken` holds the folded keys that are not free."""
    parsed = reference.parsed
    fields = _as_latex(parsed.fields)
    read = work_from_fields(Citekey("new"), parsed.entrytype or "misc", fields)
    key = citekey_for(read.authors, read.year, read.title, taken=taken)
    return replace(
        read,
        key=key,
        cited_as=reference.number,
        origins=dict.fromkeys(fields, READ_FROM_PRINT),
        repairs=_repairs(parsed.confidence, fields),
        note="" if "title" in fields else f"Printed as: {reference.raw}",
    )


def _as_latex(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as a BibTeX file would have them."""
    made: dict[str, str] = {}
    for name, value in fields.items():
        if name in _NO_FIELDS:
            continue
        if name in _VERBATIM:
            made[name] = value
        elif name in _PEOPLE:
            made[name] = " and ".join(map(_name_as_latex, _BETWEEN_NAMES.split(value)))
        elif name == "pages":
            made[name] = value.replace("–", "--")
        else:
            made[name] = latex_from_text(value)
    return made


def _name_as_latex(person: str) -> str:
    """One name; the braces around a body's name stay braces."""
    if person.startswith("{") and person.endswith("}"):
        return f"{{{latex_from_text(person[1:-1])}}}"
    return latex_from_text(person)


def _repairs(confidence: Mapping[str, float], fields: Mapping[str, str]) -> tuple[str, ...]:
    doubtful = sorted(
        name for name, sure in confidence.items() if name in fields and sure < DOUBTFUL_BELOW
    )
    if not doubtful:
        return ()
    return (f"Doubtful as {READ_FROM_PRINT}, to be looked at: {', '.join(doubtful)}.",)
