"""Everything the tracker can refuse, as one small tree.

TrackerError
├── LibraryError                  the library itself is not there or not as it should be
│   ├── NoLibraryError            no library in this folder or above it
│   ├── NotALibraryError          a folder that holds no library
│   ├── FolderNotEmptyError       a folder that holds something other than a library
│   ├── LibraryNotEmptyError      a library that already holds records, where an empty one is wanted
│   ├── NewerLibraryError         a library made by a later version of the program
│   ├── DamagedLibraryError       a database file that is no database, or is broken
│   ├── BadSettingsError          a mistake in evtrack.toml
│   └── BrokenLogError            a log that was changed after it was written
├── StorageError                  the machine or the database server does not let us
│   ├── LockedLibraryError        someone else was changing the library for too long
│   ├── ReadOnlyLibraryError      a library that may be read and not written
│   ├── DiskFullError             no room left for the change
│   ├── DatabaseUnreachableError  a database that does not answer
│   ├── UnreadableFileError       a file that could not be read
│   └── UnwritableFileError       a file that could not be written
├── RecordError                   one record is not there, or not as it should be
│   ├── UnknownRecordError        an id that names nothing in the library
│   │   └── UnknownWorkError      a citekey that names no work of the library
│   ├── RecordTakenError          an id that another record has
│   ├── ChangedMeanwhileError     a record that someone else changed while it was being edited
│   ├── ChangedSinceError         a record that was changed after the deed that is to be undone
│   ├── NothingToUndoError        a deed that cannot be undone, or was already
│   ├── NotMergeableError         two works that cannot become one
│   ├── NoTextError               a work of which no text is attached
│   ├── NotAnchoredError          words that stand nowhere in the texts of a work
│   ├── AmbiguousQuoteError       words that stand in several places of a text
│   ├── UnstorableValueError      a value that no database column can hold
│   └── DamagedRecordError        a record in the database that makes no sense
├── BlindReviewError              a look at what others found, which a blind review keeps back
├── CorpusError                   a corpus with mistakes in it
├── UnknownCorpusError            a name that is neither a shipped corpus nor a folder
├── NotACorpusFolderError         a folder to write a corpus to that holds something else
├── UnwritableCorpusError         a record that the corpus form has no way to write
├── MissingExtraError             something that needs a part of the program not installed
└── TextNotTakenError             a file from which no text could be taken
    ├── UnknownFormatError        a file in no format that text can be taken from
    ├── TextTooLargeError         a file larger than any that is read
    ├── LockedFileError           a file that opens only with a password
    └── ReadingStoppedError       a file whose reading ran out of time or memory, or broke down
"""

from __future__ import annotations

from pathlib import Path

from bib.problems import Problem

_SHOWN_PROBLEMS = 20
_SHOWN_PLACES = 5
_LONGEST_SHOWN = 300


class TrackerError(Exception):
    """Root of what the tracker refuses."""


class LibraryError(TrackerError):
    """The library itself is not there or not as it should be."""


class NoLibraryError(LibraryError):
    """No library in this folder or in any folder above it."""

    def __init__(self, start: Path | str) -> None:
        self.start = start
        super().__init__(f"There is no library in {start} or in a folder above it.")


class NotALibraryError(LibraryError):
    """A folder, named by the user, that holds no library."""

    def __init__(self, path: Path | str, why: str = "it has no evtrack.toml") -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} is not a library: {why}.")


class FolderNotEmptyError(LibraryError):
    """A folder where a library should be made holds something other than a library."""

    def __init__(self, path: Path | str, found: str) -> None:
        self.path, self.found = path, found
        super().__init__(
            f"{path} is not empty (it holds “{found}”) and is no library. "
            "Choose a new or empty folder; nothing was changed."
        )


class LibraryNotEmptyError(LibraryError):
    """A library already holds records where an empty one is wanted."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(f"The library {path} already holds records; nothing was changed.")


class NewerLibraryError(LibraryError):
    """A library was made by a later version of the program than this one."""

    def __init__(self, path: Path | str, *, found: str, known: str) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            f"The library {path} was written by a newer evtrack (its form is {found}, this program "
            f"knows forms up to {known}). Install a newer evtrack; nothing was changed."
        )


class DamagedLibraryError(LibraryError):
    """The database file is no database, or is broken."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"The database {path} is damaged: {why}. Restore it from a copy.")


