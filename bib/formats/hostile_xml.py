"""XML from anywhere, read record by record: no entity, no external file, bounded in size and depth.

A record is cut out of the text before it is parsed, so that a broken one spoils no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

DEEPEST = 200
MOST_ELEMENTS = 200_000
LONGEST_RECORD = 80_000_000

_ENTITY = re.compile(r"<!ENTITY\b[^>]{0,200}", re.IGNORECASE)
# What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIALS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class BadXmlError(ValueError):
    """A piece of XML that is not well formed, or larger or deeper than is read."""


@dataclass(slots=True)
class Element:
    """One element: its children in order, texts among them."""

    name: str
    attributes: dict[str, str]
    children: list[str | Element] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Element]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, path: str) -> list[Element]:
        """The elements at a path such as `titles/title`, in order."""
        found = [self]
        for name in path.split("/"):
            found = [child for each in found for child in each.elements if child.name == name]
        return found

    def first(self, path: str) -> Element | None:
        """The first element at a path."""
        return next(iter(self.all(path)), None)

    def text_at(self, path: str) -> str:
        """The text of the first element at a path on one line, or nothing."""
        found = self.first(path)
        return found.text if found else ""

    @property
    def text(self) -> str:
        """All text in the element, markup dropped, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        waiting: list[str | Element] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                yield each
            else:
                waiting.extend(reversed(each.children))


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """A record as it stands in the text; `is_whole` tells that its closing tag was found."""

    line: int
    name: str
    raw: str
    is_whole: bool = True


def cut_records(text: str, names: tuple[str, ...]) -> Iterator[RawRecord]:
    """The elements of these names, which do not nest, with the lines they start in."""
    starts = re.compile(rf"<({'|'.join(map(re.escape, names))})(?=[\s/>])")
    ends = dict.fromkeys(names, 0)
    line, counted, done = 1, 0, 0
    found = list(starts.finditer(text))
    for place, start in enumerate(found):
        if start.start() < done:
            continue
        name, at = start[1], start.start()
        closing = f"</{name}>"
        if 0 <= ends[name] <= at:
            ends[name] = text.find(closing, at)
        following = found[place + 1].start() if place + 1 < len(found) else len(text)
        end = ends[name]
        is_whole = 0 <= end < following
        done = end + len(closing) if is_whole else following
        line += text.count("\n", counted, at)
        counted = at
        raw = text[at:done] if is_whole else text[at:done].rstrip()
        yield RawRecord(line=line, name=name, raw=raw, is_whole=is_whole)


def entity_declaration(text: str) -> tuple[int, str] | None:
    """Line and text of the first declaration of an entity, none of which is ever expanded."""
    found = _ENTITY.search(text)
    return (text.count("\n", 0, found.start()) + 1, found[0]) if found else None


def parse_record(raw: str) -> Element:
    """The tree of one element; raises `BadXmlError`, also for any entity that XML does not know."""
    if len(raw) > LONGEST_RECORD:
        raise BadXmlError(f"it is longer than {LONGEST_RECORD:,} characters")
    growing = _Growing()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = growing.start
    parser.EndElementHandler = growing.end
    parser.CharacterDataHandler = growing.take
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_entity
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(raw.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "not well-formed"
        raise BadXmlError(f"{what} (line {error.lineno} of it)") from error
    if growing.root is None:
        raise BadXmlError("there is no element")
    return growing.root


def escaped(text: str) -> str:
    """Text as it is written in XML, what XML cannot hold left out."""
    plain = _FORBIDDEN.sub("", text)
    return (
        "".join(_SPECIALS.get(character, character) for character in plain)
        if (any(special in plain for special in _SPECIALS))
        else plain
    )


class _Growing:
    """A tree as it is read."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._number += 1
        if self._number > MOST_ELEMENTS:
            raise BadXmlError(f"it has more than {MOST_ELEMENTS:,} elements")
        if len(self._open) >= DEEPEST:
            raise BadXmlError(f"its elements are nested more than {DEEPEST} deep")
        element = Element(name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def take(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)


def _refuse_entity(*_declared: object) -> NoReturn:
    raise BadXmlError("it declares an entity")


def _refuse_doctype(*_declared: object) -> NoReturn:
    raise BadXmlError("it declares a document type")
