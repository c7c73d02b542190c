"""One open library: its database, its search index, and the deeds that change both.

A deed is one transaction and one log entry. The index follows it at once; should that be cut
short, the difference is noticed at the next search and mended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from tracker.errors import FolderNotEmptyError, ReadOnlyLibraryError, StorageError
from tracker.search.asking import SearchAnswer, ask
from tracker.search.document import Document
from tracker.search.documents import corpus_documents, text_document
from tracker.search.engine import Engine
from tracker.search.whoosh_engine import WhooshEngine
from tracker.settings import (
    FILE_NAME,
    INDEX_FOLDER,
    PARTIAL_NAME,
    Settings,
    load_settings,
    person_of,
    save_default_settings,
)
from tracker.storage.attached_files import AttachedFiles
from tracker.storage.changes import CLAIM, TEXT, WORK, Changes
from tracker.storage.engine import Database
from tracker.storage.families import batched
from tracker.storage.lock import HOLDER_FILE, LOCK_FILE, exclusive
from tracker.storage.log import LogEntry
from tracker.storage.records import Records
from tracker.storage.revision import HASH_BITS, REVISION, generation
from tracker.storage.schema import is_current, make_tables, migrate

T = TypeVar("T")

WAIT_SECONDS = 600.0

# What an interrupted creation may have left in a folder, evtrack.toml being written last.
_LEFTOVERS = {
    *(f"library.db{ending}" for ending in ("", "-wal", "-shm", "-journal")),
    *(LOCK_FILE, HOLDER_FILE, PARTIAL_NAME, INDEX_FOLDER),
}
_SLICE = 1_000
_FEW_DEEDS = 100

IndexProgress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


def _anew(_records: Records, _before: Any, _deeds: Sequence[LogEntry]) -> None:
    """Nothing that was worked out before is of use."""


def is_library(folder: Path) -> bool:
    """Whether the folder holds an evtrack.toml, which is written last when a library is made."""
    return (folder / FILE_NAME).is_file()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """How many documents can be found, and whether they are those of the database."""

    documents: int
    fresh: bool


class Deed:
    """One change on its way, made by `who`; what is put or removed in `records` is logged."""

    def __init__(self, records: Records, changes: Changes, *, who: str) -> None:
        self.records = records
        self.who = who
        self._changes = changes
        self._details: dict[str, Any] = {}

    def changed(self, *subjects: str) -> None:
        """Name further records that the deed concerns."""
        self._changes.subjects.update(dict.fromkeys(subjects))

    def note(self, **details: Any) -> None:
        """Add plain JSON values to the log entry."""
        self._details.update(details)

    def finish(self, *, at: datetime, name: str, why: str) -> bool:
        """Write the log entry, unless nothing was done; tells whether something was."""
        if self._changes.is_empty:
            return False
        self.records.append(at=at, who=self.who, deed=name, why=why, details=self._details)
        return True


class Library:
    """A library folder, open until `close`; it may be used from several threads.

    `files` are the attached files. `on_wait` is told who is changing the library when a deed has to
    wait for that.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.on_wait: Callable[[str], None] = lambda _holder: None
        self.wait_seconds = WAIT_SECONDS
        self.files = AttachedFiles(root)
        self._database = Database(root, settings.database)
        self._remembered: dict[str, tuple[int, Any]] = {}
        self._index = _Index(root / INDEX_FOLDER, self._database)

    @classmethod
    def create(cls, root: Path, *, now: datetime) -> Self:
        """Make a library in a new or empty folder, or complete and open the one that is there.

        Raises `FolderNotEmptyError`, `ReadOnlyLibraryError`.
        """
        _make_folder(root)
        is_new = not (root / FILE_NAME).exists()
        library = cls(root, Settings() if is_new else load_settings(root))
        with library._exclusively("init"):
            make_tables(library._database, now=now)
            if is_new:
                save_default_settings(root)
        library._bring_up_to_date()
        return library

    @classmethod
    def open(cls, root: Path) -> Self:
        """Open a library, after bringing its database up to date if an older program made it.

        Raises `NotALibraryError`, `NewerLibraryError`, `BadSettingsError`,
        `DatabaseUnreachableError`.
        """
        library = cls(root, load_settings(root))
        library._bring_up_to_date()
        return library

    def close(self) -> None:
        """Let go of all files and connections."""
        self._index.engine.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """The records as they are now; deeds that finish meanwhile are not seen."""
        with self._database.reading() as connection:
            yield Records(connection)

    @contextmanager
    def deed(
        self,
        name: str,
        *,
        now: datetime,
        why: str = "",
        who: str | None = None,
        progress: IndexProgress = no_progress,
    ) -> Iterator[Deed]:
        """Change the library: all of it at the end of the block, or nothing if an error leaves it.

        Deeds are exclusive and wait for each other. `now` is aware; `who` is the person, if it is
        not the one of the settings. `progress` is told of the indexing of large changes. Raises
        `LockedLibraryError`, `ReadOnlyLibraryError`, `DiskFullError`.
        """
        person = who or self.person()
        with self._exclusively(f"{name} by {person}"):
            changes = Changes()
            with self._database.writing() as connection:
                records = Records(connection, changes)
                before, deed = generation(*records.head()), Deed(records, changes, who=person)
                yield deed
                is_done = deed.finish(at=now, name=name, why=why)
            if is_done:
                self._let_index_follow(before, changes, progress)

    @contextmanager
    def deriving(self, what: str) -> Iterator[Records]:
        """Write rows that are worked out from others, which is neither logged nor indexed.

        Raises as `deed` does.
        """
        with self._exclusively(what), self._database.writing() as connection:
            yield Records(connection)

    def search(
        self, query: str, *, kinds: Collection[str] | None = None, limit: int = 20
    ) -> SearchAnswer:
        """Search works, claims and texts (`kinds`, all if left out), in the search language.

        An index that is behind is mended first.
        """
        if not self._index.state().fresh:
            with self._exclusively("index mending"):
                self._index.mend(no_progress)
        return ask(self._index.engine, query, kinds=kinds, limit=limit)

    def index_state(self) -> IndexState:
        """How the index stands, without mending it."""
        return self._index.state()

    def rebuild_index(self, progress: IndexProgress = no_progress) -> IndexState:
        """Build the index anew from the database."""
        with self._exclusively("index rebuild"):
            self._index.rebuild(progress)
        return self._index.state()

    def _bring_up_to_date(self) -> None:
        if is_current(self._database):
            return
        with self._exclusively("migration"):
            # Another process may have done it while this one waited.
            if not is_current(self._database):
                migrate(self._database, backup=self.root / f"library-before-{REVISION}.db")

    @contextmanager
    def _exclusively(self, by: str) -> Iterator[None]:
        with exclusive(self.root, by=by, seconds=self.wait_seconds, on_wait=self.on_wait):
            yield

    def remembered(
        self,
        name: str,
        work_out: Callable[[Records], T],
        *,
        follow: Callable[[Records, T, Sequence[LogEntry]], T | None] = _anew,
    ) -> T:
        """What was worked out of this state of the library; after any deed, worked out anew.

        `follow` may make it of what was worked out before and of the few deeds since, or tell by
        `None` that it cannot.
        """
        with self.reading() as records:
            state = generation(*records.head())
            kept = self._remembered.get(name)
            if kept is None or kept[0] != state:
                deeds = None if kept is None else _few_deeds_since(records, kept[0])
                value = follow(records, kept[1], deeds) if kept and deeds else None
                kept = state, work_out(records) if value is None else value
                self._remembered[name] = kept
        return cast("T", kept[1])

    def person(self) -> str:
        """Who makes deeds here: by the settings, by $EVTRACK_USER, else by the login."""
        return person_of(self.settings)

    def _let_index_follow(self, before: int, changes: Changes, progress: IndexProgress) -> None:
        try:
            self._index.follow(before, changes, progress)
        except (OSError, StorageError, KeyboardInterrupt):
            # The deed is done and stands. An index without room, without permission or given no
            # time stays behind, says so, and is mended by the next search.
            return


