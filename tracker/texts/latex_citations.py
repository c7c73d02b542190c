r"""The commands that cite in LaTeX: their keys, and what they print with the keys for numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bib.latex import latex_to_unicode
from tracker.texts.latex_commands import MULTIPLE_CITATIONS
from tracker.texts.latex_cursor import Cursor

_ROUND_NOTE = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class LatexCall:
    """One reference call; `words` are what is printed, in brackets."""

    keys: tuple[str, ...]
    words: str


def read_call(command: str, cursor: Cursor) -> LatexCall | None:
    r"""The call whose command was just read: `\cite[see][p. 5]{a,b}`, `\parencites{a}[7]{b}`."""
    cursor.star()
    keys: list[str] = []
    groups: list[str] = []
    while True:
        while command in MULTIPLE_CITATIONS and cursor.match(_ROUND_NOTE):
            pass
        start = cursor.place
        notes = [latex_to_unicode(note) for note in _notes(cursor)]
        named = cursor.plain()
        if named is None:
            cursor.place = start
            break
        found = [key for each in named.split(",") if (key := " ".join(each.split()))]
        keys += found
        groups.append(_printed(found, notes))
        if command not in MULTIPLE_CITATIONS:
            break
    return LatexCall(tuple(keys), f"[{'; '.join(groups)}]") if keys else None


def _notes(cursor: Cursor) -> list[str]:
    notes: list[str] = []
    while len(notes) < 2 and (note := cursor.optional()) is not None:
        notes.append(note)
    return notes


def _printed(keys: list[str], notes: list[str]) -> str:
    """The keys with what stands before and after; one note alone stands after."""
    before = f"{notes[0]} " if len(notes) == 2 and notes[0] else ""
    after = f", {notes[-1]}" if notes and notes[-1] else ""
    return f"{before}{', '.join(keys)}{after}"
