"""A place in the source of a LaTeX paper, and the arguments that stand there."""

from __future__ import annotations

import re

from tracker.texts.latex_macros import matching_braces

_OPTIONAL = re.compile(r"\s*\[((?:[^\[\]{}]|\{[^{}]*\}|\[[^\[\]]*\])*)\]")
_PLAIN = re.compile(r"\s*\{([^{}]*)\}")
_BLANK = re.compile(r"[ \t\n]*")


class Cursor:
    """The source with its braces matched; every reading of an argument moves `place` behind it."""

    def __init__(self, text: str, place: int = 0) -> None:
        self.text, self.place = text, place
        self.braces = matching_braces(text)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern finds right here."""
        found = pattern.match(self.text, self.place)
        if found is not None:
            self.place = found.end()
        return found

    def star(self) -> bool:
        """Whether a star stands here."""
        is_there = self.text.startswith("*", self.place)
        self.place += is_there
        return is_there

    def optional(self) -> str | None:
        """The argument in brackets, if there is one."""
        found = self.match(_OPTIONAL)
        return found[1] if found else None

    def skip_optional(self) -> None:
        """Pass by all arguments in brackets."""
        while self.optional() is not None:
            pass

    def plain(self) -> str | None:
        """The argument in braces that holds no others, such as a key or an address."""
        found = self.match(_PLAIN)
        return found[1].strip() if found else None

    def skip_group(self) -> None:
        """Pass by an argument in braces."""
        place = self._behind_blank()
        if place in self.braces:
            self.place = self.braces[place] + 1

    def open_group(self) -> bool | None:
        """Step behind an opening brace; `None` where there is none, `False` if it never closes."""
        place = self._behind_blank()
        if not self.text.startswith("{", place):
            return None
        if place not in self.braces:
            return False
        self.place = place + 1
        return True

    def up_to(self, closing: str) -> str | None:
        """What stands before a closing sign, which is passed; `None` where there is none."""
        stop = self.text.find(closing, self.place)
        if stop < 0:
            return None
        inside, self.place = self.text[self.place : stop], stop + len(closing)
        return inside

    def _behind_blank(self) -> int:
        found = _BLANK.match(self.text, self.place)
        return found.end() if found else self.place
