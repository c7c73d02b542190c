"""Zotero's JSON, as its API, its export and Better BibTeX write it, read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bib.blocks import LooseBlock
from bib.citekeys import fold
from bib.errors import NotABibliographyError
from bib.formats.reading import ReadEntry, Reading
from bib.formats.writing import Loss, Writing
from bib.formats.zotero_extra import stated_key
from bib.formats.zotero_items import item_from_work, work_from_item
from bib.formats.zotero_types import CHILD_TYPES
from bib.problems import Problem
from bib.works import Citekey, Work

NAME = "zotero-json"

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[\s,]*")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_NEXT_ITEM = re.compile(r'\}\s*,\s*(?=\{\s*"(?:key|itemType|itemKey|itemID|version|library|data)")')
_ITEM_TYPE = re.compile(r'"itemType"\s*:\s*"')
# After so many broken items a file is not read further.
_MOST_BROKEN = 100
_MOST_SHOWN = 2000


def looks_like_zotero_json(text: str) -> bool:
    """Whether a text is JSON that speaks of Zotero's item types."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return start in ("[", "{") and _ITEM_TYPE.search(text) is not None


def read_zotero_json(text: str, *, file: str) -> Reading:
    """Read all items of a text: a list of them, one alone, or an object with a list of `items`.

    Notes, attachments and annotations are no works; they are refused one by one.
    """
    plain = text.removeprefix("\ufeff")
    if not plain.strip():
        return Reading()
    reading = _Collecting(file)
    pieces = list(_pieces(plain, file))
    reading.taken |= {fold(key) for piece in pieces if (key := stated_key(piece.data))}
    for piece in pieces:
        reading.add(piece)
    return Reading(entries=tuple(reading.entries), problems=tuple(reading.problems))


def write_zotero_json(items: Iterable[Work | LooseBlock]) -> Writing:
    """The works as a list of items; one that came from Zotero and is untouched, byte for byte."""
    losses: list[Loss] = []
    texts = []
    for item in items:
        if isinstance(item, LooseBlock):
            why = "a list of items has no place for it"
            losses.append(Loss(key=Citekey(item.name), field=f"@{item.kind}", why=why))
        elif item.block is not None and item.block_format == NAME and _still_says(item):
            texts.append(item.block)
        else:
            data, lost = item_from_work(item)
            losses += lost
            texts.append(json.dumps(data, ensure_ascii=False, indent=2))
    text = "[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n"
    return Writing(text=text, losses=tuple(losses))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One element of the list; `data` is empty and `why` says so where it is no item."""

    line: int
    raw: str
    data: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


def _still_says(work: Work) -> bool:
    """Whether the block gives the key the work has now."""
    data = _data_of(json.loads(work.block or "{}"))
    return work_from_item(data)[0].key == work.key


def _pieces(text: str, file: str) -> Iterator[_Piece]:
    """The elements of the list of items, each decoded by itself."""
    at = _start_of_items(text, file)
    line, counted, broken = 1, 0, 0
    while (at := _end_of_blank(text, at)) < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            broken += 1
            following = _NEXT_ITEM.search(text, at) if broken < _MOST_BROKEN else None
            end = following.start() + 1 if following else len(text)
            yield _Piece(line=line, raw=text[at:end].rstrip(), why=_why_not_json(error))
        else:
            raw = text[at:end]
            data = _data_of(value)
            why = "" if data else "it has no “itemType”"
            yield _Piece(line=line, raw=raw, data=data, why=why)
        at = end


def _start_of_items(text: str, file: str) -> int:
    at = _end_of_blank(text, 0)
    if text[at : at + 1] == "[":
        return at + 1
    if text[at : at + 1] == "{":
        within = _ITEMS.search(text)
        return within.end() if within else at
    why = "it starts with neither “[” nor “{”"
    raise NotABibliographyError(file, "Zotero JSON", why)


def _end_of_blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _why_not_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not in the form of JSON ({error.msg}, line {error.lineno})"
    return (
        "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
    )


def _data_of(value: object) -> Mapping[str, Any]:
    """The data of an item, with or without the envelope the API puts around it."""
    if not isinstance(value, dict):
        return {}
    data = value.get("data")
    if isinstance(data, dict) and "itemType" in data:
        return data
    return value if isinstance(value.get("itemType"), str) else {}


class _Collecting:
    """A reading as it grows."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[ReadEntry] = []
        self.problems: list[Problem] = []
        self.taken: set[str] = set()
        self._lines: dict[str, int] = {}

    def add(self, piece: _Piece) -> None:
        if not piece.data:
            self._refuse(piece, "no-item", f"This is not read as an item: {piece.why}.")
            return
        kind = str(piece.data["itemType"])
        if kind in CHILD_TYPES:
            message = f"An item of type “{kind}” is no work; `evtrack zotero pull` takes these."
            self._refuse(piece, "no-work", message)
            return
        work, doubts = work_from_item(piece.data, taken=self.taken, block=piece.raw)
        if first := self._lines.get(fold(work.key)):
            message = (
                f"The key “{work.key}” is taken by the item in line {first}; give the one in line "
                f"{piece.line} another key."
            )
            self._refuse(piece, "duplicate-key", message)
            return
        self.taken.add(fold(work.key))
        self._lines[fold(work.key)] = piece.line
        self.entries.append(ReadEntry(line=piece.line, item=replace(work, block_format=NAME)))
        for doubt in doubts:
            self._tell(piece, doubt.code, doubt.message, is_refusal=False)

    def _refuse(self, piece: _Piece, code: str, message: str) -> None:
        self._tell(piece, code, message, is_refusal=True)

    def _tell(self, piece: _Piece, code: str, message: str, *, is_refusal: bool) -> None:
        raw = piece.raw if len(piece.raw) <= _MOST_SHOWN else piece.raw[: _MOST_SHOWN - 1] + "…"
        self.problems.append(
            Problem(
                file=self.file,
                line=piece.line,
                code=code,
                message=message,
                raw=raw,
                is_refusal=is_refusal,
            )
        )
