"""EndNote XML, read record by record and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bib.blocks import LooseBlock
from bib.dates import issued_from_fields
from bib.errors import NotABibliographyError
from bib.formats.entry_types import (
    ENDNOTE_NAMES,
    ENDNOTE_NUMBERS,
    entry_type,
    entry_type_named,
    genre_beside,
)
from bib.formats.exact_text import text_from_latex
from bib.formats.hostile_xml import Element, escaped, parse_record
from bib.formats.ledger import losses_of
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.people import name_as_text, name_from_text, name_list
from bib.formats.reading import Reading
from bib.formats.records import key_or_nothing
from bib.formats.writing import Loss, Writing
from bib.formats.xml_reading import Parts, read_records
from bib.latex import latex_from_text, latex_to_unicode
from bib.names import OTHERS, Name, parse_names
from bib.works import Citekey, Work

NAME = "endnote-xml"
PREFIX = "endnote-"

_START = re.compile(r"<(?:records|record)[\s>]")
_CONTRIBUTORS = {
    "authors/author": "author",
    "secondary-authors/author": "editor",
    "tertiary-authors/author": "endnote-tertiary-author",
    "subsidiary-authors/author": "translator",
    "translated-authors/author": "endnote-translated-author",
}
# Path in the record → BibTeX name; the container is called by the type of the work.
_TEXTS = {
    "titles/title": "title", "titles/secondary-title": "container", "titles/short-title":
    "shorttitle", "titles/tertiary-title": "series", "periodical/abbr-1": "shortjournal",
    "pages": "pages", "volume": "volume", "number": "number", "edition": "edition",
    "section": "chapter", "num-vols": "volumes", "pub-location": "address",
    "publisher": "publisher", "isbn": "isbn", "electronic-resource-num": "doi",
    "abstract": "abstract", "notes": "note", "research-notes": "annote", "language": "language",
    "urls/related-urls/url": "url", "access-date": "urldate", "work-type": "type",
    "dates/year": "year", "dates/pub-dates/date": "date-text",
}  # fmt: skip
_CONTAINERS = {"article": "journal", "review": "journal", "suppperiodical": "journal",
               "incollection": "booktitle", "inproceedings": "booktitle", "inbook": "booktitle",
               "conference": "booktitle", "inreference": "booktitle", "bookinbook": "booktitle",
               "suppbook": "booktitle", "suppcollection": "booktitle"}  # fmt: skip
_MARKED = {"title", "container", "shorttitle", "series"}
_VERBATIM = {"doi", "url"}
_IGNORED = {"database", "source-app", "foreign-keys", "ref-type", "rec-number", "contributors",
            "keywords"}  # fmt: skip
# Elements of a record that have no BibTeX name and are written back as they were.
_KEPT_LEAVES = {
    "accession-num", "call-num", "auth-address", "caption", "orig-pub", "reprint-edition",
    "reviewed-item", "remote-database-name", "remote-database-provider", "modified-date", "custom1",
    "custom2", "custom3", "custom4", "custom5", "custom6", "custom7", "misc1", "misc2", "misc3",
}  # fmt: skip
_TAGS = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_FACES = {tag: face for face, tag in _TAGS.items()}
_FACE = re.compile(r"<(/?)(i|b|sup|sub)>|<(?:/?span[^<>]*|/?sc)>")
_MONTH_AND_DAY = re.compile(r"([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}))?|(\d{1,2})\s+([A-Za-z]{3,9})\.?")
_ISSN = re.compile(r"\s*\d{4}-?\d{3}[\dXx]\b")
_RANGE = re.compile(r"(?<=\w)\s*[-–—]+\s*(?=\w)")


def looks_like_endnote_xml(text: str) -> bool:
    """Whether a text is XML with records as EndNote writes them."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and bool(
        _START.search(text) and ("<ref-type" in text or "<contributors>" in text)
    )


def read_endnote_xml(text: str, *, file: str) -> Reading:
    """Read all records of a text; a broken one is told and spoils no other."""
    if text.strip("\ufeff \t\r\n") and not _START.search(text):
        raise NotABibliographyError(file, "EndNote XML", "there is no <record> in it")
    return read_records(text, file=file, names=("record",), format_=NAME, parts_of=_parts_of)


def write_endnote_xml(items: Iterable[Work | LooseBlock]) -> Writing:
    """The works as EndNote records, an untouched one byte for byte."""
    losses: list[Loss] = []
    texts = []
    for item in items:
        if isinstance(item, LooseBlock):
            why = "EndNote has no place for it"
            losses.append(Loss(key=Citekey(item.name), field=f"@{item.kind}", why=why))
        elif item.block is not None and item.block_format == NAME and _still_says(item):
            texts.append(item.block)
        else:
            text = _record_of(item)
            back = _parts_of(parse_record(text))
            losses += losses_of(item, back.key, back.type, back.fields, title="EndNote XML")
            texts.append(text)
    body = "".join(f"{text}\n" for text in texts)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Writing(text=f"{head}<xml><records>\n{body}</records></xml>\n", losses=tuple(losses))


