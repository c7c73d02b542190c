"""The references of a LaTeX paper: as printed where there is a .bbl, with fields where known."""

from __future__ import annotations

import re

from bib.latex import latex_to_unicode
from bib.names import OTHERS, parse_names
from tracker.texts.latex_bibliography import (
    fields_from_bib,
    fields_from_biblatex,
    is_biblatex_bbl,
)
from tracker.texts.latex_files import LatexFiles

_BIBLIOGRAPHY = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")


# As natbib has it: the names, the year in brackets, and all names where those are cut.
_LABEL = re.compile(
    r"\\bibitem\s*\[\{?(?P<names>[^\[\]()]{1,200}?)\((?P<year>[^()]{0,40})\)[^\[\]]{0,2000}\]\s*"
    r"\{(?P<key>[^{}]{1,200})\}"
)


class LatexReferences:
    """What the files beside a paper say of its references.

    `printed` is the source of a list in a .bbl file, `fields` are BibTeX fields by key, and
    `order` are the keys in the order of the list where that is known.
    """

    def __init__(self, source: str, files: LatexFiles) -> None:
        self.fields: dict[str, dict[str, str]] = {}
        self.printed = ""
        self.order: tuple[str, ...] = ()
        self._labels: dict[str, str] = {}
        for match in _BIBLIOGRAPHY.finditer(source):
            for name in match[1].split(","):
                if stem := name.strip().removesuffix(".bib"):
                    self._take_bib(stem, files)
        bbl = None if "\\bibitem" in source else files.beside(f"{files.main.stem}.bbl")
        if bbl and is_biblatex_bbl(bbl):
            found = fields_from_biblatex(bbl)
            self.fields |= found
            self.order = tuple(found)
        elif bbl:
            self.printed = bbl
            self._labels = {
                each["key"].strip(): latex_to_unicode(each["names"]).strip()
                for each in _LABEL.finditer(bbl)
            }

    def _take_bib(self, stem: str, files: LatexFiles) -> None:
        text = files.beside(f"{stem}.bib")
        if text is None:
            files.growing.tell("no-bib", f"The bibliography “{stem[:200]}.bib” was not found.")
        else:
            self.fields |= fields_from_bib(text, file=f"{stem}.bib")

    def names(self, key: str) -> str:
        """The names of a work as they stand in a sentence, or nothing."""
        people = parse_names(self.fields.get(key, {}).get("author", ""))
        if not people:
            return self._labels.get(key, "")
        first = people[0].sort_text
        if len(people) == 2 and people[1] != OTHERS:
            return f"{first} and {people[1].sort_text}"
        return f"{first} et al." if len(people) > 1 else first
