"""XML of one whole document, hostile or not, made a tree: no entity, no other file, bounded.

What is nested too deep keeps its words and loses its elements; what stands before a fault is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from bib.formats.hostile_xml import Element
from evidence.texts import TextProblem
from tracker.texts.limits import Limits

MOST_ELEMENTS = 2_000_000

_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_BEFORE_DOCTYPE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ENTITY_DECLARED = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_IN_DOCTYPE = re.compile(r"[\[\]>\"']|<!--")
_REFERENCE = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)([A-Za-z][\w.-]{0,40};)?")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Tree:
    """The root element, or none, and what was wrong."""

    root: Element | None
    problems: list[TextProblem] = field(default_factory=list)


def xml_tree(text: str, *, limits: Limits, file: str = "") -> Tree:
    """The tree of a document; names are without prefixes, attributes too."""
    tree = Tree(root=None)
    text = _without_doctype(_FORBIDDEN.sub(" ", text), tree, file)
    text = _REFERENCE.sub(_named_character, text)
    growing = _Growing(limits.depth)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = growing.start
    parser.EndElementHandler = growing.end
    parser.CharacterDataHandler = growing.take
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "it is not well-formed"
        message = f"The XML{file} breaks off ({what}); only what stands before was taken."
        tree.problems.append(TextProblem(code="bad-xml", message=message, line=error.lineno))
    except _TooManyElementsError:
        message = f"There are more than {MOST_ELEMENTS:,} elements{file}; the rest was left out."
        line = parser.CurrentLineNumber
        tree.problems.append(TextProblem(code="too-many-elements", message=message, line=line))
    # What was read of the last words is still in the parser's hands.
    parser.buffer_text = False
    if growing.flattened:
        message = (
            f"Elements{file} are nested more than {limits.depth} deep; what lies deeper was taken "
            "as plain words."
        )
        tree.problems.append(TextProblem(code="too-deep", message=message))
    tree.root = growing.root
    return tree


class _TooManyElementsError(Exception):
    """More elements than are kept in memory."""


class _Growing:
    """A tree as it is read; elements below the deepest level are left out, not their words."""

    def __init__(self, deepest: int) -> None:
        self.root: Element | None = None
        self.flattened = 0
        self._deepest = deepest
        self._open: list[Element] = []
        self._below = 0
        self._number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._number += 1
        if self._number > MOST_ELEMENTS:
            raise _TooManyElementsError
        if len(self._open) >= self._deepest:
            self._below += 1
            self.flattened += 1
            return
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], own | attributes if attributes else own)
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        if self._below:
            self._below -= 1
        else:
            self._open.pop()

    def take(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)


def _without_doctype(text: str, tree: Tree, file: str) -> str:
    """The text with blanks for its document type, so that nothing in it can be declared."""
    text = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    found = _DOCTYPE.match(text, _end_of_prologue(text))
    if found is None:
        return text
    end = _end_of_doctype(text, found.end())
    inside = text[found.start() : end]
    if declared := _ENTITY_DECLARED.search(inside):
        line = text.count("\n", 0, found.start() + declared.start()) + 1
        message = f"The file{file} declares entities of its own; none of them was expanded."
        tree.problems.append(TextProblem(code="entities", message=message, line=line))
    return text[: found.start()] + "\n" * inside.count("\n") + text[end:]


def _end_of_prologue(text: str) -> int:
    place = 0
    while found := _BEFORE_DOCTYPE.match(text, place):
        place = found.end()
    return place


def _end_of_doctype(text: str, place: int) -> int:
    depth = 0
    while found := _IN_DOCTYPE.search(text, place):
        sign, place = found[0], found.end()
        if sign in "\"'" or sign == "<!--":
            closing = text.find("-->" if sign == "<!--" else sign, place)
            if closing < 0:
                return len(text)
            place = closing + 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
        elif depth <= 0:
            return place
    return len(text)


def _named_character(match: re.Match[str]) -> str:
    """The character that HTML knows by this name; else the words as they stand."""
    known = html5.get(match[1] or "", "")
    return known if known and known not in "<&" else f"&amp;{match[1] or ''}"
