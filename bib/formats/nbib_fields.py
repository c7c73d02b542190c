"""What MEDLINE's tags mean in BibTeX's terms, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bib.dates import issued_from_fields
from bib.formats.entry_types import EntryType, entry_type, entry_type_named
from bib.formats.keywords import joined_keywords, split_keywords
from bib.formats.ledger import VERBATIM_FIELDS
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.people import name_as_text, name_from_text, name_list
from bib.formats.records import key_or_nothing
from bib.formats.stated_dates import MONTHS, date_fields, stated_date
from bib.identifiers import address_from_latex
from bib.latex import latex_from_text, latex_to_unicode
from bib.names import OTHERS, Name, read_names
from bib.works import Work

PREFIX = "nbib-"

_PARTS = {"incollection", "inbook", "inproceedings"}
_SIMPLE = (
    ("PMID", "pmid"), ("PMC", "pmcid"), ("VI", "volume"), ("IP", "number"), ("AB", "abstract"),
    ("LA", "language"), ("PL", "address"), ("PB", "publisher"), ("EN", "edition"),
    ("VTI", "series"), ("GN", "note"), ("MID", "eid"),
)  # fmt: skip
_MARKED = {"abstract", "series"}
# Tags that say nothing which others do not say, or that are said anew when a record is written.
_REPEATING = ("SO", "AU", "ED")
_MARKED_ID = re.compile(r"(.*\S)\s*\[(\w+)\]")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]\b")
_PAGES = re.compile(r"([A-Za-z]*)(\d{1,9})-([A-Za-z]*)(\d{1,9})([A-Za-z]*)")
_RANGE = re.compile(r"\s*(?:--|–)\s*")
_MONTHS = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])")
_CITEKEY = "citekey "


def record_from_tags(
    tags: Iterable[tuple[str, str]],
) -> tuple[str, str, dict[str, str]]:
    """The key (or nothing), type and fields of a record."""
    left: dict[str, list[str]] = {}
    for tag, value in tags:
        if value:
            left.setdefault(tag, []).append(value)
    fields: dict[str, str] = {}
    key = _take_key(left)
    row = _row(left)
    _take_people(left, fields)
    _take_titles(left, row, fields)
    fields.update(_dates(left))
    _take_identifiers(left, fields)
    for tag, name in _SIMPLE:
        if tag in left and name not in fields:
            text = left[tag].pop(0)
            latex = latex_from_markup if name in _MARKED else latex_from_text
            fields[name] = text if name in VERBATIM_FIELDS else latex(text)
    if pages := left.pop("PG", []):
        fields["pages"] = latex_from_text(_full_pages(pages[0])).replace("-{}-", "--")
    headings = [heading.replace("*", "").strip() for heading in left.get("MH", ())]
    if words := left.pop("OT", []) + headings:
        fields["keywords"] = joined_keywords(word.strip("* ") for word in words)
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    for tag, values in left.items():
        if values and tag not in _REPEATING:
            fields[PREFIX + tag.lower()] = latex_from_text("\n".join(values))
    return key, row.type, fields


def tags_from_work(work: Work) -> list[tuple[str, str]]:
    """The tags and values of a work; what has no tag is left out."""
    fields = {name: value for name, value in work.fields.items() if value.strip()}
    row = entry_type(work.type, fields.get("entrysubtype", ""))
    tags = [("PMID", latex_to_unicode(fields.get("pmid", "")))]
    tags += [("IS", latex_to_unicode(fields.get("issn", ""))) if "issn" in fields else ("", "")]
    tags += [(tag, _value(name, fields[name])) for tag, name in _SIMPLE[1:] if name in fields]
    tags += [("PG", _RANGE.sub("-", latex_to_unicode(fields.get("pages", ""))))]
    tags += _title_tags(fields, row)
    tags += _people_tags(fields)
    tags += _date_tags(fields)
    if doi := address_from_latex(fields.get("doi", "")):
        tags.append(("AID", f"{doi} [doi]"))
    tags.append(("ISBN", latex_to_unicode(fields.get("isbn", ""))))
    tags += [("OT", word) for word in split_keywords(latex_to_unicode(fields.get("keywords", "")))]
    if PREFIX + "pt" not in fields:
        tags.append(("PT", row.medline))
    for name, value in fields.items():
        if name.startswith(PREFIX):
            tag = name[len(PREFIX) :].upper()
            tags += [(tag, latex_to_unicode(line)) for line in value.split("\n")]
    tags.append(("OID", _CITEKEY + work.key))
    return [(tag, value) for tag, value in tags if tag and value]


def _take_key(left: dict[str, list[str]]) -> str:
    for text in left.get("OID", ()):
        if text.startswith(_CITEKEY) and (key := key_or_nothing(text[len(_CITEKEY) :])):
            left["OID"].remove(text)
            return key
    return ""


def _row(left: dict[str, list[str]]) -> EntryType:
    """The type that the first telling publication type means; its own tags stay for the rest."""
    stated = left.get("PT", [])
    named = [entry_type_named("medline", text) for text in stated]
    row = next((row for row in named if row and row.type != "article"), None)
    row = row or next((row for row in named if row and row.subtype), None)
    if row is None and ("BTI" in left or "CTI" in left):
        row = entry_type("incollection" if "TI" in left else "book")
    row = row or next((row for row in named if row), None) or entry_type("article")
    if stated == [row.medline]:
        del left["PT"]
    return row


def _take_people(left: dict[str, list[str]], fields: dict[str, str]) -> None:
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        texts = left.pop(full, None) or left.pop(short, [])
        names = [name for text in texts if (name := name_from_text(text))]
        if role == "author":
            names += [Name(literal=text) for text in left.pop("CN", [])]
        others = [name for name in names if name == OTHERS]
        if names:
            fields[role] = name_list([*(name for name in names if name != OTHERS), *others[:1]])


def _take_titles(left: dict[str, list[str]], row: EntryType, fields: dict[str, str]) -> None:
    title = _first(left, "TI") or ("" if row.type in _PARTS else _first(left, "BTI"))
    for name, text in (
        ("title", title.removesuffix(".") if title else ""),
        ("booktitle", _first(left, "BTI").removesuffix(".") if row.type in _PARTS else ""),
        ("journal", _first(left, "JT")),
        ("shortjournal", _first(left, "TA")),
    ):
        if text:
            fields[name] = latex_from_markup(text)
    if "journal" not in fields and "shortjournal" in fields:
        fields["journal"] = fields.pop("shortjournal")


def _dates(left: dict[str, list[str]]) -> dict[str, str]:
    text = _first(left, "DP")
    date = stated_date(text)
    if not date.year:
        return {"year": latex_from_text(text)} if text else {}
    return date_fields(date.year, date)


def _take_identifiers(left: dict[str, list[str]], fields: dict[str, str]) -> None:
    for tag in ("AID", "LID"):
        kept = []
        for text in left.pop(tag, []):
            found = _MARKED_ID.fullmatch(text)
            if found and found[2] == "doi" and fields.get("doi") in {None, found[1]}:
                fields["doi"] = found[1]
            else:
                kept.append(text)
        if kept:
            left[tag] = kept
    numbers = left.get("IS", [])
    if numbers and _ISSN.match(numbers[0]):
        fields["issn"] = latex_from_text(numbers.pop(0))
    if numbers := left.pop("ISBN", []):
        fields["isbn"] = latex_from_text(", ".join(numbers))


def _first(left: dict[str, list[str]], tag: str) -> str:
    values = left.get(tag)
    return values.pop(0) if values else ""


def _full_pages(text: str) -> str:
    """MEDLINE's “1035-42” in full."""
    found = _PAGES.fullmatch(text)
    if found is None:
        return text
    before, start, letters, end, after = found.groups()
    if len(end) < len(start) and letters in {"", before}:
        letters, end = before, start[: len(start) - len(end)] + end
    return f"{before}{start}--{letters}{end}{after}"


