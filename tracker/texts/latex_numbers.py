"""The numbers that LaTeX gives to sections, figures, notes and formulas, and to their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tracker.texts.latex_commands import REFERENCE_WORDS, SECTIONS

_DEEPEST_NUMBERED = 4


class Numbers:
    """Counts as LaTeX does; `known` are the labels of an earlier run, for `words_of`."""

    def __init__(self, *, has_chapters: bool, known: Mapping[str, tuple[str, str]]) -> None:
        self._top = "chapter" if has_chapters else "section"
        self._known = known
        self._counted: Counter[str] = Counter()
        self._is_appendix = False
        self._present = ("", "")
        self.labels: dict[str, tuple[str, str]] = {}

    def level(self, command: str) -> int:
        """The level of a heading, 1 for the highest that is numbered."""
        return max(SECTIONS[command] - SECTIONS[self._top] + 1, 1)

    def next_section(self, command: str) -> str:
        """The number of a section, or nothing where LaTeX prints none."""
        names = [
            name
            for name, depth in SECTIONS.items()
            if SECTIONS[self._top] <= depth <= _DEEPEST_NUMBERED
        ]
        if command not in names:
            return ""
        place = names.index(command)
        self._counted[command] += 1
        for lower in names[place + 1 :]:
            self._counted[lower] = 0
        numbers = [str(self._counted[name]) for name in names[: place + 1]]
        if self._is_appendix and 0 < (first := self._counted[names[0]]) <= 26:
            numbers[0] = chr(ord("A") + first - 1)
        self._present = ("section", ".".join(numbers))
        return self._present[1]

    def next(self, kind: str) -> str:
        """The number of a figure, table, note, formula or reference."""
        self._counted[kind] += 1
        return str(self._counted[kind])

    def next_labelled(self, kind: str) -> str:
        """The same for what a label may follow."""
        number = self.next(kind)
        self._present = (kind, number)
        return number

    def last(self, kind: str) -> str:
        """The number given last."""
        return str(self._counted[kind])

    def begin_appendix(self) -> None:
        """From here on sections have letters."""
        self._is_appendix = True
        self._counted[self._top] = 0

    def put_label(self, key: str) -> None:
        """A label stands for what was numbered last."""
        self.labels.setdefault(key, self._present)

    def words_of(self, command: str, keys: str) -> str:
        """What a cross-reference prints; “??” where nothing has the label, as LaTeX does."""
        said = []
        for key in keys.split(","):
            kind, number = self._known.get(key.strip(), ("", ""))
            is_named = command in {"autoref", "cref", "Cref"}
            name = REFERENCE_WORDS.get(kind, "") if is_named else ""
            said.append(f"{name} {number or '??'}".strip())
        words = " and ".join(said)
        return f"({words})" if command == "eqref" else words
