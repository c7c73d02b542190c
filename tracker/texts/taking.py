"""Taking the text of a file, in a process apart that is stopped when it uses too much."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from evidence.texts import Text, TextProblem
from tracker.errors import (
    LockedFileError,
    ReadingStoppedError,
    TextNotTakenError,
    TextTooLargeError,
    UnknownFormatError,
    UnreadableFileError,
)
from tracker.texts.annotations import FileAnnotation, annotation_from_json
from tracker.texts.limits import LIMITS, Limits
from tracker.texts.text_json import text_from_json

_REFUSALS: Mapping[str, type[TextNotTakenError]] = {
    kind.__name__: kind
    for kind in (
        TextNotTakenError, UnknownFormatError, TextTooLargeError, LockedFileError,
        ReadingStoppedError,
    )
}  # fmt: skip
_INHERITED = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_MOST_PAGES_SKIPPED = 3
_DETAILS_BYTES = 4_000
_STARTING_SECONDS = 10.0


def take_text(path: Path, *, limits: Limits = LIMITS) -> Text:
    """The text of a file of any kind in `tracker.texts.kinds`; what is doubtful is in `problems`.

    A page that cannot be read without breaking the reader is left out, and told. Raises
    `UnreadableFileError`, or `TextNotTakenError` where nothing could be taken.
    """
    _check_file(path, limits)
    skipped: dict[int, str] = {}
    while True:
        run = _run_apart(path, limits, skip=tuple(skipped))
        if run.answer is not None:
            _refuse(path, run.answer)
            return _with_skipped(text_from_json(run.answer["text"]), skipped)
        page = run.page
        if page is None or page in skipped or len(skipped) == _MOST_PAGES_SKIPPED:
            raise ReadingStoppedError(path, run.why, run.details)
        skipped[page] = run.why


def take_annotations(path: Path, *, limits: Limits = LIMITS) -> tuple[FileAnnotation, ...]:
    """What readers marked in a file; nothing for files that are no PDF.

    Raises as `take_text` does.
    """
    _check_file(path, limits)
    run = _run_apart(path, limits, wanted="annotations")
    if run.answer is None:
        raise ReadingStoppedError(path, run.why, run.details)
    _refuse(path, run.answer)
    return tuple(annotation_from_json(form) for form in run.answer["annotations"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run of the process: its answer, or at which page it was stopped and why."""

    answer: dict[str, Any] | None
    page: int | None = None
    why: str = ""
    details: str = ""


def _check_file(path: Path, limits: Limits) -> None:
    try:
        found = path.stat()
        with path.open("rb") if stat.S_ISREG(found.st_mode) else tempfile.TemporaryFile():
            pass
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError(path, "it is not a file")
    if found.st_size > limits.file_bytes:
        size, most = found.st_size / 1e6, limits.file_bytes / 1e6
        raise TextTooLargeError(path, f"it has {size:,.0f} MB, and at most {most:,.0f} MB are read")


def _run_apart(
    path: Path, limits: Limits, *, wanted: str = "text", skip: tuple[int, ...] = ()
) -> _Run:
    asked = json.dumps({"wanted": wanted, "limits": asdict(limits), "skip": skip})
    command = [sys.executable, "-P", "-m", "tracker.texts.apart", str(path.absolute()), asked]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        why = ""
        try:
            done = subprocess.run(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=_environment(),
                timeout=limits.seconds + _STARTING_SECONDS,
                check=False,
            )
            why = _why_stopped(done.returncode)
        except subprocess.TimeoutExpired:
            why = f"it could not be read within {limits.seconds:.0f} seconds"
        details = _tail(err)
        answer, page = _last_lines(out, limits)
    if answer is None and "MemoryError" in details:
        why = "reading it takes too much memory"
    return _Run(answer=answer, page=page, why=why, details=details)


def _environment() -> dict[str, str]:
    """Only what an interpreter needs to find the same modules; no keys, passwords or settings."""
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    places = os.pathsep.join(place for place in sys.path if place)
    return {**kept, "PYTHONPATH": places, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _why_stopped(status: int) -> str:
    if status in {-9, -24}:
        return "reading it took too much time or memory, and was stopped"
    if status < 0:
        return "the reader broke down over it"
    return "the reader gave no answer"


def _tail(stream: IO[bytes]) -> str:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _DETAILS_BYTES))
    return stream.read().decode("utf-8", "replace").strip()


def _last_lines(stream: IO[bytes], limits: Limits) -> tuple[dict[str, Any] | None, int | None]:
    """The answer where it is whole, and the page that was begun last."""
    stream.seek(0)
    page = None
    for line in stream.read(limits.answer_bytes).splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            return None, page
        if "page" not in told:
            return told, page
        page = told["page"]
    return None, page


def _refuse(path: Path, answer: Mapping[str, Any]) -> None:
    if "refused" in answer:
        raise _REFUSALS.get(answer["refused"], TextNotTakenError)(path, answer["why"])


def _with_skipped(text: Text, skipped: Mapping[int, str]) -> Text:
    told = tuple(
        TextProblem(code="page-skipped", message=f"The page was left out: {why}.", page=page)
        for page, why in skipped.items()
    )
    return replace(text, problems=(*text.problems, *told)) if told else text
