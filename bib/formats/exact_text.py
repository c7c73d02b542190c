"""Plain text brought back from the LaTeX it was written as, white space and line ends included."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bib.latex import latex_from_text, latex_to_unicode

# What `latex_from_text` writes, and what it stands for.
_WRITTEN: Mapping[str, str] = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textasciigrave{}": "`",
    r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
    "-{}": "-", "'{}": "'", "{}@": "@",
}  # fmt: skip
_WRITTEN_PIECE = re.compile("|".join(map(re.escape, sorted(_WRITTEN, key=len, reverse=True))))


def text_from_latex(latex: str) -> str:
    """The text that `latex_from_text` made this LaTeX of, white space and all, or its look."""
    exact = _WRITTEN_PIECE.sub(lambda match: _WRITTEN[match[0]], latex)
    if latex_from_text(exact) == latex:
        return exact
    return "\n".join(latex_to_unicode(line) for line in latex.splitlines())
