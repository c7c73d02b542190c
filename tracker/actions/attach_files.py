"""Attach files to a work: keep a copy of each by its content, and take its text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from bib.works import Citekey
from evidence.attachments import Attachment, Scope
from evidence.texts import Text, TextProblem
from tracker.actions.named_records import work_named
from tracker.actions.take_texts import TakeText
from tracker.errors import ChangedMeanwhileError
from tracker.library import Library
from tracker.storage.attached_files import Keeping, hash_of
from tracker.storage.records import Records
from tracker.storage.text_rows import TextFacts
from tracker.texts.taking import take_text

_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file of a work and what was taken from it; `facts` is `None` where no text was.

    `problems` are what is doubtful in the text and what the library has to say of the file.
    `is_new` tells that the work did not have it before.
    """

    attachment: Attachment
    facts: TextFacts | None = None
    problems: tuple[TextProblem, ...] = ()
    is_new: bool = False


def attach_files(
    library: Library,
    key: str,
    paths: Sequence[Path],
    *,
    scope: Scope | None = None,
    with_text: bool = True,
    take: TakeText = take_text,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
) -> tuple[AttachedFile, ...]:
    """Attach all files to the work in one deed, or none; one that is attached stays as it is.

    `scope` says how much of the work each holds, the whole of it if left out. Texts are taken, by
    `take`, before anything is changed. Raises `UnknownWorkError`, `UnreadableFileError`,
    `TextNotTakenError`, `ChangedMeanwhileError`.
    """
    with library.reading() as records:
        work = work_named(records, key).key
        hashes = list(dict.fromkeys(hash_of(path) for path in paths))
        known = {each for each in hashes if records.text_facts([each])}
    taken = [_taken(path, take if with_text else None, known=known) for path in paths]
    plan = _Plan(work=work, files=taken, scope=scope, now=now)
    if is_dry_run:
        with library.reading() as records:
            return tuple(plan.report(records))
    with library.deed("attach", now=now, why=why) as deed, library.files.keeping() as keeping:
        report = tuple(plan.report(deed.records))
        plan.carry_out(deed.records, keeping)
        deed.note(files=[path.name for path in paths])
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A file as it was when its text was taken; no text for one whose text is there already."""

    path: Path
    sha256: str
    size: int
    text: Text | None


def _taken(path: Path, take: TakeText | None, *, known: set[str]) -> _Taken:
    sha256 = hash_of(path)
    text = take(path) if take and sha256 not in known else None
    return _Taken(path=path, sha256=sha256, size=path.stat().st_size, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    work: Citekey
    files: Sequence[_Taken]
    scope: Scope | None
    now: datetime

    def report(self, records: Records) -> Iterable[AttachedFile]:
        """What is or would be attached, as the library knows it before."""
        for file in self.files:
            attachment, is_new = self._attachment(records, file)
            facts = records.text_facts([file.sha256]).get(file.sha256)
            if file.text is not None:
                facts = facts_of(file.sha256, file.text)
            told = _told_of(records, attachment, facts)
            problems = (*(facts.problems if facts else ()), *told)
            yield AttachedFile(attachment=attachment, facts=facts, problems=problems, is_new=is_new)

    def carry_out(self, records: Records, keeping: Keeping) -> None:
        """Keep the files, those they pull in, and their texts."""
        mains = {file.sha256 for file in self.files}
        for file in self.files:
            attachment = self._attachment(records, file)[0]
            keep_file(records, keeping, file.path, attachment, file.text, apart=mains)

    def _attachment(self, records: Records, file: _Taken) -> tuple[Attachment, bool]:
        new = new_attachment(
            records, file.path, file.sha256, file.text, self.work, self.now, scope=self.scope
        )
        if new is not None:
            return new, True
        present = _present(records, file.sha256, self.work)
        assert present is not None  # noqa: S101
        return replace(present, scope=self.scope or present.scope, part_of=""), False


def new_attachment(
    records: Records,
    path: Path,
    sha256: str,
    text: Text | None,
    work: Citekey,
    now: datetime,
    *,
    scope: Scope | None = None,
) -> Attachment | None:
    """What is to be known of a file that a work gets; `None` if it has the file already."""
    if _present(records, sha256, work) is not None:
        return None
    media_type = text.media_type if text else ""
    if not media_type and (facts := records.text_facts([sha256])):
        media_type = facts[sha256].media_type
    return Attachment(
        sha256=sha256,
        work=work,
        name=path.name,
        media_type=media_type or _UNKNOWN_TYPE,
        size=path.stat().st_size,
        added_at=now,
        scope=scope or Scope.FULL,
    )


def keep_file(
    records: Records,
    keeping: Keeping,
    path: Path,
    attachment: Attachment,
    text: Text | None,
    *,
    apart: Collection[str] = (),
) -> None:
    """Keep a file and the files its text came from as well, but for those in `apart`, by hash.

    Raises `ChangedMeanwhileError` if it is not the file it was.
    """
    if keeping.keep(path) != attachment.sha256:
        raise ChangedMeanwhileError("file", str(path))
    records.put_attachment(attachment)
    if text is None:
        return
    records.put_text(attachment.sha256, text)
    for name, beside in sources_beside(path, text):
        sha256 = keeping.keep(beside)
        if sha256 not in {attachment.sha256, *apart}:
            part = replace(
                attachment,
                sha256=sha256,
                name=name,
                size=beside.stat().st_size,
                part_of=attachment.sha256,
            )
            records.put_attachment(part)


def _present(records: Records, sha256: str, work: Citekey) -> Attachment | None:
    present = records.attachments_of_bytes(sha256)
    return next((each for each in present if each.work == work), None)


def facts_of(sha256: str, text: Text) -> TextFacts:
    """What can be said of a text before it is stored."""
    return TextFacts(
        sha256=sha256,
        text_sha256=text.sha256,
        media_type=text.media_type,
        title=text.title,
        characters=len(text.content),
        pages=len(text.pages),
        problems=text.problems,
    )


def sources_beside(path: Path, text: Text) -> Iterable[tuple[str, Path]]:
    """The other files that a text came from, as far as they are in the folder of its file."""
    for name in text.sources:
        if is_inside(name) and (path.parent / name).is_file():
            yield name, path.parent / name


def is_inside(name: str) -> bool:
    """Whether a relative path stays in the folder it starts from."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _told_of(
    records: Records, attachment: Attachment, facts: TextFacts | None
) -> Iterable[TextProblem]:
    """What else in the library is the same file, or holds the same words."""
    others = [
        each.work
        for each in records.attachments_of_bytes(attachment.sha256)
        if each.work != attachment.work
    ]
    if others:
        yield TextProblem(
            code="also-attached",
            message=f"The same file is attached to {' and '.join(others)} as well. If these are "
            f"one work, `evtrack dedupe --merge {others[0]} {attachment.work}` makes it one.",
        )
    if facts is None or not facts.characters:
        return
    for other in records.facts_with_words(facts.text_sha256):
        if other.sha256 == attachment.sha256:
            continue
        for copy in records.attachments_of_bytes(other.sha256):
            message = f"Its words are those of {copy.name}, which is attached to {copy.work}."
            yield TextProblem(code="same-words", message=message)
