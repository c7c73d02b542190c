"""The references of a Markdown paper that names .bib files in its header and cites by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.reading.blocks import HEADER
from evidence.reading.headings import read_heading
from evidence.texts import Part, PartKind, TextProblem
from tracker.texts.growing_text import GrowingText
from tracker.texts.latex_bibliography import fields_from_bib
from tracker.texts.latex_files import LatexFiles
from tracker.texts.limits import Limits
from tracker.texts.reference_words import reference_words

# One file, several in brackets, or several below each other with dashes.
_NAMED = re.compile(
    r"^bibliography:[ \t]*(?:\[([^\[\]]{1,2000})\]|([^\n\[]*(?:\n[ \t]*-[ \t]+[^\n]+){0,20}))",
    re.MULTILINE,
)
_BETWEEN = re.compile(r",|\n[ \t]*-[ \t]+|\n")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_CITED = re.compile(r"(?<![\w.@/])-?@\{?([^\W\d_][\w:.#$%&+?<>~/-]{0,100})")
# Where Pandoc is told to set the list; nothing else is in it.
_PLACE_OF_LIST = re.compile(r"^(?::{3,}.*|<div[^>\n]*>|</div>|\s*)$", re.MULTILINE)
_MOST_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownReferences:
    """What is to be added to the content and its parts, and where it came from."""

    words: str = ""
    parts: tuple[Part, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    sources: tuple[str, ...] = ()


def markdown_references(
    path: Path, content: str, parts: Sequence[Part], *, limits: Limits
) -> MarkdownReferences:
    """The references that are cited, as a list to stand at the end of the content."""
    header = HEADER.match(content)
    names = list(_named_files(header[0])) if header else []
    if header is None or not names:
        return MarkdownReferences()
    growing = GrowingText(media_type="text/markdown", limits=limits)
    files = LatexFiles(path, growing, limits)
    known: dict[str, dict[str, str]] = {}
    for name in names[:_MOST_FILES]:
        known |= _fields_of(name, files)
    cited = dict.fromkeys(_cited(content[header.end() :], known))
    added = _Addition(content)
    if cited:
        added.put_heading(_level(parts))
    for key in cited:
        added.put_reference(key, known[key])
    return MarkdownReferences(
        words="".join(added.pieces),
        parts=tuple(added.parts),
        problems=tuple(growing.problems),
        sources=files.sources,
    )


def _named_files(header: str) -> Iterator[str]:
    for found in _NAMED.finditer(header):
        for each in _BETWEEN.split(found[1] or found[2] or ""):
            if name := _COMMENT.sub("", each).strip().strip("\"'"):
                yield name


def _fields_of(name: str, files: LatexFiles) -> Mapping[str, dict[str, str]]:
    shown = name[:200]
    if Path(name).suffix.lower() not in {"", ".bib"}:
        message = f"The bibliography “{shown}” is no .bib file; its references are not listed."
        files.growing.tell("no-bib", message)
        return {}
    text = files.beside(name, "", ".bib")
    if text is None:
        files.growing.tell("no-bib", f"The bibliography “{shown}” was not found.")
        return {}
    return fields_from_bib(text, file=name)


def _cited(body: str, known: Mapping[str, object]) -> Iterator[str]:
    for found in _CITED.finditer(body):
        key = found[1].rstrip(".:")
        if key in known:
            yield key


def _level(parts: Sequence[Part]) -> int:
    """The level of sections, above which the title may stand alone."""
    levels = [part.level for part in parts if part.kind is PartKind.HEADING]
    return 2 if levels.count(1) == 1 and 2 in levels else 1


class _Addition:
    """What stands behind the content, set apart by empty lines."""

    def __init__(self, content: str) -> None:
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self._content, self._end = content, len(content)

    def put_heading(self, level: int) -> None:
        """Begin the list, under the heading that the content may end with."""
        if _ends_with_heading(self._content):
            return
        start, end = self._put(f"{'#' * level} References")
        start += level + 1
        self.parts.append(Part(kind=PartKind.HEADING, start=start, end=end, level=level))

    def put_reference(self, key: str, fields: Mapping[str, str]) -> None:
        start, end = self._put(" ".join(reference_words(fields).split()) or key)
        self.parts.append(
            Part(kind=PartKind.REFERENCE, start=start, end=end, id=key, fields=fields)
        )

    def _put(self, words: str) -> tuple[int, int]:
        self.pieces += ("\n\n", words)
        start = self._end + 2
        self._end = start + len(words)
        return start, self._end


def _ends_with_heading(body: str) -> bool:
    last = _PLACE_OF_LIST.sub("", body[-2_000:]).rstrip().rpartition("\n")[2]
    heading = read_heading(last) if last.startswith("#") else None
    return heading is not None and heading.opens_reference_list