def _still_says(work: Work) -> bool:
    """Whether the block alone gives the key the work has."""
    works = read_endnote_xml(work.block or "", file="").works
    return [each.key for each in works] == [work.key]


def _parts_of(record: Element) -> Parts:
    type_, fields = _fields_of(record)
    label = fields.pop("label", "")
    key = key_or_nothing(latex_to_unicode(label))
    if label and not key:
        fields[f"{PREFIX}label"] = label
    return Parts(key=key, type=type_, fields=fields)


def _fields_of(record: Element) -> tuple[str, dict[str, str]]:
    genre = record.text_at("work-type")
    row = entry_type_named("endnote", _reference_type(record), genre) or entry_type("misc")
    fields: dict[str, str] = {}
    for path, name in _CONTRIBUTORS.items():
        people = [name_from_text(each.text) for each in record.all(f"contributors/{path}")]
        if stated := name_list(person for person in people if person):
            fields[name] = stated
    for path, name in _TEXTS.items():
        for place, element in enumerate(record.all(path)):
            value = _value_of(name, element)
            if value and place == 0:
                fields[name] = value
            elif value:
                fields[f"{_kept_name(path)}-{place + 1}"] = value
    _name_container(record, row.type, fields)
    _read_date(fields)
    if keywords := [each.text for each in record.all("keywords/keyword") if each.text]:
        fields["keywords"] = latex_from_text(", ".join(keywords))
    if _ISSN.match(fields.get("isbn", "")) and row.type in ("article", "review", "periodical"):
        fields["issn"] = fields.pop("isbn")
    if row.genre and row.genre == genre:
        fields.pop("type", "")
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    fields.update(_other_fields(record))
    return row.type, fields


def _reference_type(record: Element) -> str:
    """The name of the reference type, which some programs give by number alone."""
    stated = record.first("ref-type")
    if stated is None:
        return "Generic"
    number = stated.text
    by_number = ENDNOTE_NAMES.get(int(number), "") if number.isdecimal() and len(number) < 4 else ""
    return stated.attributes.get("name", "").strip() or by_number or "Generic"


def _value_of(name: str, element: Element) -> str:
    if name in _MARKED:
        return latex_from_markup(_marked(element))
    text = _lines(element) if name in ("abstract", "note", "annote") else element.text
    if name in _VERBATIM:
        return text
    if name == "pages":
        return _RANGE.sub("--", latex_from_text(text).replace("-{}-", "--"))
    return latex_from_text(text)


def _lines(element: Element) -> str:
    """The text with its lines; EndNote ends them with a carriage return."""
    pieces: list[str] = []
    waiting: list[str | Element] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
        else:
            waiting.extend(reversed(each.children))
    lines = re.split(r"\r\n?|\n", "".join(pieces).strip())
    return "\n".join(" ".join(line.split()) for line in lines)


def _marked(element: Element) -> str:
    """The text with tags for the faces of its styles."""
    pieces = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
            continue
        faces = child.attributes.get("face", "").split() if child.name == "style" else []
        tags = [_TAGS[face] for face in faces if face in _TAGS]
        opening = "".join(f"<{tag}>" for tag in tags)
        closing = "".join(f"</{tag}>" for tag in reversed(tags))
        pieces.append(f"{opening}{''.join(_plain_texts(child))}{closing}")
    return " ".join("".join(pieces).split())


def _plain_texts(element: Element) -> list[str]:
    return [child if isinstance(child, str) else child.text for child in element.children]


def _name_container(record: Element, type_: str, fields: dict[str, str]) -> None:
    container = fields.pop("container", "")
    periodical = record.text_at("periodical/full-title")
    own = _CONTAINERS.get(type_, "")
    if not own:
        if container:
            fields["series" if "series" not in fields else f"{PREFIX}secondary-title"] = container
        if periodical and latex_to_unicode(container) != periodical:
            fields[f"{PREFIX}periodical"] = latex_from_text(periodical)
        return
    if container or periodical:
        fields[own] = container or latex_from_text(periodical)
    if periodical and container and latex_to_unicode(container) != periodical:
        fields[f"{PREFIX}periodical"] = latex_from_text(periodical)


def _read_date(fields: dict[str, str]) -> None:
    """Month and day from the date beside the year, where it says them plainly."""
    stated = fields.pop("date-text", "")
    match = _MONTH_AND_DAY.fullmatch(stated.strip())
    month, day = (match[1] or match[4], match[2] or match[3]) if match else (None, None)
    parts = {"year": fields.get("year", ""), "month": month or "", "day": day or ""}
    issued, doubts = issued_from_fields({name: each for name, each in parts.items() if each})
    if stated and (issued is None or issued.month is None or doubts):
        fields[f"{PREFIX}date"] = stated
    elif month:
        fields["month"] = month
        fields.update({"day": day} if day else {})


