"""What RIS's tags mean in BibTeX's terms, by type of work and habit of databases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bib.formats.entry_types import EntryType, entry_type, entry_type_named
from bib.formats.keywords import joined_keywords, split_keywords
from bib.formats.ledger import VERBATIM_FIELDS
from bib.formats.markup import latex_from_markup
from bib.formats.people import name_list_from_texts
from bib.formats.records import key_or_nothing
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
from bib.formats.stated_dates import date_fields, stated_date
from bib.latex import latex_from_text

_JOURNALS = ("JF", "T2", "JO", "JA", "J1", "J2", "BT")
_BOOKS = ("C3", "T2", "BT", "JF", "JO", "JA", "J2")
_SERIES = ("T2", "T3", "BT")

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN:?\s*)?\d{4}[-–]?\d{3}[\dXx](?![\d-])", re.IGNORECASE)
_ISBN = re.compile(
    r"(?:ISBN(?:-1[03])?:?\s*)?(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b", re.IGNORECASE
)
_PMID = re.compile(r"(?:PMID:?\s*)(\d{1,9})", re.IGNORECASE)
_PMCID = re.compile(r"PMC\d+", re.IGNORECASE)
_ARXIV = re.compile(r"arXiv:\s*(\S+)(?:\s+\[([\w.-]+)\])?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")


class _Tags:
    """The tags of a record, taken one by one; what is left over at the end has no other home."""

    def __init__(self, tags: Iterable[tuple[str, Sequence[str]]]) -> None:
        self.values: dict[str, list[str]] = {}
        for tag, lines in tags:
            if len(lines) > 1 and tag == "KW":
                self.values.setdefault(tag, []).extend(line for line in lines if line)
            elif value := _on_one_line(lines):
                if tag in self.values:
                    self.values[tag].append(value)
                else:
                    self.values[tag] = [value]

    def all(self, *tags: str) -> list[str]:
        """All values of these tags, which are then used up."""
        found: list[str] = []
        for tag in tags:
            if tag in self.values:
                found += self.values.pop(tag)
        return found

    def one(self, *tags: str) -> str:
        """The first value of the first of these tags that is there; it is then used up."""
        for tag in tags:
            if values := self.values.get(tag):
                value = values.pop(0)
                if not values:
                    del self.values[tag]
                return value
        return ""

    def drop(self, value: str, *tags: str) -> None:
        """Use up what only says again, under these tags, what was taken already."""
        for tag in tags:
            if self.values.get(tag) == [value]:
                del self.values[tag]


def record_from_tags(
    tags: Iterable[tuple[str, Sequence[str]]],
) -> tuple[str, str, dict[str, str], bool]:
    """The key (or nothing), type and fields of a record, and whether its type was known."""
    left = _Tags(tags)
    stated = left.one("TY")
    row, is_known = _row(stated, left)
    fields: dict[str, str] = {}
    key = _key(left)
    _take_people(left, row, fields)
    _take_titles(left, row, fields)
    fields.update(_dates(left))
    _take_identifiers(left, row, fields)
    _take_pages(left, row, fields)
    for tag, name in SIMPLE:
        if tag in left.values and name not in fields:
            if tag == "AB":
                left.drop(left.values[tag][0], "N2")
            fields[name] = _value(left, tag, name)
    _take_rest(left, row, fields)
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    for tag, values in left.values.items():
        fields[PREFIX + tag.lower()] = latex_from_text("\n".join(values))
    if stated and not is_known:
        fields[PREFIX + "ty"] = latex_from_text(stated)
    return key, row.type, fields, is_known


def _on_one_line(lines: Sequence[str]) -> str:
    value = lines[0].strip() if len(lines) == 1 else " ".join(lines)
    return " ".join(value.split()) if len(lines) > 1 or "  " in value or "\t" in value else value


def _row(stated: str, left: _Tags) -> tuple[EntryType, bool]:
    genre = next(iter(left.values.get("M3", ())), "")
    row = entry_type_named("ris", stated, genre) if stated else None
    if row is None:
        has_journal = any(tag in left.values for tag in ("JF", "JO", "JA", "T2"))
        return entry_type("misc" if stated and not has_journal else "article"), False
    if genre and row.genre and row.genre.casefold() == genre.casefold().replace("'", "’"):
        left.one("M3")
    return row, True


def _key(left: _Tags) -> str:
    key = key_or_nothing(next(iter(left.values.get("ID", ())), ""))
    if key:
        left.one("ID")
    return key


def _take_people(left: _Tags, row: EntryType, fields: dict[str, str]) -> None:
    is_whole = row.type in WHOLES
    roles = (
        ("author", tuple(tag for tag in left.values if tag in {"AU", "A1"})),
        ("editor", ("ED",) if "ED" in left.values and is_whole else ("ED", "A2")),
        ("editor", ("A3",) if is_whole and "A2" not in left.values else ()),
        ("translator", ("A4",)),
    )
    for role, tags in roles:
        names = name_list_from_texts(left.all(*tags))
        if names and role not in fields:
            fields[role] = names


def _take_titles(left: _Tags, row: EntryType, fields: dict[str, str]) -> None:
    own_title = ("TI", "T1", "CT") if row.type in PARTS else ("TI", "T1", "CT", "BT")
    title = left.one(*own_title)
    _put(fields, "title", title)
    left.drop(title, *own_title)
    if row.type in PARTS:
        _take_container(left, _BOOKS, "booktitle", fields)
        if row.type in {"inproceedings", "conference"} and "T2" in left.values:
            _put(fields, "eventtitle", left.one("T2"))
    elif row.type in WHOLES:
        _take_container(left, _SERIES, "series", fields)
    else:
        _take_container(left, _JOURNALS, "journal", fields)
    if "series" not in fields:
        _put(fields, "series", left.one("T3"))


def _take_container(left: _Tags, tags: Sequence[str], field: str, fields: dict[str, str]) -> None:
    """The container's title; of the tags that say otherwise the first is its short title."""
    title = left.one(*tags)
    _put(fields, field, title)
    left.drop(title, *tags)
    for tag in ("J2", "JA", "JO", "J1"):
        if "shortjournal" not in fields and tag in left.values:
            short = left.one(tag)
            _put(fields, "shortjournal", short)
            left.drop(short, "J2", "JA", "JO", "J1")


