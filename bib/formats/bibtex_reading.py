"""BibTeX blocks made into a reading: works and loose blocks taken, clashes and damages told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bib.citekeys import fold
from bib.entries import inherited_fields, read_work, work_from_fields
from bib.formats.bibtex_blocks import ParsedBlock, ParsedEntry, ParsedLoose
from bib.formats.reading import ReadEntry, Reading
from bib.formats.splitter import RawBlock
from bib.problems import Doubt, Problem
from bib.works import Work

_MOST_SHOWN = 2000
# Fields that name entries whose data a work shows as its own.
_HEIRS = {"crossref", "xdata"}


def reading_of(blocks: Iterable[ParsedBlock], *, file: str) -> Reading:
    """Everything that the blocks hold, each block taken or refused."""
    collecting = _Collecting(file)
    for block in blocks:
        collecting.add(block)
    return collecting.reading()


class _Collecting:
    """A reading as it grows."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[ReadEntry] = []
        self.problems: list[Problem] = []
        self.taken: dict[str, tuple[RawBlock, Work]] = {}

    def add(self, block: ParsedBlock) -> None:
        if isinstance(block, ParsedEntry):
            self.add_entry(block)
        elif isinstance(block, ParsedLoose):
            self.entries.append(ReadEntry(line=block.raw.line, item=block.block))
            self.tell(block.raw, block.doubts)
        else:
            self.refuse(block.raw, block.code, block.message)

    def add_entry(self, entry: ParsedEntry) -> None:
        folded = fold(entry.key)
        if folded in self.taken:
            self.add_clashing(entry, *self.taken[folded])
            return
        work, doubts = read_work(entry.key, entry.raw.word, entry.fields, entry.raw.raw)
        self.taken[folded] = (entry.raw, work)
        self.entries.append(ReadEntry(line=entry.raw.line, item=work))
        if entry.doubts or doubts:
            self.tell(entry.raw, (*entry.doubts, *doubts))

    def add_clashing(self, entry: ParsedEntry, first: RawBlock, work: Work) -> None:
        """An entry whose key is taken: the same text again does no harm, another is refused."""
        if entry.raw.raw == first.raw:
            self.entries.append(ReadEntry(line=entry.raw.line, item=work))
            message = f"The entry “{entry.key}” stands in line {first.line} already, word for word."
            self.tell(entry.raw, (Doubt(code="repeated-entry", message=message),))
        elif entry.key == work.key:
            message = (
                f"The key “{entry.key}” is taken by the entry in line {first.line}; "
                f"give the one in line {entry.raw.line} another key, or remove it."
            )
            self.refuse(entry.raw, "duplicate-key", message)
        else:
            message = (
                f"The key “{entry.key}” differs only in case from “{work.key}” in line "
                f"{first.line}; "
                f"give the one in line {entry.raw.line} another key."
            )
            self.refuse(entry.raw, "key-differs-in-case", message)

    def tell(self, block: RawBlock, doubts: Iterable[Doubt]) -> None:
        self.problems += [
            Problem(
                file=self.file,
                line=block.line,
                code=doubt.code,
                message=doubt.message,
                raw=_shown(block.raw),
            )
            for doubt in doubts
        ]

    def refuse(self, block: RawBlock, code: str, message: str) -> None:
        self.problems.append(
            Problem(
                file=self.file,
                line=block.line,
                code=code,
                message=message,
                raw=_shown(block.raw),
                is_refusal=True,
            )
        )

    def reading(self) -> Reading:
        entries = [
            replace(entry, item=self.completed(entry.item))
            if isinstance(entry.item, Work) and _HEIRS & entry.item.fields.keys()
            else entry
            for entry in self.entries
        ]
        return Reading(entries=tuple(entries), problems=tuple(self.problems))

    def completed(self, work: Work) -> Work:
        """The work showing what it takes from `xdata` and `crossref`; its fields stay its own."""
        fields = self.with_shared_data(work)
        heir = work if fields is work.fields else replace(work, fields=fields)
        parent = self.work_called(work.fields.get("crossref", ""))
        if parent and parent.key != work.key:
            fields = inherited_fields(heir, replace(parent, fields=self.with_shared_data(parent)))
        if fields is work.fields:
            return work
        shown = work_from_fields(work.key, work.type, fields)
        return replace(
            work,
            title=shown.title,
            authors=shown.authors,
            editors=shown.editors,
            issued=shown.issued,
        )

    def with_shared_data(self, work: Work) -> Mapping[str, str]:
        """The fields with those of the `@xdata` entries they name, and of those these name."""
        if "xdata" not in work.fields:
            return work.fields
        fields = dict(work.fields)
        keys, met = work.fields["xdata"].split(","), {fold(work.key)}
        for key in keys:
            parent = self.work_called(key)
            if parent and fold(parent.key) not in met:
                met.add(fold(parent.key))
                fields = {**parent.fields, **fields}
                keys += parent.fields.get("xdata", "").split(",")
        return fields

    def work_called(self, key: str) -> Work | None:
        """The work of that key in this text, case aside."""
        found = self.taken.get(fold(key.strip()))
        return found[1] if found else None


def _shown(raw: str) -> str:
    return raw if len(raw) <= _MOST_SHOWN else raw[: _MOST_SHOWN - 1] + "…"
