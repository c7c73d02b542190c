"""Give a work another citekey, wherever it is mentioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bib.renaming import renamed, with_references
from bib.works import Citekey, Work
from evidence.attachments import Attachment
from evidence.corpus import Corpus
from evidence.renaming import claims_named_after, with_names
from tracker.actions.named_records import work_named
from tracker.errors import RecordTakenError
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a work is called now and was before; `claims` are new ids by old ones.

    `places` counts the records that named it.
    """

    work: Work
    old: Citekey
    claims: Mapping[str, str]
    places: int


def rename_work(library: Library, old: str, new: str, *, now: datetime, why: str = "") -> Renaming:
    """Change a citekey in all records in one deed; the old one stays an alias.

    Claims whose ids begin with the old key and a hyphen begin with the new one then. Raises
    `UnknownWorkError`, `InvalidCitekeyError`, `RecordTakenError`.
    """
    with library.deed("rename", now=now, why=why) as deed:
        records = deed.records
        work = work_named(records, old)
        changed = renamed(work, new)
        if changed.key == work.key:
            return Renaming(work=work, old=work.key, claims={}, places=0)
        _check_free(records, work, changed.key)
        names = {str(work.key): str(changed.key)}
        claims = claims_named_after(records.ids("claims"), work.key, changed.key)
        before = mentioning(records, [work.key])
        after = with_names(before, names, claims)
        pairs = [pair for pair in pairs_of(before, after, names) if pair[0] != pair[1]]
        pairs += attachment_pairs(records, names)
        records.replace([(work, changed), *(pair for pair in pairs if pair[0] != work)])
        records.put_about(after.about)
        deed.changed(work.key, changed.key)
        deed.note(renamed={"from": work.key, "to": changed.key}, claims=claims)
    return Renaming(work=changed, old=work.key, claims=claims, places=len(pairs))


def mentioning(records: Records, keys: list[Citekey]) -> Corpus:
    """The evidence, with those works that refer to one of these."""
    works = {work.key: work for key in keys for work in records.works_mentioning(key)}
    return Corpus(
        about=records.about(),
        bibliography=tuple(works.values()),
        claims=tuple(records.claims()),
        nodes=tuple(records.nodes()),
        links=tuple(records.links()),
        matrices=tuple(records.matrices()),
        responses=tuple(records.responses()),
        verdicts=tuple(records.verdicts()),
        waivers=tuple(records.waivers()),
        waiting_excerpts=tuple(records.waiting_excerpts()),
    )


def pairs_of(
    before: Corpus, after: Corpus, names: Mapping[str, str]
) -> list[tuple[object, object]]:
    """Each record with what becomes of it when names change, those that stay the same left out."""
    works = [with_references(work, names) for work in after.works]
    pairs: list[tuple[object, object]] = list(zip(before.works, works, strict=True))
    for old, new in (
        (before.claims, after.claims),
        (before.nodes, after.nodes),
        (before.links, after.links),
        (before.matrices, after.matrices),
        (before.responses, after.responses),
        (before.verdicts, after.verdicts),
        (before.waivers, after.waivers),
        (before.waiting_excerpts, after.waiting_excerpts),
    ):
        pairs += zip(old, new, strict=True)
    return [(old, new) for old, new in pairs if old != new]


def attachment_pairs(
    records: Records, names: Mapping[str, str]
) -> list[tuple[Attachment, Attachment | None]]:
    """The files of these works with what they are under the new names; none is there twice."""
    pairs: list[tuple[Attachment, Attachment | None]] = []
    taken = {(each.sha256, each.work) for each in records.attachments()} if names else set()
    for old in names:
        for attachment in records.attachments(old):
            moved = replace(attachment, work=Citekey(names[old]))
            is_there = (moved.sha256, moved.work) in taken
            taken.add((moved.sha256, moved.work))
            pairs.append((attachment, None if is_there else moved))
    return pairs


def _check_free(records: Records, work: Work, key: str) -> None:
    holder = records.work(key)
    if holder is not None and holder.key != work.key:
        raise RecordTakenError("work", key, by=key if key in holder.aliases else holder.key)
