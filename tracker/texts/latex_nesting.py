"""Which groups and environments of a LaTeX paper are open, and what to do when each is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

GROUP = "{"


class Nesting:
    """The open groups and environments; closing what is not open does nothing."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Callable[[], None] | None]] = []
        self._names: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    def open(self, name: str = GROUP, leave: Callable[[], None] | None = None) -> None:
        """Something begins; `leave` is called at its end."""
        self._open.append((name, leave))
        self._names[name] += 1

    def enter(self, name: str, context: AbstractContextManager[None]) -> None:
        """Something begins that is a part or a mark of the text."""
        context.__enter__()

        def leave() -> None:
            context.__exit__(None, None, None)

        self.open(name, leave)

    def close_last(self) -> None:
        """The innermost ends."""
        name, leave = self._open.pop()
        self._names[name] -= 1
        if leave is not None:
            leave()

    def close_group(self) -> None:
        """A closing brace."""
        if self._open and self._open[-1][0] == GROUP:
            self.close_last()

    def close_environment(self, name: str) -> None:
        """The end of an environment, and of all in it that was left open."""
        if not self._names[name]:
            return
        while self._open:
            last = self._open[-1][0]
            self.close_last()
            if last == name:
                return

    def close_down_to(self, depth: int) -> None:
        """The end of what was opened since there were so many."""
        while len(self._open) > depth:
            self.close_last()

    def close_while(self, names: Collection[str]) -> None:
        """The end of the innermost ones of these names."""
        while self._open and self._open[-1][0] in names:
            self.close_last()

    def is_inside(self, names: Collection[str]) -> bool:
        """Whether one of these is open."""
        return any(self._names[name] for name in names)

    def innermost(self, names: Collection[str]) -> str:
        """The name of the innermost of these, or nothing."""
        if not self.is_inside(names):
            return ""
        return next((name for name, _ in reversed(self._open) if name in names), "")
