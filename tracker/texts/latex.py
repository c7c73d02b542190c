r"""Papers in LaTeX: the text a reader sees, with sections, notes, captions and citations by key.

What TeX would compute is followed as far as the text needs it: the numbers of sections, figures and
notes, `\ref`, and simple macros.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from evidence.texts import Text
from tracker.texts import latex_commands as known
from tracker.texts.growing_text import GrowingText
from tracker.texts.latex_files import LatexFiles
from tracker.texts.latex_macros import expand_macros
from tracker.texts.latex_paper import LatexPaper
from tracker.texts.latex_references import LatexReferences
from tracker.texts.limits import Limits

MEDIA_TYPE = "application/x-latex"

_CROSS_REFERENCE = re.compile(r"\\\w*ref\b")
# What the reader knows itself is not expanded, even where a paper defines it anew.
_KEPT = frozenset(
    {
        *known.CITATIONS,
        *known.TEXTUAL_CITATIONS,
        *known.SECTIONS,
        *known.DROPPED,
        *known.REFERENCES,
        *known.MEASURED,
    }
    | {"footnote", "caption", "item", "bibitem", "url", "href", "and", "maketitle", "newblock"}
)


def read_latex(path: Path, *, limits: Limits) -> Text:
    """The paper whose main file this is."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    files = LatexFiles(path, growing, limits)
    source = expand_macros(files.whole(), kept=_KEPT, tell=growing.tell_once)
    references = LatexReferences(source, files)
    references.printed = expand_macros(references.printed, kept=_KEPT, tell=growing.tell_once)
    labels: dict[str, tuple[str, str]] = {}
    if _CROSS_REFERENCE.search(source):
        # What a \ref prints may stand further on: a first run is for the numbers alone.
        half = replace(limits, seconds=limits.seconds / 2)
        first = LatexPaper(GrowingText(media_type=MEDIA_TYPE, limits=half), references, source, {})
        first.say()
        labels = first.numbers.labels
    LatexPaper(growing, references, source, labels).say()
    return replace(growing.finish(), sources=files.sources)
