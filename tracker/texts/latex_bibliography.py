"""The bibliography of a LaTeX paper: fields from .bib files and from what biblatex writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bib.errors import BibError
from bib.formats.bibtex import read_bibtex
from bib.formats.people import name_list
from bib.latex import latex_to_unicode
from bib.names import Name
from bib.works import Work
from tracker.texts.latex_macros import matching_braces

_LONGEST_BIBLIOGRAPHY = 20_000_000
_NOT_PLAIN = {"author", "editor", "translator"}
_ENTRY = re.compile(r"\\entry\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_NAME = re.compile(r"\\name\s*\{(author|editor)\}\s*\{\d+\}\s*\{[^{}]*\}\s*(?=\{)")
_NAME_PART = re.compile(r"\b(family|given|prefix|suffix)\s*=\s*(?=\{)")
_FIELD = re.compile(r"\\(?:field|strng)\s*\{([a-z]+)\}\s*(?=\{)")
_LIST = re.compile(r"\\list\s*\{([a-z]+)\}\s*\{\d+\}\s*(?=\{)")
_VERBATIM = re.compile(r"\\verb\s*\{([a-z]+)\}\s*\\verb\s+(\S+)")
_RANGE = re.compile(r"\\bibrangedash\s*")
_DELIMITER = re.compile(r"\\bib(?:namedelim[a-z]|initdelim|initperiod)(?![A-Za-z])")
_SHOWN = {
    "title", "subtitle", "journaltitle", "booktitle", "year", "volume", "number", "pages", "note",
    "edition", "eprint", "eprinttype", "howpublished", "series", "isbn", "issn", "doi", "url",
}  # fmt: skip
_PARTICLE = {"prefix": "particle", "family": "family", "given": "given", "suffix": "suffix"}


def fields_from_bib(text: str, *, file: str) -> dict[str, dict[str, str]]:
    """The fields of every entry of a .bib file by key, plain, with `entrytype`."""
    try:
        reading = read_bibtex(text[:_LONGEST_BIBLIOGRAPHY], file=file)
    except BibError:
        return {}
    return {work.key: _plain_fields(work) for work in reading.works}


def is_biblatex_bbl(text: str) -> bool:
    """Whether biblatex wrote it, so that it holds fields and no words as printed."""
    return "\\entry{" in text and "\\bibitem" not in text


def fields_from_biblatex(text: str) -> dict[str, dict[str, str]]:
    """The fields of every entry of a .bbl file of biblatex, in its order."""
    starts = list(_ENTRY.finditer(text))
    found: dict[str, dict[str, str]] = {}
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        fields = {"entrytype": start[2].strip().lower() or "misc"}
        fields.update(_fields_of(text[start.end() : end]))
        found.setdefault(start[1].strip(), fields)
    return found


def _plain_fields(work: Work) -> dict[str, str]:
    fields = {
        name: latex_to_unicode(value)
        for name, value in work.fields.items()
        if name not in _NOT_PLAIN and isinstance(value, str)
    }
    people = {"author": name_list(work.authors), "editor": name_list(work.editors)}
    whole = {"entrytype": work.type, **{n: v for n, v in people.items() if v}, **fields}
    if work.issued and "year" not in whole:
        whole["year"] = str(work.issued.year)
    if "journaltitle" in whole:
        whole.setdefault("journal", whole.pop("journaltitle"))
    return whole


def _fields_of(entry: str) -> Iterator[tuple[str, str]]:
    braces = matching_braces(entry)
    for match in _NAME.finditer(entry):
        end = braces.get(match.end())
        if end and (names := name_list(_names(entry[match.end() + 1 : end]))):
            yield match[1], names
    for match in _FIELD.finditer(entry):
        if match[1] in _SHOWN and (end := braces.get(match.end())):
            value = _RANGE.sub("–", entry[match.end() + 1 : end])
            name = "journal" if match[1] == "journaltitle" else match[1]
            yield name, latex_to_unicode(_DELIMITER.sub(" ", value))
    for match in _LIST.finditer(entry):
        if end := braces.get(match.end()):
            value = latex_to_unicode(entry[match.end() + 1 : end])
            yield ("address" if match[1] == "location" else match[1]), value
    for match in _VERBATIM.finditer(entry):
        if match[1] in _SHOWN:
            yield match[1], match[2]


def _names(block: str) -> Iterator[Name]:
    braces = matching_braces(block)
    parts: dict[str, str] = {}
    for match in _NAME_PART.finditer(block):
        kind, end = _PARTICLE[match[1]], braces.get(match.end())
        value = latex_to_unicode(_DELIMITER.sub(" ", block[match.end() + 1 : end])).strip()
        if kind == "family" and "family" in parts:
            yield _name(parts)
            parts = {}
        parts[kind] = value
    if parts:
        yield _name(parts)


def _name(parts: Mapping[str, str]) -> Name:
    if "given" not in parts and " " in parts.get("family", ""):
        return Name(literal=parts["family"])
    return Name(**parts)
