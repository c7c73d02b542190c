"""Records of formats other than BibTeX made into a reading: keys given, repetitions told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bib.blocks import LooseBlock
from bib.citekeys import checked_citekey, citekey_for, fold
from bib.entries import read_work
from bib.errors import InvalidCitekeyError
from bib.formats.reading import ReadEntry, Reading
from bib.formats.writing import Loss
from bib.problems import Doubt, Problem
from bib.works import Citekey, Work

_MOST_SHOWN = 2000


class Collecting:
    """A reading as it grows, record by record."""

    def __init__(self, *, file: str, block_format: str) -> None:
        self.file = file
        self.block_format = block_format
        self.entries: list[ReadEntry] = []
        self.problems: list[Problem] = []
        self.taken: dict[str, Work] = {}
        self.numbers: dict[str, int] = {}
        self.lines: dict[str, tuple[int, Work]] = {}

    def take(
        self,
        *,
        line: int,
        raw: str,
        key: str,
        type: str,  # noqa: A002
        fields: Mapping[str, str],
        doubts: Iterable[Doubt] = (),
    ) -> None:
        """Add a record; an empty or taken `key` is replaced by one made by formula."""
        plain = raw.strip()
        if plain in self.lines:
            first, work = self.lines[plain]
            self.entries.append(ReadEntry(line=line, item=work))
            message = f"This record stands in line {first} already, word for word."
            self.tell(line, raw, [Doubt(code="repeated-entry", message=message)])
            return
        work, read_doubts = read_work(Citekey(key), type, fields, raw, self.block_format)
        own, key_doubts = self.key_for(work)
        work = work if own == work.key else replace(work, key=own)
        self.taken[fold(own)] = work
        self.lines[plain] = line, work
        self.entries.append(ReadEntry(line=line, item=work))
        self.tell(line, raw, [*doubts, *key_doubts, *read_doubts])

    def key_for(self, work: Work) -> tuple[Citekey, list[Doubt]]:
        """The work's own key if it is free, else a new one."""
        if work.key and fold(work.key) not in self.taken:
            return work.key, []
        key = self.made_key(work)
        if not work.key:
            return key, []
        message = f"The key “{work.key}” is taken by a record above; this one is called “{key}”."
        return key, [Doubt(code="key-taken", message=message)]

    def made_key(self, work: Work) -> Citekey:
        """A key by formula, numbered on from the last that had to be numbered."""
        stem = citekey_for(work.authors, work.year, work.title)
        key, number = stem, self.numbers.get(stem, 1)
        while fold(key) in self.taken:
            number += 1
            key = Citekey(f"{stem}-{number}")
        self.numbers[stem] = number
        return key

    def keep(self, line: int, block: LooseBlock) -> None:
        """Add text that is no record, such as what a database puts on top of a file."""
        self.entries.append(ReadEntry(line=line, item=block))

    def tell(self, line: int, raw: str, doubts: Iterable[Doubt]) -> None:
        """Note what was odd about a record that was taken."""
        self.problems += [
            Problem(
                file=self.file,
                line=line,
                code=doubt.code,
                message=doubt.message,
                raw=_shown(raw),
            )
            for doubt in doubts
        ]

    def refuse(self, line: int, raw: str, code: str, message: str) -> None:
        """Note a block that could not be taken."""
        self.problems.append(
            Problem(
                file=self.file,
                line=line,
                code=code,
                message=message,
                raw=_shown(raw),
                is_refusal=True,
            )
        )

    def reading(self) -> Reading:
        """All of it."""
        return Reading(entries=tuple(self.entries), problems=tuple(self.problems))


def key_or_nothing(text: str) -> str:
    """The text if it can be a citekey and looks like one somebody chose, else nothing."""
    text = text.strip()
    if "://" in text or not any(letter.isalpha() for letter in text):
        return ""
    try:
        return checked_citekey(text)
    except InvalidCitekeyError:
        return ""


def block_to_keep(work: Work, *, stated_key: str, title: str, losses: list[Loss]) -> str | None:
    """The block to write for an untouched work, or nothing where it must be written afresh.

    A block that states another key than the work now has would bring the old one back. Where it
    states none, its reader makes one, and if that is another, it is a loss.
    """
    is_formed = work.key.startswith(citekey_for(work.authors, work.year, work.title))
    if stated_key == work.key or (is_formed and not stated_key):
        return work.block
    if stated_key and not is_formed:
        return None
    why = f"{title} states {f'“{stated_key}”' if stated_key else 'no key'} in this record"
    losses.append(Loss(key=work.key, field="key", why=f"{why}, which was left as it is"))
    return work.block


def _shown(raw: str) -> str:
    plain = raw.strip()
    return plain if len(plain) <= _MOST_SHOWN else plain[: _MOST_SHOWN - 1] + "…"
