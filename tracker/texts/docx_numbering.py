"""The styles of a Word document, and the numbers that Word prints before its paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from bib.formats.hostile_xml import Element

_DEEPEST_STYLE = 20
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Style:
    """A paragraph style with all that it inherits; `outline` counts from 0, 9 is running text."""

    name: str = ""
    outline: int | None = None
    list_: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list as Word does."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counted: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, list_: str, depth: int) -> str:
        """The number of the next paragraph of a list, without its full stop or brackets."""
        kind = self.lists.get(list_)
        if kind is None or depth not in self.levels[kind]:
            return ""
        levels, counted = self.levels[kind], self._counted[kind]
        counted[depth] = counted.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counted if each > depth]:
            del counted[deeper]
        if levels[depth].form in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = levels.get(place, _Level())
            return _formed(counted.get(place, level.start), level.form)

        return _PLACE.sub(shown, levels[depth].text).strip(" .[]()\t")


def read_numbering(root: Element | None) -> Numbering:
    """The lists that numbering.xml defines."""
    found = Numbering()
    if root is None:
        return found
    for kind in root.all("abstractNum"):
        levels = {}
        for level in kind.all("lvl"):
            levels[_number(level.attributes.get("ilvl", ""))] = _Level(
                start=_number(value(level, "start"), 1),
                form=value(level, "numFmt") or "decimal",
                text=value(level, "lvlText"),
            )
        found.levels[kind.attributes.get("abstractNumId", "")] = levels
    for each in root.all("num"):
        kind_id = value(each, "abstractNumId")
        if kind_id in found.levels:
            found.lists[each.attributes.get("numId", "")] = kind_id
    return found


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph styles by their id; names in lower case, since ids change with the language."""
    elements = {
        each.attributes.get("styleId", ""): each
        for each in (root.all("style") if root is not None else [])
    }
    return {id_: _style(id_, elements) for id_ in elements}


def value(element: Element, name: str) -> str:
    """The `val` of a child element, such as `<w:pStyle w:val="Title"/>`."""
    found = element.first(name)
    return found.attributes.get("val", "") if found is not None else ""


def list_of(properties: Element | None) -> tuple[str, int] | None:
    """The list that a paragraph's properties put it in, and how deep."""
    numbered = properties.first("numPr") if properties is not None else None
    if numbered is None:
        return None
    return value(numbered, "numId"), _number(value(numbered, "ilvl"))


def outline_of(properties: Element | None) -> int | None:
    """The outline level that a paragraph's properties state."""
    stated = value(properties, "outlineLvl") if properties is not None else ""
    return int(stated) if stated in set("0123456789") and stated else None


def _style(id_: str, elements: dict[str, Element]) -> Style:
    style = Style()
    for _ in range(_DEEPEST_STYLE):
        element = elements.get(id_)
        if element is None:
            break
        properties = element.first("pPr")
        style.name = style.name or value(element, "name").lower()
        if style.outline is None:
            style.outline = outline_of(properties)
        if not style.list_ and (found := list_of(properties)):
            style.list_, style.depth = found
        id_ = value(element, "basedOn")
    return style


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else default


def _formed(number: int, form: str) -> str:
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
        return letters if form == "upperLetter" else letters.lower()
    if form in {"upperRoman", "lowerRoman"}:
        roman, number = "", min(number, 4_000)
        for worth, sign in _ROMAN:
            while number >= worth:
                roman, number = roman + sign, number - worth
        return roman if form == "upperRoman" else roman.lower()
    return str(number)
