"""Formulas of Word (Office MathML) on one line as a person would type them."""

from __future__ import annotations

import re

from bib.formats.hostile_xml import Element

_SIMPLE = re.compile(r"[-−]?\w+|.?")


def office_formula_words(element: Element) -> str:
    """The words of an `oMath`; what stands above or below follows “^” or “_”."""
    return " ".join(_words(element).split())


def _words(element: Element) -> str:
    name = element.name
    if name == "t":
        return "".join(child for child in element.children if isinstance(child, str))
    if name.endswith("Pr"):
        return ""
    if name == "f":
        return f"{_grouped(_at(element, 'num'))}/{_grouped(_at(element, 'den'))}"
    if name in {"sSup", "sSub", "sSubSup", "nary"}:
        below, above = _at(element, "sub"), _at(element, "sup")
        raised = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
        return f"∑{raised} {_at(element, 'e')}" if name == "nary" else _at(element, "e") + raised
    if name == "rad":
        return f"√{_grouped(_at(element, 'e'))}"
    if name == "d":
        return f"({', '.join(_words(each) for each in element.all('e'))})"
    return "".join(_words(child) for child in element.elements)


def _at(element: Element, name: str) -> str:
    found = element.first(name)
    return _words(found).strip() if found is not None else ""


def _grouped(words: str) -> str:
    return words if _SIMPLE.fullmatch(words) else f"({words})"
