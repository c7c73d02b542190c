"""The files of a LaTeX paper put together: comments gone, what is taken in set in its place.

Only files in the folder of the main file are opened, whatever a path in the paper says.
"""

from __future__ import annotations

import re
from pathlib import Path

from bib.errors import UnreadableTextError
from tracker.texts.growing_text import GrowingText
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import markup_text

MOST_FILES = 500
_DEEPEST = 20
# How much longer the source may be than the text that is taken from it.
_SOURCE_SHARE = 4
# Left as they are, because “%” begins no comment in them; then comments, and what is no text.
_NO_COMMENT = re.compile(
    r"(\\(?:url|path|nolinkurl|href)\s*\{[^{}]*\}|\\verb\*?([^\sA-Za-z*]).*?\2"
    r"|\\begin\{(verbatim\*?|lstlisting|minted|Verbatim)\}.*?\\end\{\3\}|\\[\\%])"
    r"|\\begin\{comment\}.*?\\end\{comment\}|\\iffalse\b.*?\\fi\b"
    r"|(?<!\\)%[^\n]*(?:\n[ \t]*(?!\s*\n))?",
    re.DOTALL,
)
_TAKING_IN = re.compile(
    r"\\(?:(input|include|subfile|subfileinclude|InputIfFileExists|@input)\s*\{([^{}]*)\}"
    r"|(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{([^{}]*)\}\s*\{([^{}]*)\}"
    r"|input[ \t]+([^\s{}\\]+))"
)
_DOCUMENT = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)


class LatexFiles:
    """The folder of a paper, of which files are read once each they are asked for."""

    def __init__(self, main: Path, growing: GrowingText, limits: Limits) -> None:
        self.main, self.growing, self.limits = main, growing, limits
        self.folder = main.parent.resolve()
        self._left = limits.characters * _SOURCE_SHARE
        self._files = 0
        self._taking: list[Path] = []
        self._read_files: dict[Path, None] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that were read besides the main one, by their paths from the folder."""
        beside = (path for path in self._read_files if path != self.main.resolve())
        return tuple(path.relative_to(self.folder).as_posix() for path in beside)

    def whole(self) -> str:
        """The main file with all that it takes in, without comments."""
        return self._expanded(self.main.resolve())

    def beside(self, name: str, *endings: str) -> str | None:
        """The text of a file such as a bibliography, if it is there and inside the folder."""
        found = self._find(name, self.folder, endings, line=None)
        return self._read(found) if found else None

    def _expanded(self, path: Path) -> str:
        self._taking.append(path)
        text = _NO_COMMENT.sub(lambda match: match[1] or "", self._read(path) or "")
        pieces, done = [], 0
        for found in _TAKING_IN.finditer(text):
            pieces += [text[done : found.start()], self._taken_in(found, text, path)]
            done = found.end()
        pieces.append(text[done:])
        self._taking.pop()
        return "".join(pieces)

    def _taken_in(self, found: re.Match[str], text: str, path: Path) -> str:
        command, name, folder, inner, bare = found.groups()
        name = (f"{folder.rstrip('/')}/{inner}" if inner else name or bare or "").strip(' "')
        line = text.count("\n", 0, found.start()) + 1
        target = self._find(name, path.parent, (".tex", ""), line=line, by=path)
        if target is None:
            return " "
        if target in self._taking:
            self._tell("input-loop", f"“{name}” takes itself in; that was not followed", path, line)
            return " "
        if len(self._taking) >= _DEEPEST or self._files >= MOST_FILES or self._left <= 0:
            self._tell("too-many-inputs", f"“{name}” was not taken in: it is one too many", path,
                       line)  # fmt: skip
            return " "
        inside = self._expanded(target)
        if command and command.startswith("subfile") and (document := _DOCUMENT.search(inside)):
            return document[1]
        return inside

    def _find(
        self, name: str, near: Path, endings: tuple[str, ...], *, line: int | None,
        by: Path | None = None,
    ) -> Path | None:  # fmt: skip
        """The file of this name in the folder of the paper, or near the one that asks for it."""
        by = by or self.main
        if "\\" in name or "#" in name or "\0" in name or not name or len(name) > 500:
            self._tell("input-missing", f"“{name[:80]}” is no plain file name", by, line)
            return None
        is_outside = False
        for start in dict.fromkeys((self.folder, near)):
            for ending in endings or ("",):
                try:
                    path = (start / f"{name}{ending}").resolve()
                    is_file = path.is_file()
                except (OSError, ValueError, RuntimeError):
                    continue
                if not path.is_relative_to(self.folder):
                    is_outside = True
                elif is_file:
                    return path
        if is_outside:
            why = f"“{name}” lies outside the folder of the paper and was not opened"
            self._tell("input-outside", why, by, line)
        elif line is not None:
            why = f"“{name}” is not beside the paper; what stands in it is missing"
            self._tell("input-missing", why, by, line)
        return None

    def _read(self, path: Path) -> str | None:
        self._files += 1
        try:
            with path.open("rb") as stream:
                data = stream.read(self.limits.file_bytes)
            text = markup_text(data, self.growing, file=path.name)
            if path != self.main.resolve():
                self.growing.sources[path.relative_to(self.folder).as_posix()] = None
        except UnreadableTextError as error:
            if path == self.main.resolve():
                raise
            self.growing.tell("input-unreadable", str(error))
            return None
        except OSError as error:
            if path == self.main.resolve():
                raise
            why = error.strerror or "it cannot be opened"
            self.growing.tell("input-unreadable", f"{path.name} could not be read: {why}.")
            return None
        self._read_files[path] = None
        if len(text) > self._left:
            self.growing.tell_once("too-long", f"{path.name} is too long; its end was left out.")
        text = text[: max(self._left, 0)]
        self._left -= len(text)
        return text

    def _tell(self, code: str, what: str, by: Path, line: int | None) -> None:
        where = f" ({by.name})" if line and by != self.main.resolve() else ""
        self.growing.tell(code, f"{what}{where}.", line=line)