class _Index:
    """The search index, kept in step with the database.

    Its generation is made of number and hash of the log's last entry, so that another database, or
    one put back from a copy, is not taken for the one it was made from.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.engine: Engine = WhooshEngine.open(folder)
        self._database = database

    def state(self) -> IndexState:
        """How the index stands."""
        with self._reading() as records:
            present = generation(*records.head())
        return IndexState(
            documents=self.engine.document_count, fresh=self.engine.generation == present
        )

    def follow(self, before: int, changes: Changes, progress: IndexProgress) -> None:
        """Take in a deed that has just been finished; `before` is the generation it came upon."""
        names = changes.touched.names
        if self.engine.generation != before or len(names) > self.engine.document_count:
            self.mend(progress)
            return
        with self._reading() as records:
            self._update(records, names, progress)

    def mend(self, progress: IndexProgress) -> None:
        """Take in whatever was missed: the deeds since, or everything where those are not known."""
        with self._reading() as records:
            known = self.engine.generation >> HASH_BITS
            head = records.hash_of_entry(known)
            missed = None
            if head is not None and generation(known, head) == self.engine.generation:
                missed = records.touched_since(known)
            if missed is None or len(missed.names) > self.engine.document_count:
                self._rebuild(records, progress)
            else:
                self._update(records, missed.names, progress)

    def rebuild(self, progress: IndexProgress) -> None:
        """Build the index anew."""
        with self._reading() as records:
            self._rebuild(records, progress)

    @contextmanager
    def _reading(self) -> Iterator[Records]:
        with self._database.reading() as connection:
            yield Records(connection)

    def _update(
        self, records: Records, names: Collection[tuple[str, str]], progress: IndexProgress
    ) -> None:
        """Renew some documents; the new generation is recorded with the last of them."""
        target, done = generation(*records.head()), 0
        for part in list(batched(names, _SLICE)) or [[]]:
            documents = list(_documents(records, part))
            done += len(part)
            self.engine.update(
                documents,
                gone=set(part) - {(document.type, document.id) for document in documents},
                generation=target if done == len(names) else self.engine.generation,
            )
            progress(done, len(names))

    def _rebuild(self, records: Records, progress: IndexProgress) -> None:
        names = [(WORK, key) for key in records.ids("works")]
        names += [(CLAIM, id_) for id_ in records.ids("claims")]
        names += [(TEXT, sha256) for sha256 in records.text_facts()]
        self.engine.rebuild(
            (each for part in batched(names, _SLICE) for each in _documents(records, part)),
            total=len(names),
            generation=generation(*records.head()),
            progress=lambda done: progress(done, len(names)),
        )


def _documents(records: Records, names: Collection[tuple[str, str]]) -> Iterator[Document]:
    """The documents of these works, claims and texts, as far as they exist."""
    works = [id_ for type_, id_ in names if type_ == WORK]
    claims = [id_ for type_, id_ in names if type_ == CLAIM]
    around = records.neighbourhood(works=works, claims=claims)
    wanted = set(names)
    yield from (each for each in corpus_documents(around) if (each.type, each.id) in wanted)
    for type_, id_ in names:
        if type_ == TEXT:
            yield from _text_documents(records, id_)


def _text_documents(records: Records, sha256: str) -> Iterator[Document]:
    """The document of a file's text, under the first work that has the file."""
    works = records.works({each.work for each in records.attachments_of_bytes(sha256)})
    text = records.text(sha256, with_boxes=False) if works else None
    if text is not None:
        yield text_document(sha256, text.content, works=works)


def _few_deeds_since(records: Records, state: int) -> Sequence[LogEntry] | None:
    """The deeds that were done after a state of the library; `None` for very many, or another."""
    seq = state >> HASH_BITS
    known = records.hash_of_entry(seq)
    if known is None or generation(seq, known) != state or records.head()[0] - seq > _FEW_DEEDS:
        return None
    return records.log(after=seq)


def _make_folder(root: Path) -> None:
    """Make the folder of a library to come; raises `FolderNotEmptyError` where it is in use."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        names = sorted(path.name for path in root.iterdir())
    except OSError as error:
        raise ReadOnlyLibraryError(root, (error.strerror or "no folder").lower()) from error
    strange = [name for name in names if name not in _LEFTOVERS]
    if strange and FILE_NAME not in names:
        raise FolderNotEmptyError(root, strange[0])
