"""Problems: bad input in bulk is data, each piece with its file, line, raw text and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one piece of an input.

    `line` counts from 1; `code` is a stable slug; `raw` is the offending text, cut to what a
    person would want to see. `is_refusal` tells that the piece was not taken.
    """

    file: str
    line: int
    code: str
    message: str
    raw: str = ""
    is_refusal: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing wrong inside a record, before anybody knows the file and line it came from.

    `field` is the field it is about, empty where it is about the record as a whole.
    """

    code: str
    message: str
    field: str = ""
