"""Formats of bibliographies, one reader and writer each; nothing here touches files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name on the command line, file endings, and where its functions are.

    `reader` and `writer` are names of functions in `module`, which is imported only when wanted;
    `lost` says what the format cannot hold.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    reader: str
    writer: str
    lost: str = ""


FORMATS = (
    Format(
        name="bibtex",
        title="BibTeX",
        endings=(".bib", ".bibtex"),
        module="bib.formats.bibtex",
        reader="read_bibtex",
        writer="write_bibtex",
    ),
    Format(
        name="biblatex",
        title="biblatex",
        endings=(".bib",),
        module="bib.formats.bibtex",
        reader="read_bibtex",
        writer="write_biblatex",
    ),
)

_BIBTEX_START = re.compile(
    r"@[ \t]*[^\W\d_][^\s{}(),=\"#%@]{0,60}\s{0,60}[{(]|@comment", re.IGNORECASE
)


def named(name: str) -> Format | None:
    """The format of that name."""
    return next((known for known in FORMATS if known.name == name), None)


def recognise(text: str, *, path: str) -> Format | None:
    """The format of a text by what it holds; its file's ending decides where it holds nothing."""
    if _BIBTEX_START.search(text):
        return named("bibtex")
    if text.strip():
        return None
    ending = PurePath(path).suffix.lower()
    return next((known for known in FORMATS if ending in known.endings), None)
