"""Texts with markup, LaTeX on the one side and tags on the other, each brought back exactly.

Titles elsewhere carry a few HTML tags (italics, bold, small caps, raised, lowered, kept capitals).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bib.latex import latex_from_text, latex_to_unicode

_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_NO_CASE = '<span class="nocase">'

# Opening tag → LaTeX, and the closing tag it wants.
_OPENING: Mapping[str, tuple[str, str]] = {
    "<i>": (r"\textit{", "</i>"),
    "<b>": (r"\textbf{", "</b>"),
    "<sup>": (r"\textsuperscript{", "</sup>"),
    "<sub>": (r"\textsubscript{", "</sub>"),
    "<sc>": (r"\textsc{", "</sc>"),
    _SMALL_CAPS: (r"\textsc{", "</span>"),
    _NO_CASE: ("{", "</span>"),
}
_TAG = re.compile(
    r"<(?:/?(?:i|b|sup|sub|sc)|/span|span\s+style=\"font-variant:\s*small-caps;?\"|"
    r"span\s+class=\"nocase\")>"
)
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "textit": ("<i>", "</i>"),
    "emph": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "textsc": (_SMALL_CAPS, "</span>"),
}
_TOKEN = re.compile(rf"\\({'|'.join(_COMMANDS)})\s*\{{|\\.|[{{}}]", re.DOTALL)
_KEPT_CAPITALS = re.compile(r"(?<![\w\\}])\{([^{}\\$]*[A-Z][^{}\\$]*)\}(?![\w{])")

# What `latex_from_text` writes, and what it stands for.
_WRITTEN: Mapping[str, str] = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textasciigrave{}": "`",
    r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
    "-{}": "-", "'{}": "'", "{}@": "@",
}  # fmt: skip
_WRITTEN_PIECE = re.compile("|".join(map(re.escape, sorted(_WRITTEN, key=len, reverse=True))))

# Characters of private use stand for tags while LaTeX is taken out of what is between them.
_FIRST = 0xE100


def latex_from_markup(text: str) -> str:
    """LaTeX for a text with tags; a tag without its partner is text."""
    partners = _partners(text)
    pieces, end = [], 0
    for place in sorted(partners):
        tag = _TAG.match(text, place)
        if tag is None:
            continue
        pieces += [latex_from_text(text[end:place]), partners[place]]
        end = tag.end()
    return "".join([*pieces, latex_from_text(text[end:])])


def markup_from_latex(latex: str) -> str:
    """A text with tags for LaTeX; all other LaTeX becomes the characters it stands for."""
    if "\\" not in latex and "{" not in latex:
        return text_from_latex(latex)
    tags: list[str] = []
    marked = _KEPT_CAPITALS.sub(lambda match: _kept(match, latex), latex)
    pieces, end = [], 0
    closing: list[str] = []
    for token in _TOKEN.finditer(marked):
        replacement = token[0]
        if token[1]:
            opening, closer = _COMMANDS[token[1]]
            replacement = _stand_in(tags, opening)
            closing.append(closer)
        elif token[0] == "{":
            is_kept = marked[token.end() : token.end() + 1] == "\ue0ff"
            closing.append("</span>" if is_kept else "")
            replacement = _stand_in(tags, _NO_CASE) if is_kept else "{"
        elif token[0] == "}" and closing:
            closer = closing.pop()
            replacement = _stand_in(tags, closer) if closer else "}"
        pieces += [marked[end : token.start()], replacement]
        end = token.end()
    plain = text_from_latex("".join([*pieces, marked[end:]]).replace("\ue0ff", ""))
    for number, tag in enumerate(tags):
        plain = plain.replace(chr(_FIRST + number), tag, 1)
    return plain


def text_from_latex(latex: str) -> str:
    """The text that `latex_from_text` made this LaTeX of, white space and all, or its look."""
    exact = _WRITTEN_PIECE.sub(lambda match: _WRITTEN[match[0]], latex)
    if latex_from_text(exact) == latex:
        return exact
    return "\n".join(latex_to_unicode(line) for line in latex.splitlines())


def _partners(text: str) -> dict[int, str]:
    """Where the paired tags stand, each with its LaTeX."""
    found: dict[int, str] = {}
    open_tags: list[tuple[int, str, str]] = []
    for tag in _TAG.finditer(text):
        written = _plain_tag(tag[0])
        if written in _OPENING:
            open_tags.append((tag.start(), *_OPENING[written]))
        elif open_tags and open_tags[-1][2] == written:
            start, opening, _ = open_tags.pop()
            found[start], found[tag.start()] = opening, "}"
    return found


def _plain_tag(tag: str) -> str:
    if "small-caps" in tag:
        return _SMALL_CAPS
    return _NO_CASE if "nocase" in tag else tag


def _kept(match: re.Match[str], whole: str) -> str:
    """Mark braces that keep capitals; around the whole of a title they say nothing."""
    is_whole = whole.strip("{} ") == match[1].strip()
    return match[0] if is_whole or len(match[1]) < 2 else f"{{\ue0ff{match[1]}}}"


def _stand_in(tags: list[str], tag: str) -> str:
    if len(tags) >= 0x1000:
        return ""
    tags.append(tag)
    return chr(_FIRST + len(tags) - 1)
