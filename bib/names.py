"""Names of people and bodies, split into the parts that sorting and styles need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (family and given parts) or a body (literal); all parts are display Unicode.

    `particle` is BibTeX's *von* part; `suffix` its *Jr* part.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def sort_text(self) -> str:
        """What a list is sorted by: the family name, or the body's whole name."""
        return self.literal or self.family

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        whole = " ".join(part for part in (self.given, self.particle, self.family) if part)
        return f"{whole}, {self.suffix}" if self.suffix else whole
