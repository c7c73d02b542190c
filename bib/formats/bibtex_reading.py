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
from bib.relations import with_relations
from bib.works import Work

_MOST_SHOWN = 2000
# Fields that name other entries, whose data a work may show as its own.
_NAMING_OTHERS = {"crossref", "xdata", "xref", "related", "ids"}


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
        self.aliases: dict[str, str] = {}

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
        for alias in work.aliases:
            self.aliases.setdefault(fold(alias), folded)
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
            if isinstance(entry.item, Work) and not _NAMING_OTHERS.isdisjoint(entry.item.fields)
            else entry
            for entry in self.entries
        ]
        return Reading(entries=tuple(entries), problems=tuple(self.problems))

    def completed(self, work: Work) -> Work:
        """The work showing what it takes from `xdata` and `crossref`; its fields stay its own."""
        fields = self.with_shared_data(work)
        heir = work if fields is work.fields else replace(work, fields=fields)
        parent = self.work_called(work.fields.get("crossref", ""))
        work = self.with_own_aliases(with_relations(work, self.work_called))
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
        folded = fold(key.strip())
        found = self.taken.get(folded) or self.taken.get(self.aliases.get(folded, ""))
        return found[1] if found else None

    def with_own_aliases(self, work: Work) -> Work:
        """The work without those of its other keys that another entry has; they are told."""
        own = fold(work.key)
        taken = [
            alias
            for alias in work.aliases
            if fold(alias) in self.taken or self.aliases.get(fold(alias)) != own
        ]
        if not taken:
            return work
        for alias in taken:
            message = f"“{work.key}” names “{alias}” in “ids”, which is the key of another entry."
            self.tell(
                self.taken[own][0], (Doubt(code="alias-taken", field="ids", message=message),)
            )
        return replace(work, aliases=tuple(each for each in work.aliases if each not in taken))


def _shown(raw: str) -> str:
    return raw if len(raw) <= _MOST_SHOWN else raw[: _MOST_SHOWN - 1] + "…"