class BadSettingsError(LibraryError):
    """A mistake in evtrack.toml; `line` counts from 1, or is `None` where no line is at fault."""

    def __init__(self, file: Path | str, line: int | None, why: str) -> None:
        self.file, self.line, self.why = file, line, why
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {why}.")


class BrokenLogError(LibraryError):
    """The log does not agree with its own hashes from entry `seq` on."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"The log was changed after it was written: entry {seq} does not fit.")


class StorageError(TrackerError):
    """The machine or the database server does not let us do what was asked."""


class LockedLibraryError(StorageError):
    """Someone else was changing the library for longer than we wait."""

    def __init__(self, path: Path | str, *, seconds: float, holder: str = "") -> None:
        self.path, self.seconds, self.holder = path, seconds, holder
        super().__init__(
            f"The library {path} is being changed by {holder or 'another program'}; gave up after "
            f"{seconds:.0f} seconds. Wait until it is done, then try again; nothing was changed."
        )


class ReadOnlyLibraryError(StorageError):
    """The library may be read and not written."""

    def __init__(self, path: Path | str, why: str = "the folder is read-only") -> None:
        self.path, self.why = path, why
        super().__init__(f"The library {path} cannot be changed: {why}. It is as it was.")


class DiskFullError(StorageError):
    """There was no room left for the change."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(
            f"The disk that holds {path} is full. Make room and try again; nothing was changed."
        )


class DatabaseUnreachableError(StorageError):
    """The database does not answer; `url` is shown without its password."""

    def __init__(self, url: str, why: str) -> None:
        self.url, self.why = url, why
        super().__init__(f"The database {url} cannot be used: {why}.")


class UnreadableFileError(StorageError):
    """A file could not be read."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} could not be read: {why}.")


class UnwritableFileError(StorageError):
    """A file could not be written."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} could not be written: {why}.")


class RecordError(TrackerError):
    """One record is not there, or not as it should be."""


class UnknownRecordError(RecordError):
    """An id that names nothing in the library; `suggestions` are ids that look alike."""

    def __init__(self, what: str, id: str, suggestions: tuple[str, ...] = ()) -> None:  # noqa: A002
        self.what, self.id, self.suggestions = what, id, suggestions
        meant = f" Did you mean {_alternatives(suggestions)}?" if suggestions else ""
        super().__init__(f"There is no {what} “{id}” in the library.{meant}")


class UnknownWorkError(UnknownRecordError):
    """A citekey that names no work of the library."""

    def __init__(self, id: str, suggestions: tuple[str, ...] = ()) -> None:  # noqa: A002
        super().__init__("work", id, suggestions)


class RecordTakenError(RecordError):
    """An id that another record has already; for works also one that differs only in case."""

    def __init__(self, what: str, id: str, *, by: str = "") -> None:  # noqa: A002
        self.what, self.id, self.by = what, id, by or id
        differs = f" as “{self.by}”; they differ only in case" if self.by != id else ""
        super().__init__(f"There is already a {what} “{id}”{differs}. Choose another id.")


class ChangedMeanwhileError(RecordError):
    """A record was changed by someone else while it was being edited here."""

    def __init__(self, what: str, id: str) -> None:  # noqa: A002
        self.what, self.id = what, id
        super().__init__(
            f"The {what} “{id}” was changed by someone else meanwhile; your edit was not taken. "
            "Edit it again."
        )


class ChangedSinceError(RecordError):
    """A record was changed after the deed that is to be undone."""

    def __init__(self, what: str, id: str) -> None:  # noqa: A002
        self.what, self.id = what, id
        super().__init__(
            f"The {what} “{id}” was changed since; to undo the deed would undo that as well. "
            "Nothing was changed."
        )


