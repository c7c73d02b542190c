"""The variables of CSL 1.0.2 and the BibTeX or biblatex fields that say the same."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "chair": "", "collection-editor": "", "compiler": "",
    "composer": "", "contributor": "", "curator": "", "director": "", "editorial-director": "",
    "executive-producer": "", "guest": "", "host": "", "illustrator": "", "interviewer": "",
    "narrator": "", "organizer": "", "original-author": "", "performer": "", "producer": "",
    "recipient": "", "reviewed-author": "", "script-writer": "", "series-creator": "",
}  # fmt: skip

DATES: Mapping[str, str] = {
    "issued": "date", "accessed": "urldate", "event-date": "eventdate",
    "original-date": "origdate", "available-date": "", "submitted": "",
}  # fmt: skip

# What has no name here is kept under its own, with `csl-` before it.
STRINGS: Mapping[str, str] = {
    "title": "title", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "container-title": "journal", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "collection-title": "series", "volume": "volume",
    "issue": "number", "number": "number", "page": "pages", "edition": "edition",
    "publisher": "publisher", "publisher-place": "address", "DOI": "doi", "URL": "url",
    "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid", "abstract": "abstract",
    "note": "note", "annote": "annote", "keyword": "keywords", "language": "language",
    "genre": "type", "event-title": "eventtitle", "event": "eventtitle", "event-place": "venue",
    "chapter-number": "chapter", "number-of-volumes": "volumes", "number-of-pages": "pagetotal",
    "version": "version", "status": "pubstate", "call-number": "library", "part": "part",
    "original-title": "origtitle", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "archive": "", "archive_collection": "",
    "archive_location": "", "archive-place": "", "authority": "", "citation-label": "",
    "citation-number": "", "collection-number": "", "dimensions": "", "division": "",
    "first-reference-note-number": "", "jurisdiction": "", "locator": "", "medium": "",
    "page-first": "", "part-title": "", "printing": "", "references": "", "reviewed-genre": "",
    "reviewed-title": "", "scale": "", "section": "", "source": "", "supplement": "",
    "volume-title": "", "volume-title-short": "", "year-suffix": "",
}  # fmt: skip

# Variables that are neither, each with a reading of its own.
OTHERS = ("id", "type", "citation-key", "categories", "custom")

MARKED_FIELDS = frozenset({
    "title", "subtitle", "shorttitle", "booktitle", "journal", "shortjournal", "series",
    "eventtitle", "origtitle", "abstract", "maintitle",
})  # fmt: skip
MARKED_VARIABLES = frozenset({
    "part-title", "reviewed-title", "volume-title", "volume-title-short",
})  # fmt: skip

BY_FOLDED_NAME: Mapping[str, str] = {
    name.casefold(): name for name in (*NAMES, *DATES, *STRINGS, *OTHERS)
}