def _other_fields(record: Element) -> dict[str, str]:
    """What stands in the record and has no BibTeX name, by its own."""
    known = {path.split("/")[0] for path in _TEXTS} | _IGNORED
    found: dict[str, str] = {}
    for element in record.elements:
        if element.name not in known and element.text:
            name = element.name if element.name == "label" else PREFIX + element.name
            found.setdefault(name, latex_from_text(element.text))
    for group, taken in (("titles", _TEXTS), ("periodical", _TEXTS), ("urls", _TEXTS)):
        for element in record.all(group):
            for child in element.elements:
                path = f"{group}/{child.name}"
                is_known = path in taken or path in ("periodical/full-title", "urls/related-urls")
                if not is_known and child.text:
                    found.setdefault(_kept_name(path), latex_from_text(child.text))
    return found


def _kept_name(path: str) -> str:
    return PREFIX + path.replace("/", "-")


def _record_of(work: Work) -> str:
    fields = dict(work.fields)
    row = entry_type(work.type, fields.pop("entrysubtype", ""))
    name = row.endnote or "Generic"
    number = ENDNOTE_NUMBERS.get(name, ENDNOTE_NUMBERS["Generic"])
    if "type" not in fields and (genre := genre_beside("endnote", row)):
        fields["type"] = latex_from_text(genre)
    if "issn" in fields and "isbn" not in fields:
        fields["isbn"] = fields.pop("issn")
    pieces = [f'<record><ref-type name="{escaped(name)}">{number}</ref-type>']
    pieces.append(_contributors(fields))
    container = _CONTAINERS.get(work.type, "")
    if container and container in fields:
        fields["container"] = fields.pop(container)
    pieces.append(_tree(fields))
    pieces.append(f"<label>{escaped(work.key)}</label></record>")
    return "".join(pieces)


def _contributors(fields: Mapping[str, str]) -> str:
    pieces = []
    for path, name in _CONTRIBUTORS.items():
        if people := parse_names(fields.get(name, "")):
            group, each = path.split("/")
            written = "".join(f"<{each}>{escaped(_shown_name(one))}</{each}>" for one in people)
            pieces.append(f"<{group}>{written}</{group}>")
    return f"<contributors>{''.join(pieces)}</contributors>" if pieces else ""


def _shown_name(name: Name) -> str:
    """The name; EndNote takes what ends in a comma for a body."""
    if name == OTHERS:
        return "et al."
    return f"{name.literal}," if name.literal else name_as_text(name)


def _tree(fields: Mapping[str, str]) -> str:
    """Every field with a place in a record, the groups in EndNote's order."""
    groups: dict[str, list[str]] = {}
    for path, name in _TEXTS.items():
        if name == "date-text":
            groups.setdefault("dates", []).append(_date_of(fields))
        elif value := fields.get(name, ""):
            *outer, leaf = path.split("/")
            written = f"<{leaf}>{_written_value(name, value)}</{leaf}>"
            for each in reversed(outer[1:]):
                written = f"<{each}>{written}</{each}>"
            groups.setdefault(outer[0] if outer else f"={leaf}", []).append(written)
    if words := fields.get("keywords"):
        each_word = re.split(r"\s*[,;]\s*", text_from_latex(words))
        written = "".join(f"<keyword>{escaped(word)}</keyword>" for word in each_word if word)
        groups["keywords"] = [written]
    pieces = []
    for group, written_parts in groups.items():
        inner = "".join(written_parts)
        pieces.append(inner if group.startswith("=") else inner and f"<{group}>{inner}</{group}>")
    for name, value in fields.items():
        leaf = name.removeprefix(PREFIX)
        if name != leaf and leaf in _KEPT_LEAVES:
            pieces.append(f"<{leaf}>{escaped(text_from_latex(value))}</{leaf}>")
    return "".join(pieces)


def _date_of(fields: Mapping[str, str]) -> str:
    stated = [latex_to_unicode(fields.get(part, "")) for part in ("month", "day")]
    text = " ".join(part for part in stated if part)
    return f"<pub-dates><date>{escaped(text)}</date></pub-dates>" if text else ""


def _written_value(name: str, value: str) -> str:
    if name in _MARKED:
        return _styled(markup_from_latex(value))
    if name in _VERBATIM:
        return escaped(latex_to_unicode(value) if "\\" in value else value)
    if name == "pages":
        return escaped(text_from_latex(value.replace("--", "-")))
    return escaped(text_from_latex(value))


def _styled(marked: str) -> str:
    """A text with tags as a run of styles; plain text stays plain."""
    if not _FACE.search(marked):
        return escaped(marked)
    pieces, faces, end = [], list[str](), 0
    for tag in _FACE.finditer(marked):
        pieces.append(_style(marked[end : tag.start()], faces))
        end = tag.end()
        if tag[2] and tag[1] and tag[2] in faces:
            faces.remove(tag[2])
        elif tag[2] and not tag[1]:
            faces.append(tag[2])
    return "".join([*pieces, _style(marked[end:], faces)])


def _style(text: str, faces: list[str]) -> str:
    face = " ".join(_FACES[tag] for tag in faces) or "normal"
    return (
        f'<style face="{face}" font="default" size="100%">{escaped(text)}</style>' if text else ""
    )
