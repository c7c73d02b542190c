"""A web page made a tree, whatever state it is in: tags unclosed, misplaced, or nested without end.

What is nested too deep keeps its words and loses its elements. The standard library's tokenizer is
fed in pieces, which keeps its time linear; decision 0012 says why no library makes the tree.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bib.formats.hostile_xml import Element
from evidence.texts import TextProblem
from tracker.texts.limits import Limits
from tracker.texts.xml_tree import MOST_ELEMENTS, Tree

_PIECE = 65_536
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
         "source", "track", "wbr", "frame", "basefont", "keygen"}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# An element that begins ends these before it, unless one of the walls stands between.
_ENDS: dict[str, tuple[set[str], set[str]]] = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table", "body"}),
    "dt": ({"dt", "dd"}, {"dl", "table", "body"}),
    "dd": ({"dt", "dd"}, {"dl", "table", "body"}),
    "tr": ({"tr", "caption"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "caption"}, {"table"}),
    "option": ({"option"}, {"select"}),
    "a": ({"a"}, BLOCKS),
}
_PARAGRAPH_WALLS = {"table", "td", "th", "caption", "button", "object", "math", "svg", "body"}
_FOREIGN = {"math", "svg"}
_XHTML = re.compile(r"<\?xml|<html[^>]*\sxmlns\s*=", re.IGNORECASE)
_XHTML_WITHIN = 2_000
_TAG = re.compile(r"<[^<>]*>?")


def html_tree(text: str, *, limits: Limits) -> Tree:
    """The tree of a page, with an element of no name at its root."""
    is_xhtml = bool(_XHTML.search(text[:_XHTML_WITHIN]))
    growing = _Growing(limits.depth, is_xhtml=is_xhtml)
    for start in range(0, len(text), _PIECE):
        growing.feed(text[start : start + _PIECE])
    tree = Tree(root=growing.root)
    if growing.rawdata:
        _take_rest(growing, tree)
    if growing.is_cut:
        message = f"There are more than {MOST_ELEMENTS:,} elements; the rest was left out."
        tree.problems.append(TextProblem(code="too-many-elements", message=message))
    if growing.is_flattened:
        message = (
            f"Elements are nested more than {limits.depth} deep; what lies deeper was taken as "
            "plain words."
        )
        tree.problems.append(TextProblem(code="too-deep", message=message, line=growing.flat_line))
    return tree


def _take_rest(growing: _Growing, tree: Tree) -> None:
    """What follows the last whole tag; the tokenizer keeps it back as long as more may come."""
    rest, line = growing.rawdata, growing.getpos()[0]
    if growing.is_in_script:
        message = "A script or style is never closed; what follows it is no text."
        tree.problems.append(TextProblem(code="unclosed", message=message, line=line))
        return
    if "<" in rest:
        message = "The page breaks off inside a tag or comment; the rest was taken as plain words."
        tree.problems.append(TextProblem(code="broken-off", message=message, line=line))
        rest = _TAG.sub(" ", rest)
    growing.handle_data(rest)


class _Growing(HTMLParser):
    """The tree as it is read."""

    def __init__(self, deepest: int, *, is_xhtml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.is_cut = self.is_flattened = False
        self.flat_line = 0
        self._deepest, self._is_xhtml = deepest, is_xhtml
        self._open = [self.root]
        self._below: list[str] = []
        self._number = 0

    @property
    def is_in_script(self) -> bool:
        """Whether the end of a script or style is awaited."""
        return self.cdata_elem is not None

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self._start(name, attributes, is_empty=name in _VOID)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        is_foreign = self._is_xhtml or any(each.name in _FOREIGN for each in self._open[-20:])
        self._start(name, attributes, is_empty=name in _VOID or is_foreign)

    def handle_data(self, data: str) -> None:
        if not self.is_cut:
            self._open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))

    def handle_endtag(self, name: str) -> None:
        if name in _VOID:
            return
        if self._below:
            self._end_below(name)
            return
        is_inline = name not in BLOCKS
        for place in range(len(self._open) - 1, 0, -1):
            found = self._open[place].name
            if found == name or (name in _HEADINGS and found in _HEADINGS):
                del self._open[place:]
                return
            if (is_inline and found in BLOCKS) or (found == "table" and name != "body"):
                return

    def _start(
        self, name: str, attributes: list[tuple[str, str | None]], *, is_empty: bool
    ) -> None:
        self._number += 1
        if self._number > MOST_ELEMENTS:
            self.is_cut = True
        if self.is_cut:
            return
        name = name.rpartition(":")[2]
        self._end_what_it_ends(name)
        if len(self._open) > self._deepest and not is_empty:
            if not self.is_flattened:
                self.is_flattened, self.flat_line = True, self.getpos()[0]
            self._below.append(name)
            if name in BLOCKS and self._open[-1].children[-1:] != ["\n"]:
                self._open[-1].children.append("\n")
            return
        element = Element(name, {key: value or "" for key, value in attributes})
        self._open[-1].children.append(element)
        if not is_empty:
            self._open.append(element)

    def _end_what_it_ends(self, name: str) -> None:
        if self._below:
            return
        if name in BLOCKS:
            self._end_up_to({"p"}, _PARAGRAPH_WALLS)
        if name in _ENDS:
            self._end_up_to(*_ENDS[name])

    def _end_up_to(self, names: set[str], walls: set[str]) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            found = self._open[place].name
            if found in names:
                del self._open[place:]
                return
            if found in walls:
                return

    def _end_below(self, name: str) -> None:
        """An end tag among the elements that were left out as too deep."""
        for back in range(1, min(len(self._below), 50) + 1):
            if self._below[-back] == name:
                del self._below[-back:]
                return
