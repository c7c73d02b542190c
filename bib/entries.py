"""Works made from the fields of an entry, and fields that a work inherits from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bib.citekeys import fold
from bib.dates import issued_from_fields
from bib.formats.markup import plain_from_markup
from bib.identifier_fields import read_identifiers
from bib.latex import latex_to_unicode
from bib.names import Name, read_names
from bib.problems import Doubt
from bib.relations import OTHER_KEYS, stated_aliases
from bib.works import Citekey, Work

# What a container's field is called in the part that inherits it, as biblatex has it.
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PARTS = {"inproceedings", "conference", "incollection", "inbook", "suppbook", "suppcollection",
          "inreference", "bookinbook"}  # fmt: skip
_NEVER_INHERITED = {
    "crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedtype", "relatedstring", "shorthand", "sortkey", "sorttitle",
    "sortname", "sortyear", "keywords", "abstract", "annote", "annotation", "note", "file", "url",
    "doi", "pages", "gender",
}  # fmt: skip


def work_from_fields(
    key: Citekey,
    type: str,  # noqa: A002
    fields: Mapping[str, str],
    block: str | None = None,
) -> Work:
    """A work with everything read from its fields that can be; what cannot stays in `fields`."""
    return read_work(key, type, fields, block)[0]


def read_work(
    key: Citekey,
    type: str,  # noqa: A002
    fields: Mapping[str, str],
    block: str | None = None,
    block_format: str = "bibtex",
) -> tuple[Work, tuple[Doubt, ...]]:
    """A work, and what could not be read from its fields."""
    authors, odd_authors = _people(fields, "author")
    editors, odd_editors = _people(fields, "editor")
    issued, odd_dates = issued_from_fields(fields)
    ids, odd_ids = read_identifiers(fields)
    work = Work(
        key=key,
        type=type.lower(),
        fields=fields,
        block=block,
        block_format=block_format,
        title=_title(fields),
        authors=authors,
        editors=editors,
        issued=issued,
        ids=ids,
        aliases=_aliases(key, fields) if OTHER_KEYS in fields else (),
    )
    return work, odd_authors + odd_editors + odd_dates + odd_ids


def with_fields(work: Work, fields: Mapping[str, str]) -> Work:
    """The work with these fields instead of its own; its block is dropped, all else kept."""
    if dict(work.fields) == dict(fields) and list(work.fields) == list(fields):
        return work
    read = work_from_fields(work.key, work.type, dict(fields))
    return replace(
        work,
        fields=read.fields,
        block=None,
        title=read.title,
        authors=read.authors,
        editors=read.editors,
        issued=read.issued,
        ids=read.ids,
        aliases=tuple(dict.fromkeys((*work.aliases, *read.aliases))),
    )


def with_inherited(work: Work, parent: Work) -> Work:
    """The work as it is shown, with what its `crossref` parent adds; only for showing it.

    The work to keep is the one given: what is inherited belongs to the parent.
    """
    shown = with_fields(work, inherited_fields(work, parent))
    return replace(shown, block=work.block)


def inherited_fields(work: Work, parent: Work) -> dict[str, str]:
    """The work's own fields followed by those it inherits from its `crossref` parent."""
    fields = dict(work.fields)
    is_part = work.type in _PARTS
    for name, value in parent.fields.items():
        own = _RENAMED.get(name, name) if is_part else name
        if name not in _NEVER_INHERITED and (is_part or name not in _RENAMED):
            fields.setdefault(own, value)
    return fields


def _aliases(key: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(alias for alias in stated_aliases(fields) if fold(alias) != fold(key))


def _title(fields: Mapping[str, str]) -> str:
    # Pages of publishers give HTML even where they say BibTeX.
    title, subtitle = (
        plain_from_markup(latex_to_unicode(fields.get(name, ""))) for name in ("title", "subtitle")
    )
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


def _people(fields: Mapping[str, str], role: str) -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
    stated = fields.get(role, "")
    return read_names(stated, role) if stated else ((), ())
