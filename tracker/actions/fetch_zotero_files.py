"""Fetch the files that hang on works in Zotero, and attach them here.

What a server says of a file is not trusted: its name is taken apart, its bytes are bounded and
compared with the hash that Zotero states, and a path on this computer has to lie in the folder
where Zotero keeps the file of that very item.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from bib.errors import BusySourceError, SourceError, UnreachableSourceError
from bib.sources.zotero_files import MOST_BYTES
from bib.zotero_copies import ZoteroCopy
from tracker.actions.attach_files import AttachedFile, attach_files
from tracker.actions.place_excerpts import place_waiting
from tracker.errors import TextNotTakenError, UnreadableFileError
from tracker.library import IndexProgress, Library, no_progress
from tracker.storage.records import Records

# Of these a text can be taken; pictures, sound and film stay where they are.
_WITH_TEXT = {
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/xhtml+xml": ".xhtml",
    "application/xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".xml",
}
_STORED = {"imported_file", "imported_url", ""}
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*]+")
_CHUNK = 1 << 20


class FileSource(Protocol):
    """A Zotero library whose files can be had."""

    name: str

    def file_address(self, key: str) -> str:
        """Where the program on this computer says that it keeps a file."""
        ...

    def fetch_file(self, key: str, take: Callable[[bytes], object]) -> bool:
        """Hand over a file piece by piece; tells whether it is packed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroFile:
    """A file of a work in Zotero, by the key of its item there; `why` tells why it is not here."""

    item: str
    work: str
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesReport:
    """What was attached, what was here already, and what could not be had.

    `steps` counts how words that wait for a claim were found in the new texts.
    """

    attached: tuple[ZoteroFile, ...] = ()
    present: int = 0
    left: tuple[ZoteroFile, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)


def fetch_zotero_files(
    library: Library,
    source: FileSource,
    *,
    storage: Path,
    is_dry_run: bool = False,
    now: datetime,
    progress: IndexProgress = no_progress,
) -> FilesReport:
    """Attach the files of which a text can be taken, as far as the last pull knows of them.

    `storage` is the folder where the program on this computer keeps its files. One that is here
    already is not fetched again. Each is attached in a deed of its own.
    """
    with library.reading() as records:
        wanted, present, left = _sorted_out(records, source.name)
    if is_dry_run:
        return FilesReport(
            attached=tuple(file for file, _ in wanted), present=present, left=tuple(left)
        )
    fetching = _Fetching(library, source, storage, now)
    with tempfile.TemporaryDirectory(prefix="evtrack-") as folder:
        for number, (file, copy) in enumerate(wanted):
            progress(number, len(wanted))
            fetching.take(file, copy, Path(folder))
    if fetching.copies:
        with library.deed("zotero files", now=now, why=f"from {source.name}") as deed:
            deed.records.put_zotero_copies(fetching.copies)
    works = {file.work for file in fetching.attached}
    steps = place_waiting(library, works, now=now) if works else Counter()
    return FilesReport(
        attached=tuple(fetching.attached),
        present=present + fetching.present,
        left=(*left, *fetching.left),
        steps=dict(steps),
    )