class NothingToUndoError(RecordError):
    """A deed that cannot be undone, or was already; `seq` is its number in the log."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(
            f"Entry {seq} of the log is no merging that can be undone; `evtrack log` shows them."
        )


class NotMergeableError(RecordError):
    """Two works that cannot become one."""

    def __init__(self, one: str, other: str, why: str) -> None:
        self.one, self.other, self.why = one, other, why
        super().__init__(f"“{one}” and “{other}” cannot become one work: {why}.")


class NoTextError(RecordError):
    """A work of which no text is attached, where words are to be found in one."""

    def __init__(self, work: str) -> None:
        self.work = work
        super().__init__(
            f"No text of “{work}” is attached. `evtrack attach {work} FILE` keeps one and takes "
            "its text."
        )


class NotAnchoredError(RecordError):
    """Words that stand nowhere in the texts of a work; `nearest` are those most like them."""

    def __init__(self, quote: str, work: str, *, nearest: str = "", page: str = "") -> None:
        self.quote, self.work, self.nearest, self.page = quote, work, nearest, page
        place = f" on page {page}" if page else ""
        near = f" The nearest{place}: “{_cut(nearest)}”." if nearest else ""
        super().__init__(
            f"“{_cut(quote)}” stands nowhere in the attached texts of “{work}”.{near} "
            "Nothing was changed."
        )


class AmbiguousQuoteError(RecordError):
    """Words that stand in several places of a text; `places` show each with what is around it."""

    def __init__(self, quote: str, work: str, places: tuple[str, ...]) -> None:
        self.quote, self.work, self.places = quote, work, places
        shown = [f"  {_cut(place)}" for place in places[:_SHOWN_PLACES]]
        if len(places) > _SHOWN_PLACES:
            shown.append(f"  … and {len(places) - _SHOWN_PLACES} more")
        head = (
            f"“{_cut(quote)}” stands in {len(places)} places of the text of “{work}”. Quote more, "
            "or say which with --page, --prefix or --suffix:"
        )
        super().__init__("\n".join([head, *shown]))


class UnstorableValueError(RecordError):
    """A value that no database column can hold, such as a number of fifty digits."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"A value cannot be stored: {why}. Nothing was changed.")


class DamagedRecordError(RecordError):
    """A record in the database makes no sense; someone has changed the database by other means."""

    def __init__(self, what: str, id: str, why: str) -> None:  # noqa: A002
        self.what, self.id, self.why = what, id, why
        super().__init__(f"The {what} “{id}” in the database cannot be read: {why}.")


class BlindReviewError(TrackerError):
    """Somebody who reads blind asks for what the review keeps back."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"This review is blind: {why}.")


class CorpusError(TrackerError):
    """A corpus with mistakes in it; `problems` are all of them, the message shows the first."""

    def __init__(self, path: Path | str, problems: tuple[Problem, ...]) -> None:
        self.path, self.problems = path, problems
        shown = [f"  {problem}" for problem in problems[:_SHOWN_PROBLEMS]]
        if len(problems) > _SHOWN_PROBLEMS:
            shown.append(f"  … and {len(problems) - _SHOWN_PROBLEMS} more")
        count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        super().__init__("\n".join([f"The corpus {path} has {count}:", *shown]))


class UnknownCorpusError(TrackerError):
    """A name that is neither a shipped corpus nor a folder."""

    def __init__(self, name: str, shipped: tuple[str, ...]) -> None:
        self.name, self.shipped = name, shipped
        super().__init__(
            f"There is no corpus “{name}”: it is no folder, and the corpora that come with evtrack "
            f"are {', '.join(f'“{known}”' for known in shipped) or 'none'}."
        )


class NotACorpusFolderError(TrackerError):
    """A folder to write a corpus to that holds something other than a corpus."""

    def __init__(self, path: Path | str, found: str) -> None:
        self.path, self.found = path, found
        super().__init__(
            f"{path} is no corpus folder and is not empty (it holds “{found}”). "
            "Choose a new or empty folder; nothing was written."
        )


class UnwritableCorpusError(TrackerError):
    """A record that the corpus form has no way to write."""

    def __init__(self, what: str, why: str) -> None:
        self.what, self.why = what, why
        super().__init__(f"The corpus form cannot hold {what}: {why}. Nothing was written.")


class MissingExtraError(TrackerError):
    """Something was asked for that needs a part of the program which is not installed."""

    def __init__(self, extra: str, what: str) -> None:
        self.extra, self.what = extra, what
        super().__init__(
            f"For {what} a further library is needed; install it with: "
            f"pip install 'evtrack[{extra}]'"
        )


class TextNotTakenError(TrackerError):
    """No text could be taken from a file; `why` is the reason as part of a sentence."""

    def __init__(self, path: Path | str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"No text could be taken from {path}: {why}.")


class UnknownFormatError(TextNotTakenError):
    """A file is in no format that text can be taken from."""


class TextTooLargeError(TextNotTakenError):
    """A file is larger than any that is read."""


class LockedFileError(TextNotTakenError):
    """A file opens only with a password."""


class ReadingStoppedError(TextNotTakenError):
    """The reading of a file ran out of time or memory, or broke down.

    `details` are the last words of the process that read it.
    """

    def __init__(self, path: Path | str, why: str, details: str = "") -> None:
        self.details = details
        super().__init__(path, why)


def _alternatives(names: tuple[str, ...]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]} …"
