"""References of lists that no rule was written on keep the level that was measured on them.

`docs/reading-references.md` says how the lists were made; what is pinned here is a little less
than what was measured, over half of the references.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bib.names import OTHERS, parse_names
from evidence.reading.paper import ParsedReference
from evidence.reading.references.styles import parse_references

HELD_OUT = Path(__file__).parents[3] / "samples" / "references" / "held-out.json"
CONTAINERS = ("journal", "booktitle", "howpublished")
# The least share of the printed values that is read right: styles with a module, and without.
LEAST = {
    "entrytype": (0.89, 0.87),
    "author": (0.95, 0.92),
    "title": (0.94, 0.89),
    "year": (0.97, 0.95),
    "container": (0.89, 0.85),
    "volume": (0.97, 0.95),
    "number": (0.95, 0.88),
    "pages": (0.95, 0.88),
    "doi": (0.99, 0.99),
    "url": (0.97, 0.97),
}


@pytest.fixture(scope="module")
def readings() -> list[tuple[bool, dict[str, Any], ParsedReference]]:
    """Whether the style has a module, what is printed, and what was read."""
    read: list[tuple[bool, dict[str, Any], ParsedReference]] = []
    for gold in json.loads(HELD_OUT.read_text(encoding="utf-8"))["lists"]:
        parsed = parse_references([each["raw"] for each in gold["references"]])
        printed = [each["printed"] for each in gold["references"]]
        read += [
            (gold["has_module"], stated, reference)
            for stated, reference in zip(printed, parsed, strict=True)
        ]
    return read


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def value_of(field: str, parsed: ParsedReference) -> str:
    if field == "entrytype":
        return parsed.entrytype
    names = CONTAINERS if field == "container" else (field,)
    return next((parsed.fields[name] for name in names if name in parsed.fields), "")


def is_right(field: str, value: str, printed: Any) -> bool:
    if field == "entrytype":
        return value in printed
    if field == "author":
        names = [name for name in parse_names(value) if name != OTHERS]
        read = [letters(name.literal or name.particle + name.family) for name in names]
        is_short = len(names) < len(parse_names(value))
        return bool(read) and read == (printed[: len(read)] if is_short else printed)
    if field == "pages":
        return re.findall(r"\w+", value)[:2] == re.findall(r"\w+", printed)[:2]
    if field == "number":
        return bool(value) and (
            letters(value) in letters(printed) or letters(printed) in letters(value)
        )
    return letters(value) == letters(printed)


@pytest.mark.parametrize("field", LEAST)
def test_as_many_values_are_right_as_were_measured(
    field: str, readings: list[tuple[bool, dict[str, Any], ParsedReference]]
) -> None:
    right, printed = Counter[bool](), Counter[bool]()
    for has_module, stated, parsed in readings:
        if field in stated:
            printed[has_module] += 1
            right[has_module] += is_right(field, value_of(field, parsed), stated[field])
    assert right[True] / printed[True] >= LEAST[field][0]
    assert right[False] / printed[False] >= LEAST[field][1]


def test_what_is_called_sure_is_right(
    readings: list[tuple[bool, dict[str, Any], ParsedReference]],
) -> None:
    fields = ("author", "title", "year", "volume", "pages", "doi", "url")
    judged = [
        (parsed.confidence[field], is_right(field, value, stated[field]))
        for _, stated, parsed in readings
        for field in fields
        if field in stated and (value := value_of(field, parsed))
    ]
    sure = [right for confidence, right in judged if confidence >= 0.95]
    doubtful = [right for confidence, right in judged if confidence < 0.7]
    assert sum(sure) / len(sure) > 0.97
    assert sum(doubtful) / len(doubtful) < 0.9