class _RefusedFileError(Exception):
    """A file that is not taken, and why."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _Fetching:
    """Files on their way, one after the other; a source that falls silent is not asked again."""

    def __init__(self, library: Library, source: FileSource, storage: Path, now: datetime) -> None:
        self.attached: list[ZoteroFile] = []
        self.left: list[ZoteroFile] = []
        self.copies: list[ZoteroCopy] = []
        self.present = 0
        self._library, self._source, self._storage, self._now = library, source, storage, now
        self._silence: SourceError | None = None

    def take(self, file: ZoteroFile, copy: ZoteroCopy, folder: Path) -> None:
        """Fetch and attach one file."""
        try:
            if self._silence:
                raise self._silence
            path = _brought(self._source, file, copy.data, folder, self._storage)
            attached, why = _attach(self._library, file, path, self._now)
        except (SourceError, _RefusedFileError) as error:
            if isinstance(error, UnreachableSourceError | BusySourceError):
                self._silence = error
            self.left.append(replace(file, why=error.why))
            return
        written = f"{attached.attachment.sha256} {_stated_of(copy.data)}"
        self.copies.append(replace(copy, written=written))
        if why:
            self.left.append(replace(file, why=why))
        if attached.is_new:
            self.attached.append(file)
        else:
            self.present += 1


def _sorted_out(
    records: Records, name: str
) -> tuple[list[tuple[ZoteroFile, ZoteroCopy]], int, list[ZoteroFile]]:
    """The files to be fetched, how many are here, and those that cannot be had."""
    by_name = {each: work.key for work in records.works() for each in (*work.aliases, work.key)}
    wanted, present, left = [], 0, []
    for copy in records.zotero_copies(name):
        data, work = copy.data, by_name.get(copy.work, "")
        if copy.item_type != "attachment" or copy.is_gone or not work:
            continue
        if str(data.get("contentType") or "") not in _WITH_TEXT:
            continue
        mode = str(data.get("linkMode") or "")
        file = ZoteroFile(item=copy.key, work=work, name=_safe_name(copy))
        if mode == "linked_file":
            why = "it lies outside Zotero's own folder; attach it by hand"
            left.append(replace(file, why=why))
        elif mode in _STORED:
            if _is_present(records, work, copy):
                present += 1
            else:
                wanted.append((file, copy))
    return wanted, present, left


def _is_present(records: Records, work: str, copy: ZoteroCopy) -> bool:
    sha256, _, stated = copy.written.partition(" ")
    present = {each.sha256 for each in records.attachments(work)} if sha256 else set()
    return sha256 in present and stated == _stated_of(copy.data)


def _stated_of(data: Mapping[str, Any]) -> str:
    """What changes when the file does."""
    return str(data.get("md5") or data.get("mtime") or data.get("dateModified") or "")


def _safe_name(copy: ZoteroCopy) -> str:
    """The file's own name without any folder, fit for every computer."""
    stated = str(copy.data.get("filename") or copy.data.get("title") or "")
    bare = _UNSAFE.sub(" ", stated.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, _, ending = bare.rpartition(".")
    if not stem or len(ending) > 8:
        stem, ending = bare, _WITH_TEXT[str(copy.data.get("contentType"))].lstrip(".")
    return f"{stem[:_LONGEST_NAME].strip() or copy.key}.{ending}"


def _brought(
    source: FileSource, file: ZoteroFile, data: Mapping[str, Any], folder: Path, storage: Path
) -> Path:
    """The file as a copy of our own."""
    place = folder / file.item
    place.mkdir(exist_ok=True)
    path = place / file.name
    if source.name.startswith("local/"):
        stored = _stored(source.file_address(file.item), file.item, storage)
        _copy(stored, path)
        return path
    with path.open("wb") as target:
        is_packed = source.fetch_file(file.item, target.write)
    if is_packed:
        return _unpacked(path, file.name)
    stated = str(data.get("md5") or "")
    if stated and _md5(path) != stated:
        raise _RefusedFileError("its bytes are not those whose hash Zotero states")
    return path


def _stored(address: str, key: str, storage: Path) -> Path:
    """The path of a file address, if it leads into the folder of that item."""
    split = urlsplit(address)
    if split.scheme != "file" or split.netloc not in ("", "localhost"):
        raise _RefusedFileError(f"Zotero says that it lies at “{address[:80]}”")
    try:
        path = Path(url2pathname(split.path)).resolve(strict=True)
        home = (storage / key).resolve(strict=True)
    except (OSError, ValueError) as error:
        raise _RefusedFileError(f"it is not in Zotero's folder {storage}") from error
    if not path.is_relative_to(home) or not path.is_file():
        raise _RefusedFileError(f"it is not in Zotero's folder {storage}")
    return path


def _copy(path: Path, target: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise _RefusedFileError(f"it is larger than {MOST_BYTES:,} bytes")
    try:
        shutil.copyfile(path, target)
    except OSError as error:
        raise _RefusedFileError(f"it cannot be read ({error.strerror})") from error


def _unpacked(path: Path, name: str) -> Path:
    """The one file of a ZIP, or the one of that name."""
    target = path.with_name(f"unpacked-{name}")
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir()]
            chosen = next((each for each in inside if each.filename == name), inside[0])
            if chosen.file_size > MOST_BYTES:
                raise _RefusedFileError(f"it is larger than {MOST_BYTES:,} bytes")
            with packed.open(chosen) as content, target.open("wb") as plain:
                for piece in _bounded(iter(lambda: content.read(_CHUNK), b"")):
                    plain.write(piece)
    except (zipfile.BadZipFile, IndexError, OSError, EOFError, RuntimeError, ValueError) as error:
        raise _RefusedFileError("it comes packed, and cannot be unpacked") from error
    return target.replace(path)


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES:
            raise _RefusedFileError(f"it is larger than {MOST_BYTES:,} bytes")
        yield piece


def _attach(
    library: Library, file: ZoteroFile, path: Path, now: datetime
) -> tuple[AttachedFile, str]:
    """The file as it is here now, and what is to be told of it."""
    why = f"item {file.item} in Zotero"
    try:
        (attached,) = attach_files(library, file.work, [path], now=now, why=why)
    except TextNotTakenError as error:
        (attached,) = attach_files(library, file.work, [path], with_text=False, now=now, why=why)
        return attached, f"attached without its text: {error}"
    except UnreadableFileError as error:
        raise _RefusedFileError(str(error)) from error
    return attached, ""


def _md5(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
