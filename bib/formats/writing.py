"""What comes of writing a bibliography: the text, and what the format could not hold."""

from __future__ import annotations

from dataclasses import dataclass

from bib.works import Citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing of a work that the written text does not hold, or holds otherwise."""

    key: Citekey
    field: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The text of a bibliography; what is in the works and not in it is in `losses`."""

    text: str
    losses: tuple[Loss, ...] = ()
