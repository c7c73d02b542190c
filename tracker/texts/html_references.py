"""Which elements of a web page are the entries of its reference list, and how links name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bib.formats.hostile_xml import Element
from tracker.texts.html_furniture import classes, is_furniture
from tracker.texts.html_tree import BLOCKS

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

_LIST_NAME = re.compile(
    r"(?:[a-z]+[-_]+)*(?:references?|ref-?lists?|bibliography|biblist|works-cited|refs)"
    r"(?:[-_](?:list|section|content|container))?",
    re.IGNORECASE,
)
_LIST_HEADING = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:list of )?(?:references?(?: and notes)?|bibliography|works cited"
    r"|literature(?: cited)?|cited (?:works|literature)|literaturverzeichnis|literatur"
    r"|références|bibliographie|referencias|bibliografía|参考文献|文献)\s*[.:]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,5})\s*[\]).]{0,2}")
_TOO_WIDE = {"body", "html", "main", "article"}
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list; `label` is the element that holds its printed number, if any does."""

    id: str
    number: str
    label: Element | None = None


@dataclass(slots=True)
class ReferenceList:
    """The entries by the identity of their elements, and the entry that each anchor stands in."""

    entries: dict[int, Entry] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)


def find_references(root: Element) -> ReferenceList:
    """The entries below an element, in lists named or headed so, or marked as entries."""
    finding = _Finding()
    finding.visit(root, region=None)
    found = ReferenceList()
    for region in finding.regions:
        items = region.items or region.paragraphs
        for element, number, anchor in items:
            _add(found, element, number, anchor)
    return found


def is_list_heading(words: str) -> bool:
    """Whether a heading says that the reference list follows."""
    return bool(_LIST_HEADING.fullmatch(words.strip()))


@dataclass(slots=True)
class _Region:
    items: list[tuple[Element, str, str]] = field(default_factory=list)
    paragraphs: list[tuple[Element, str, str]] = field(default_factory=list)


class _Finding:
    """The walk; below a heading such as “References” everything is a region up to the next one."""

    def __init__(self) -> None:
        self.regions: list[_Region] = []
        self._headed: _Region | None = None
        self._anchor = ""

    def visit(self, element: Element, *, region: _Region | None) -> None:
        number = _first_number(element)
        for child in element.elements:
            if is_furniture(child):
                continue
            if child.name in HEADINGS:
                self._headed = self._new() if is_list_heading(child.text) else None
                continue
            inside = self._region_of(child, region)
            if _is_marked_entry(child):
                (inside or self._new()).items.append((child, str(number), self._anchor))
            elif inside is not None and child.name == "li":
                inside.items.append((child, str(number or ""), self._anchor))
            elif inside is not None and child.name in {"p", "dd", "div"} and _is_entry_like(child):
                inside.paragraphs.append((child, "", self._anchor))
            else:
                self._anchor = _anchor_of(child) if not child.children else ""
                self.visit(child, region=inside)
                continue
            self._anchor = ""
            number = number + 1 if number else 0

    def _region_of(self, element: Element, region: _Region | None) -> _Region | None:
        if region is not None or self._headed is not None:
            return region or self._headed
        names = [*classes(element), element.attributes.get("id", "")]
        is_list = element.attributes.get("role") == "doc-bibliography" or any(
            _LIST_NAME.fullmatch(name) for name in names
        )
        if is_list and element.name in BLOCKS - _TOO_WIDE:
            return self._new()
        return None

    def _new(self) -> _Region:
        self.regions.append(_Region())
        return self.regions[-1]


def _first_number(element: Element) -> int:
    if element.name != "ol" or "ltx_biblist" in classes(element):
        return 0
    start = element.attributes.get("start", "1")
    return int(start) if re.fullmatch(r"\d{1,5}", start) else 1


def _is_marked_entry(element: Element) -> bool:
    return (
        "ltx_bibitem" in classes(element)
        or element.attributes.get("role") == "doc-biblioentry"
        or (element.name == "li" and element.attributes.get("id", "").startswith("cite_note"))
    )


def _is_entry_like(element: Element) -> bool:
    """Whether it is a paragraph of some length, and not a box with others in it."""
    if any(each.name in BLOCKS for each in element.elements):
        return False
    return len(element.text) >= _SHORTEST


def _add(found: ReferenceList, element: Element, number: str, anchor: str) -> None:
    ids = [anchor] if anchor else []
    label = None
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if name := _anchor_of(each):
            ids.append(name)
        if label is None and _is_label(each):
            label = each
        waiting.extend(reversed(list(each.elements)))
    id_ = element.attributes.get("id") or (ids[0] if ids else "")
    for name in ids:
        found.anchors.setdefault(name, id_)
    if label is not None:
        printed = _NUMBER.fullmatch(label.text)
        number = printed[1] if printed else ""
    elif _NUMBER.match(element.text) and element.text[:1] == "[":
        number = ""
    number = "" if number == "0" else number
    found.entries[id(element)] = Entry(id_, number, label)


def _is_label(element: Element) -> bool:
    names = classes(element)
    if "ltx_bib_author-year" in names:
        # Made from BibTeX by LaTeXML, these are the only authors and year that the entry has.
        return False
    return bool({"ltx_tag_bibitem", "label", "ref-label", "csl-left-margin"} & names) and (
        element.name in {"span", "div", "sup", "b", "strong", "label"}
    )


def _anchor_of(element: Element) -> str:
    attributes = element.attributes
    return attributes.get("id") or (attributes.get("name", "") if element.name == "a" else "")
