"""List the attached files, with what was taken from each."""

from __future__ import annotations

from tracker.actions.attach_files import AttachedFile
from tracker.actions.named_records import work_named
from tracker.library import Library


def list_attachments(library: Library, *, works: tuple[str, ...] = ()) -> tuple[AttachedFile, ...]:
    """All files, or those of these works, in the order in which they were attached.

    Raises `UnknownWorkError`.
    """
    with library.reading() as records:
        wanted = {work_named(records, key).key for key in works}
        files = [each for each in records.attachments() if not works or each.work in wanted]
        facts = records.text_facts([each.sha256 for each in files])
    return tuple(
        AttachedFile(
            attachment=each,
            facts=facts.get(each.sha256),
            problems=facts[each.sha256].problems if each.sha256 in facts else (),
        )
        for each in files
    )