def _title_tags(fields: Mapping[str, str], row: EntryType) -> list[tuple[str, str]]:
    pieces = (markup_from_latex(fields.get(name, "")) for name in ("title", "subtitle"))
    title = ": ".join(filter(None, pieces))
    journal = markup_from_latex(fields.get("journal") or fields.get("journaltitle", ""))
    booktitle = markup_from_latex(fields.get("booktitle", ""))
    return [
        ("TI", _closed(title)),
        ("BTI" if row.type in _PARTS else "", _closed(booktitle)),
        ("JT", journal),
        ("TA", markup_from_latex(fields.get("shortjournal", ""))),
    ]


def _closed(title: str) -> str:
    return title if not title or title[-1] in "?!" else f"{title}."


def _people_tags(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    tags = []
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        for name in read_names(fields.get(role, ""))[0]:
            if name.literal and name != OTHERS and role == "author":
                tags.append(("CN", name.literal))
                continue
            tags.append((full, name_as_text(name)))
            if name.family:
                initials = "".join(word[0] for word in re.split(r"[\s.-]+", name.given) if word)
                family = f"{name.particle} {name.family}".strip()
                tags.append((short, f"{family} {initials} {name.suffix}".strip()))
    return tags


def _date_tags(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    issued = issued_from_fields(fields)[0]
    if months := _MONTHS.fullmatch(fields.get("date", "")):
        first, last = (MONTHS[int(months[place]) - 1][:3] for place in (2, 3))
        return [("DP", f"{months[1]} {first}-{last}")]
    if issued is None:
        return [("DP", latex_to_unicode(fields.get("date") or fields.get("year", "")))]
    date = f"{issued.year:04}"
    if issued.month:
        date += f" {MONTHS[issued.month - 1][:3]}"
    elif "month" in fields and "date" not in fields:
        date += f" {latex_to_unicode(fields['month'])}"
    return [("DP", f"{date} {issued.day}" if issued.day else date)]


def _value(name: str, value: str) -> str:
    if name in VERBATIM_FIELDS:
        return address_from_latex(value)
    return markup_from_latex(value) if name in _MARKED else latex_to_unicode(value)
