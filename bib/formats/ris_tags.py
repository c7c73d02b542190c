"""Works as RIS's tags, by type of work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bib.dates import issued_from_fields
from bib.formats.entry_types import EntryType, entry_type, genre_beside
from bib.formats.keywords import split_keywords
from bib.formats.ledger import VERBATIM_FIELDS
from bib.formats.markup import markup_from_latex
from bib.formats.people import name_as_text
from bib.formats.ris_vocabulary import (
    DAY,
    MARKED,
    PARTS,
    PREFIX,
    RANGE,
    SIMPLE,
    WHOLES,
    WITH_GENRE,
    WITH_PAGE_COUNT,
    publishers,
)
from bib.identifiers import address_from_latex
from bib.latex import latex_to_unicode
from bib.names import read_names
from bib.works import Work

_TAG_OF = {field: tag for tag, field in reversed(SIMPLE)}
# Fields under which a tag was kept that is written from something else.
_OWN = {PREFIX + "id", PREFIX + "ty", PREFIX + "er"}
_GAP = re.compile(r"\n{2,}")


def tags_from_work(work: Work) -> list[tuple[str, str]]:
    """The tags and values of a work; what has no tag is left out."""
    left = {name: value for name, value in work.fields.items() if value.strip()}
    row = entry_type(work.type, left.pop("entrysubtype", ""))
    genre = genre_beside("ris", row)
    tags = [("TY", _shown(left.pop(PREFIX + "ty", "")) or row.ris)]
    if genre:
        tags.append(("M3", genre))
    elif row.type in WITH_GENRE and "type" in left:
        tags.append(("M3", _shown(left["type"])))
    tags += _people_tags(left, row)
    tags += _title_tags(left, row)
    tags += _date_tags(left)
    tags += _identifier_tags(left)
    tags += _page_tags(left, row)
    for name, tag in _TAG_OF.items():
        if name in left:
            tags += [(tag, value) for value in _shown_lines(name, left[name])]
    publisher = next((left[name] for name in publishers(row) if name in left), "")
    tags += [("PB", _shown(publisher))] if publisher else []
    if (keywords := left.get("keywords")) is not None:
        tags += [("KW", word) for word in split_keywords(latex_to_unicode(keywords))]
    for name, value in left.items():
        if name.startswith(PREFIX) and len(name) == len(PREFIX) + 2 and name not in _OWN:
            tag = name[len(PREFIX) :].upper()
            tags += [(tag, line) for raw in value.split("\n") if (line := _shown(raw))]
    tags.append(("ID", work.key))
    return [(tag, value) for tag, value in tags if value]


def _people_tags(left: Mapping[str, str], row: EntryType) -> list[tuple[str, str]]:
    editors = "ED" if row.type in WHOLES else "A2"
    return [
        (tag, name_as_text(name))
        for role, tag in (("author", "AU"), ("editor", editors), ("translator", "A4"))
        for name in read_names(left.get(role, ""))[0]
    ]


def _title_tags(left: Mapping[str, str], row: EntryType) -> list[tuple[str, str]]:
    title, subtitle = (markup_from_latex(left.get(name, "")) for name in ("title", "subtitle"))
    tags = [("TI", ": ".join(filter(None, (title, subtitle))))]
    journal = left.get("journal") or left.get("journaltitle", "")
    if row.type in PARTS:
        is_meeting = row.type in {"inproceedings", "conference"} and "eventtitle" in left
        tags.append(("C3" if is_meeting else "T2", markup_from_latex(left.get("booktitle", ""))))
        if is_meeting:
            tags.append(("T2", markup_from_latex(left["eventtitle"])))
        tags.append(("T3", markup_from_latex(left.get("series", ""))))
    elif row.type in WHOLES:
        tags.append(("T2", markup_from_latex(left.get("series", "") or journal)))
    else:
        tags.append(("T2", markup_from_latex(journal or left.get("booktitle", ""))))
        tags.append(("T3", markup_from_latex(left.get("series", ""))))
    tags.append(("J2", markup_from_latex(left.get("shortjournal", ""))))
    return tags


def _date_tags(left: Mapping[str, str]) -> list[tuple[str, str]]:
    issued = issued_from_fields(left)[0]
    visited = latex_to_unicode(left.get("urldate", ""))
    tags = (
        [("Y2", f"{day[1]}/{day[2]:0>2}/{day[3]:0>2}/")] if (day := DAY.fullmatch(visited)) else []
    )
    if issued is None:
        return [*tags, ("PY", _shown(left.get("date") or left.get("year", "")))]
    tags.append(("PY", f"{issued.year:04}"))
    if issued.month:
        day_in_month = f"{issued.day:02}" if issued.day else ""
        tags.append(("DA", f"{issued.year:04}/{issued.month:02}/{day_in_month}/"))
    elif "month" in left and "date" not in left:
        tags.append(("DA", f"{issued.year:04}///{_shown(left['month'])}"))
    return tags


def _identifier_tags(left: Mapping[str, str]) -> list[tuple[str, str]]:
    tags = [("SN", _shown(left.get("issn", ""))), ("SN", _shown(left.get("isbn", "")))]
    archive = (left.get("archiveprefix") or left.get("eprinttype", "")).strip().casefold()
    if "eprint" in left and archive == "arxiv":
        group = _shown(left.get("primaryclass") or left.get("eprintclass", ""))
        number = address_from_latex(left["eprint"])
        tags.append(("AN", f"arXiv:{number} [{group}]" if group else f"arXiv:{number}"))
    if pmid := _shown(left.get("pmid", "")):
        tags.append(("AN", f"PMID:{pmid}"))
    tags.append(("C2", _shown(left.get("pmcid", ""))))
    return tags


def _page_tags(left: Mapping[str, str], row: EntryType) -> list[tuple[str, str]]:
    pages = _shown(left.get("pages", ""))
    if not pages:
        count = _shown(left.get("pagetotal", "")) if row.type in WITH_PAGE_COUNT else ""
        return [("SP", count), ("SE", _shown(left.get("chapter", "")))]
    found = RANGE.match(pages)
    tags = [("SP", found[1]), ("EP", found[2])] if found else [("SP", pages)]
    return [*tags, ("SE", _shown(left.get("chapter", "")))]


def _shown_lines(name: str, value: str) -> list[str]:
    if name in VERBATIM_FIELDS:
        return [address_from_latex(value)]
    if name in MARKED:
        return [markup_from_latex(value)]
    if name in {"note", "annote"}:
        return [latex_to_unicode(piece) for piece in _GAP.split(value)]
    return [latex_to_unicode(value)]


def _shown(value: str) -> str:
    return latex_to_unicode(value)