def _put(fields: dict[str, str], name: str, text: str) -> None:
    if text:
        fields[name] = latex_from_markup(text)


def _dates(left: _Tags) -> dict[str, str]:
    stated = {tag: values[0] for tag in ("PY", "Y1", "DA") if (values := left.values.get(tag))}
    read = {tag: stated_date(text) for tag, text in stated.items()}
    year = next((date.year for date in read.values() if date.year), "")
    if not year:
        text = left.one("PY", "Y1", "DA")
        return {"year": latex_from_text(text)} if text else {}
    fullest = max(
        (date for date in read.values() if date.year in {year, ""}),
        key=lambda date: (bool(date.month), bool(date.day), bool(date.rest)),
    )
    for tag, date in read.items():
        if date.agrees_with(fullest, year):
            left.one(tag)
    return date_fields(year, fullest)


def _take_identifiers(left: _Tags, row: EntryType, fields: dict[str, str]) -> None:
    for text in left.all("SN"):
        kind = "issn" if _ISSN.fullmatch(text.split("(")[0].strip()) else "isbn"
        if not (_ISSN.match(text) or _ISBN.match(text)):
            kind = "number" if row.type in {"report", "techreport", "patent"} else PREFIX + "sn"
        mark = "\n" if kind.startswith(PREFIX) else ", "
        fields[kind] = mark.join(filter(None, (fields.get(kind), latex_from_text(text))))
    for tag in ("DO", "M3"):
        found = _DOI.fullmatch(next(iter(left.values.get(tag, ())), ""))
        if found and "doi" not in fields:
            left.one(tag)
            fields["doi"] = found[1]
    _take_accession(left, fields)
    if "C2" not in left.values:
        return
    database = " ".join(left.values.get("DB", ())).casefold()
    if found := _PMCID.fullmatch(next(iter(left.values.get("C2", ())), "")):
        fields["pmcid"] = left.one("C2")
    elif database == "scopus" and _NUMBER.match(next(iter(left.values.get("C2", ())), "")):
        fields["pmid"] = left.one("C2")  # where Scopus puts the PubMed number


def _take_accession(left: _Tags, fields: dict[str, str]) -> None:
    if "AN" not in left.values:
        return
    database = " ".join(left.values.get("DB", ())).casefold()
    kept = []
    for text in left.all("AN"):
        if (arxiv := _ARXIV.fullmatch(text)) and "eprint" not in fields:
            fields.update(eprint=arxiv[1], archiveprefix="arXiv")
            if arxiv[2]:
                fields["primaryclass"] = arxiv[2]
        elif (found := _PMID.fullmatch(text)) and "pmid" not in fields:
            fields["pmid"] = found[1]
        elif text.isdecimal() and database in {"pubmed", "medline"} and "pmid" not in fields:
            fields["pmid"] = text
        else:
            kept.append(text)
    if kept:
        left.values["AN"] = kept


def _take_pages(left: _Tags, row: EntryType, fields: dict[str, str]) -> None:
    start, end = left.one("SP"), left.one("EP")
    if not start and not end:
        return
    if found := RANGE.match(start):
        start, end = found[1], found[2] if not end or end == found[2] else f"{found[2]}, {end}"
    if end and start and end != start:
        fields["pages"] = f"{latex_from_text(start)}--{latex_from_text(end)}"
    elif row.type in WITH_PAGE_COUNT and _NUMBER.fullmatch(start):
        fields["pagetotal"] = start
    else:
        fields["pages"] = latex_from_text(start or end)


def _value(left: _Tags, tag: str, name: str) -> str:
    if tag in {"N1", "RN"}:
        return latex_from_text("\n\n".join(left.all(tag)))
    text = left.one(tag)
    if name in VERBATIM_FIELDS:
        return text
    return latex_from_markup(text) if name in MARKED else latex_from_text(text)


def _take_rest(left: _Tags, row: EntryType, fields: dict[str, str]) -> None:
    if "KW" in left.values:
        words = left.all("KW")
        if len(words) == 1:
            words = split_keywords(words[0])
        fields["keywords"] = joined_keywords(words)
    if publisher := left.one("PB"):
        fields[publishers(row)[0]] = latex_from_text(publisher)
    if row.type in WITH_GENRE and (genre := left.one("M3")):
        fields["type"] = latex_from_text(genre)
    if day := DAY.fullmatch(next(iter(left.values.get("Y2", ())), "")):
        fields["urldate"] = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        left.one("Y2")
    if row.type in PARTS and (chapter := left.one("SE")):
        fields["chapter"] = latex_from_text(chapter)
