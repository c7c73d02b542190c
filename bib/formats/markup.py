r"""Marked-up titles: LaTeX's `\textit{…}` and its like to and from HTML as citation styles take it.

What is neither markup nor LaTeX is the same text on both sides. The time is linear, and markup
that is not closed, or closed without being open, never reaches the other side.
"""

from __future__ import annotations

import re
from html import unescape

from bib.latex import latex_from_text, latex_to_unicode

_COMMANDS = {
    "textit": "i", "emph": "i", "textsl": "i", "it": "i", "em": "i", "itshape": "i", "sl": "i",
    "slshape": "i", "textbf": "b", "bf": "b", "bfseries": "b", "textsc": "sc", "sc": "sc",
    "scshape": "sc", "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
_HTML = {
    "i": ("<i>", "</i>"), "b": ("<b>", "</b>"), "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "sc": ('<span style="font-variant:small-caps;">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
}  # fmt: skip
_LATEX = {
    "i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{",
    "sc": r"\textsc{", "nocase": "{",
}  # fmt: skip
_TAGS = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sup": "sup",
    "sub": "sub", "inf": "sub", "sc": "sc", "scp": "sc", "smallcaps": "sc",
}  # fmt: skip

# Characters that no text holds stand for the tags while LaTeX is decoded.
_STAND_INS = {name: (chr(0xFDD0 + 2 * at), chr(0xFDD1 + 2 * at)) for at, name in enumerate(_HTML)}
_STAND_IN = re.compile("[\ufdd0-\ufdef]")
_TO_HTML = {
    stand_in: tag
    for name, pair in _STAND_INS.items()
    for stand_in, tag in zip(pair, _HTML[name], strict=True)
}

_FORMULA = re.compile(r"\$([^$]{1,2000})\$")
_RAISED = re.compile(r"([\^_])(?:\{([^{}]*)\}|([^\s{}\\]))")
_PIECE = re.compile(
    r"\\(?:text(?:it|sl|bf|sc|superscript|subscript)|emph)\*?\s*\{"
    r"|\{\s*\\(?:it|em|itshape|sl|slshape|bf|bfseries|sc|scshape)(?![A-Za-z])\s*"
    r"|\\(?:[A-Za-z]+\*?|[`'^\"~=.]|.)\s*\{?|\{\}|[{}]",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]+")
_TAG = re.compile(r"<(/?)((?:[a-z]{2,4}:)?[a-z]{1,12})(\s[^<>]{0,300})?/?>", re.IGNORECASE)
_DROPPED = {"p", "br", "span", "font", "u", "title", "tt"}
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def markup_from_latex(text: str, *, keeps_case: bool = False) -> str:
    r"""The text with its italics and the like as HTML, all else as `latex_to_unicode` shows it.

    With `keeps_case` what stands in braces against a change of case is marked as such.

    >>> markup_from_latex(r"{\em E. coli} and H$_2$O")
    '<i>E. coli</i> and H<sub>2</sub>O'
    """
    if "\\" not in text and "{" not in text and "$" not in text:
        return latex_to_unicode(text)
    text = _FORMULA.sub(_formula, _STAND_IN.sub("", text))
    shown = latex_to_unicode("".join(_with_stand_ins(text, keeps_case)))
    return _STAND_IN.sub(lambda match: _TO_HTML.get(match[0], ""), shown)


def latex_from_markup(text: str) -> str:
    """The text as LaTeX, HTML's italics and the like as commands; other tags stay as text.

    >>> latex_from_markup('<i>E. coli</i> &amp; H<sub>2</sub>O')
    '\\\\textit{E. coli} \\\\& H\\\\textsubscript{2}O'
    """
    if "<" not in text and "&" not in text:
        return latex_from_text(text)
    pieces: list[str] = []
    is_open: list[tuple[str, str]] = []
    end = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower().rpartition(":")[2]
        if not _is_style(tag[2]):
            continue
        pieces.append(latex_from_text(plain_from_entities(text[end : tag.start()])))
        end = tag.end()
        if not tag[1]:
            style = _style(name, tag[3] or "")
            is_open.append((name, style))
            pieces.append(_LATEX.get(style, ""))
        elif any(name == other for other, _ in is_open):
            while is_open:
                other, style = is_open.pop()
                pieces.append("}" if style else "")
                if other == name:
                    break
    pieces.append(latex_from_text(plain_from_entities(text[end:])))
    pieces += ["}" for _, style in is_open if style]
    return "".join(pieces)


def plain_from_markup(text: str) -> str:
    """The text without the tags that style it and with its character references resolved.

    >>> plain_from_markup("<i>E. coli</i> &amp; p < 0.05")
    'E. coli & p < 0.05'
    """
    if "<" in text:
        text = _TAG.sub(lambda tag: "" if _is_style(tag[2]) else tag[0], text)
    return plain_from_entities(text)


def _is_style(tag: str) -> bool:
    name = tag.lower().rpartition(":")[2]
    return name in _TAGS or name in _DROPPED or ":" in tag


def plain_from_entities(text: str) -> str:
    """The text with HTML's character references resolved, where they are complete."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _style(name: str, attributes: str) -> str:
    if name in _TAGS:
        return _TAGS[name]
    if name == "span" and "small-caps" in attributes:
        return "sc"
    return "nocase" if name == "span" and "nocase" in attributes else ""


def _formula(match: re.Match[str]) -> str:
    return f"${_RAISED.sub(_raised, match[1])}$"


def _raised(match: re.Match[str]) -> str:
    command = r"\textsuperscript" if match[1] == "^" else r"\textsubscript"
    return f"{command}{{{match[2] if match[2] is not None else match[3]}}}"


def _with_stand_ins(text: str, keeps_case: bool) -> list[str]:
    """The text in pieces, each brace or command that is markup replaced by its stand-in."""
    pieces: list[str] = []
    closing: list[str] = []
    end = 0
    for piece in _PIECE.finditer(text):
        pieces.append(text[end : piece.start()])
        end = piece.end()
        mark = piece[0]
        if mark == "}":
            pieces.append(closing.pop() if closing else mark)
            continue
        if mark[-1] != "{" and not (mark[0] == "{" and len(mark) > 2):
            pieces.append(mark)
            continue
        word = _WORD.search(mark)
        style = _COMMANDS.get(word[0], "") if word else ""
        is_plain_group = mark == "{" and text[end : end + 1] not in {"\\", "}"}
        if not style and is_plain_group and keeps_case and not _is_argument(text, piece.start()):
            style = "nocase" if not closing else ""
        opening, close = _STAND_INS[style] if style else (mark, "}")
        pieces.append(opening)
        closing.append(close)
    pieces.append(text[end:])
    return [*pieces, *reversed([close for close in closing if close != "}"])]


def _is_argument(text: str, place: int) -> bool:
    return place > 0 and text[place - 1] in "}]"
