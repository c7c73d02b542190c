"""Formulas in MathML, on one line as a person would type them."""

from __future__ import annotations

import re

from bib.formats.hostile_xml import Element

_SPACED = set("=<>≤≥≈≠∼±×÷∈→←↔⇒≪≫∝≡")
_SIDE = {"annotation", "annotation-xml", "maction", "none", "mprescripts", "mspace"}
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))


def formula_words(element: Element) -> str:
    """The words of a `math` element; what stands above or below follows “^” or “_”.

    Annotations, which say the same in another language, are left out.
    """
    return " ".join(_words(element).split())


def _words(element: Element) -> str:
    name = element.name
    if name in _SIDE:
        return ""
    inner = [_words(child) for child in element.elements]
    if name in {"msup", "mover"} and len(inner) == 2:
        return inner[0] + _raised("^", inner[1])
    if name in {"msub", "munder"} and len(inner) == 2:
        return inner[0] + _raised("_", inner[1])
    if name in {"msubsup", "munderover"} and len(inner) == 3:
        return inner[0] + _raised("_", inner[1]) + _raised("^", inner[2])
    if name == "mfrac" and len(inner) == 2:
        return "/".join(_grouped(each) for each in inner)
    if name in {"msqrt", "mroot"} and inner:
        return f"√{_grouped(inner[0])}"
    if name == "mtext" or not any(element.elements):
        return _leaf(element)
    if name in {"mtr", "mlabeledtr"}:
        return ", ".join(inner) + "; "
    return "".join(inner)


def _leaf(element: Element) -> str:
    text = "".join(child for child in element.children if isinstance(child, str))
    text = re.sub(r"\s+", " ", text.translate(_UNSEEN))
    stripped = text.strip()
    if element.name == "mo" and stripped in _SPACED:
        return f" {stripped} "
    if element.name == "mo" and stripped in {",", ";"}:
        return f"{stripped} "
    return text if element.name == "mtext" else stripped


def _raised(sign: str, words: str) -> str:
    words = words.strip()
    return f"{sign}{_grouped(words)}" if words else ""


def _grouped(words: str) -> str:
    words = words.strip()
    return words if re.fullmatch(r"[-−]?\w+|.", words) else f"({words})"
