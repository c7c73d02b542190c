"""Take works from bibliography files; every block of the input is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bib.blocks import LooseBlock
from bib.duplicates.decision import Judgement, State
from bib.formats.reading import Reading
from bib.matching import Holdings, Outcome
from bib.problems import Doubt, Problem
from bib.relations import with_relations
from bib.withholding import without_addresses, without_addresses_in
from bib.works import Citekey, LinkPolicy, Work
from evidence.withholding import fields_left_out
from tracker.actions.find_duplicates import POSSIBLE_DUPLICATE, DuplicatePair, duplicates_met
from tracker.actions.read_files import read_bibliography
from tracker.library import IndexProgress, Library, no_progress
from tracker.storage.records import Records

_NEARNESS = {
    State.CERTAIN: ("duplicate", "are one work"),
    State.DOUBTFUL: (POSSIBLE_DUPLICATE, "may be one work"),
    State.VERSION: ("other-version", "are two versions"),
}
_LONGEST_RAW = 2_000
# More works than these are looked up faster by loading the library whole.
_LOOKED_UP = 2_000
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s={}\"]{1,200})\s*,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the input: the key it has (or what it is), and where it starts."""

    key: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of every block; `blocks` is the sum of the four lists.

    `near` are pairs of works, one of them taken, that are or may be one, or are two versions; each
    is among the problems as well.
    """

    added: tuple[Block, ...] = ()
    merged: tuple[Block, ...] = ()
    unchanged: tuple[Block, ...] = ()
    refused: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    near: tuple[DuplicatePair, ...] = ()

    @property
    def blocks(self) -> int:
        """How many blocks the input had."""
        return len(self.added) + len(self.merged) + len(self.unchanged) + len(self.refused)

    @property
    def is_refused_whole(self) -> bool:
        """Whether there was something, and nothing of it could be taken."""
        return bool(self.refused) and len(self.refused) == self.blocks


def import_works(
    library: Library,
    paths: Sequence[Path],
    *,
    format_name: str | None = None,
    is_dry_run: bool = False,
    now: datetime,
    progress: IndexProgress = no_progress,
) -> ImportReport:
    """Read all files, then take what they bring in one deed; a dry run changes nothing.

    Raises what `read_bibliography` raises, before anything is changed.
    """
    readings = [(str(path), read_bibliography(path, format_name=format_name)) for path in paths]
    if is_dry_run:
        with library.reading() as records:
            return _plan(records, readings, now).report
    names = ", ".join(path.name for path in paths)
    with library.deed("import", now=now, why=f"from {names}", progress=progress) as deed:
        plan = _plan(deed.records, readings, now)
        deed.records.put_bibliography(plan.items)
    return plan.report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    items: tuple[Work | LooseBlock, ...]
    report: ImportReport


def _plan(records: Records, readings: Iterable[tuple[str, Reading]], now: datetime) -> _Plan:
    readings = list(readings)
    incoming = [work for _, reading in readings for work in reading.works]
    sorting = _Sorting(records, incoming)
    for file, reading in readings:
        sorting.take(file, reading)
    items = sorting.related_items()
    works = {item.key: item for item in items if isinstance(item, Work)}
    near = duplicates_met(records, works, sorting.near, today=now.date())
    return _Plan(items=items, report=sorting.report(near))


class _Sorting:
    """Every block put where it belongs; `items` is what the library is to hold."""

    def __init__(self, records: Records, incoming: Sequence[Work]) -> None:
        self.items: dict[object, Work | LooseBlock] = {}
        is_large = len(incoming) > _LOOKED_UP
        self._records = records
        self._holdings = Holdings(records.works() if is_large else records.works_like(incoming))
        self._loose = set(records.loose_blocks())
        self._blocks: dict[Outcome, list[Block]] = {outcome: [] for outcome in Outcome}
        self._problems: list[Problem] = []
        self._places: dict[str, Block] = {}
        self.near: list[tuple[Citekey, Citekey, Judgement]] = []

    def take(self, file: str, reading: Reading) -> None:
        self._problems += reading.problems
        self._blocks[Outcome.REFUSED] += [
            Block(key=_key_in(each.raw), file=file, line=each.line)
            for each in reading.problems
            if each.is_refusal
        ]
        for entry in reading.entries:
            item = entry.item
            outcome = (
                self._work(file, entry.line, item) if isinstance(item, Work) else self._block(item)
            )
            name = item.key if isinstance(item, Work) else item.name or item.kind
            self._blocks[outcome].append(Block(key=str(name), file=file, line=entry.line))

    def related_items(self) -> tuple[Work | LooseBlock, ...]:
        """What the library is to hold, each work related to those that are there by now."""
        return tuple(
            with_relations(item, self._find) if isinstance(item, Work) else item
            for item in self.items.values()
        )

    def _find(self, key: str) -> Work | None:
        return self._holdings.find(key) or self._records.work(key)

    def report(self, near: tuple[DuplicatePair, ...]) -> ImportReport:
        problems = [*self._problems, *map(self._nearness, near)]
        return ImportReport(
            added=tuple(self._blocks[Outcome.ADDED]),
            merged=tuple(self._blocks[Outcome.MERGED]),
            unchanged=tuple(self._blocks[Outcome.UNCHANGED]),
            refused=tuple(self._blocks[Outcome.REFUSED]),
            problems=tuple(sorted(problems, key=lambda each: (each.file, each.line))),
            near=near,
        )

    def _nearness(self, pair: DuplicatePair) -> Problem:
        place = self._places.get(pair.other.key) or self._places[pair.one.key]
        code, said = _NEARNESS[pair.state]
        message = f"{pair.one.key} and {pair.other.key} {said}: {pair.reason}. Both are kept."
        return Problem(file=place.file, line=place.line, code=code, message=message)

    def _block(self, block: LooseBlock) -> Outcome:
        if block in self._loose:
            return Outcome.UNCHANGED
        self._loose.add(block)
        self.items[block] = block
        return Outcome.ADDED

    def _work(self, file: str, line: int, incoming: Work) -> Outcome:
        work, doubts = self._without_withheld(incoming)
        placement = self._holdings.place(work, origin=Path(file).name)
        if placement.outcome in {Outcome.ADDED, Outcome.MERGED}:
            self.items[placement.work.key] = placement.work
            self._places[placement.work.key] = Block(key=placement.work.key, file=file, line=line)
            self.near += [(key, work.key, judgement) for key, judgement in placement.near]
        raw = (incoming.block or "")[:_LONGEST_RAW]
        is_refusal = placement.outcome is Outcome.REFUSED
        for doubt in (*doubts, *placement.doubts):
            message = doubt.message if is_refusal else f"{work.key}: {doubt.message}"
            self._problems.append(
                Problem(
                    file=file,
                    line=line,
                    code=doubt.code,
                    message=message,
                    raw=without_addresses_in(raw) if doubts else raw,
                    is_refusal=is_refusal and doubt not in doubts,
                )
            )
        return placement.outcome

    def _without_withheld(self, incoming: Work) -> tuple[Work, list[Doubt]]:
        """The work without its addresses, where the library withholds those of a work so named."""
        present = self._holdings.find(incoming.key)
        if present is None or present.link_policy is not LinkPolicy.WITHHOLD:
            return incoming, []
        left_out = fields_left_out(replace(incoming, link_policy=LinkPolicy.WITHHOLD))
        if not left_out:
            return incoming, []
        message = f"The address of this work is withheld; left out: {', '.join(left_out)}."
        doubt = Doubt(code="withheld-address", message=message)
        return without_addresses(incoming), [doubt]


def _key_in(raw: str) -> str:
    """The key of an entry that could not be taken, as far as one can be made out."""
    match = _KEY.match(raw)
    return match[1].strip() if match else ""
