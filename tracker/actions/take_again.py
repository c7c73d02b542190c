"""Take the texts of attached files again, as after an upgrade of the program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.attachments import Attachment
from evidence.texts import Text
from tracker.actions.attach_files import AttachedFile, facts_of, is_inside
from tracker.actions.named_records import work_named
from tracker.actions.take_texts import TakeText
from tracker.errors import TextNotTakenError, UnreadableFileError
from tracker.library import Library
from tracker.texts.taking import take_text

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAgain:
    """`changed` have another text now; `failed` keep the one they had, each with the reason."""

    changed: tuple[AttachedFile, ...] = ()
    unchanged: tuple[AttachedFile, ...] = ()
    failed: tuple[tuple[Attachment, str], ...] = ()


def take_again(
    library: Library,
    *,
    key: str | None = None,
    take: TakeText = take_text,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
    progress: Progress,
) -> TakenAgain:
    """Take the text of every file, or of those of one work, and keep those that differ in one deed.

    What excerpts say of places is not touched: `anchors --repair` looks them up in the new text.
    Raises `UnknownWorkError`.
    """
    files = _files(library, key)
    texts: dict[str, Text] = {}
    failed: list[tuple[Attachment, str]] = []
    mains = [each for each in files if not each.part_of]
    for done, each in enumerate(mains):
        progress(done, len(mains))
        if each.sha256 not in texts:
            try:
                texts[each.sha256] = _text(library, each, files, take)
            except (TextNotTakenError, UnreadableFileError) as error:
                failed.append((each, str(error)))
    progress(len(mains), len(mains))
    report = _report(library, mains, texts, failed)
    if not is_dry_run and report.changed:
        with library.deed("take texts again", now=now, why=why) as deed:
            for file in report.changed:
                deed.records.put_text(file.attachment.sha256, texts[file.attachment.sha256])
                deed.changed(file.attachment.work)
    return report


def _files(library: Library, key: str | None) -> list[Attachment]:
    with library.reading() as records:
        return records.attachments(None if key is None else work_named(records, key).key)


def _text(
    library: Library, attachment: Attachment, files: Iterable[Attachment], take: TakeText
) -> Text:
    path = library.files.find(attachment.sha256)
    if path is None:
        raise UnreadableFileError(attachment.name, "its copy is no longer in the library")
    parts = [
        each for each in files if each.part_of == attachment.sha256 and each.work == attachment.work
    ]
    if not parts:
        return take(path)
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / Path(attachment.name).name
        shutil.copyfile(path, main)
        for part in parts:
            kept = library.files.find(part.sha256)
            if kept is not None and is_inside(part.name):
                beside = Path(folder) / part.name
                beside.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(kept, beside)
        return take(main)


def _report(
    library: Library,
    mains: Sequence[Attachment],
    texts: dict[str, Text],
    failed: list[tuple[Attachment, str]],
) -> TakenAgain:
    changed: list[AttachedFile] = []
    unchanged: list[AttachedFile] = []
    with library.reading() as records:
        for each in mains:
            text = texts.get(each.sha256)
            if text is None:
                continue
            is_same = records.text(each.sha256) == text
            facts = facts_of(each.sha256, text)
            file = AttachedFile(attachment=each, facts=facts, problems=text.problems)
            (unchanged if is_same else changed).append(file)
    return TakenAgain(changed=tuple(changed), unchanged=tuple(unchanged), failed=tuple(failed))
