"""The files of a corpus folder: which there are, which do not belong, and the text in each."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.corpora.file_names import ENDING, file_name, key_of
from tracker.corpora.ledger import Ledger, nearest

ABOUT, WORKS, EXTRAS, LINKS = "corpus.yaml", "works.bib", "works.yaml", "links.yaml"
CONCEPTS, MATRIX, RESPONSES = "concepts.yaml", "matrix.yaml", "responses.yaml"
VERDICTS, WAIVERS, EXCERPTS = "verdicts.yaml", "waivers.yaml", "excerpts.yaml"
WORDINGS = "wordings.yaml"
CLAIMS, CHAINS = "claims", "chains"

FOLDERS = (CLAIMS, CHAINS)
_ORDER = (
    ABOUT, WORKS, EXTRAS, CLAIMS, EXCERPTS, CHAINS, LINKS, CONCEPTS, MATRIX, RESPONSES, VERDICTS,
    WORDINGS, WAIVERS,
)  # fmt: skip
FILES = tuple(name for name in _ORDER if name not in FOLDERS)

LARGEST_YAML = 64 * 1024 * 1024
LARGEST_BIBLIOGRAPHY = 512 * 1024 * 1024

# What a folder in Git holds besides; whoever puts it there knows that it is no record.
_COMPANIONS = (".", "readme", "licen", "copying", "citation", "notice", "changelog", "contributing")


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """A corpus folder; only files the form names are ever opened, and none outside the folder."""

    folder: Path
    ledger: Ledger

    def names(self) -> list[str]:
        """The form's files that are there, in the form's order."""
        found = []
        for name in _ORDER:
            if name in FOLDERS:
                found += [f"{name}/{file}" for file in self._names_in(name)]
            elif self._is_there(self.folder / name):
                found.append(name)
        return found

    def warn_of_strangers(self) -> None:
        """Note every file that the form does not name."""
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError as error:
            message = f"The folder cannot be read: {_why(error)}."
            self.ledger.page(str(self.folder)).refuse(1, "unreadable-file", message)
            return
        for name in names:
            if name not in FILES + FOLDERS and not name.lower().startswith(_COMPANIONS):
                near = nearest(name, [*FILES, *FOLDERS])
                hint = f" Is “{near}” meant?" if near else ""
                message = f"“{name}” is no part of the corpus form and was not read.{hint}"
                self.ledger.page(name).warn(1, "unknown-file", message, name)

    def text(self, name: str) -> str | None:
        """The text of one file; `None` where it had to be refused."""
        page = self.ledger.page(name)
        path = self.folder / name
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                message = "This is a link to a file outside the corpus; it was not followed."
                page.refuse(1, "link-outside", message)
                return None
            size = path.stat().st_size
            largest = most_bytes(name)
            if not path.is_file() or size > largest:
                message = (
                    f"A file of at most {largest // 1024 // 1024} MB is wanted here; this one has "
                    f"{size / 1024 / 1024:.0f} MB."
                    if path.is_file()
                    else "A file is wanted here, and this is none."
                )
                page.refuse(1, "not-a-file", message)
                return None
            data = path.read_bytes()
        except (OSError, RuntimeError) as error:
            # RuntimeError: a link that leads back to itself, before Python 3.13.
            page.refuse(1, "unreadable-file", f"The file cannot be read: {_why(error)}.")
            return None
        return self._decoded(data, name)

    def _decoded(self, data: bytes, name: str) -> str | None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            is_wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
            found = "It is in UTF-16" if is_wide else f"Line {line} is not"
            self.ledger.page(name).refuse(
                line,
                "not-utf-8",
                f"A corpus file is in UTF-8. {found}; save the file as UTF-8.",
                data[error.start : error.start + 20].decode("latin-1"),
            )
            return None

    def _names_in(self, part: str) -> Iterator[str]:
        folder = self.folder / part
        if not self._is_there(folder):
            return
        page = self.ledger.page(part)
        try:
            is_inside = folder.resolve().is_relative_to(self.folder.resolve())
            names = sorted(path.name for path in folder.iterdir()) if is_inside else []
        except (OSError, RuntimeError) as error:
            page.refuse(1, "unreadable-file", f"The folder cannot be read: {_why(error)}.")
            return
        if not is_inside:
            message = "This is a link to a folder outside the corpus; it was not followed."
            page.refuse(1, "link-outside", message)
        for name in names:
            if name.startswith("."):
                continue
            wanted = file_name(key_of(name))
            if not name.endswith(ENDING):
                message = f"A file of {part} ends in “{ENDING}”; this one was not read."
                self.ledger.page(f"{part}/{name}").warn(1, "unknown-file", message, name)
            elif name != wanted:
                self.ledger.page(f"{part}/{name}").refuse(
                    1, "bad-file-name", f"For that key the file is to be named “{wanted}”.", name
                )
            else:
                yield name

    @staticmethod
    def _is_there(path: Path) -> bool:
        try:
            return bool(stat.S_IFMT(path.lstat().st_mode))
        except OSError:
            return False


def most_bytes(name: str) -> int:
    """How large that file may be."""
    return LARGEST_BIBLIOGRAPHY if name == WORKS else LARGEST_YAML


def _why(error: OSError | RuntimeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
