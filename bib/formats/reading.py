"""What comes of reading a bibliography: works, loose blocks, and problems, with their lines."""

from __future__ import annotations

from dataclasses import dataclass

from bib.blocks import LooseBlock
from bib.problems import Problem
from bib.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """One block that was taken, with the line it starts in."""

    line: int
    item: Work | LooseBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a text held: every block is in `entries` or is a problem that `is_refusal`.

    Problems that are no refusals tell what was odd about a block that was taken.
    """

    entries: tuple[ReadEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def blocks(self) -> int:
        """How many blocks the text held."""
        return len(self.entries) + sum(problem.is_refusal for problem in self.problems)

    @property
    def works(self) -> tuple[Work, ...]:
        """The works alone."""
        return tuple(entry.item for entry in self.entries if isinstance(entry.item, Work))
